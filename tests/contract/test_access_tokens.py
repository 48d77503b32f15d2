"""The promises of AccessTokens, whatever signs, and the forgeries all of them refuse."""

import asyncio
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from builders import NOON, an_id
from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.memory.database import MemoryDatabase
from jobr_adapters.memory.sessions import MemorySigningKeys
from jobr_adapters.tokens.held_keys import HeldKeys, Keys, SecretKeys
from jobr_adapters.tokens.jwt_tokens import JwtTokens
from jobr_adapters.tokens.keys import KeyMaker, LoadedKey, secret_key
from jobr_core.accounts.errors import TokenInvalid
from jobr_core.accounts.model import Principal, Role, SessionId, UserId
from jobr_core.accounts.signing_keys import NOTICE, SigningKey
from jobr_core.accounts.use_cases.signing_keys import RotateKeys
from jobr_core.shared.unit_of_work import DatabaseUnavailable

SECRET = "s" * 48
SOMEBODY = Principal(user_id=UserId(an_id()), role=Role.ADMIN, session_id=SessionId(an_id()))
SEAL = KeyRing.read("k" * 32)
QUARTER = timedelta(minutes=15)
RSA = generate_private_key(public_exponent=65537, key_size=2048)


class Moving:
    """A clock, and seconds gone by it."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return (self.at - NOON).total_seconds()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class Server:
    """What one server makes of the keys it shares with others."""

    def __init__(self, store: Any, make: KeyMaker, clock: Moving) -> None:
        self.keys = HeldKeys(
            store, seal=SEAL, make=make, now=clock.now, reread=30, elapsed=clock.elapsed
        )
        self.tokens = JwtTokens(keys=self.keys, now=clock.now, new_id=an_id)


@pytest.fixture
def clock() -> Moving:
    return Moving()


def store() -> MemorySigningKeys:
    database = MemoryDatabase()
    return MemorySigningKeys(lambda: database.tables)


@pytest.fixture(params=["RS256", "EdDSA", "HS256"])
def keys(request: pytest.FixtureRequest, clock: Moving) -> Keys:
    if request.param == "HS256":
        return SecretKeys(secret_key(SECRET))
    return Server(store(), KeyMaker(request.param, SEAL), clock).keys


@pytest.fixture
def tokens(keys: Keys, clock: Moving) -> JwtTokens:
    return JwtTokens(keys=keys, now=clock.now, new_id=an_id)


async def test_a_token_names_its_principal_until_it_ends(tokens: JwtTokens, clock: Moving) -> None:
    token = await tokens.issue(SOMEBODY)
    assert token.expires_at == NOON + QUARTER
    assert len(token.value) < 1_000
    clock.move(minutes=14)
    assert await tokens.read(token.value) == await tokens.read(token.value) == SOMEBODY
    clock.move(minutes=1)
    with pytest.raises(TokenInvalid):
        await tokens.read(token.value)


class Forger:
    """Knows everything that is public, and a token of somebody."""

    def __init__(self, key: LoadedKey, token: str) -> None:
        self.key, self.token = key, token
        self.claims = jwt.decode(token, options={"verify_signature": False})

    def signed(
        self, *, by: Any = None, algorithm: str | None = None, headers: Any = None, **changes: Any
    ) -> str:
        """With the true key unless told otherwise: what only a defect of ours could let out."""
        claims = {n: v for n, v in {**self.claims, **changes}.items() if v is not None}
        given = {"typ": "at+jwt", "kid": self.key.id, **(headers or {})}
        given = {name: value for name, value in given.items() if value is not None}
        key, algorithm = by or self.key.signing, algorithm or self.key.algorithm
        return jwt.encode(claims, key, algorithm, headers=given)

    def by_hand(self, header: dict[str, Any], signature: bytes = b"") -> str:
        head, body = (
            urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
            for part in (header, self.claims)
        )
        return f"{head}.{body}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    def unsigned(self, alg: str) -> str:
        return self.by_hand({"alg": alg, "typ": "at+jwt", "kid": self.key.id})

    def by_public_key(self, form: Encoding) -> str:
        """RS256 → HS256: the public key taken for a secret (CVE-2016-5431 and its many heirs)."""
        if self.key.algorithm == "HS256":
            return self.unsigned("HS256")
        public = self.key.verifying.public_bytes(form, PublicFormat.SubjectPublicKeyInfo)
        bare = self.by_hand({"alg": "HS256", "typ": "at+jwt", "kid": self.key.id})
        signing_input = bare.rpartition(".")[0]
        mac = hmac.digest(public, signing_input.encode(), hashlib.sha256)
        return f"{signing_input}.{urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    def tampered(self) -> str:
        head, body, signature = self.token.split(".")
        claims = json.loads(urlsafe_b64decode(body + "=="))
        changed = json.dumps({**claims, "sub": str(an_id())}).encode()
        return f"{head}.{urlsafe_b64encode(changed).rstrip(b'=').decode()}.{signature}"


def _own_key() -> dict[str, Any]:
    """A forger's pair, its public half in the header (CVE-2018-0114)."""
    private = Ed25519PrivateKey.generate()
    jwk = jwt.algorithms.OKPAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return {"by": private, "algorithm": "EdDSA", "headers": {"jwk": jwk}}


