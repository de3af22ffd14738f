"""Evidence on disk: what every site answered, in WARC files, before anything was read from it."""

from crawler.archive.errors import ArchiveError, ArchiveProblem, Fault
from crawler.archive.reading import exchanges, read_record
from crawler.archive.records import Exchange, RecordPointer
from crawler.archive.retention import retain
from crawler.archive.verifying import VerifyProgress, verify, verify_files
from crawler.archive.writing import Archive

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveProblem",
    "Exchange",
    "Fault",
    "RecordPointer",
    "VerifyProgress",
    "exchanges",
    "read_record",
    "retain",
    "verify",
    "verify_files",
]
