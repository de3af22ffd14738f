"""How fast a crawl is: pages a minute and core with archive, digest, parsing and store, against Scrapy that only fetches.

Both crawl the same adverts from a server on this machine, each in a process of its own, one after the other; the server has
another core. Assessing costs what `measure speed` says, and is left out here.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import Final

_FETCH_ONLY: Final = """
import sys
from time import perf_counter
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Fetch(Spider):
    name = "fetch"
    async def start(self):
        for number in range(int(sys.argv[2])):
            yield Request(f"{sys.argv[1]}/jobs/{number}", dont_filter=True)
    def parse(self, response):
        assert response.status == 200

began = perf_counter()
process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
                               "DOWNLOAD_DELAY": 0, "TELNETCONSOLE_ENABLED": False})
process.crawl(Fetch)
process.start()
print(perf_counter() - began)
"""
_CRAWL: Final = """
import sys
from pathlib import Path
from time import perf_counter
from crawler.run import crawl
from crawler.sources import source_from

source = source_from("bench", {"access": "jobposting", "entry_points": [sys.argv[1] + "/sitemap.xml"], "budget": 10_000_000})
began = perf_counter()
summary = crawl([source], database_url=f"sqlite:///{sys.argv[3]}/bench.db", archive=Path(sys.argv[3]) / "archive")
assert summary.postings == int(sys.argv[2]), summary
print(perf_counter() - began)
"""
_PARAGRAPH: Final = "We look for somebody who likes to work with dough, early in the morning, in a team of five. "
_LINES: Final = 120


def main(pages: int = 3_000) -> str:
    """Measure, and say what came out as Markdown rows."""
    with _server(pages) as url, TemporaryDirectory() as folder:
        fetching = _seconds(_FETCH_ONLY, url, str(pages))
        crawling = _seconds(_CRAWL, url, str(pages), folder)
    rows = [("fetch only", fetching), ("fetch, archive, digest, parse, store", crawling)]
    size = len(_advert(0)) // 1_024
    told = [
        f"{pages} pages of {size} KB from a server on this machine, one process",
        "",
        "| | pages a minute | ratio |",
        "|---|---|---|",
    ]
    told += [f"| {name} | {60 * pages / seconds:,.0f} | {fetching / seconds:.2f} |" for name, seconds in rows]
    return "\n".join(told)


def _seconds(script: str, *arguments: str) -> float:
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return float(done.stdout)


@contextmanager
def _server(pages: int) -> Iterator[str]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, pages), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()


def _serve(connection: Connection, pages: int) -> None:
    asyncio.run(_serving(connection, pages))


async def _serving(connection: Connection, pages: int) -> None:
    server = await asyncio.start_server(lambda reader, writer: _answer(reader, writer, pages), "127.0.0.1", 0)
    connection.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pages: int) -> None:
    try:
        while line := await reader.readline():
            while (await reader.readline()).strip():
                pass
            host = ":".join(map(str, writer.get_extra_info("sockname")))
            writer.write(_response(line.split()[1].decode(), host, pages))
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


def _response(path: str, host: str, pages: int) -> bytes:
    if path.startswith("/jobs/"):
        status, kind, body = "200 OK", "text/html; charset=utf-8", _advert(int(path.rpartition("/")[2]))
    elif path == "/sitemap.xml":
        status, kind, body = "200 OK", "text/xml", _sitemap(host, pages)
    else:
        status, kind, body = "404 Not Found", "text/plain", b"not here"
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def _sitemap(host: str, pages: int) -> bytes:
    entries = "".join(f"<url><loc>http://{host}/jobs/{number}</loc></url>" for number in range(pages))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def _advert(number: int) -> bytes:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": f"Baker {number}",
        "description": f"<p>{_PARAGRAPH * 20}</p><p>Number {number}.</p>",
        "hiringOrganization": {"@type": "Organization", "name": "Valley bakery"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Szeged", "addressCountry": "HU"}},
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "EUR",
            "value": {"minValue": 1200, "maxValue": 1500, "unitText": "MONTH"},
        },
        "datePosted": "2026-11-01",
    }
    script = json.dumps(posting)
    body = "".join(f'<div class="row r{line}"><span>{line}</span><p>{_PARAGRAPH}</p></div>' for line in range(_LINES))
    return f'<html><head><script type="application/ld+json">{script}</script></head><body>{body}</body></html>'.encode()


if __name__ == "__main__":
    print(main())
