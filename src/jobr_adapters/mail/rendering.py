"""Messages in words: templates whose first line is the subject, the rest the text."""

from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from jobr_core.messages.model import Message

# Plain text: nothing to escape, and facts never stand in a header.
_TEMPLATES: Final = Environment(
    loader=PackageLoader("jobr_adapters.mail"),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as the person reads it."""

    subject: str
    text: str


def render(message: Message) -> Rendered:
    """Fills in the template of the message."""
    template = _TEMPLATES.get_template(f"{message.template.value}.txt")
    subject, _, text = template.render(message.facts).partition("\n\n")
    return Rendered(subject, text)
