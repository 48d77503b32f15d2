"""Signing in by another service, against one that speaks HTTP and lies when it is told to."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
from fake_issuer import CLIENT_ID, CLIENT_SECRET, LIES, FakeIssuer, a_fake_issuer, jwk_of

from jobr_adapters.oidc.client import OidcClient, google, is_safe, replit
from jobr_adapters.oidc.errors import Away
from jobr_adapters.oidc.remembered import LONGEST, PAUSE, SHORTEST, STALE, USUAL, Remembered
from jobr_adapters.oidc.service import OidcService
from jobr_adapters.wiring.outside import fresh_secret, utc_now
from jobr_core.accounts.errors import ProviderUnavailable, SignInRefused
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.sign_in_flows import Exchange

PAGE = "http://localhost:8000/oidc/acme/callback"
MORE_LIES = (
    "alg none", "public key as secret", "unknown kid", "another key", "its own key", "crit",
    "tampered", "no JWT", "no token",
)  # fmt: skip
FAULTS = ("500", "redirect", "hang", "half an answer", "too large", "no JSON", "a list", "packed")


@dataclass
class Moved:
    """A monotonic clock that is moved."""

    at: float = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def issuer() -> Iterator[FakeIssuer]:
    with a_fake_issuer() as running:
        yield running


@pytest.fixture
def clock() -> Moved:
    return Moved()


def a_client(issuer: FakeIssuer, **given: Any) -> OidcClient:
    facts: dict[str, Any] = {
        "name": "acme",
        "issuer": issuer.url,
        "client_id": CLIENT_ID,
        "client_secret": issuer.secret,
        "redirect_uri": PAGE,
        **given,
    }
    return OidcClient(**facts)


@pytest.fixture
def service(issuer: FakeIssuer, clock: Moved) -> OidcService:
    return a_service(a_client(issuer), clock)


def a_service(client: OidcClient, clock: Moved | None = None, seconds: float = 20) -> OidcService:
    return OidcService(client, now=utc_now, seconds=seconds, monotonic=clock or Moved())


def an_exchange() -> Exchange:
    return Exchange(nonce=fresh_secret(), verifier=fresh_secret())


async def signed_in(
    service: OidcService,
    issuer: FakeIssuer,
    *,
    says_issuer: bool = True,
    changes: Mapping[str, str] = MappingProxyType({}),
) -> ProvedIdentity:
    """By way of the whole flow."""
    exchange = an_exchange()
    back = issuer.sign_in(await service.address(state=fresh_secret(), exchange=exchange))
    back |= changes
    return await service.redeem(
        back["code"],
        issuer=back["iss"] if says_issuer else None,
        exchange=replace(exchange, verifier=back.get("verifier", exchange.verifier)),
    )


async def refusal(service: OidcService, issuer: FakeIssuer, **changes: str) -> str:
    with pytest.raises(SignInRefused) as refused:
        await signed_in(service, issuer, changes=changes)
    assert refused.value.facts == {}
    assert refused.value.reason not in str(refused.value)
    return refused.value.reason


async def test_a_service_says_who_signed_in(service: OidcService, issuer: FakeIssuer) -> None:
    issuer.person = {
        "sub": "1", "email": " Ada@Example.org", "email_verified": True, "name": "Ada\0 Lovelace"
    }  # fmt: skip
    assert await signed_in(service, issuer) == ProvedIdentity(
        provider="acme",
        issuer=issuer.url,
        subject="1",
        email="ada@example.org",
        is_email_verified=True,
        full_name="Ada Lovelace",
    )


async def test_nothing_but_who_they_are_is_asked_for(
    service: OidcService, issuer: FakeIssuer
) -> None:
    _, _, query = (await service.address(state="s", exchange=an_exchange())).partition("?")
    asked = parse_qs(query)
    assert asked["scope"] == ["openid email profile"]
    assert "access_type" not in asked
    assert "prompt" not in asked


@pytest.mark.parametrize(
    ("claim", "verified"),
    [(True, True), (False, False), ("true", False), (1, False), (None, False)],
)
async def test_only_a_plain_true_verifies_an_address(
    service: OidcService, issuer: FakeIssuer, claim: object, *, verified: bool
) -> None:
    issuer.person = {"sub": "1", "email": "ada@example.org", "email_verified": claim}
    assert (await signed_in(service, issuer)).is_email_verified is verified


@pytest.mark.parametrize("email", [None, 7, "nobody", "a@b\n.org", "=?utf-8?q?a?=@example.org"])
async def test_what_is_no_address_is_none(
    service: OidcService, issuer: FakeIssuer, email: object
) -> None:
    issuer.person = {"sub": "1", "email": email, "email_verified": True}
    proved = await signed_in(service, issuer)
    assert (proved.email, proved.is_email_verified, proved.is_authoritative) == (None, False, False)


@pytest.mark.parametrize("lie", [*LIES, *MORE_LIES])
async def test_a_lie_is_not_believed(service: OidcService, issuer: FakeIssuer, lie: str) -> None:
    issuer.person = {"sub": "1", "email": "ada@example.org"}
    await signed_in(service, issuer)
    issuer.lie = lie
    assert await refusal(service, issuer)
    issuer.lie = None
    await signed_in(service, issuer)


async def test_a_naive_reader_would_believe_some(issuer: FakeIssuer) -> None:
    """PyJWT with the key of the set, and nothing more."""
    issuer.person = {"sub": "1"}
    for lie in ("bad nonce", "wrong azp", "several aud", "wrong at_hash", "no end"):
        issuer.lie = lie
        service = a_service(a_client(issuer))
        exchange = an_exchange()
        back = issuer.sign_in(await service.address(state=fresh_secret(), exchange=exchange))
        grant = issuer.grants[back["code"]]
        token = issuer._signed(issuer._claims(grant, "access token"))
        key = jwt.PyJWK(jwk_of("one"))
        assert jwt.decode(token, key, ["RS256"], audience=CLIENT_ID, issuer=issuer.url)


async def test_clocks_may_be_a_minute_apart(service: OidcService, issuer: FakeIssuer) -> None:
    for claims in ({"exp": -50}, {"iat": 50}):
        LIES["clock"] = claims
        issuer.lie = "clock"
        try:
            assert (await signed_in(service, issuer)).subject == "1"
        finally:
            del LIES["clock"]


async def test_the_authorized_party_may_be_named(service: OidcService, issuer: FakeIssuer) -> None:
    issuer.person = {"sub": "1", "aud": [CLIENT_ID, "another"], "azp": CLIENT_ID}
    assert (await signed_in(service, issuer)).subject == "1"


async def test_a_token_without_a_key_id_may_be_of_any_key(
    service: OidcService, issuer: FakeIssuer
) -> None:
    issuer.published = [jwk_of("zero"), jwk_of("one")]
    issuer.lie = "missing kid"
    assert (await signed_in(service, issuer)).subject == "1"
    issuer.published = [jwk_of("zero"), jwk_of("one", use="enc")]
    assert await refusal(a_service(a_client(issuer)), issuer) == "no key of the issuer signed it"


@pytest.mark.parametrize("where", ["discovery", "keys", "token"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_service_that_is_away_is_said_to_be(
    issuer: FakeIssuer, where: str, fault: str
) -> None:
    service = a_service(a_client(issuer), seconds=0.5 if fault == "hang" else 20)
    issuer.faults[where] = fault
    with pytest.raises(ProviderUnavailable) as away:
        await signed_in(service, issuer)
    assert away.value.facts == {}
    assert issuer.url not in str(away.value)
    issuer.faults.clear()
    issuer.released.set()
    assert (await signed_in(service, issuer)).subject == "1"


async def test_where_nobody_listens_nobody_signs_in() -> None:
    client = a_client(FakeIssuer(url="http://127.0.0.1:1"))
    with pytest.raises(ProviderUnavailable):
        await a_service(client).address(state="s", exchange=an_exchange())


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://accounts.google.com"},
        {"issuer": None},
        {"token_endpoint": "http://192.0.2.1/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"token_endpoint": "https://user@example.org/token"},
    ],
)
async def test_a_document_that_leads_elsewhere_is_not_followed(
    service: OidcService, issuer: FakeIssuer, says: dict[str, Any]
) -> None:
    issuer.says = says
    with pytest.raises(ProviderUnavailable):
        await service.address(state="s", exchange=an_exchange())


async def test_a_code_is_good_once_and_with_its_verifier(
    service: OidcService, issuer: FakeIssuer
) -> None:
    exchange = an_exchange()
    back = issuer.sign_in(await service.address(state=fresh_secret(), exchange=exchange))
    await service.redeem(back["code"], issuer=None, exchange=exchange)
    with pytest.raises(SignInRefused):
        await service.redeem(back["code"], issuer=None, exchange=exchange)
    assert await refusal(service, issuer, verifier=fresh_secret())
    assert await refusal(service, issuer, code="made up")


async def test_an_answer_of_another_issuer_is_refused_before_the_code_goes_anywhere(
    service: OidcService, issuer: FakeIssuer
) -> None:
    assert await refusal(service, issuer, iss="https://another.example")
    assert await refusal(service, issuer, iss=f"{issuer.url}/")
    assert issuer.asked["token"] == 0
    assert (await signed_in(service, issuer, says_issuer=False)).subject == "1"


async def test_who_names_itself_has_to(issuer: FakeIssuer) -> None:
    issuer.says = {"authorization_response_iss_parameter_supported": True}
    service = a_service(a_client(issuer))
    assert (await signed_in(service, issuer)).subject == "1"
    with pytest.raises(SignInRefused):
        await signed_in(service, issuer, says_issuer=False)


@pytest.mark.parametrize(
    "methods", [None, ["client_secret_basic", "client_secret_post"], ["client_secret_post"]]
)
async def test_the_client_shows_who_it_is_as_the_service_wants_it(
    issuer: FakeIssuer, methods: list[str] | None
) -> None:
    issuer.says = {"token_endpoint_auth_methods_supported": methods}
    assert (await signed_in(a_service(a_client(issuer)), issuer)).subject == "1"


async def test_a_wrong_secret_is_the_operators_to_mend(issuer: FakeIssuer) -> None:
    with pytest.raises(ProviderUnavailable):
        await signed_in(a_service(a_client(issuer, client_secret="wrong")), issuer)


async def test_a_public_client_has_no_secret() -> None:
    page = "https://jobr.example/oidc/replit/callback"
    with a_fake_issuer(secret=None, redirect_uri=page) as issuer:
        service = a_service(replit(client_id=CLIENT_ID, issuer=issuer.url, redirect_uri=page))
        issuer.person = {
            "sub": "42", "email": "ada@gmail.com", "first_name": "Ada", "last_name": "Lovelace",
            "profile_image_url": "https://example.org/a.png",
        }  # fmt: skip
        proved = await signed_in(service, issuer)
    assert (proved.provider, proved.full_name) == ("replit", "Ada Lovelace")
    assert (proved.is_email_verified, proved.is_authoritative) == (False, False)


@pytest.mark.parametrize(
    ("person", "authoritative"),
    [
        ({"email": "ada@gmail.com"}, True),
        ({"email": "Ada@GMail.com"}, True),
        ({"email": "ada@firm.example", "hd": "firm.example"}, True),
        ({"email": "ada@example.org"}, False),
        ({"email": "ada@gmail.com.example"}, False),
        ({"email": "ada@example.org", "hd": ""}, False),
        ({"hd": "firm.example"}, False),
    ],
)
async def test_google_gives_the_mailboxes_of_its_domains(
    person: dict[str, str], *, authoritative: bool
) -> None:
    page = "https://jobr.example/oidc/google/callback"
    with a_fake_issuer(redirect_uri=page) as issuer:
        client = google(
            client_id=CLIENT_ID, client_secret=CLIENT_SECRET, issuer=issuer.url, redirect_uri=page
        )
        issuer.person = {"sub": "1", "email_verified": True, **person}
        assert (await signed_in(a_service(client), issuer)).is_authoritative is authoritative


async def test_a_domain_may_be_an_issuers_own(issuer: FakeIssuer) -> None:
    service = a_service(a_client(issuer, authoritative_for=frozenset(["firm.example"])))
    for email, own in (
        ("ada@firm.example", True), ("ada@x.firm.example", False), ("ada@gmail.com", False),
    ):  # fmt: skip
        issuer.person = {"sub": "1", "email": email, "hd": "firm.example"}
        assert (await signed_in(service, issuer)).is_authoritative is own


async def test_googles_two_names_are_one_issuer(issuer: FakeIssuer) -> None:
    real = google(
        client_id="c", client_secret="s", issuer="https://accounts.google.com", redirect_uri=PAGE
    )
    assert real.is_itself("https://accounts.google.com")
    assert real.is_itself("accounts.google.com")
    assert not any(map(real.is_itself, ("https://accounts.google.com/", "google.com", None, 1)))
    spelt = a_client(issuer, spellings=frozenset(["accounts.google.com"]))
    issuer.person = {"sub": "1", "iss": "accounts.google.com"}
    assert (await signed_in(a_service(spelt), issuer)).issuer == issuer.url


async def test_keys_are_changed_amid_a_sign_in(
    service: OidcService, issuer: FakeIssuer, clock: Moved
) -> None:
    issuer.max_age = 3_600
    await signed_in(service, issuer)
    issuer.rotate()
    await signed_in(service, issuer)
    assert issuer.asked["keys"] == 2


async def test_a_new_key_without_a_name_is_found_too(
    service: OidcService, issuer: FakeIssuer
) -> None:
    issuer.lie = "missing kid"
    await signed_in(service, issuer)
    issuer.rotate()
    await signed_in(service, issuer)
    issuer.signs = "stranger"
    for _ in range(3):
        assert await refusal(service, issuer)
    assert issuer.asked["keys"] == 2


async def test_unknown_keys_are_asked_for_twice_a_minute_at_most(
    service: OidcService, issuer: FakeIssuer, clock: Moved
) -> None:
    await signed_in(service, issuer)
    issuer.lie = "unknown kid"
    for _ in range(5):
        await refusal(service, issuer)
    assert issuer.asked["keys"] == 2
    clock.at += PAUSE
    await refusal(service, issuer)
    assert issuer.asked["keys"] == 3


async def test_keys_away_when_they_are_needed_is_not_the_persons_fault(
    service: OidcService, issuer: FakeIssuer
) -> None:
    await signed_in(service, issuer)
    issuer.rotate()
    issuer.faults["keys"] = "500"
    with pytest.raises(ProviderUnavailable):
        await signed_in(service, issuer)


async def test_of_many_at_once_one_asks(service: OidcService, issuer: FakeIssuer) -> None:
    await asyncio.gather(*(signed_in(service, issuer) for _ in range(20)))
    assert (issuer.asked["discovery"], issuer.asked["keys"]) == (1, 1)


@pytest.mark.parametrize(
    ("max_age", "kept"), [(None, USUAL), (0, SHORTEST), (600, 600), (999_999_999_999, LONGEST)]
)
async def test_keys_are_kept_as_long_as_they_say_within_bounds(
    service: OidcService, issuer: FakeIssuer, clock: Moved, max_age: int | None, kept: float
) -> None:
    issuer.max_age = max_age
    await signed_in(service, issuer)
    clock.at += kept - 1
    await signed_in(service, issuer)
    assert issuer.asked["keys"] == 1
    clock.at += 1
    await signed_in(service, issuer)
    assert issuer.asked["keys"] == 2


async def test_keys_are_believed_for_a_day_while_the_service_is_away(
    service: OidcService, issuer: FakeIssuer, clock: Moved
) -> None:
    await signed_in(service, issuer)
    issuer.faults = {"keys": "500", "discovery": "500"}
    clock.at += USUAL
    for _ in range(3):
        await signed_in(service, issuer)
    assert issuer.asked["keys"] == 2
    clock.at += STALE
    with pytest.raises(ProviderUnavailable):
        await signed_in(service, issuer)


async def test_a_naive_memory_would_ask_for_each() -> None:
    asked, known = [0], ""

    async def naively() -> str:
        nonlocal known
        if not known:
            asked[0] += 1
            await asyncio.sleep(0)
            known = "value"
        return known

    await asyncio.gather(*(naively() for _ in range(20)))
    assert asked == [20]


async def test_who_gives_up_waiting_does_not_stop_the_others() -> None:
    asked, go = [0], asyncio.Event()

    async def fetch() -> tuple[str, None]:
        asked[0] += 1
        await go.wait()
        return "value", None

    remembered = Remembered(fetch, Moved())
    waiting = [asyncio.create_task(remembered.current()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    await asyncio.sleep(0)
    go.set()
    assert await asyncio.gather(*waiting[1:]) == ["value", "value"]
    assert asked == [1]


async def test_what_nobody_waits_for_any_more_may_fail_in_peace() -> None:
    async def fetch() -> tuple[str, None]:
        await asyncio.sleep(0)
        raise Away("gone")

    waiting = asyncio.create_task(Remembered(fetch, Moved()).current())
    await asyncio.sleep(0)
    waiting.cancel()
    for _ in range(5):
        await asyncio.sleep(0)


async def test_nothing_secret_is_shown_or_logged(
    service: OidcService,
    issuer: FakeIssuer,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    exchange = an_exchange()
    back = issuer.sign_in(await service.address(state=fresh_secret(), exchange=exchange))
    await service.redeem(back["code"], issuer=None, exchange=exchange)
    issuer.faults["token"] = "500"
    with pytest.raises(ProviderUnavailable):
        await service.redeem(back["code"], issuer=None, exchange=exchange)
    out, err = capsys.readouterr()
    shown = f"{out}{err}{caplog.text}{exchange}{service._client}"
    for secret in (back["code"], exchange.verifier, exchange.nonce, CLIENT_SECRET):
        assert secret not in shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://accounts.google.com", True),
        ("http://127.0.0.1:9400", True),
        ("http://localhost:9400/x", True),
        ("http://[::1]:9400", True),
        ("http://accounts.google.com", False),
        ("http://127.0.0.1.example.org", False),
        ("http://localhost.example.org", False),
        ("ftp://example.org", False),
        ("https://", False),
        ("https://user:password@example.org", False),
        ("https://example.org:port", False),
        ("https://example.org/#x", False),
        ("https://exa mple.org", False),
        (None, False),
    ],
)
def test_services_are_spoken_to_in_private(url: object, *, safe: bool) -> None:
    assert is_safe(url) is safe
