"""How mail and short messages are sent, and where the links in them lead."""

from urllib.parse import urlsplit

from jobr_adapters.mail.console import ConsoleMailer
from jobr_adapters.mail.sendgrid import SendGridMailer
from jobr_adapters.mail.smtp import SmtpMailer
from jobr_adapters.sms.console import ConsoleSms
from jobr_adapters.sms.twilio import TwilioSms
from jobr_adapters.wiring.settings import SettingInvalid, SettingMissing, Settings
from jobr_core.accounts.one_time_tokens import Purpose
from jobr_core.messages.ports import LinkTo, Mailer, SmsSender


def mailer(settings: Settings) -> Mailer:
    """By SENDGRID_API_KEY or SMTP_URL; without either messages are printed."""
    key, server = settings.sendgrid_api_key, settings.smtp_url
    if key is not None and server is not None:
        raise SettingInvalid(
            "SENDGRID_API_KEY and SMTP_URL are both set, and mail goes one way; unset one of them."
        )
    try:
        if key is not None:
            secret, base = key.get_secret_value(), settings.sendgrid_api_base
            return SendGridMailer(secret, settings.mail_from, base=base)
        if server is not None:
            return SmtpMailer(server.get_secret_value(), settings.mail_from)
    except ValueError as error:
        raise SettingInvalid(f"MAIL_FROM cannot be used: {error}.") from error
    return ConsoleMailer()


def sms_sender(settings: Settings) -> SmsSender:
    """By TWILIO_ACCOUNT_SID; without it short messages are printed. Raises SettingMissing."""
    host = urlsplit(settings.public_url).hostname or "localhost"
    account = settings.twilio_account_sid
    if account is None:
        return ConsoleSms(host)
    token, sender = settings.twilio_auth_token, settings.twilio_from
    if token is None or sender is None:
        name = "TWILIO_AUTH_TOKEN" if token is None else "TWILIO_FROM"
        raise SettingMissing(f"{name} is not set, and TWILIO_ACCOUNT_SID is.")
    secret, base = token.get_secret_value(), settings.twilio_api_base
    return TwilioSms(account, secret, sender, host=host, base=base)


def link_to(settings: Settings) -> LinkTo:
    """To the pages `/verify-email` and `/reset-password` of PUBLIC_URL."""

    def link(purpose: Purpose, secret: str) -> str:
        page = purpose.value.replace("_", "-")
        return f"{settings.public_url}/{page}#token={secret}"

    return link
