"""Takes the webhooks of a drill, and tells which are missing, doubled or out of order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Final

ORDER: Final = ("assessment.flagged", "posting.reviewed")
"""What is told of each posting, in this order."""


@dataclass
class Hook:
    """What came: of each posting the names and kinds of its messages, in the order in which they first came."""

    url: str = ""
    came: dict[str, dict[str, str]] = field(default_factory=dict)
    changed: Condition = field(default_factory=Condition)

    def take(self, message_id: str, content: bytes) -> None:
        """Note a message. One that came before may come again: it has the same name."""
        body = json.loads(content)
        with self.changed:
            self.came.setdefault(body["data"]["posting_id"], {}).setdefault(message_id, body["type"])
            self.changed.notify_all()

    def wait_for(self, messages: int, seconds: float) -> None:
        """Wait until so many different messages came, at most so long."""
        with self.changed:
            self.changed.wait_for(lambda: sum(map(len, self.came.values())) >= messages, seconds)

    def compared(self, postings: Sequence[str]) -> tuple[int, int, int]:
        """How many messages never came, came under a second name, and how many postings were told of in another order."""
        kinds = [list(self.came.get(posting, {}).values()) for posting in postings]
        lost = sum(kind not in came for came in kinds for kind in ORDER)
        twice = sum(len(came) - len(set(came)) for came in kinds)
        disordered = sum(list(dict.fromkeys(came)) != [kind for kind in ORDER if kind in came] for came in kinds)
        return lost, twice, disordered


@contextmanager
def receiving() -> Iterator[Hook]:
    """A receiver on this machine, until the block ends."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            hook.take(self.headers["webhook-id"], content)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hook.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
