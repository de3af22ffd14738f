"""From an answer to what came of it: archived first, then judged, then read. Pure but for the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.accesses.access import Access
from crawler.accesses.every import ACCESSES
from crawler.archive.records import Exchange, RecordPointer
from crawler.archive.writing import Archive
from crawler.keeping import Visit
from crawler.mining import reserved_by_answer
from crawler.pages.blocked import block_reason
from crawler.pages.offers import looks_like_offer
from crawler.pages.page import Page, PageError, PageReading
from crawler.sources import Source
from crawler.targets import target_of
from crawler.verdicts import KEPT, Judgement, Verdict, of_status
from features.posting import Json
from store.identity import canonical_url
from store.targets import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site answered to a target."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    permission: Mapping[str, Json]

    @property
    def by_name(self) -> dict[str, str]:
        """Its headers by lower-case name."""
        return {name.lower(): value for name, value in self.headers}


def visit(answer: Answer, lease: Lease, source: Source, archive: Archive, *, back_off: float) -> Visit:
    """What came of a target that was answered."""
    reserved = _reserved(answer)
    permission = permission_of(answer, source)
    came = Visit(lease=lease, url=answer.url, judgement=KEPT, fetched_at=answer.fetched_at, permission=permission)
    if reserved and source.when_reserved == "leave":
        return replace(came, judgement=Judgement(Verdict.PASSED_OVER, "not kept: the site reserves text and data mining"))
    came = replace(came, record=_archived(answer, archive))
    judgement = of_status(answer.status, answer.by_name, attempts=lease.attempts, base=back_off, now=answer.fetched_at)
    if judgement.verdict is Verdict.GONE and not lease.request.get("role"):
        # An entry point that leads nowhere is to be mended; what it listed may be there still.
        judgement = Judgement(Verdict.DEAD, f"the entry point leads nowhere: {judgement.reason}")
    page = page_of(answer, lease, source)
    if judgement.verdict is not Verdict.KEPT:
        blocked = block_reason(page, status=answer.status) if judgement.verdict is Verdict.DEAD else ""
        return replace(came, judgement=Judgement(Verdict.DEAD, f"blocked: {blocked}") if blocked else judgement)
    judgement, reading = read(page, source.access)
    return replace(came, judgement=judgement, reading=reading)


def read(page: Page, access: str) -> tuple[Judgement, PageReading]:
    """What a page holds, or why it cannot be told."""
    try:
        reading = ACCESSES[access].read(page)
    except PageError as error:
        reason = block_reason(page)
        return Judgement(Verdict.DEAD, f"blocked: {reason}" if reason else str(error)), PageReading()
    except Exception as error:
        # A page that breaks its reader is a fault of ours, and must not cost the others: its record waits for the repair.
        return Judgement(Verdict.DEAD, f"reading failed: {type(error).__name__}: {error}"[:1_000]), PageReading()
    if not reading.postings and not reading.targets and (reason := block_reason(page)):
        return Judgement(Verdict.DEAD, f"blocked: {reason}"), PageReading()
    return KEPT, _worth_keeping(reading, ACCESSES[access])


def _worth_keeping(reading: PageReading, access: Access) -> PageReading:
    """Without what is told in full elsewhere, and of people's own posts only offers of work."""
    elsewhere = {canonical_url(target.url) for target in reading.targets}
    kept = (posting for posting in reading.postings if not reading.brief and canonical_url(posting.url) not in elsewhere)
    if access.social:
        kept = (posting for posting in kept if looks_like_offer("\n".join(filter(None, (posting.title, posting.description)))))
    return replace(reading, postings=tuple(kept))


def page_of(answer: Answer, lease: Lease, source: Source) -> Page:
    """The answer as its access reads it."""
    target = target_of(lease.request)
    context = dict(target.context) | ({"selectors": dict(source.selectors)} if source.selectors else {})
    headers = answer.by_name
    return Page(
        url=answer.url,
        body=answer.body,
        content_type=headers.get("content-type", ""),
        headers=headers,
        source=source.name,
        fetched_at=answer.fetched_at,
        role=target.role,
        context=context,
    )


def permission_of(answer: Answer, source: Source) -> dict[str, Json]:
    """What the site allowed, and what the source may be used for: what is reserved is never trained on."""
    reserved = _reserved(answer)
    uses: dict[str, Json] = {"triage": source.triage, "training": source.training and not reserved}
    return dict(answer.permission) | {"mining_reserved": reserved} | uses


def _reserved(answer: Answer) -> bool:
    narrower = reserved_by_answer(answer.by_name, answer.body)
    return bool(answer.permission.get("mining_reserved")) if narrower is None else narrower


def _archived(answer: Answer, archive: Archive) -> RecordPointer:
    return archive.write(
        Exchange(
            url=answer.url,
            fetched_at=answer.fetched_at,
            status=answer.status,
            reason=answer.reason,
            headers=answer.headers,
            body=answer.body,
            permission=answer.permission,
        )
    )
