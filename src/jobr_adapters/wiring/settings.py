"""What an operator can set, read once from the environment."""

from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from jobr_adapters.oidc.client import GOOGLE
from jobr_adapters.wiring.oidc_settings import Issuer, OidcProviders
from jobr_adapters.wiring.setting_values import (
    BoardAddress,
    Countries,
    Folder,
    HeaderValue,
    Hosts,
    InternalHosts,
    MailServer,
    Networks,
    Origins,
    RedisServer,
    Schedule,
    ServerAddress,
)
from jobr_core.shared.errors import Refused


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
    trusted_proxies: Networks = ""
    request_time_limit: float = Field(default=30.0, gt=0, allow_inf_nan=False)
    keys_reread: float = Field(default=30.0, gt=0, le=60, allow_inf_nan=False)
    jobr_home: Folder = Field(
        default_factory=lambda: platformdirs.user_data_path("jobr", appauthor=False)
    )
    file_size_limit: int = Field(default=5 * 1024 * 1024, gt=0)
    files_url: str | None = Field(default=None, min_length=1)
    redis_url: RedisServer | None = None
    rate_limit_max: int = Field(default=100, ge=0)
    rate_limit_window: int = Field(default=900_000, ge=1_000, le=86_400_000)
    cors_origins: Origins = ()
    allowed_hosts: Hosts = ()
    hsts_seconds: int = Field(default=0, ge=0)
    encryption_keys: SecretStr | None = None
    clamd_url: str | None = Field(default=None, min_length=1)
    clamd_fail_open: bool = False
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    smtp_url: MailServer | None = None
    sendgrid_api_key: HeaderValue | None = None
    sendgrid_api_base: ServerAddress = "https://api.sendgrid.com"
    mail_from: str = "Jobr <no-reply@localhost>"
    twilio_account_sid: str | None = Field(default=None, pattern=r"^[A-Za-z0-9]+$")
    twilio_auth_token: SecretStr | None = None
    twilio_from: str | None = Field(default=None, pattern=r"^(\+[1-9][0-9]{6,14}|MG[0-9a-f]{32})$")
    twilio_api_base: ServerAddress = "https://api.twilio.com"
    sms_daily_most: int = Field(default=1_000, ge=0)
    sms_countries: Countries = ()
    public_url: ServerAddress = "http://localhost:8000"
    https_only: bool = False
    google_client_id: str | None = Field(default=None, min_length=1)
    google_client_secret: SecretStr | None = None
    google_issuer: Issuer = GOOGLE
    repl_id: str | None = Field(default=None, min_length=1)
    replit_issuer: Issuer = "https://replit.com/oidc"
    oidc_providers: OidcProviders = ()
    task_heartbeat: float = Field(default=5.0, gt=0)
    upkeep_at: Schedule = "17 3 * * *"
    kafka_bootstrap_servers: str | None = Field(default=None, min_length=1)
    kafka_topic: str = "jobr.events"
    kafka_options: dict[str, str] = {}
    import_hosts: Hosts = ()
    import_internal_hosts: InternalHosts = ()
    import_size_limit: int = Field(default=64 * 1024 * 1024, gt=0)
    import_time_limit: float = Field(default=120.0, gt=0, allow_inf_nan=False)
    greenhouse_api_base: BoardAddress = "https://boards-api.greenhouse.io/v1/boards"
    lever_api_base: BoardAddress = "https://api.lever.co/v0/postings"
    lever_eu_api_base: BoardAddress = "https://api.eu.lever.co/v0/postings"
    ashby_api_base: BoardAddress = "https://api.ashbyhq.com/posting-api/job-board"

    @field_validator("https_only")
    @classmethod
    def _leads_to_https(cls, https_only: bool, others: ValidationInfo) -> bool:  # noqa: FBT001
        if https_only and not str(others.data.get("public_url", "")).startswith("https://"):
            raise ValueError("PUBLIC_URL, where it leads to, does not begin with https://")
        return https_only


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
