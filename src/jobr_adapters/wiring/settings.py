"""What an operator can set, read once from the environment."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_network
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

import platformdirs
from croniter import croniter
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from jobr_adapters.fetching.spelling import allowed_host, base_address, internal_host
from jobr_adapters.files.key_ring import KeyRing
from jobr_core.shared.errors import Refused

_SECRET_BYTES: Final = 32
_KEY: Final = re.compile(r"[!-~]+")


class SettingMissing(Refused):
    """A setting is missing."""


class SettingInvalid(Refused):
    """A setting has a value Jobr cannot use."""


class Settings(BaseSettings):
    """Environment variables of the same names in capitals; docs/reference/settings.md."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, str_strip_whitespace=True
    )

    database_url: SecretStr | None = None
    jwt_secret: SecretStr | None = None
    jwt_algorithm: Literal["RS256", "EdDSA", "HS256"] | None = None
    sign_in_failures_per_ip: int = Field(default=20, ge=0)
    trusted_proxies: str = ""
    keys_reread: float = Field(default=30.0, gt=0, le=60, allow_inf_nan=False)
    jobr_home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("jobr", appauthor=False)
    )
    file_size_limit: int = Field(default=5 * 1024 * 1024, gt=0)
    files_url: str | None = Field(default=None, min_length=1)
    encryption_keys: SecretStr | None = None
    clamd_url: str | None = Field(default=None, min_length=1)
    clamd_fail_open: bool = False
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    smtp_url: SecretStr | None = None
    sendgrid_api_key: SecretStr | None = None
    sendgrid_api_base: str = "https://api.sendgrid.com"
    mail_from: str = "Jobr <no-reply@localhost>"
    public_url: str = "http://localhost:8000"
    task_heartbeat: float = Field(default=5.0, gt=0)
    upkeep_at: str = "17 3 * * *"
    kafka_bootstrap_servers: str | None = Field(default=None, min_length=1)
    kafka_topic: str = "jobr.events"
    kafka_options: dict[str, str] = {}
    import_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    import_internal_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    import_size_limit: int = Field(default=64 * 1024 * 1024, gt=0)
    import_time_limit: float = Field(default=120.0, gt=0, allow_inf_nan=False)
    greenhouse_api_base: str = "https://boards-api.greenhouse.io/v1/boards"
    lever_api_base: str = "https://api.lever.co/v0/postings"
    lever_eu_api_base: str = "https://api.eu.lever.co/v0/postings"
    ashby_api_base: str = "https://api.ashbyhq.com/posting-api/job-board"

    @field_validator("upkeep_at")
    @classmethod
    def _a_schedule(cls, expression: str) -> str:
        if not croniter.is_valid(expression):
            raise ValueError("it should be a cron expression such as 17 3 * * *")
        return expression

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, url: SecretStr | None) -> SecretStr | None:
        server = urlsplit(url.get_secret_value() if url else "smtp://localhost")
        if server.scheme not in ("smtp", "smtps") or not server.hostname or server.port == 0:
            raise ValueError("it should look like smtp://user:password@host:587")
        return url

    @field_validator("import_hosts", "import_internal_hosts", mode="before")
    @classmethod
    def _listed(cls, hosts: object) -> object:
        if not isinstance(hosts, str):
            return hosts
        return tuple(host.strip() for host in hosts.split(","))

    @field_validator("import_hosts")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(map(allowed_host, hosts))
        except ValueError as error:
            raise ValueError("it should look like jobs.example.com,*.example.org") from error

    @field_validator("import_internal_hosts")
    @classmethod
    def _hosts_and_ports(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(map(internal_host, hosts))
        except ValueError as error:
            raise ValueError("it should look like intranet.example.com:8080,[::1]:8099") from error

    @field_validator("greenhouse_api_base", "lever_api_base", "lever_eu_api_base", "ashby_api_base")
    @classmethod
    def _a_base_address(cls, url: str) -> str:
        try:
            return base_address(url)
        except ValueError as error:
            raise ValueError("it should look like https://api.example.com/v1/boards") from error

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, proxies: str) -> str:
        networks = [proxy.strip() for proxy in proxies.split(",") if proxy.strip()]
        try:
            return ",".join(str(ip_network(proxy)) for proxy in networks)
        except ValueError as error:
            raise ValueError("it should look like 10.0.0.5,192.168.0.0/16") from error

    @field_validator("sendgrid_api_key")
    @classmethod
    def _a_header_value(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not _KEY.fullmatch(key.get_secret_value()):
            raise ValueError("it should look like SG.…, without spaces")
        return key

    @field_validator("sendgrid_api_base", "public_url")
    @classmethod
    def _a_server(cls, url: str) -> str:
        try:
            return base_address(url)
        except ValueError as error:
            raise ValueError("it should look like https://jobr.example.com") from error

    @field_validator("jobr_home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        """The keeper of the embedded database works in another folder."""
        return home.expanduser().absolute()


def read_settings() -> Settings:
    """Raises SettingInvalid, naming the variable."""
    try:
        return Settings()
    except SettingsError as error:  # what is not JSON where JSON is due
        raise SettingInvalid("KAFKA_OPTIONS is not a JSON object of strings.") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0]).upper()
        why = wrong["msg"].removeprefix("Value error, ")
        raise SettingInvalid(f"{name} is set to something Jobr cannot use: {why}.") from error


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


def files_url(settings: Settings) -> str:
    """FILES_URL; without it a folder of JOBR_HOME."""
    return settings.files_url or str(settings.jobr_home / "files")


def key_ring(settings: Settings) -> KeyRing:
    """ENCRYPTION_KEYS; where the files lie in JOBR_HOME a key is made on first use and kept
    beside them (ADR 0012).

    Raises SettingMissing, SettingInvalid.
    """
    if settings.encryption_keys is not None:
        keys = settings.encryption_keys.get_secret_value()
    elif settings.files_url is None:
        keys = _kept_secret(settings.jobr_home / "encryption_keys", KeyRing.fresh_key)
    else:
        raise SettingMissing(
            "ENCRYPTION_KEYS is not set. With a FILES_URL Jobr does not make one up; set it to at "
            "least 32 random bytes, for example from `openssl rand -base64 32`, and keep it: "
            "without it no file can be read again."
        )
    try:
        return KeyRing.read(keys)
    except ValueError as error:
        raise SettingInvalid(f"ENCRYPTION_KEYS cannot be used: {error}") from error


def _kept_secret(path: Path, made: Callable[[], str]) -> str:
    """Written beside and then linked into place, so that of several starting at once all read
    the same whole secret."""
    with usable_home(path.parent):
        if not path.exists():
            with NamedTemporaryFile("w", dir=path.parent) as fresh:  # readable by its owner only
                fresh.write(made())
                fresh.flush()
                with suppress(FileExistsError):
                    path.hardlink_to(fresh.name)
        return path.read_text()


@contextmanager
def usable_home(home: Path) -> Iterator[None]:
    """Makes the folder where it is missing. Raises SettingInvalid where it cannot be used."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SettingInvalid(f"JOBR_HOME cannot be used: {home}: {why}.") from error
