"""Following a Jetstream, against a server on this machine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from crawler.jetstream import MOST_BYTES, REWIND_US, JetstreamError, Pace, address, follow, pause_after
from crawler.pages.page import Page

PACE = Pace(events=2, seconds=60, first_pause=0)
AT = 1_700_000_000_000_000
Answer = Callable[[ServerConnection], Awaitable[None]]


def event(at: int) -> str:
    return json.dumps({"did": "did:plc:tile", "time_us": at, "kind": "identity"}, indent=1)


def framed(seq: int) -> str:
    return json.dumps({"$type": "message", "payload": {"did": "did:plc:tile", "seq": seq}})


class Stream:
    """A server that answers one connection after another, and remembers what each asked for."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.asked: list[dict[str, list[str]]] = []
        self.subprotocols: list[str | None] = []

    async def handle(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        self.asked.append(parse_qs(urlsplit(connection.request.path).query))
        self.subprotocols.append(connection.subprotocol)
        await self._answers.pop(0)(connection)


class Taken:
    """Takes pages, and stops when there are enough."""

    def __init__(self, stop: asyncio.Event, enough: int) -> None:
        self.pages: list[Page] = []
        self._stop, self._enough = stop, enough

    async def __call__(self, page: Page) -> None:
        self.pages.append(page)
        if len(self.pages) == self._enough:
            self._stop.set()

    @property
    def places(self) -> list[list[int]]:
        return [
            [(item := json.loads(line)).get("time_us") or item["payload"]["seq"] for line in page.body.split(b"\n")]
            for page in self.pages
        ]


def sending(*messages: str | bytes, then: str = "wait") -> Answer:
    async def answer(connection: ServerConnection) -> None:
        for message in messages:
            await connection.send(message)
        if then == "drop":
            connection.transport.abort()
        elif then == "wait":
            await connection.wait_closed()

    return answer


def endpoint(server: Server) -> str:
    return f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


def followed(stream: Stream, *, enough: int, cursor: str = "", version: int = 1, pace: Pace = PACE) -> Taken:
    async def run() -> Taken:
        stop = asyncio.Event()
        taken = Taken(stop, enough)
        spoken = [Subprotocol("xrpc.v1.json")] if version == 2 else None
        async with asyncio.timeout(20), serve(stream.handle, "127.0.0.1", 0, subprotocols=spoken) as server:
            await follow(endpoint(server), cursor, version=version, on_batch=taken, stop=stop, pace=pace)
        return taken

    return asyncio.run(run())


def test_events_are_handed_on_by_the_batch_one_a_line() -> None:
    taken = followed(Stream(sending(*map(event, (AT, AT + 1, AT + 2, AT + 3)))), enough=2)
    assert taken.places == [[AT, AT + 1], [AT + 2, AT + 3]]
    assert taken.pages[0].content_type == "application/x-ndjson"
    assert taken.pages[0].fetched_at is not None


def test_a_batch_is_handed_on_when_its_time_is_up() -> None:
    taken = followed(Stream(sending(event(AT))), enough=1, pace=Pace(events=100, seconds=0.01, first_pause=0))
    assert taken.places == [[AT]]


def test_no_event_is_lost_between_batches_that_end_by_time() -> None:
    places = list(range(AT, AT + 300))
    stream = Stream(sending(*map(event, places)))

    async def run() -> list[int]:
        stop, found = asyncio.Event(), list[int]()

        async def take(page: Page) -> None:
            found.extend(json.loads(line)["time_us"] for line in page.body.split(b"\n"))
            if found[-1] == places[-1]:
                stop.set()

        async with asyncio.timeout(20), serve(stream.handle, "127.0.0.1", 0) as server:
            await follow(endpoint(server), "", version=1, on_batch=take, stop=stop, pace=Pace(events=1000, seconds=0.0005))
        return found

    assert asyncio.run(run()) == places


def test_after_a_break_it_goes_on_some_seconds_before_the_last_accepted_event() -> None:
    stream = Stream(sending(event(AT), event(AT + 7), event(AT + 9), then="drop"), sending(event(AT + 9), event(AT + 10)))
    taken = followed(stream, enough=3)
    assert taken.places == [[AT, AT + 7], [AT + 9], [AT + 9, AT + 10]]
    assert "cursor" not in stream.asked[0]
    assert stream.asked[1]["cursor"] == [str(AT + 9 - REWIND_US)]


def test_a_connection_that_ends_in_good_order_is_made_again() -> None:
    stream = Stream(sending(event(AT), event(AT + 1), then="end"), sending(event(AT + 2), event(AT + 3)))
    assert followed(stream, enough=2).places == [[AT, AT + 1], [AT + 2, AT + 3]]


def test_version_two_goes_on_at_the_last_accepted_event() -> None:
    stream = Stream(sending(framed(71), framed(72), then="drop"), sending(framed(72), framed(73)))
    taken = followed(stream, enough=2, cursor="70", version=2)
    assert taken.places == [[71, 72], [72, 73]]
    assert [asked["cursor"] for asked in stream.asked] == [["70"], ["72"]]
    assert stream.subprotocols == ["xrpc.v1.json", "xrpc.v1.json"]


def test_an_event_that_is_too_large_breaks_the_connection_and_not_the_follower() -> None:
    stream = Stream(sending(event(AT), "x" * (MOST_BYTES + 1)), sending(event(AT + 1), event(AT + 2)))
    assert followed(stream, enough=2).places == [[AT], [AT + 1, AT + 2]]


def test_a_page_without_a_place_does_not_lose_the_cursor() -> None:
    stream = Stream(sending("junk", "5", then="drop"), sending(framed(8), framed(9)))
    taken = followed(stream, enough=2, cursor="7", version=2)
    assert taken.pages[0].body == b"junk\n5"
    assert stream.asked[1]["cursor"] == ["7"]


def test_a_cursor_moves_only_when_its_page_was_accepted() -> None:
    stream = Stream(sending(framed(8), framed(9)))

    async def refuse(page: Page) -> None:
        raise LookupError(page.url)

    async def run() -> None:
        async with serve(stream.handle, "127.0.0.1", 0, subprotocols=[Subprotocol("xrpc.v1.json")]) as server:
            await follow(endpoint(server), "7", version=2, on_batch=refuse, stop=asyncio.Event(), pace=PACE)

    with pytest.raises(LookupError, match="cursor=7"):
        asyncio.run(run())


def test_it_ends_when_it_is_told_to_even_while_nothing_comes() -> None:
    async def run() -> list[Page]:
        stop, connected = asyncio.Event(), asyncio.Event()
        taken = Taken(stop, 1)

        async def silent(connection: ServerConnection) -> None:
            connected.set()
            await connection.wait_closed()

        async with serve(silent, "127.0.0.1", 0) as server, asyncio.timeout(20):
            following = asyncio.create_task(follow(endpoint(server), "", version=1, on_batch=taken, stop=stop, pace=PACE))
            await connected.wait()
            stop.set()
            await following
        return taken.pages

    assert asyncio.run(run()) == []


def test_what_had_come_is_handed_on_when_it_is_told_to_end() -> None:
    async def run() -> list[list[int]]:
        stop = asyncio.Event()
        taken = Taken(stop, 2)

        async def one_then_stop(connection: ServerConnection) -> None:
            await connection.send(event(AT))
            await (await connection.ping())
            stop.set()
            await connection.wait_closed()

        async with serve(one_then_stop, "127.0.0.1", 0) as server, asyncio.timeout(20):
            await follow(endpoint(server), "", version=1, on_batch=taken, stop=stop, pace=PACE)
        return taken.places

    assert asyncio.run(run()) == [[AT]]


def test_it_does_not_begin_when_it_is_told_to_end_before() -> None:
    async def run() -> list[Page]:
        stop = asyncio.Event()
        stop.set()
        taken = Taken(stop, 1)
        await follow("ws://127.0.0.1:9", "", version=1, on_batch=taken, stop=stop)
        return taken.pages

    assert asyncio.run(run()) == []


def refusing(status: HTTPStatus, times: int) -> Callable[[ServerConnection, Request], Response | None]:
    left = [times]

    def process(connection: ServerConnection, request: Request) -> Response | None:
        left[0] -= 1
        return connection.respond(status, "the cursor is too old") if left[0] >= 0 else None

    return process


def test_a_refusal_that_would_be_repeated_ends_it() -> None:
    async def run() -> None:
        stop = asyncio.Event()
        async with serve(sending(), "127.0.0.1", 0, process_request=refusing(HTTPStatus.BAD_REQUEST, 1)) as server:
            await follow(endpoint(server), "5", version=2, on_batch=Taken(stop, 1), stop=stop, pace=PACE)

    with pytest.raises(JetstreamError, match="400: the cursor is too old"):
        asyncio.run(run())


@pytest.mark.parametrize("status", [HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS])
def test_a_refusal_that_passes_is_waited_out(status: HTTPStatus) -> None:
    async def run() -> list[list[int]]:
        stop = asyncio.Event()
        taken = Taken(stop, 1)
        answer = sending(event(AT), event(AT + 1))
        async with serve(answer, "127.0.0.1", 0, process_request=refusing(status, 2)) as server, asyncio.timeout(20):
            await follow(endpoint(server), "", version=1, on_batch=taken, stop=stop, pace=PACE)
        return taken.places

    assert asyncio.run(run()) == [[AT, AT + 1]]


def test_nobody_there_is_waited_out_until_told_to_end() -> None:
    async def run() -> list[Page]:
        async with serve(sending(), "127.0.0.1", 0) as server:
            url = endpoint(server)
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.05, stop.set)
        async with asyncio.timeout(20):
            taken = Taken(stop, 1)
            await follow(url, "", version=1, on_batch=taken, stop=stop, pace=Pace(first_pause=30))
        assert stop.is_set()
        return taken.pages

    assert asyncio.run(run()) == []


