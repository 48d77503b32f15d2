"""Codes in words: one short message (GSM-7), the same for everybody, for networks know senders by
their templates. The last line lets browsers fill in the code on our page and no other
(https://wicg.github.io/sms-one-time-codes)."""

from typing import Final

from jobr_core.accounts.model import Language
from jobr_core.messages.model import CodeText

_WORDING: Final = {
    Language.ENGLISH: (
        "{code} is your Jobr code, for 5 minutes. Nobody from Jobr will ever ask you for it."
    ),
    Language.GERMAN: (
        "{code} ist Ihr Jobr-Code, 5 Minuten lang. Niemand von Jobr wird Sie je danach fragen."
    ),
}


def worded(text: CodeText, host: str) -> str:
    """The message; `host` is where the code is typed in."""
    return f"{_WORDING[text.language].format(code=text.code)}\n\n@{host} #{text.code}"
