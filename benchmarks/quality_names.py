"""Are names understood: of occupations in titles, of skills in postings."""

from collections.abc import Sequence
from functools import partial

from quality_data import Collections, Marked, drawn
from quality_metrics import Figure, Hits, Row, f1, mean, sampled
from quality_scorers import Scorer, SkillFinder, TitleMatcherMaker, Trial
from quality_technologies import spelling
from rapidfuzz import fuzz

from jobr_core.vocabulary.installed_titles import (
    InstalledOccupation,
    InstalledTitles,
    in_use,
    use,
)

TITLES = 1_500
ALIKE = 85.0

Titled = tuple[str, str]
"""The title of a vacancy, and the label of its occupation."""


def title_norm(collections: Collections) -> Trial:
    """The title of a vacancy → the occupation it is of. What is alike shares its places."""
    labels, (titles, _) = collections.title_labels(), _titles(collections)
    about = f"{len(titles):,} titles, {len(labels):,} labels"
    return Trial(
        about, lambda scorer: _found(scorer.titles, titles, labels) if scorer.titles else None
    )


def title_norm_installed(collections: Collections) -> Trial:
    """The same with the other titles of the collection installed, under the labels they have."""
    labels, (titles, others) = collections.title_labels(), _titles(collections)
    installed = _as_release(labels, others)

    def measure(scorer: Scorer) -> Row | None:
        if scorer.name != "Jobr" or scorer.titles is None:
            return None
        before = in_use()
        use(installed)
        try:
            return _found(scorer.titles, titles, labels)
        finally:
            use(before)

    return Trial(f"{len(titles):,} titles, {len(others):,} others", measure)


def _titles(collections: Collections) -> tuple[list[Titled], list[Titled]]:
    """Those measured, and the others, none of which is spelled like one of them."""
    every = sorted(collections.titles(), key=lambda title: drawn("title", *title))
    titles = every[:TITLES]
    spelled = {title.lower() for title, _ in titles}
    return titles, [one for one in every[TITLES:] if one[0].lower() not in spelled]


def _as_release(labels: Sequence[str], titled: Sequence[Titled]) -> InstalledTitles:
    """A release names every occupation, also one that has no other title."""
    titles: dict[str, list[str]] = {label: [] for label in labels}
    for title, label in titled:
        titles[label].append(title)
    occupations = (InstalledOccupation(name, "", tuple(all_)) for name, all_ in titles.items())
    return InstalledTitles(
        name="others of the collection", release="", sha256="", occupations=tuple(occupations)
    )


def _found(make: TitleMatcherMaker, titles: Sequence[Titled], labels: Sequence[str]) -> Row:
    match = make(labels)
    places = [_place(match(title), labels.index(label)) for title, label in titles]
    return {
        "MRR": sampled([1 / place for place in places], mean),
        "R@1": Figure(mean(place <= 1 for place in places)),
        "R@10": Figure(mean(place <= 10 for place in places)),
    }


def _place(likeness: Sequence[float], of: int) -> float:
    mine = likeness[of]
    better, alike = sum(s > mine for s in likeness), sum(s == mine for s in likeness)
    return 1 + better + (alike - 1) / 2


def skills_skillspan(collections: Collections) -> Trial:
    """Which tools and fields does a posting name? Relaxed: what is written much alike counts too."""
    marked = collections.marked_postings()

    def measure(find: SkillFinder) -> Row:
        found = [find(posting.text) for posting in marked]
        exact, relaxed = (
            [hits(*pair) for pair in zip(found, marked, strict=True)] for hits in (_exact, _relaxed)
        )
        return {"exact F1": sampled(exact, f1), "relaxed F1": sampled(relaxed, f1)}

    about = f"{len(marked)} postings"
    return Trial(about, lambda scorer: measure(scorer.skills) if scorer.skills else None)


def _exact(found: Sequence[str], marked: Marked) -> Hits:
    given, true = set(_names(found)), set(_names(marked.skills))
    return Hits(len(given & true), len(given - true), len(true - given))


def _relaxed(found: Sequence[str], marked: Marked) -> Hits:
    """Each marked name takes the likest that is left, if it is alike enough."""
    left, names = _names(found), _names(marked.skills)
    right, given = 0, len(left)
    for name in names:
        likest = max(left, key=partial(_likeness, name), default="")
        if _likeness(name, likest) >= ALIKE:
            left.remove(likest)
            right += 1
    return Hits(right, given - right, len(names) - right)


def _names(spelled: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(map(spelling, spelled)) if name]


def _likeness(one: str, other: str) -> float:
    """Of 100; a name that is at least half of the other, and stands in it, has 90."""
    shorter, longer = sorted((one, other), key=len)
    within = shorter in longer and len(shorter) > 4 and 2 * len(shorter) >= len(longer)
    return max(fuzz.ratio(one, other), 90.0 if within else 0.0)
