"""Traces, as a collector on this machine receives them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from starlette.testclient import TestClient

from serving.app import create_app
from serving.operations.traces import tracer_provider
from serving.settings import Settings, SettingsError
from tests.serving.operations.test_logs import EVERYWHERE, HEADERS, PERSONAL

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


class Collector:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        received = self.received = []  # type: list[bytes]

        class Keep(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                received.append(self.path.encode() + b"\n" + self.rfile.read(int(self.headers["content-length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Keep)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def requests(self) -> list[ExportTraceServiceRequest]:
        assert {body.partition(b"\n")[0] for body in self.received} <= {b"/v1/traces"}
        return [ExportTraceServiceRequest.FromString(body.partition(b"\n")[2]) for body in self.received]

    def all_spans(self) -> list[Span]:
        return [span for one in self.requests() for of in one.resource_spans for scope in of.scope_spans for span in scope.spans]

    def spans(self) -> list[tuple[str, dict[str, str]]]:
        """The name and attributes of the spans of requests."""
        return [(span.name, attributes_of(span)) for span in self.all_spans() if span.kind == span.SPAN_KIND_SERVER]


def attributes_of(span: Span) -> dict[str, str]:
    return {item.key: item.value.string_value or str(item.value.int_value) for item in span.attributes}


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """A collector that the environment names."""
    collector = Collector()
    thread = Thread(target=collector.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    yield collector
    collector.server.shutdown()
    collector.server.server_close()
    thread.join()


def test_a_trace_says_how_a_route_answered_and_nothing_of_what_was_sent(settings: Settings, collector: Collector) -> None:
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        for method, path, body in EVERYWHERE:
            headers = HEADERS | {
                "Traceparent": f"00-{TRACE}-00f067aa0ba902b7-01",
                "Tracestate": "maria=popescu",
                "Baggage": "a=maria",
            }
            client.request(method, path, content=body, headers=headers)
    sent = collector.spans()  # what waited was sent when the application ended
    assert ("POST /v1/assessments", "200") in [(name, attributes["http.response.status_code"]) for name, attributes in sent]
    assert ("GET /v1/postings/{posting_id}", "/v1/postings/{posting_id}") in [(name, has.get("http.route")) for name, has in sent]
    assert {"GET", "HTTP /v1/queue"} < {name for name, _ in sent}  # no route answered; a method of the caller's own
    assert not [name for name, _ in sent if PERSONAL.search(name)]
    assert not [body for body in collector.received if PERSONAL.search(body.decode("latin-1"))]
    spans = collector.all_spans()
    assert {span.trace_id.hex() for span in spans} == {TRACE}  # it goes on with the caller's trace, without what came with it
    assert not [span for span in spans if span.trace_state or span.events]


def test_an_error_is_named_by_its_kind_alone(settings: Settings, collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LookupError("maria")

    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        monkeypatch.setattr(client.app.state.database, "require_current", fail)  # type: ignore[attr-defined]
        assert client.get("/readyz?maria").status_code == 500
    assert not [body for body in collector.received if PERSONAL.search(body.decode("latin-1"))]
    ((name, attributes),) = collector.spans()
    assert (name, attributes["http.response.status_code"]) == ("GET /readyz", "500")
    assert "LookupError" in {attributes_of(span).get("error.type") for span in collector.all_spans()}


@pytest.mark.parametrize(("variable", "name"), [("", "recruitment-risk"), ("review-api", "review-api")])
def test_the_service_has_a_name(
    settings: Settings, collector: Collector, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", variable)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        client.get("/healthz")
    resource = {item.key: item.value.string_value for item in collector.requests()[0].resource_spans[0].resource.attributes}
    assert resource["service.name"] == name


def test_nothing_is_traced_unless_the_environment_names_a_collector(settings: Settings) -> None:
    assert tracer_provider({}) is None
    assert tracer_provider({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}) is None
    assert create_app(settings).state.traces is None


def test_what_is_missing_is_said_when_a_collector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "serving.operations.spans", raising=False)
    monkeypatch.setitem(
        sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None
    )  # as where it is not installed
    with pytest.raises(SettingsError, match=r"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set.*recruitment-risk\[telemetry\]"):
        tracer_provider({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"})
