"""A message goes signed to the address that was judged, and no receiver keeps us longer than it may."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from standardwebhooks import Webhook, WebhookVerificationError

from serving.webhooks.guard import Guard
from serving.webhooks.sending import Outcome, Sender
from serving.webhooks.signing import new_secret
from tests.serving.receiver import Receiver, receiving, status

BODY = {"type": "webhook.test", "timestamp": "2026-11-22T12:00:00Z", "data": {"text": "Köchin ✓"}}
INSIDE = Guard(allow_private=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def send(url: str, *secrets: str, guard: Guard = INSIDE, seconds: float = 10) -> Outcome:
    return Sender(guard, seconds).send(url, "msg_1", BODY, list(secrets or [new_secret()]), datetime.now(UTC))


def test_a_message_is_signed_as_the_specification_says_with_every_secret(receiver: Receiver) -> None:
    secrets = new_secret(), new_secret()
    assert send(receiver.url, *secrets) == Outcome(204)
    assert [receiver.got[0].verified(secret) for secret in secrets] == [BODY, BODY]
    assert receiver.got[0].message_id == "msg_1"
    assert receiver.got[0].headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        receiver.got[0].verified(new_secret())


def test_a_secret_is_new_each_time_and_long_enough() -> None:
    assert new_secret() != new_secret()
    assert new_secret().startswith("whsec_")
    assert len(Webhook(new_secret())._whsecret) == 32


def test_the_connection_goes_to_the_address_that_was_judged_under_the_name_that_was_meant(receiver: Receiver) -> None:
    found = iter([["127.0.0.1"], ["10.0.0.1"]])
    guard = Guard(allow_private=True, look_up=lambda _host, _port: next(found))
    named = receiver.url.replace("127.0.0.1", "hooks.example.org")
    assert send(named, guard=guard).status == 204
    assert receiver.got[0].headers["host"].startswith("hooks.example.org:")


def test_a_host_whose_first_address_takes_no_connection_is_reached_at_its_next(receiver: Receiver) -> None:
    guard = Guard(allow_private=True, look_up=lambda _host, _port: ["127.0.0.2", "127.0.0.1"])
    assert send(receiver.url.replace("127.0.0.1", "hooks.example.org"), guard=guard).status == 204


def test_a_name_that_has_become_private_since_it_was_given_is_not_sent_to(receiver: Receiver) -> None:
    guard = Guard(look_up=lambda _host, _port: ["127.0.0.1"])
    assert send("https://hooks.example.org/", guard=guard).error.startswith("not sent")
    assert receiver.got == []


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_refused(receiver: Receiver, code: int) -> None:
    receiver.answers = [status(code, location=receiver.url + "/elsewhere")]
    assert send(receiver.url) == Outcome(code, f"answered {code}; redirects are not followed")
    assert [got.path for got in receiver.got] == ["/hook"]


def test_a_refusal_says_when_to_come_again(receiver: Receiver) -> None:
    receiver.answers = [status(429, retry_after="90")]
    outcome = send(receiver.url)
    assert (outcome.error, outcome.retry_after and outcome.retry_after.total_seconds()) == ("answered 429", 90)


def test_proxies_of_the_environment_are_passed_by(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert send(receiver.url).status == 204


def test_a_receiver_that_drips_its_headers_is_given_up_in_time(receiver: Receiver) -> None:
    ended = Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not ended.wait(0.02):
            try:
                handler.wfile.write(b"x-drip: 1\r\n")
            except OSError:
                ended.set()

    receiver.answers = [drip]
    assert send(receiver.url, seconds=0.3) == Outcome(error="no answer within 0.3 seconds")
    assert ended.wait(10)


def test_a_receiver_that_never_ends_its_answer_is_not_listened_to(receiver: Receiver) -> None:
    ended = Event()

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
        while not ended.is_set():
            try:
                handler.wfile.write(b"x" * 65_536)
            except OSError:
                ended.set()

    receiver.answers = [flood]
    assert send(receiver.url) == Outcome(200)
    assert ended.wait(10)


def test_what_answers_no_http_or_nothing_is_told_in_words(receiver: Receiver) -> None:
    receiver.answers = [lambda handler: handler.wfile.write(b"hello\r\n\r\n") and None]
    assert send(receiver.url).error == "answered what is not HTTP, or broke off"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert send(f"http://127.0.0.1:{closed.getsockname()[1]}/").error == "no connection"


def certified(folder: Path, name: str) -> Path:
    """A certificate that vouches for itself under a name, with its key, in one file."""
    key, of = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(of, of, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    made = made.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "certificate.pem").write_bytes(
        made.sign(key, SHA256()).public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *plain)
    )
    return folder / "certificate.pem"


def test_a_certificate_is_held_against_the_name_that_was_meant_though_the_address_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certified(tmp_path, "hooks.example.org")
    secured = SSLContext(PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    guard = Guard(allow_private=True, look_up=lambda _host, _port: ["127.0.0.1"])
    with receiving(secured) as receiver:
        meant, other = (receiver.url.replace("127.0.0.1", f"{name}.example.org") for name in ("hooks", "other"))
        assert send(meant, guard=guard) == Outcome(204)
        assert send(other, guard=guard).error == "its certificate cannot be trusted"
        assert send(receiver.url, guard=guard).error == "its certificate cannot be trusted"
        assert len(receiver.got) == 1


def test_a_receiver_without_a_certificate_is_not_spoken_to(receiver: Receiver) -> None:
    assert send(receiver.url.replace("http:", "https:")).error == "no connection"
    assert receiver.got == []
