"""What people write for a place that has postings → the addresses to ask."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from jobr_core.jobs.errors import PostingsUnreadable

_SHORTHAND: Final = re.compile(r"(greenhouse|lever|ashby):(.{0,200})", re.DOTALL | re.IGNORECASE)
_URL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}://")
_PAGES: Final = (
    ("greenhouse", r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io"),
    ("lever", r"jobs(?:\.eu)?\.lever\.co"),
    ("ashby", r"jobs\.ashbyhq\.com"),
)
"""Where people read what the programs' addresses tell."""
_ASKS_FOR_ALL: Final = frozenset(("mode", "content", "pay_transparency", "includeCompensation"))
"""What boards may be asked beside for how much of their list they tell."""


class Board(NamedTuple):
    """One employer's page on a job site."""

    source: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingsAddress:
    """What to ask. `board` is told where all of the answer is that board."""

    url: str
    format: str = "auto"
    board: Board | None = None

    @property
    def is_whole(self) -> bool:
        """Whether a list found there can be all of it: a page of it, one team's or one city's
        is not.

        >>> PostingsAddress(url="https://api.lever.co/v0/postings/acme?mode=json").is_whole
        True
        >>> PostingsAddress(url="https://api.lever.co/v0/postings/acme?team=Sales").is_whole
        False
        """
        asked = parse_qsl(urlsplit(self.url).query, keep_blank_values=True)
        return all(key in _ASKS_FOR_ALL for key, _ in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAddresses:
    """Where the job sites answer programs (Greenhouse Job Board API, Lever Postings API, Ashby
    public job posting API)."""

    greenhouse: str
    lever: str
    lever_eu: str
    ashby: str

    def asked_for(self, source: str) -> tuple[PostingsAddress, ...]:
        """The addresses behind a shorthand such as `greenhouse:acme`, a board's page or any URL:
        the first that has something counts. Raises PostingsUnreadable for anything else.

        >>> boards = BoardAddresses(greenhouse="https://g", lever="https://l", lever_eu="https://eu", ashby="https://a")
        >>> [found.url for found in boards.asked_for("lever:acme")]
        ['https://l/acme?mode=json', 'https://eu/acme?mode=json']
        >>> boards.asked_for("https://jobs.ashbyhq.com/acme")[0].board
        Board(source='ashby', name='acme')
        """
        if board := _board(source):
            urls = self._urls(board)
            return tuple(PostingsAddress(url=u, format=board.source, board=board) for u in urls)
        if _URL.match(source):
            return (PostingsAddress(url=source),)
        raise PostingsUnreadable(
            "Postings come from an address such as https://example.com/jobs.json, or from a board: "
            "greenhouse:TOKEN, lever:SITE or ashby:NAME."
        )

    def _urls(self, board: Board) -> tuple[str, ...]:
        name = quote(board.name, safe="")
        if board.source == "greenhouse":
            return (f"{self.greenhouse}/{name}/jobs?content=true&pay_transparency=true",)
        if board.source == "lever":
            return f"{self.lever}/{name}?mode=json", f"{self.lever_eu}/{name}?mode=json"
        return (f"{self.ashby}/{name}?includeCompensation=true",)


def is_address(source: str) -> bool:
    """Whether a source is no file of this machine. Raises PostingsUnreadable for a board that is
    not named.

    >>> is_address("greenhouse:acme"), is_address("https://a.example/"), is_address("jobs.json")
    (True, True, False)
    """
    return bool(_board(source) or _SHORTHAND.match(source) or _URL.match(source))


def _board(source: str) -> Board | None:
    shorthand = _SHORTHAND.fullmatch(source)
    if shorthand and not _URL.match(source):
        return _named_board(shorthand[1].lower(), shorthand[2].strip())
    for name, host in _PAGES:
        if page := re.fullmatch(rf"https?://{host}/([^/?#\s]{{1,200}})/?", source):
            return Board(name, unquote(page[1]))
    return None


def _named_board(source: str, name: str) -> Board:
    if not name:
        raise PostingsUnreadable(
            f"“{source}:” lacks the name of the board, which its address ends with: give it as "
            f"{source}:acme."
        )
    return Board(source, name)
