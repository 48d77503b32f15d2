"""What the claims of a token say of somebody."""

from collections.abc import Mapping
from typing import Any, Final

from jobr_adapters.oidc.client import OidcClient
from jobr_core.accounts.errors import EmailInvalid
from jobr_core.accounts.linking import ProvedIdentity
from jobr_core.accounts.model import normalised_email

_LONGEST_NAME: Final = 200


def proved_by(claims: Mapping[str, Any], client: OidcClient) -> ProvedIdentity:
    """Under the issuer as it is set, however the token spells it."""
    email = _email(claims.get("email"))
    return ProvedIdentity(
        provider=client.name,
        issuer=client.issuer,
        subject=claims["sub"],
        email=email,
        is_email_verified=email is not None and claims.get("email_verified") is True,
        is_authoritative=email is not None and client.is_authoritative(email, claims),
        full_name=_name(claims),
    )


def _email(claim: object) -> str | None:
    try:
        return normalised_email(claim) if isinstance(claim, str) else None
    except EmailInvalid:
        return None


def _name(claims: Mapping[str, Any]) -> str:
    """Replit's names of claims are its own."""
    first = claims.get("given_name") or claims.get("first_name")
    last = claims.get("family_name") or claims.get("last_name")
    whole = claims.get("name") or " ".join(part for part in (first, last) if isinstance(part, str))
    if not isinstance(whole, str):
        return ""
    return "".join(letter for letter in whole if letter.isprintable()).strip()[:_LONGEST_NAME]
