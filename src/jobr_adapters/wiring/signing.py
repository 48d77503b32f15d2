"""How access tokens are signed: by keys all servers share, or by one secret."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from dependency_injector import containers, providers

from jobr_adapters.files.key_ring import SealBroken
from jobr_adapters.tokens.held_keys import HeldKeys, Keys, SecretKeys
from jobr_adapters.tokens.jwt_tokens import JwtTokens
from jobr_adapters.tokens.keys import KeyMaker, secret_key
from jobr_adapters.wiring.encryption_keys import key_ring, seal
from jobr_adapters.wiring.settings import SettingInvalid, SettingMissing, Settings
from jobr_core.accounts.ports import AccessTokens, MakeSigningKey, SigningKeys
from jobr_core.accounts.signing_keys import SigningKey
from jobr_core.shared.clock import Clock

_SECRET_BYTES: Final = 32
Published = Callable[[], Awaitable[Sequence[Mapping[str, str]]]]


class NoKeyPairs(SettingInvalid):
    """Access tokens are signed with JWT_SECRET, which has no keys to change; unset it, or set
    JWT_ALGORITHM to RS256 or EdDSA."""


class KeysSealedElsewhere(SettingInvalid):
    """The database's signing keys are sealed with another key than those in ENCRYPTION_KEYS; give
    all servers of a database the same ones."""


def jwt_algorithm(settings: Settings) -> Literal["RS256", "EdDSA", "HS256"]:
    """JWT_ALGORITHM; without it HS256 where there is a JWT_SECRET."""
    return settings.jwt_algorithm or ("HS256" if settings.jwt_secret else "RS256")


def jwt_secret(settings: Settings) -> str:
    """JWT_SECRET. Raises SettingMissing, SettingInvalid."""
    if settings.jwt_secret is None:
        raise SettingMissing(
            "JWT_SECRET is not set, and JWT_ALGORITHM is HS256; set it to at least 32 random "
            "bytes, for example from `openssl rand -hex 32`."
        )
    secret = settings.jwt_secret.get_secret_value()
    if len(secret.encode(errors="surrogateescape")) < _SECRET_BYTES:
        raise SettingInvalid("JWT_SECRET is too short; use at least 32 bytes (RFC 7518 §3.2).")
    return secret


class KeySeal:
    """Seals with keys of their own, made of the key ring's."""

    def __init__(self, settings: Settings) -> None:
        self._ring = seal(key_ring(settings), "signing keys")

    def seal(self, content: bytes, *, bound_to: str) -> bytes:
        return self._ring.seal(content, bound_to=bound_to)

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Raises KeysSealedElsewhere."""
        try:
            return self._ring.open(sealed, bound_to=bound_to)
        except SealBroken as error:
            raise KeysSealedElsewhere from error


def no_key(_: datetime) -> SigningKey:
    """`MakeSigningKey` where one secret signs."""
    raise NoKeyPairs


def make_key(settings: Settings) -> MakeSigningKey:
    """By JWT_ALGORITHM."""
    algorithm = jwt_algorithm(settings)
    return no_key if algorithm == "HS256" else KeyMaker(algorithm, KeySeal(settings))


def keys(settings: Settings, store: SigningKeys, make: MakeSigningKey, now: Clock) -> Keys:
    """By JWT_ALGORITHM. Raises SettingMissing, SettingInvalid."""
    if jwt_algorithm(settings) == "HS256":
        return SecretKeys(secret_key(jwt_secret(settings)))
    seal = KeySeal(settings)
    return HeldKeys(store, seal=seal, make=make, now=now, reread=settings.keys_reread)


def published(keys: Keys) -> Published:
    """The public halves of all keys believed, or soon to be."""

    async def published_now() -> Sequence[Mapping[str, str]]:
        return (await keys.current()).published

    return published_now


def ensure_can_sign(settings: Settings) -> None:
    """Raises SettingMissing, SettingInvalid."""
    if jwt_algorithm(settings) == "HS256":
        jwt_secret(settings)
    else:
        key_ring(settings)


class Signing(containers.DeclarativeContainer):
    """Access tokens and their keys."""

    settings = providers.Dependency(instance_of=Settings)
    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()
    make: providers.Provider[MakeSigningKey] = providers.Singleton(make_key, settings)
    keys: providers.Provider[Keys] = providers.Singleton(
        keys, settings, storage.signing_keys, make, outside.now
    )
    published: providers.Provider[Published] = providers.Singleton(published, keys)
    tokens: providers.Provider[AccessTokens] = providers.Singleton(
        JwtTokens, keys=keys, now=outside.now, new_id=outside.new_id
    )
