"""How codes are sent to telephones, and what protects them."""

import secrets
from urllib.parse import urlsplit
from uuid import UUID

from jobr_adapters.files.key_ring import KeyRing
from jobr_adapters.sms.console import ConsoleSms
from jobr_adapters.sms.numbers import PhoneNumbers
from jobr_adapters.sms.twilio import TwilioSms
from jobr_adapters.wiring.settings import SettingMissing, Settings
from jobr_core.accounts.one_time_codes import CodeMacs, SendPolicy
from jobr_core.accounts.phone_numbers import PhoneSubjects
from jobr_core.accounts.ports import ReadPhone, Seal
from jobr_core.accounts.pseudonyms import Pseudonyms
from jobr_core.messages.ports import SmsSender


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


def read_phone(settings: Settings) -> ReadPhone:
    """Of SMS_COUNTRIES."""
    return PhoneNumbers(settings.sms_countries)


def send_policy(settings: Settings) -> SendPolicy:
    """Of all by SMS_DAILY_MOST."""
    return SendPolicy(most_in_all=settings.sms_daily_most)


def phone_seal(ring: KeyRing) -> Seal:
    """With keys of their own, made of the key ring's."""
    return KeyRing(ring.derived("telephone numbers"))


def code_macs(ring: KeyRing) -> CodeMacs:
    """Of the key in use: another one in front ends the codes of five minutes."""
    return CodeMacs(next(iter(ring.derived("one-time codes").values())))


def phone_subjects(ring: KeyRing) -> PhoneSubjects:
    """Of all keys."""
    return PhoneSubjects(tuple(map(Pseudonyms, ring.derived("telephone identities").values())))


def fresh_code() -> str:
    """`NewCode`: 20 bits (ASVS V6.5.4)."""
    return f"{secrets.randbelow(10**6):06d}"


def random_id() -> UUID:
    """128 random bits; what is made in order of time could be guessed."""
    return UUID(bytes=secrets.token_bytes(16))
