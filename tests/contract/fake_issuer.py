"""An OpenID provider that speaks real HTTP, is strict with its clients, and lies when it is told to."""

import hmac
import json
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, unquote_plus, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, CLIENT_SECRET = "jobr at the issuer", "a secret/with:signs+"
Said = tuple[int, dict[str, str], bytes]
LIES: Final[dict[str, dict[str, Any]]] = {
    "bad nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "expired": {"exp": -61},
    "of the future": {"iat": 90},
    "not yet": {"nbf": 90},
    "no end": {"exp": None},
    "an odd end": {"exp": "NaN"},
    "wrong aud": {"aud": "another client"},
    "several aud": {"aud": [CLIENT_ID, "another client"]},
    "wrong azp": {"azp": "another client"},
    "wrong iss": {"iss": "https://another.example"},
    "wrong at_hash": {"at_hash": "another"},
    "no sub": {"sub": None},
    "a number as sub": {"sub": 7},
}
"""What claims it puts in place of the right ones; times count from now."""


@cache
def a_key(kid: str) -> RSAPrivateKey:
    """The same for the same name."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def jwk_of(kid: str, **more: str) -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk(a_key(kid).public_key(), as_dict=True)
    return {**public, "kid": kid, "use": "sig", "alg": "RS256", **more}


HEADERS: Final[dict[str, dict[str, Any]]] = {
    "missing kid": {"kid": None},
    "unknown kid": {"kid": "unknown"},
    "its own key": {"jwk": jwk_of("stranger")},
    "crit": {"crit": ["exp"]},
}
"""And in the header; the last two are the reader's to refuse."""


@dataclass
class Grant:
    query: dict[str, str]
    claims: dict[str, Any]