FORGERIES: dict[str, Callable[[Forger], str]] = {
    "nothing": lambda _: "",
    "no token": lambda _: "x",
    "three words": lambda _: "a.b.c",
    "five parts": lambda f: f"{f.token}.x.y",
    "alg none": lambda f: f.unsigned("none"),
    "alg nOnE": lambda f: f.unsigned("nOnE"),
    "alg empty": lambda f: f.unsigned(""),
    "no signature": lambda f: f.token.rpartition(".")[0] + ".",
    "public key as secret, PEM": lambda f: f.by_public_key(Encoding.PEM),
    "public key as secret, DER": lambda f: f.by_public_key(Encoding.DER),
    "foreign secret": lambda f: f.signed(by="t" * 48, algorithm="HS256"),
    "empty secret": lambda f: f.by_hand({"alg": "HS256", "typ": "at+jwt", "kid": f.key.id}, b"x" * 32),
    "foreign RSA key": lambda f: f.signed(by=RSA, algorithm="RS256"),
    "foreign Ed25519 key": lambda f: f.signed(by=Ed25519PrivateKey.generate(), algorithm="EdDSA"),
    "another size of hash": lambda f: f.signed(
        by={"RS256": f.key.signing, "HS256": f.key.signing}.get(f.key.algorithm, RSA),
        algorithm={"RS256": "RS512", "HS256": "HS384"}.get(f.key.algorithm, "PS256"),
    ),
    "kid unknown": lambda f: f.signed(headers={"kid": "another"}),
    "kid missing": lambda f: f.signed(headers={"kid": None}),
    "kid a path": lambda f: f.signed(by=b"\0" * 32, algorithm="HS256", headers={"kid": "../../../dev/null"}),
    "kid SQL": lambda f: f.signed(headers={"kid": f"{f.key.id}' OR '1'='1"}),
    "kid with NUL": lambda f: f.signed(headers={"kid": f"{f.key.id}\0"}),
    "kid a number": lambda f: f.by_hand({"alg": "RS256", "typ": "at+jwt", "kid": 1}, b"x"),
    "kid a list": lambda f: f.by_hand({"alg": "RS256", "typ": "at+jwt", "kid": [f.key.id]}, b"x"),
    "jwk in the header": lambda f: f.signed(**_own_key()),
    "jku": lambda f: f.signed(headers={"jku": "https://eve.example/jwks.json"}),
    "x5u": lambda f: f.signed(headers={"x5u": "https://eve.example/cert.pem"}),
    "x5c": lambda f: f.signed(headers={"x5c": ["MII"]}),
    "crit": lambda f: f.signed(headers={"crit": ["exp"]}),
    "b64": lambda f: f.by_hand({"alg": "RS256", "typ": "at+jwt", "kid": f.key.id, "b64": False}, b"x"),
    "typ of an ID token": lambda f: f.signed(headers={"typ": "JWT"}),
    "typ missing": lambda f: f.signed(headers={"typ": None}),
    "foreign issuer": lambda f: f.signed(iss="https://eve.example"),
    "foreign audience": lambda f: f.signed(aud="somebody else"),
    "several audiences": lambda f: f.signed(aud=["jobr", "somebody else"]),
    "expired": lambda f: f.signed(exp=NOON),
    "exp no number": lambda f: f.signed(exp="soon"),
    "exp beyond time": lambda f: f.signed(exp=1e30),
    "exp true": lambda f: f.signed(exp=True),
    "nbf in the future": lambda f: f.signed(nbf=NOON + timedelta(minutes=1)),
    "iat in the future": lambda f: f.signed(iat=NOON + timedelta(minutes=1)),
    "sub no id": lambda f: f.signed(sub="nobody"),
    "sub no text": lambda f: f.signed(sub=7),
    "sid no id": lambda f: f.signed(sid="none"),
    "role unknown": lambda f: f.signed(role="emperor"),
    "role another's": lambda f: f.signed(by=RSA, algorithm="RS256", role="admin"),
    "payload tampered with": lambda f: f.tampered(),
    "oversized": lambda f: f.signed(padding="x" * 10_000),
    "not ASCII": lambda f: f.token + "é",
    "surrogates": lambda f: f.token + "\ud800",
} | {
    f"{claim} missing": lambda f, claim=claim: f.signed(**{claim: None})
    for claim in ("iss", "aud", "sub", "exp", "iat", "nbf", "jti", "sid", "role")
}  # fmt: skip


