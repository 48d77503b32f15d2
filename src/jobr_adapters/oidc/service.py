"""OpenID Connect by authorization code, PKCE S256, state and nonce."""

import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote_plus, urlencode

import structlog

from jobr_adapters.oidc.asking import Answer, Asking
from jobr_adapters.oidc.claims import proved_by
from jobr_adapters.oidc.client import OidcClient
from jobr_adapters.oidc.errors import Away, Unbelievable, Unsigned
from jobr_adapters.oidc.id_tokens import Expected, Header, claims_in, header_of, keys_for
from jobr_adapters.oidc.published import Places, PublishedKey, keys_at, places_of
from jobr_adapters.oidc.remembered import Monotonic, Remembered
from jobr_core.accounts.errors import ProviderUnavailable, SignInRefused
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.ports import OutsideService
from jobr_core.accounts.sign_in_flows import Exchange
from jobr_core.shared.clock import Clock

_OURS: Final = ("invalid_client", "unauthorized_client")
"""What of a refusal the operator has to mend."""
_log = structlog.get_logger("jobr.oidc")


class OidcService(OutsideService):
    """Its tokens are looked at once, and not kept."""

    def __init__(
        self,
        client: OidcClient,
        *,
        now: Clock,
        seconds: float = 10.0,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        """`seconds` are those of one question to it."""
        self._client = client
        self._now = now
        self._asking = Asking(seconds=seconds)
        self._places = Remembered(self._find_places, monotonic)
        self._keys = Remembered(self._fetch_keys, monotonic)

    async def address(self, *, state: str, exchange: Exchange) -> str:
        with self._own_errors():
            places = await self._places.current()
        client = self._client
        challenge = urlsafe_b64encode(sha256(exchange.verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": client.client_id,
            "redirect_uri": client.redirect_uri,
            "scope": " ".join(client.scopes),
            "state": state,
            "nonce": exchange.nonce,
            "code_challenge": challenge.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **({"prompt": client.prompt} if client.prompt else {}),
        }
        separator = "&" if "?" in places.authorization else "?"
        return f"{places.authorization}{separator}{urlencode(asked)}"

    async def self_test(self) -> None:
        """Reads where it is and what it signs with. Raises ProviderUnavailable."""
        with self._own_errors():
            await self._places.current()
            await self._keys.current()

    async def redeem(self, code: str, *, issuer: str | None, exchange: Exchange) -> ProvedIdentity:
        with self._own_errors():
            places = await self._places.current()
            if issuer is None and places.names_itself:
                raise Unbelievable("an answer that does not say whose it is")
            if issuer is not None and not self._client.is_itself(issuer):
                raise Unbelievable("an answer of another issuer")
            came = await self._tokens(places, code, exchange.verifier)
            return await self._proved(came, exchange.nonce)

    async def _tokens(self, places: Places, code: str, verifier: str) -> Mapping[str, Any]:
        client, headers = self._client, {}
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.redirect_uri,
            "code_verifier": verifier,
        }
        if client.client_secret is not None and places.takes_basic:
            named = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
            headers["Authorization"] = f"Basic {b64encode(named.encode()).decode()}"
        else:
            secret = client.client_secret
            form |= {"client_id": client.client_id} | ({"client_secret": secret} if secret else {})
        answer = await self._asking.post(places.token, form, headers)
        if answer.status != 200:
            raise _refusal(answer)
        return answer.document

    async def _proved(self, came: Mapping[str, Any], nonce: str) -> ProvedIdentity:
        token, access_token = came.get("id_token"), came.get("access_token")
        if not isinstance(token, str):
            raise Unbelievable("no ID token")
        header = header_of(token)
        expected = Expected(
            client=self._client,
            nonce=nonce,
            access_token=access_token if isinstance(access_token, str) else None,
            now=self._now().timestamp(),
        )
        claims = await self._claims(token, header, expected)
        return proved_by(claims, self._client)

    async def _claims(self, token: str, header: Header, expected: Expected) -> Mapping[str, Any]:
        """The key may be newer than those that are known."""
        known = keys_for(header, await self._keys.current())
        try:
            return claims_in(token, header, known, expected)
        except Unsigned:
            if known and header.key_id is not None:
                raise
        return claims_in(token, header, keys_for(header, await self._keys.refreshed()), expected)

    async def _find_places(self) -> tuple[Places, float | None]:
        return await places_of(self._client, self._asking)

    async def _fetch_keys(self) -> tuple[Sequence[PublishedKey], float | None]:
        return await keys_at((await self._places.current()).keys, self._asking)

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except Away as error:
            _log.warning("sign-in service away", provider=self._client.name, reason=str(error))
            raise ProviderUnavailable from None
        except Unbelievable as error:
            raise SignInRefused(str(error)) from None


def _refusal(answer: Answer) -> Away | Unbelievable:
    """Codes are refused for what they are; anything else is not the person's doing."""
    if answer.status in (401, 403, 429) or answer.document.get("error") in _OURS:
        return Away(f"it does not let us ask: status {answer.status}; check the client's settings")
    return Unbelievable(f"the code was refused: status {answer.status}")
