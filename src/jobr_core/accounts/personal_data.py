"""What a person is told of their account. Secrets are no part of it, nor what they are checked by:
hashes and digests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from jobr_core.accounts.identities import Identity, LinkedIdentity, identities_of
from jobr_core.accounts.model import User, UserId
from jobr_core.accounts.one_time_tokens import OneTimeToken
from jobr_core.accounts.sessions import Session
from jobr_core.events.model import Event

FORMAT: Final = "jobr-export@1"


def account_told(user: User, linked: Sequence[LinkedIdentity]) -> Mapping[str, object]:
    return {
        "id": str(user.id),
        "email": user.email,
        "full_name": user.full_name,
        "language": user.language.value,
        "role": user.role.value,
        "created_at": user.created_at.isoformat(),
        "email_verified_at": _told(user.email_verified_at),
        "disabled_at": _told(user.disabled_at),
        "second_factor_since": _told(user.second_factor_since),
        "identities": [_identity_told(identity) for identity in identities_of(user, linked)],
    }


def session_told(session: Session) -> Mapping[str, object]:
    return {
        "id": str(session.id),
        "agent": session.agent,
        "created_at": session.created_at.isoformat(),
        "last_used_at": session.last_used_at.isoformat(),
        "expires_at": session.expires_at.isoformat(),
        "revoked_at": _told(session.revoked_at),
    }


def link_told(token: OneTimeToken) -> Mapping[str, object]:
    return {
        "purpose": token.purpose.value,
        "email": token.email,
        "created_at": token.created_at.isoformat(),
        "expires_at": token.expires_at.isoformat(),
    }


def event_told(event: Event, user_id: UserId) -> Mapping[str, object]:
    """Which other account did something is its owner's data."""
    actor = event.actor
    if actor.startswith("user:") and actor != f"user:{user_id}":
        actor = "another user"
    return {**event.to_json(), "actor": actor}


def _identity_told(identity: Identity) -> Mapping[str, object]:
    known_by = {"issuer": identity.issuer, "subject": identity.subject}
    return {
        "provider": identity.provider,
        "email": identity.email,
        "verified": identity.verified,
        "linked_at": identity.linked_at.isoformat(),
        **(known_by if identity.issuer else {}),
    }


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
