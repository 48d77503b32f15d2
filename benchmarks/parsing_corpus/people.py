"""Inventing people: a culture and a trade make a life."""

import unicodedata
from random import Random

from parsing_corpus.careers import career, place, split, studies
from parsing_corpus.cultures import CULTURES, Culture
from parsing_corpus.model import Certificate, Person, SkillGroup, worked_years
from parsing_corpus.trades import Trade
from parsing_corpus.trades_abroad import LEVELS

HOBBIES = (
    "Chess; Hiking; Photography; Reading; Cricket; Gardening; Choir; Travelling; Football; Cooking"
)
FATHERS = "Md. Harun Miah; Late Suresh Prasad; Ghulam Rasool; Shri Mohan Lal; Alhaj Abdur Rob; Antonio Reyes"
MOTHERS = "Mrs. Rokeya Khatun; Smt. Kamla Devi; Nasreen Bibi; Late Hosne Ara; Teresita Reyes"


class Inventor:
    """Makes one person after the other; no two alike in a run."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._turn: dict[str, int] = {}

    def person(
        self, culture_name: str, trade: Trade, *, jobs: int = 3, promoted: bool = False
    ) -> Person:
        """`promoted`: the latest employer saw several roles."""
        culture, rng = CULTURES[culture_name], self._rng
        name, shown = self._name(culture_name, culture)
        held = career(rng, culture, trade, jobs, promoted=promoted)
        spans = [(role.start, role.end) for job in held for role in job.roles]
        headline = held[0].roles[0].title if held else f"{split(trade.areas)[0]} Graduate"
        years = max(1, int(worked_years(spans))) if spans else 0
        until = int(min([start for start, _ in spans], default="2025")[:4]) - rng.choice((0, 0, 1))
        return Person(
            name=name, shown_name=shown, headline=headline,
            email=self._email(name, culture), phones=self._phones(culture),
            where=place(rng, culture, names_country=True), street=rng.choice(split(culture.streets)), links=self._links(name, trade),
            summary=trade.summary.format(headline=headline, years=years) if years else "Recent graduate looking for a first position in a team with room to learn.",
            jobs=held, studies=studies(rng, culture, trade, until),
            skills=self._skills(trade), languages=self._languages(culture, trade.language),
            certificates=self._certificates(trade), projects=self._pairs(trade.projects, 2),
            publications=tuple(rng.sample(split(trade.writings, "|"), 3)) if trade.writings else (),
            interests=tuple(rng.sample(split(HOBBIES), 3)),
            personal=self._personal(culture_name), references=self._references(culture), language=trade.language,
        )  # fmt: skip

    def _name(self, key: str, culture: Culture) -> tuple[str, str]:
        names = split(culture.names)
        turn = self._turn.get(key, self._rng.randrange(len(names)))
        self._turn[key] = turn + 1
        name, _, shown = names[turn % len(names)].partition(" = ")
        bare = " ".join(
            w
            for w in name.split()
            if w not in {"Dr.", "Mr.", "Engr.", "CA", "Ch.", "Hon.", "Dipl.-Ing.", "(Jenny)"}
        )
        return bare.strip(", "), shown or name

    def _email(self, name: str, culture: Culture) -> str:
        plain = unicodedata.normalize(
            "NFKD", name.replace("ı", "i").replace("ł", "l").replace("ß", "ss")
        )
        words = [
            "".join(filter(str.isalnum, w.encode("ascii", "ignore").decode())).lower()
            for w in plain.split()
        ]
        words = [word for word in words if word] or ["applicant", "mail"]
        number = self._rng.choice(["", "", str(self._rng.randrange(60, 99)), "01"])
        user = self._rng.choice(
            [
                ".".join(words[:2]),
                "".join(words[:2]),
                f"{words[0]}_{words[-1]}",
                f"{words[0][0]}{words[-1]}",
            ]
        )
        user = user if self._rng.random() < 0.85 else user.title()
        return f"{user}{number}@{self._rng.choice(culture.mail.split())}"

    def _phone(self, culture: Culture) -> str:
        pattern = self._rng.choice(split(culture.phones))
        return "".join(str(self._rng.randrange(1, 10)) if c == "#" else c for c in pattern)

    def _phones(self, culture: Culture) -> tuple[str, ...]:
        count = self._rng.choice((1, 1, 1, 2))
        return tuple(self._phone(culture) for _ in range(count))

    def _links(self, name: str, trade: Trade) -> tuple[str, ...]:
        if not name.isascii():
            return ()
        user = "-".join("".join(filter(str.isalnum, word)) for word in name.lower().split())
        links = [f"linkedin.com/in/{user}"]
        if "Git" in trade.skills or "Python" in trade.skills:
            links.append(f"github.com/{user.replace('-', '')}")
        return tuple(links[: self._rng.choice((0, 1, 1, 2))])

    def _skills(self, trade: Trade) -> tuple[SkillGroup, ...]:
        groups = []
        for group in split(trade.skills):
            name, _, items = group.partition(": ")
            groups.append(SkillGroup(name=name, items=tuple(split(items, ","))))
        return tuple(groups)

    def _languages(self, culture: Culture, language: str) -> tuple[tuple[str, str], ...]:
        levels = split(LEVELS[language])
        names = split(self._rng.choice(split(culture.languages)), ",")
        return tuple((name, levels[min(n, len(levels) - 1)]) for n, name in enumerate(names))

    def _certificates(self, trade: Trade) -> tuple[Certificate, ...]:
        found = [
            (name, issuer) for name, issuer in (p.rsplit(", ", 1) for p in split(trade.papers) if p)
        ]
        chosen = self._rng.sample(found, self._rng.randrange(0, len(found) + 1))
        return tuple(
            Certificate(name=name, issuer=issuer, year=str(self._rng.randrange(2014, 2026)))
            for name, issuer in chosen
        )

    def _pairs(self, text: str, most: int) -> tuple[tuple[str, str], ...]:
        pairs = [(name, about) for name, _, about in (p.partition(": ") for p in split(text) if p)]
        return tuple(self._rng.sample(pairs, min(most, len(pairs))))

    def _personal(self, culture: str) -> tuple[tuple[str, str], ...]:
        rng, country = self._rng, CULTURES[culture].country
        relatives = (rng.choice(split(FATHERS)), rng.choice(split(MOTHERS)))
        born = f"{rng.randrange(1, 28):02}/{rng.randrange(1, 12):02}/{rng.randrange(1975, 2001)}"
        return (
            ("Father's Name", relatives[0]), ("Mother's Name", relatives[1]), ("Date of Birth", born), ("Gender", rng.choice(("Male", "Female"))),
            ("Marital Status", rng.choice(("Single", "Married"))), ("Nationality", country), ("Religion", rng.choice(("Islam", "Hindu", "Christian"))), ("Blood Group", "B+"),
        )  # fmt: skip

    def _references(self, culture: Culture) -> tuple[tuple[str, ...], ...]:
        rng = self._rng
        names = rng.sample(split(culture.names), 2)
        return tuple(
            (
                name.partition(" = ")[0],
                rng.choice(("Professor", "General Manager", "Head of Operations")),
                rng.choice(split(culture.schools)),
                self._phone(culture),
                f"reference{rng.randrange(10, 99)}@example.org",
            )
            for name in names
        )
