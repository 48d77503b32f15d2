"""What somebody did: places, schools, employers and deeds."""

from random import Random

from parsing_corpus.cultures import CITY_COUNTRIES, DEGREES, Culture
from parsing_corpus.model import Job, Role, Study, Where
from parsing_corpus.trades import DEEDS_OF_ALL, Trade

SCORES = {
    "india": "CGPA 8.1/10; 72%; First Class; 7.6 CGPA", "us": "GPA: 3.7/4.0; Magna cum laude; ", "uk": "Upper Second Class; First; ",
    "world": "GPA 3.4; ; ", "de": "Note: 1,9; ",
}  # fmt: skip


def split(text: str, by: str = ";") -> list[str]:
    return [part.strip() for part in text.split(by)]


def place(rng: Random, culture: Culture, *, names_country: bool = False) -> Where:
    shown = rng.choice(split(culture.cities))
    if names_country and culture.degrees in {"india", "us"} and rng.random() < 0.3:
        shown = f"{shown.split(',')[0]}, {culture.country}"
    city = shown.partition(",")[0].partition(" – ")[0].strip()
    city = " ".join(word for word in city.split() if not any(map(str.isdigit, word)))
    code = next((c for name, c in CITY_COUNTRIES.items() if shown.endswith(name)), "")
    own = culture.code if shown.endswith(culture.country) else ""
    return Where(city=city, shown=shown, country_code=code or own)


def career(
    rng: Random, culture: Culture, trade: Trade, count: int, *, promoted: bool
) -> tuple[Job, ...]:
    """Latest first; `promoted`: the latest employer saw two roles."""
    if not count:
        return ()
    extra = 1 if promoted else 0
    titles = _titles(rng, trade, count + extra)
    dealt = _deeds(rng, trade, len(titles))
    roles = [
        Role(title=t, start=s, end=e, bullets=d)
        for t, (s, e), d in zip(titles, _spans(rng, len(titles)), dealt, strict=True)
    ]
    roles.reverse()
    groups = [roles[: 1 + extra], *([role] for role in roles[1 + extra :])]
    return tuple(
        Job(employer=employer, where=place(rng, culture), roles=tuple(group))
        for employer, group in zip(
            _employers(rng, culture, trade, len(groups)), groups, strict=True
        )
    )


def _titles(rng: Random, trade: Trade, count: int) -> list[str]:
    titles = split(trade.titles)
    if len(titles) < count and trade.language == "en":
        titles.insert(0, f"Junior {titles[0]}")
    first = rng.randrange(0, max(1, len(titles) - count + 1))
    return titles[first : first + count]


def _spans(rng: Random, count: int) -> list[tuple[str, str]]:
    lengths = [rng.randrange(9, 62) for _ in range(count)]
    start = 2026 * 12 + rng.randrange(0, 5) - sum(lengths) - 2 * count
    spans = []
    for length in lengths:
        spans.append((_iso(start), _iso(start + length)))
        start += length + rng.choice((0, 1, 1, 3))
    if rng.random() < 0.8:
        spans[-1] = (spans[-1][0], "")
    return spans


def _iso(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _deeds(rng: Random, trade: Trade, roles: int) -> list[tuple[str, ...]]:
    """None twice, as far as they reach; some are long enough to be broken over lines."""
    own, common = (
        split(trade.deeds, "|"),
        split(DEEDS_OF_ALL, "|") if trade.language == "en" else [],
    )
    pool = rng.sample(own, len(own)) + rng.sample(common, len(common))
    dealt = []
    for n in range(roles):
        some = pool[n::roles][: rng.randrange(2, 7)] or own[:2]
        if len(some) > 3 and rng.random() < 0.5:
            last = some.pop()
            some[0] = f"{some[0]}; {last[0].lower()}{last[1:]}"
        dealt.append(tuple(some))
    return dealt


def _employers(rng: Random, culture: Culture, trade: Trade, count: int) -> list[str]:
    stems = rng.sample(split(culture.stems), count)
    firms, forms = split(trade.firms), culture.legal.split(";")
    return [
        " ".join(filter(None, (stem, rng.choice(firms), rng.choice(forms).strip())))
        for stem in stems
    ]


def studies(rng: Random, culture: Culture, trade: Trade, until: int) -> tuple[Study, ...]:
    """Latest first, the last one ending in the year `until`."""
    kinds = DEGREES[culture.degrees]
    first, second = (split(part, ",") for part in kinds.get(trade.kind, kinds["com"]).split("|"))
    areas, schools, found = split(trade.areas), rng.sample(split(culture.schools), 2), []
    if rng.random() < 0.4:
        found.append(
            _study(
                rng,
                f"{rng.choice(second)}|{rng.choice(areas)}",
                schools[0],
                culture,
                (until - 2, until),
            )
        )
        until -= 2
    found.append(
        _study(
            rng,
            f"{rng.choice(first)}|{rng.choice(areas)}",
            schools[1],
            culture,
            (until - rng.choice((3, 4)), until),
        )
    )
    if culture.school and rng.random() < 0.6:
        found += _school_years(rng, culture, int(found[-1].start))
    return tuple(found)


def _study(rng: Random, what: str, school: str, culture: Culture, years: tuple[int, int]) -> Study:
    degree, area = what.split("|")
    score = rng.choice(split(SCORES.get(culture.degrees, "")))
    return Study(
        degree=degree,
        area=area,
        school=school,
        where=place(rng, culture),
        start=str(years[0]),
        end=str(years[1]),
        score=score,
    )


def _school_years(rng: Random, culture: Culture, until: int) -> list[Study]:
    degrees, _, school = rng.choice(split(culture.school)).partition(" at ")
    where = place(rng, culture)
    return [
        Study(
            degree=degree,
            area="",
            school=school,
            where=where,
            start=str(until - 2 * n - 2),
            end=str(until - 2 * n),
        )
        for n, degree in enumerate(reversed(split(degrees, ",")))
    ]
