"""The forms that values of settings have; what has another one is told what it should look like."""

import re
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from croniter import croniter
from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from jobr_adapters.fetching.spelling import allowed_host, base_address, internal_host
from jobr_adapters.sms.numbers import COUNTRIES

_KEY: Final = re.compile(r"[!-~]+")


def _like(example: str, read: Callable[[str], str]) -> AfterValidator:
    """What `read` makes of a value; where it raises ValueError, the example is what is told."""

    def told(value: str) -> str:
        try:
            return read(value)
        except ValueError as error:
            raise ValueError(f"it should look like {example}") from error

    return AfterValidator(told)


def _listed(values: object) -> object:
    """What the variable holds, unless it is read already."""
    if not isinstance(values, str):
        return values
    return tuple(value.strip() for value in values.split(","))


def _schedule(expression: str) -> str:
    if not croniter.is_valid(expression):
        raise ValueError("it should be a cron expression such as 17 3 * * *")
    return expression


def _mail_server(url: SecretStr) -> SecretStr:
    server = urlsplit(url.get_secret_value() or "smtp://localhost")
    if server.scheme not in ("smtp", "smtps") or not server.hostname or server.port == 0:
        raise ValueError("it should look like smtp://user:password@host:587")
    return url


def _redis(url: SecretStr) -> SecretStr:
    server = urlsplit(url.get_secret_value() or "redis://localhost")
    if server.scheme not in ("redis", "rediss", "unix") or server.port == 0:
        raise ValueError("it should look like redis://user:password@host:6379/0")
    return url


def _header_value(key: SecretStr) -> SecretStr:
    if key and not _KEY.fullmatch(key.get_secret_value()):
        raise ValueError("it should look like SG.…, without spaces")
    return key


def _origin(text: str) -> str:
    """As browsers write it (RFC 6454 §6.1), so that it can be compared as it is."""
    url = urlsplit(base_address(text))
    usual = {"http": 80, "https": 443}[url.scheme]
    if not text == f"{url.scheme}://{url.netloc}" == text.lower() or url.port == usual:
        raise ValueError(f"{text!r} is not how a browser writes it")
    return text


def _networks(proxies: str) -> str:
    networks = [proxy.strip() for proxy in proxies.split(",") if proxy.strip()]
    return ",".join(str(ip_network(proxy)) for proxy in networks)


def _country(code: str) -> str:
    if code.upper() not in COUNTRIES:
        raise ValueError(f"{code!r} is no country")
    return code.upper()


def _absolute(home: Path) -> Path:
    """The keeper of the embedded database works in another folder."""
    return home.expanduser().absolute()


_LISTED: Final = BeforeValidator(_listed)
_Host = Annotated[str, _like("jobs.example.com,*.example.org", allowed_host)]
_InternalHost = Annotated[str, _like("intranet.example.com:8080,[::1]:8099", internal_host)]
_Origin = Annotated[str, _like("https://app.example.com,http://localhost:3000", _origin)]
_Country = Annotated[str, _like("DE,AT,CH", _country)]

Hosts = Annotated[tuple[_Host, ...], NoDecode, _LISTED]
InternalHosts = Annotated[tuple[_InternalHost, ...], NoDecode, _LISTED]
Origins = Annotated[tuple[_Origin, ...], NoDecode, _LISTED]
Countries = Annotated[tuple[_Country, ...], NoDecode, _LISTED]
Networks = Annotated[str, _like("10.0.0.5,192.168.0.0/16", _networks)]

ServerAddress = Annotated[str, _like("https://jobr.example.com", base_address)]
BoardAddress = Annotated[str, _like("https://api.example.com/v1/boards", base_address)]
MailServer = Annotated[SecretStr, AfterValidator(_mail_server)]
RedisServer = Annotated[SecretStr, AfterValidator(_redis)]
HeaderValue = Annotated[SecretStr, AfterValidator(_header_value)]

Schedule = Annotated[str, AfterValidator(_schedule)]
Folder = Annotated[Path, AfterValidator(_absolute)]