def test_pauses_grow_up_to_the_longest_and_differ() -> None:
    pace = Pace(first_pause=1, longest_pause=60)
    pauses = [pause_after(failures, pace) for failures in range(40)]
    assert 0.5 <= pauses[0] <= 1
    assert 8 <= pauses[4] <= 16
    assert all(30 <= pause <= 60 for pause in pauses[6:])
    assert len(set(pauses[6:])) > 1


def test_each_version_is_asked_in_its_own_words() -> None:
    first = urlsplit(address("wss://jetstream.example", "9", 1))
    assert (first.scheme, first.path) == ("wss", "/subscribe")
    assert parse_qs(first.query) == {
        "wantedCollections": ["app.bsky.feed.post"],
        "maxMessageSizeBytes": [str(MOST_BYTES)],
        "cursor": ["1"],
    }
    second = urlsplit(address("wss://jetstream.example/", "9", 2))
    assert second.path == "/xrpc/network.bsky.jetstream.subscribeEvents"
    assert parse_qs(second.query) == {
        "collections": ["app.bsky.feed.post"],
        "kinds": ["commit", "account"],
        "maxMessageSizeBytes": [str(MOST_BYTES)],
        "cursor": ["9"],
    }
    assert address("wss://jetstream.example/own?x=1", "", 1).startswith("wss://jetstream.example/own?x=1&")
