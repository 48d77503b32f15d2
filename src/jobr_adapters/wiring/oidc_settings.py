"""The form of OIDC_PROVIDERS."""

import json
from collections.abc import Iterable
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_settings import NoDecode

from jobr_adapters.oidc.client import SCOPES, is_safe

_TAKEN: Final = ("google", "replit", "password", "phone")
"""Names that mean something else."""


def _issuer(url: str) -> str:
    """Kept letter by letter: it has to be what the issuer calls itself. Raises ValueError."""
    if not is_safe(url) or set("?#") & set(url):
        raise ValueError("it should look like https://login.example.com")
    return url


Issuer = Annotated[str, AfterValidator(_issuer)]


class OidcProvider(BaseModel):
    """One service people sign in by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]
    issuer: Issuer
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    client_secret: SecretStr | None = None
    scopes: tuple[Annotated[str, StringConstraints(pattern=r"^[!#-\[\]-~]+$")], ...] = SCOPES
    authoritative_for: tuple[Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")], ...] = ()


def _listed(text: object) -> object:
    """What the variable holds, unless it is read already. Raises ValueError without its values,
    of which some are secret."""
    if not isinstance(text, str):
        return text
    try:
        given = json.loads(text)
        if not isinstance(given, list):
            raise TypeError
        return [OidcProvider.model_validate(one) for one in given]
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ValueError(f"{where}: {error.errors()[0]['msg']}") from None
    except (ValueError, TypeError):
        raise ValueError("it should look like [{…}], a JSON list of objects") from None


def _told_apart(given: Iterable[OidcProvider]) -> tuple[OidcProvider, ...]:
    """Raises ValueError where names or issuers are not."""
    named = tuple(given)
    names = [*_TAKEN, *(one.name for one in named)]
    if len(names) != len(set(names)) or len(named) != len({one.issuer for one in named}):
        raise ValueError(
            "each needs a name and an issuer of its own, and not the name google, replit, "
            "password or phone"
        )
    if any("openid" not in one.scopes for one in named):
        raise ValueError("the scopes need openid")
    return named


OidcProviders = Annotated[
    tuple[OidcProvider, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_told_apart)
]