@dataclass
class FakeIssuer:
    """`faults` maps what is asked (discovery, keys, token) to what goes wrong there; `lie` is what
    is wrong with the next tokens. `person` is who signs in."""

    redirect_uri: str = "http://localhost:8000/oidc/acme/callback"
    secret: str | None = CLIENT_SECRET
    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "1"})
    signs: str = "one"
    published: list[dict[str, Any]] = field(default_factory=lambda: [jwk_of("one")])
    faults: dict[str, str] = field(default_factory=dict)
    lie: str | None = None
    says: dict[str, Any] = field(default_factory=dict)
    """In its discovery document, in place of what is right."""
    max_age: int | None = None
    asked: Counter[str] = field(default_factory=Counter)
    grants: dict[str, Grant] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def rotate(self, kid: str = "two") -> None:
        self.signs, self.published = kid, [*self.published, jwk_of(kid)]

    def sign_in(self, address: str) -> dict[str, str]:
        """What the browser that was sent here comes back with; AssertionError for what no provider
        would take."""
        base, _, query = address.partition("?")
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        assert base == f"{self.url}/authorize"
        assert asked["client_id"] == CLIENT_ID
        assert asked["redirect_uri"] == self.redirect_uri
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["code_challenge"]) == 43
        assert min(len(asked["nonce"]), len(asked["state"])) >= 43
        code = secrets.token_urlsafe()
        self.grants[code] = Grant(asked, dict(self.person))
        return {"code": code, "state": asked["state"], "iss": self.url}

    def answer(self, what: str, body: str, authorization: str) -> Said:
        with self.lock:
            self.asked[what] += 1
        answers = {"discovery": self._discovery, "keys": self._keys}
        if what in answers:
            return answers[what]()
        with self.lock:
            return self._token(body, authorization) if what == "token" else (404, {}, b"{}")

    def _discovery(self) -> Said:
        return self._json(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                **self.says,
            }
        )

    def _keys(self) -> Said:
        return self._json({"keys": self.published})

    def _token(self, body: str, authorization: str) -> Said:
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if not self._is_client(form, authorization):
            return self._json({"error": "invalid_client"}, 401)
        grant = self.grants.pop(form.get("code", ""), None)
        if grant is None or not self._fits(grant, form):
            return self._json({"error": "invalid_grant", "error_description": "a secret"}, 400)
        access_token = secrets.token_urlsafe()
        token = self._signed(self._claims(grant, access_token))
        came = {"access_token": access_token, "token_type": "Bearer", "id_token": token}
        if self.lie == "no token":
            del came["id_token"]
        return self._json(came)

    def _is_client(self, form: dict[str, str], authorization: str) -> bool:
        if self.secret is None:
            return form.get("client_id") == CLIENT_ID and not authorization
        if not authorization.startswith("Basic "):
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, self.secret)
        name, _, secret = b64decode(authorization[6:]).decode().partition(":")
        return (unquote_plus(name), unquote_plus(secret)) == (CLIENT_ID, self.secret)

    def _fits(self, grant: Grant, form: dict[str, str]) -> bool:
        digest = sha256(form.get("code_verifier", "").encode()).digest()
        return (
            form.get("grant_type") == "authorization_code"
            and form.get("redirect_uri") == grant.query["redirect_uri"]
            and urlsafe_b64encode(digest).rstrip(b"=").decode() == grant.query["code_challenge"]
        )

    def _claims(self, grant: Grant, access_token: str) -> dict[str, Any]:
        half = sha256(access_token.encode()).digest()[:16]
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 600,
            "nonce": grant.query["nonce"],
            "at_hash": urlsafe_b64encode(half).rstrip(b"=").decode(),
            **grant.claims,
        }
        for name, lie in LIES.get(self.lie or "", {}).items():
            is_time = name in ("exp", "iat", "nbf") and isinstance(lie, int)
            claims[name] = now + lie if is_time else lie
        return {name: claim for name, claim in claims.items() if claim is not None}

    def _signed(self, claims: dict[str, Any]) -> str:
        forged: dict[str | None, Callable[[], str]] = {
            "alg none": lambda: jwt.encode(claims, "", "none", headers={"kid": self.signs}),
            "public key as secret": lambda: self._by_public_key(claims),
            "tampered": lambda: self._tampered(claims),
            "no JWT": lambda: "not a token",
        }
        if self.lie in forged:
            return forged[self.lie]()
        is_strange = self.lie in ("another key", "its own key")
        key = a_key("stranger" if is_strange else self.signs)
        headers = {"kid": self.signs, **HEADERS.get(self.lie or "", {})}
        said = {name: value for name, value in headers.items() if value is not None}
        return jwt.encode(claims, key, "RS256", headers=said)

    def _tampered(self, claims: dict[str, Any]) -> str:
        signed = jwt.encode(claims, a_key(self.signs), "RS256", headers={"kid": self.signs})
        head, _, signature = signed.split(".")
        said = json.dumps({**claims, "sub": "somebody else"}).encode()
        return f"{head}.{urlsafe_b64encode(said).rstrip(b'=').decode()}.{signature}"

    def _by_public_key(self, claims: dict[str, Any]) -> str:
        """What PyJWT refuses to make: HS256 with the public key, which everybody has."""
        pem = a_key(self.signs).public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )  # fmt: skip
        header = {"alg": "HS256", "typ": "JWT", "kid": self.signs}
        parts = [
            urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)
        ]
        signature = hmac.digest(pem, b".".join(parts), "sha256")
        return b".".join([*parts, urlsafe_b64encode(signature).rstrip(b"=")]).decode()

    def _json(self, document: Any, status: int = 200) -> Said:
        headers = {"Content-Type": "application/json"}
        if self.max_age is not None:
            headers["Cache-Control"] = f"public, max-age={self.max_age}"
        return status, headers, json.dumps(document).encode()


_BODIES: Final = {"too large": b"{" + b" " * 1_100_000 + b"}", "no JSON": b"<", "a list": b"[]"}
_STATUSES: Final = {"500": 500, "redirect": 302}
_MORE_HEADERS: Final = {
    "redirect": {"Location": "/elsewhere"},
    "packed": {"Content-Encoding": "gzip"},
}
_PATHS: Final = {
    "/.well-known/openid-configuration": "discovery", "/keys": "keys", "/token": "token",
}  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    issuer: FakeIssuer

    def do_GET(self) -> None:
        what = _PATHS.get(urlsplit(self.path).path, "nothing")
        body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
        said = self.issuer.answer(what, body, self.headers.get("authorization", ""))
        fault = self.issuer.faults.get(what, "")
        if fault == "hang":
            self.issuer.released.wait(20)
        else:
            self._say(fault, *said)

    do_POST = do_GET  # noqa: N815

    def _say(self, fault: str, status: int, headers: dict[str, str], content: bytes) -> None:
        content = _BODIES.get(fault, content)
        self.send_response(_STATUSES.get(fault, status))
        for name, value in {**headers, **_MORE_HEADERS.get(fault, {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if fault == "half an answer" else content)

    def log_message(self, format: str, *arguments: object) -> None: ...


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


@contextmanager
def a_fake_issuer(**given: Any) -> Iterator[FakeIssuer]:
    issuer = FakeIssuer(**given)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"issuer": issuer}))
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield issuer
    finally:
        issuer.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
