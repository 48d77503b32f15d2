"""HTML of a posting → text, with paragraphs and lists kept."""

import html
import re
from html.parser import HTMLParser
from typing import Final

from jobr_core.shared.text import cleaned

_BREAKS: Final = frozenset(
    "p div br ul ol li h1 h2 h3 h4 h5 h6 tr table section article header footer hr dt dd".split()
)
_SILENT: Final = frozenset("script style head template noscript".split())
_INLINE: Final = frozenset(
    """
    a abbr b big blockquote body button center cite code dl em figure font form html i iframe img
    input ins kbd label main mark nav pre s small span strike strong sub sup tbody td tfoot th thead
    title u video
    """.split()
)
_MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted((*_BREAKS, *_SILENT, *_INLINE)))})(?:\s[^<>]*|/)?>", re.I
)
"""Tags there are: Map<String, Integer> is none."""
_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(_BREAKS))})[\s/>]", re.I)
_ESCAPED_MARKUP = re.compile(r"&(?:amp;)?lt;/?[a-zA-Z]")


class _TextOf(HTMLParser):
    def __init__(self, *, has_blocks: bool) -> None:
        """Without any block the lines are those of a plain text with some words in bold."""
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._as_written = 0 if has_blocks else 1

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self._as_written += tag == "pre"
        if tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")
        if tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._as_written = max(0, self._as_written - (tag == "pre"))
        if tag in _BREAKS and tag not in ("li", "br"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data if self._as_written else data.replace("\n", " "))


def text_of(content: str) -> str:
    """Plain text of HTML, of entity-escaped HTML (Greenhouse escapes up to twice), or of text.

    >>> text_of("&lt;p&gt;Build &amp;amp; run&lt;/p&gt;&lt;li&gt;Go&lt;/li&gt;")
    'Build & run\\n\\n- Go'
    """
    for _ in range(2):
        if _MARKUP.search(content) or not _ESCAPED_MARKUP.search(content):
            break  # what is escaped beside tags is meant to be read
        content = html.unescape(content)
    if not _MARKUP.search(content):
        return cleaned(html.unescape(content))
    parser = _TextOf(has_blocks=_BLOCK.search(content) is not None)
    parser.feed(_without_comments(content))
    parser.close()
    return cleaned(re.sub(r"\n- *\n+\s*", "\n- ", "".join(parser.parts)))


def _without_comments(content: str) -> str:
    """Comments and declarations hold no text, and the parser of the standard library takes
    quadratic time on unclosed ones."""
    kept, at = [], 0
    while (start := content.find("<!--", at)) >= 0:
        kept.append(content[at:start])
        end = content.find("-->", start)
        if end < 0:
            break
        at = end + 3
    else:
        kept.append(content[at:])
    return "".join(kept).replace("<!", " ").replace("<?", " ")