async def test_every_forgery_is_refused(keys: Keys, tokens: JwtTokens) -> None:
    true = await tokens.issue(SOMEBODY)
    forger = Forger((await keys.current()).active, true.value)
    assert await tokens.read(forger.signed()) == SOMEBODY
    taken = []
    for name, forge in FORGERIES.items():
        try:
            await tokens.read(forge(forger))
            taken.append(name)
        except TokenInvalid:
            pass
    assert taken == []
    assert await tokens.read(true.value) == SOMEBODY


@pytest.fixture
def two_servers(clock: Moving) -> tuple[MemorySigningKeys, Server, Server]:
    shared, make = store(), KeyMaker("EdDSA", SEAL)
    return shared, Server(shared, make, clock), Server(shared, make, clock)


async def test_rotation_signs_nobody_out(
    two_servers: tuple[MemorySigningKeys, Server, Server], clock: Moving
) -> None:
    """One token a minute from either server in turn, each read by both until it ends, through a
    rotation and long behind it."""
    shared, *servers = two_servers
    rotate = RotateKeys(keys=shared, make=KeyMaker("EdDSA", SEAL), now=clock.now)
    issued: list[Any] = []
    signed_by = []
    for minute in range(45):
        if minute == 5:
            await rotate()
        token = await servers[minute % 2].tokens.issue(SOMEBODY)
        issued.append(token)
        signed_by.append(jwt.get_unverified_header(token.value)["kid"])
        for known in issued:
            for server in servers:
                if clock.now() < known.expires_at:
                    assert await server.tokens.read(known.value) == SOMEBODY
                else:
                    with pytest.raises(TokenInvalid):
                        await server.tokens.read(known.value)
        clock.move(minutes=1)
    assert len(set(signed_by)) == 2
    assert signed_by.index(signed_by[-1]) == 5 + NOTICE // timedelta(minutes=1)
    published = (await servers[0].keys.current()).published
    assert [key["kid"] for key in published] == [signed_by[-1]]
    assert all(key.keys() == {"kty", "crv", "x", "use", "alg", "kid"} for key in published)


async def test_a_key_that_is_dropped_is_believed_no_more(
    two_servers: tuple[MemorySigningKeys, Server, Server], clock: Moving
) -> None:
    shared, server, _ = two_servers
    token = await server.tokens.issue(SOMEBODY)
    [key] = await shared.all()
    await shared.add(KeyMaker("EdDSA", SEAL)(clock.now()))
    await shared.drop(key.id)
    assert await server.tokens.read(token.value) == SOMEBODY
    clock.move(seconds=30)
    with pytest.raises(TokenInvalid):
        await server.tokens.read(token.value)


async def test_keys_known_go_on_while_the_database_is_away(
    two_servers: tuple[MemorySigningKeys, Server, Server], clock: Moving
) -> None:
    _, server, _ = two_servers
    token = await server.tokens.issue(SOMEBODY)

    class Away(MemorySigningKeys):
        async def all(self) -> tuple[SigningKey, ...]:
            raise DatabaseUnavailable

    server.keys._store = Away(lambda: MemoryDatabase().tables)
    clock.move(minutes=10)
    assert await server.tokens.read(token.value) == SOMEBODY
    fresh = Server(Away(lambda: MemoryDatabase().tables), KeyMaker("EdDSA", SEAL), clock)
    with pytest.raises(DatabaseUnavailable):
        await fresh.tokens.read(token.value)


async def test_of_servers_starting_at_once_all_have_one_key(clock: Moving) -> None:
    shared, make = store(), KeyMaker("EdDSA", SEAL)
    servers = [Server(shared, make, clock) for _ in range(5)]
    sets = await asyncio.gather(*(server.keys.current() for server in servers))
    assert len({keys.active.id for keys in sets}) == 1


def test_a_key_is_sealed_and_bound_to_its_id_and_algorithm() -> None:
    key = KeyMaker("RS256", SEAL)(NOON)
    assert b"jobr\x01" in key.sealed
    assert "sealed" not in repr(key)
    for bound_to in ("", f"signing key {key.id} EdDSA", "signing key other RS256"):
        with pytest.raises(Exception, match="stored file"):
            SEAL.open(key.sealed, bound_to=bound_to)
