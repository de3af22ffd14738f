"""A small OpenID provider on this machine, which says what a test tells it to."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Self
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT: Final = ("console", "a secret: 100% of/+it")
RSA: Final = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
EC: Final = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
Claims = dict[str, Any]


def signed(algorithm: str, key: RSAKey | ECKey) -> Callable[[Claims], str]:
    """Signs as a provider does."""
    return lambda claims: jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])


def compact(header: Claims, claims: Claims, sign: Callable[[bytes], bytes]) -> str:
    """A token put together by hand, as somebody does who cheats."""
    parts = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims))
    return b".".join((parts, base64.urlsafe_b64encode(sign(parts)).rstrip(b"="))).decode()


class SmallProvider(AbstractContextManager["SmallProvider"]):
    """`claims` replaces what the token says (None leaves a claim out), `described` what the provider says of itself.

    `person` is what it says of them beside the token, where it says so of itself.
    """

    def __init__(self) -> None:
        self.claims: Claims = {}
        self.described: Claims = {}
        self.person: Claims = {}
        self.sign = signed("RS256", RSA)
        self.broken: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def description(self) -> Claims:
        plain = {"issuer": self.url, "authorization_endpoint": f"{self.url}/authorize?tenant=1"}
        return plain | {"token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys"} | self.described

    def keys(self) -> Claims:
        return {"keys": [key.as_dict(private=False) for key in (EC, RSA)] + [{"kty": "AKP", "alg": "ML-DSA-44", "pub": "x"}]}

    def userinfo(self, authorization: str) -> Claims:
        """What else the provider knows of whoever the access token is about."""
        assert authorization == "Bearer opaque"
        return {"sub": "subject-1"} | self.person

    def authorize(self, query: str) -> str:
        """Where the browser is sent, once its owner said who they are."""
        asked = dict(parse_qsl(query))
        assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT[0], "S256")
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> Claims | None:
        """What a code is exchanged for, once; none where anything does not fit."""
        asked = self._codes.pop(form.get("code", ""), None)
        basic = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        client = (basic[0], basic[2]) if authorization else (form.get("client_id", ""), form.get("client_secret", ""))
        client = (unquote_plus(client[0]), unquote_plus(client[1])) if authorization else client
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if not asked or client != CLIENT or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        now = int(time.time())
        claims: Claims = {"iss": self.url, "sub": "subject-1", "aud": CLIENT[0], "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], "email": "Ana@NGO.example", "email_verified": True} | self.claims
        token = self.sign({name: value for name, value in claims.items() if value is not None})
        return {"token_type": "Bearer", "access_token": "opaque", "id_token": token}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                provider.asked.append(parts.path)
                if parts.path in provider.broken:
                    self._send(*provider.broken[parts.path])
                elif parts.path == "/authorize":
                    self._send(302, {"Location": provider.authorize(parts.query)})
                else:
                    known = {"/.well-known/openid-configuration": provider.description, "/keys": provider.keys}
                    known["/userinfo"] = lambda: provider.userinfo(self.headers.get("Authorization", ""))
                    self._json(known[parts.path]())

            def do_POST(self) -> None:
                provider.asked.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if self.path in provider.broken:
                    self._send(*provider.broken[self.path])
                    return
                form = {name: values[0] for name, values in parse_qs(body).items()}
                answer = provider.token(form, self.headers.get("Authorization", ""))
                self._json(answer or {"error": "invalid_grant", "error_description": "<b>echo</b>"}, 200 if answer else 400)

            def _json(self, value: Claims, status: int = 200) -> None:
                self._send(status, {"Content-Type": "application/json"}, json.dumps(value).encode())

            def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
                self.send_response(status)
                for name, text in (headers | {"Content-Length": str(len(body))}).items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler
