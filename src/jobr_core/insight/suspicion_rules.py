"""The rules of suspicion: thresholds and what to do."""

from collections.abc import Sequence
from datetime import timedelta
from operator import attrgetter
from typing import Final

from jobr_core.events.catalogue import (
    NumberCodeBurned,
    OtpFailed,
    SourceStopped,
    StrangerLoginFailed,
    UserLogin,
    UserLoginFailed,
    UserTokenReused,
)
from jobr_core.insight.sign_ins import Sighting
from jobr_core.insight.suspicion import Crowding, Entry, Finding, Rule

MOST_FINDINGS: Final = 100

# Half of what Jobr stops a source at, so that an operator sees it coming; people behind one
# address do not forget ten passwords in a quarter of an hour. A stop is the same, proven.
CREDENTIAL_STUFFING: Final = Crowding(
    name="credential_stuffing",
    reads=frozenset({UserLoginFailed.name, StrangerLoginFailed.name, SourceStopped.name}),
    about=attrgetter("source"),
    each=attrgetter("subject"),
    least=10,
    within=timedelta(minutes=15),
    explanation=(
        "Sign-ins to {count} different addresses failed from one network address: somebody tries "
        "leaked passwords; find it in your proxy's log of that time and block it there."
    ),
    proofs=frozenset({SourceStopped.name}),
    explanation_if_proven=(
        "Sign-ins to too many different addresses failed from one network address ({count} of "
        "them seen here) and Jobr stopped it for a while; find it in your proxy's log of that "
        "time and block it there."
    ),
)

# The owner tries from one or two places. An account locks after five failures, whatever they come
# from, so a patient guesser has twenty an hour.
DISTRIBUTED_GUESSING: Final = Crowding(
    name="distributed_guessing",
    reads=frozenset({UserLoginFailed.name}),
    about=attrgetter("account"),
    each=attrgetter("source"),
    least=5,
    within=timedelta(hours=1),
    explanation=(
        "The password of one account was guessed at from {count} network addresses: have its owner "
        "choose a new one, and lift the lock they get into with `jobr reset-lockout`."
    ),
)

# At home, at work, and a phone between them make three.
MANY_PLACES: Final = Crowding(
    name="many_places",
    reads=frozenset({UserLogin.name}),
    about=attrgetter("account"),
    each=attrgetter("source"),
    least=4,
    within=timedelta(hours=1),
    explanation=(
        "One account was signed in to from {count} network addresses: ask its owner, and if it was "
        "not them close it with `jobr users disable`."
    ),
)

MANY_CLIENTS: Final = Crowding(
    name="many_clients",
    reads=frozenset({UserLogin.name}),
    about=attrgetter("account"),
    each=attrgetter("agent_id"),
    least=4,
    within=timedelta(hours=1),
    explanation=(
        "One account was signed in to with {count} different clients: ask its owner, and if it was "
        "not them close it with `jobr users disable`."
    ),
)

# Three failures and a success are what forgetful people do all day; a success from where ten others
# failed is not.
GUESSED: Final = Entry(
    name="guessed",
    entered=UserLogin.name,
    amid=CREDENTIAL_STUFFING,
    within=timedelta(minutes=15),
    explanation=(
        "This account was signed in to from a network address that failed with many others: take "
        "its password for known, close it with `jobr users disable` and tell its owner."
    ),
)

# It ends a session, so it cannot happen twice to one.
TOKEN_REUSE: Final = Crowding(
    name="token_reuse",
    reads=frozenset({UserTokenReused.name}),
    about=attrgetter("account"),
    each=lambda sighting: str(sighting.id),
    least=1,
    within=timedelta(0),
    explanation=(
        "A refresh token of this account was used a second time, so somebody has a copy, and Jobr "
        "ended its session: tell the owner, and if it goes on close the account with "
        "`jobr users disable`."
    ),
)

# A code has five tries, so ten wrong ones are two codes spent.
OTP_BRUTE_FORCE: Final = Crowding(
    name="otp_brute_force",
    reads=frozenset({OtpFailed.name}),
    about=attrgetter("source"),
    each=lambda sighting: str(sighting.id),
    least=10,
    within=timedelta(minutes=15),
    explanation=(
        "{count} wrong codes for telephones were given from one network address: find it in your "
        "proxy's log of that time and block it there."
    ),
)

# Fifteen wrong codes; a number has at most ten codes a day, so fifty tries of a million.
OTP_BURNED: Final = Crowding(
    name="otp_burned",
    reads=frozenset({NumberCodeBurned.name}),
    about=attrgetter("subject"),
    each=lambda sighting: str(sighting.id),
    least=3,
    within=timedelta(days=1),
    explanation=(
        "All tries of {count} codes sent to one telephone went wrong: somebody guesses at its "
        "account; its number is locked meanwhile, and `otp.failed` of that time tells the sources "
        "to block in your proxy."
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    CREDENTIAL_STUFFING,
    DISTRIBUTED_GUESSING,
    MANY_PLACES,
    MANY_CLIENTS,
    GUESSED,
    TOKEN_REUSE,
    OTP_BRUTE_FORCE,
    OTP_BURNED,
)


def findings(sightings: Sequence[Sighting]) -> tuple[Finding, ...]:
    """All that the rules find, the newest first."""
    found = [finding for rule in RULES for finding in rule(sightings)]
    return tuple(sorted(found, key=_age, reverse=True))


_age = attrgetter("until", "since", "rule", "subject")
