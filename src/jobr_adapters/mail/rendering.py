"""Messages in words: for each a wording in every language, read twice, as text and as HTML.

A wording fills the blocks `subject`, `before`, `action` (the label of the link) and `after` of its
language's frame; blank lines part paragraphs. The layouts know how they look.
"""

from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jobr_adapters.mail.facts import client, harmless
from jobr_core.messages.model import Message


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as the person reads it, in either form."""

    subject: str
    text: str
    html: str


def _paragraphs(block: str) -> list[str]:
    return [part.strip() for part in block.split("\n\n") if part.strip()]


def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("jobr_adapters.mail"),
        undefined=StrictUndefined,
        autoescape=html,  # noqa: S701 - text has nothing to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["paragraphs"] = _paragraphs
    return environment


_TEXT: Final = _environment(html=False)
_HTML: Final = _environment(html=True)


def render(message: Message) -> Rendered:
    """Fills in the wording of the message, in its language."""
    wording = f"{message.language.value}/{message.template.value}.jinja"
    facts = {
        "name": harmless(message.facts.name),
        "agent": client(message.facts.agent),
        "link": message.facts.link,
        "language": message.language.value,
    }
    apart = {fact: _in_own_direction(facts[fact]) for fact in ("name", "agent")}
    text = _TEXT.get_template(wording)
    subject = text.blocks["subject"](text.new_context({}))  # no facts in a header
    return Rendered(
        "".join(subject),
        text.render(facts, layout="text.jinja"),
        _HTML.get_template(wording).render(facts | apart, layout="html.jinja"),
    )


def _in_own_direction(fact: str) -> str:
    """So that a name in Hebrew does not turn what stands beside it."""
    return Markup("<bdi>{}</bdi>").format(fact) if fact else ""
