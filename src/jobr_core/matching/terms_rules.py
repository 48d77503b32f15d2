"""Judging the terms of a job: place, pay, the right to work."""

from collections.abc import Iterator

from jobr_core.jobs.requirements import PermitRequirement
from jobr_core.jobs.salary import Salary
from jobr_core.jobs.terms import Location, Workplace
from jobr_core.matching import weights
from jobr_core.matching.lines import Comparison, Judgement, posting_line, requirement_lines
from jobr_core.matching.report import Cap, LineKind, MatchLine
from jobr_core.shared.text import folded, span_of
from jobr_core.vocabulary.permits import Permit


def location_line(here: Comparison) -> MatchLine:
    """Where the work is done, against where the person lives or wants to work."""
    places = "; ".join(map(str, here.posting.locations))
    label = places or ("remote" if here.posting.workplace is Workplace.REMOTE else "location")
    first = str(here.posting.locations[0]) if here.posting.locations else ""
    span = span_of(first, here.posting.text)
    return posting_line(LineKind.LOCATION, label, weights.LOCATION, _location(here), span, here)


def _location(here: Comparison) -> Judgement:
    posting = here.posting
    remote = posting.workplace is Workplace.REMOTE
    if remote and here.preferences.remote:
        return Judgement(1.0, "remote, as you prefer")
    if not posting.locations:
        return (
            Judgement(1.0, "remote from anywhere")
            if remote
            else Judgement(None, "the posting names no place")
        )
    near = [_distance(place, here) for place in posting.locations]
    known = [found for found in near if found.share is not None]
    if not known:
        return near[0]
    best = max(known, key=lambda found: found.share or 0.0)
    if remote and best.share:
        return Judgement(1.0, "remote within your country", best.cv)
    return best


def _distance(place: Location, here: Comparison) -> Judgement:
    cities, countries = here.preferences.cities, here.preferences.countries
    wanted = bool(cities or countries)
    cities = cities or ((here.cv.city,) if here.cv.city and not wanted else ())
    countries = countries or ((here.cv.country,) if here.cv.country and not wanted else ())
    span = None if wanted else here.cv.place_span
    if place.city and folded(place.city) in map(folded, cities):
        return Judgement(1.0, "a city you want" if wanted else "the same city", span)
    away = here.surroundings.distance(place) if here.surroundings else None
    if away and away.is_near:
        return Judgement(1.0, str(away), span)
    if place.city and cities and wanted and not countries:
        other = f"{away}, farther than you want" if away else "another city than those you want"
        return Judgement(0.0, other)
    if not place.country or not countries:
        return Judgement(None, "cannot be compared with where you are")
    if place.country in countries:
        return Judgement(0.7, "a country you want" if wanted else "the same country", span)
    cap = Cap(value=weights.CAP_LOCATION, reason=f"the work is in {place}, you are elsewhere")
    return Judgement(0.0, "another country", span, cap)


def salary_lines(here: Comparison) -> Iterator[MatchLine]:
    offered, wanted = here.posting.salary, here.preferences.salary
    if offered is None:
        return
    found = _salary(offered, wanted)
    span = span_of(str(offered), here.posting.text)
    yield posting_line(LineKind.SALARY, str(offered), weights.SALARY, found, span, here)


def _salary(offered: Salary, wanted: Salary | None) -> Judgement:
    if wanted is None:
        return Judgement(None, "you have not said what you expect")
    if wanted.currency != offered.currency:
        return Judgement(None, f"you expect {wanted.currency}, this pays {offered.currency}")
    share = min(1.0, offered.yearly[1] / wanted.yearly[0])
    return Judgement(
        round(share, 3) if share > 0.7 else 0.0,
        "reaches what you expect" if share == 1 else "below what you expect",
    )


def permit_lines(here: Comparison) -> Iterator[MatchLine]:
    return requirement_lines(LineKind.PERMIT, weights.PERMIT, here.asked.permits, _permit, here)


def _permit(asked: PermitRequirement, here: Comparison) -> Judgement:
    country = asked.country or next((p.country for p in here.posting.locations if p.country), None)
    stated = (said for said in here.cv.permits if said.meets(asked.permit, country))
    if said := next(stated, None):
        return Judgement(1.0, "the CV says so", said.span)
    if asked.permit is Permit.CLEARANCE:
        return Judgement(None, "the CV does not say that you have one")
    if not here.preferences.permits or country is None:
        return Judgement(None, "you have not said where you may work")
    if country in here.preferences.permits:
        if asked.permit is Permit.CITIZENSHIP:
            return Judgement(None, "you may work there; the CV does not say if as a citizen")
        return Judgement(1.0, "you may work there")
    return Judgement(
        0.0,
        "you may not work there yet",
        cap=Cap(value=weights.CAP_PERMIT, reason=f"asks for the {asked.label}"),
    )
