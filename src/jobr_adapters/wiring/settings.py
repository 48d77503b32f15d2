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
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from jobr_adapters.fetching.spelling import allowed_host, base_address, internal_host
from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.oidc.client import GOOGLE
from jobr_adapters.sms.numbers import COUNTRIES
from jobr_adapters.wiring.oidc_settings import OidcProvider, issuer, listed, told_apart
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
    admin_second_factor: bool = False
    sign_in_failures_per_ip: int = Field(default=20, ge=0)
    trusted_proxies: str = ""
    request_time_limit: float = Field(default=30.0, gt=0, allow_inf_nan=False)
    keys_reread: float = Field(default=30.0, gt=0, le=60, allow_inf_nan=False)
    jobr_home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("jobr", appauthor=False)
    )
    file_size_limit: int = Field(default=5 * 1024 * 1024, gt=0)
    files_url: str | None = Field(default=None, min_length=1)
    redis_url: SecretStr | None = None
    rate_limit_max: int = Field(default=100, ge=0)
    rate_limit_window: int = Field(default=900_000, ge=1_000, le=86_400_000)
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    hsts_seconds: int = Field(default=0, ge=0)
    encryption_keys: SecretStr | None = None
    clamd_url: str | None = Field(default=None, min_length=1)
    clamd_fail_open: bool = False
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    smtp_url: SecretStr | None = None
    sendgrid_api_key: SecretStr | None = None
    sendgrid_api_base: str = "https://api.sendgrid.com"
    mail_from: str = "Jobr <no-reply@localhost>"
    twilio_account_sid: str | None = Field(default=None, pattern=r"^[A-Za-z0-9]+$")
    twilio_auth_token: SecretStr | None = None
    twilio_from: str | None = Field(default=None, pattern=r"^(\+[1-9][0-9]{6,14}|MG[0-9a-f]{32})$")
    twilio_api_base: str = "https://api.twilio.com"
    sms_daily_most: int = Field(default=1_000, ge=0)
    sms_countries: Annotated[tuple[str, ...], NoDecode] = ()
    public_url: str = "http://localhost:8000"
    https_only: bool = False
    google_client_id: str | None = Field(default=None, min_length=1)
    google_client_secret: SecretStr | None = None
    google_issuer: str = GOOGLE
    repl_id: str | None = Field(default=None, min_length=1)
    replit_issuer: str = "https://replit.com/oidc"
    oidc_providers: Annotated[tuple[OidcProvider, ...], NoDecode] = ()
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

    @field_validator("redis_url")
    @classmethod
    def _a_redis(cls, url: SecretStr | None) -> SecretStr | None:
        server = urlsplit(url.get_secret_value() if url else "redis://localhost")
        if server.scheme not in ("redis", "rediss", "unix") or server.port == 0:
            raise ValueError("it should look like redis://user:password@host:6379/0")
        return url

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not _is_origin(origin):
                raise ValueError(
                    "it should look like https://app.example.com,http://localhost:3000"
                )
        return origins

    @field_validator("https_only")
    @classmethod
    def _leads_to_https(cls, https_only: bool, others: ValidationInfo) -> bool:  # noqa: FBT001
        if https_only and not str(others.data.get("public_url", "")).startswith("https://"):
            raise ValueError("PUBLIC_URL, where it leads to, does not begin with https://")
        return https_only

    @field_validator(
        "import_hosts", "import_internal_hosts", "cors_origins", "allowed_hosts", mode="before"
    )
    @classmethod
    def _listed(cls, hosts: object) -> object:
        if not isinstance(hosts, str):
            return hosts
        return tuple(host.strip() for host in hosts.split(","))

    @field_validator("import_hosts", "allowed_hosts")
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

    @field_validator("sms_countries", mode="before")
    @classmethod
    def _countries(cls, countries: object) -> object:
        if not isinstance(countries, str):
            return countries
        named = tuple(country.strip().upper() for country in countries.split(","))
        if not COUNTRIES.issuperset(named):
            raise ValueError("it should look like DE,AT,CH")
        return named

    @field_validator("sendgrid_api_base", "public_url", "twilio_api_base")
    @classmethod
    def _a_server(cls, url: str) -> str:
        try:
            return base_address(url)
        except ValueError as error:
            raise ValueError("it should look like https://jobr.example.com") from error

    @field_validator("google_issuer", "replit_issuer")
    @classmethod
    def _an_issuer(cls, url: str) -> str:
        return issuer(url)

    @field_validator("oidc_providers", mode="before")
    @classmethod
    def _services(cls, text: object) -> object:
        return listed(text)

    @field_validator("oidc_providers")
    @classmethod
    def _services_apart(cls, given: tuple[OidcProvider, ...]) -> tuple[OidcProvider, ...]:
        return told_apart(given)

    @field_validator("jobr_home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        """The keeper of the embedded database works in another folder."""
        return home.expanduser().absolute()


def _is_origin(text: str) -> bool:
    """As browsers write it (RFC 6454 §6.1), so that it can be compared as it is."""
    with suppress(ValueError):
        url = urlsplit(base_address(text))
        usual = {"http": 80, "https": 443}[url.scheme]
        return text == f"{url.scheme}://{url.netloc}" == text.lower() and url.port != usual
    return False


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
