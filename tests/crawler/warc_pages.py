"""WARC files as other tools write them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path


def advert(number: int, *, padding: int = 0) -> bytes:
    node = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": f"weir-{number}",
        "title": f"Lock keeper {number}",
        "description": "Open the gates for boats.",
        "hiringOrganization": {"@type": "Organization", "name": "Weir and Sons"},
    }
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return f"<!doctype html><html><head>{script}</head><body>{'<p>Water.</p>' * padding}</body></html>".encode()


def record(
    number: int,
    body: bytes,
    *,
    headers: str = "Content-Type: text/html\r\n",
    status: str = "200 OK",
    kind: str = "response",
    date: str = "2026-04-02T08:09:10Z",
    url: str = "",
) -> bytes:
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    fields = (
        f"WARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\nWARC-Date: {date}\r\n"
        f"WARC-Target-URI: {url or f'https://weir.example/jobs/{number}'}\r\nContent-Type: application/http; msgtype={kind}\r\n"
    )
    return f"WARC/1.0\r\n{fields}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def warc_file(path: Path, count: int, *, first: int = 0, padding: int = 0) -> Path:
    path.write_bytes(packed(*(record(number, advert(number, padding=padding)) for number in range(first, first + count))))
    return path
