"""schema.org JobPosting (https://schema.org/JobPosting), whatever it was written in.

Any property may be a list, an object with a name instead of a text, or a text instead of an
object.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw
from jobr_core.vocabulary.areas import WORLDWIDE, area_named, areas_around

_SECTIONS: Final = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("skills", "Skills"),
    ("jobBenefits", "Benefits"),
)
_LEVELS: Final = {"Country": "country", "State": "region"}
_LONGEST_SKILL: Final = 60
_LONGEST_BOARD: Final = 200


def is_schema_org(raw: Raw) -> bool:
    return any(
        isinstance(kind, str) and kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "JobPosting"
        for kind in records.items(raw.get("@type"))
    )


def schema_org_record(raw: Raw, board: str | None) -> dict[str, object]:
    """What sites put into properties of their own follows the description."""
    url, workplace = _url(raw), _workplace(raw)
    return {
        "source": "schema.org",
        "board": board or _site(raw),
        "external_id": records.identity(
            records.text(raw, "identifier", "value") or records.text(raw.get("identifier"))
        ),
        "url": url,
        "apply_url": records.link(raw, "applicationContact", "url")
        or (url if str(records.first(raw.get("directApply"))).lower() == "true" else None),
        "title": records.text(raw, "title") or records.text(raw, "name"),
        "company": _named(raw.get("hiringOrganization")),
        "locations": places.distinct(_places(raw, workplace)),
        "workplace": workplace,
        **records.employment(*records.texts(raw.get("employmentType"))),
        "salary": _salary(raw),
        "skills": _skills(raw),
        "description": _description(raw),
        "posted_at": records.moment(records.text(raw, "datePosted")),
        "expires_at": records.last_moment(records.text(raw, "validThrough")),
        "language": records.text(raw, "inLanguage"),
    }


def _named(value: object) -> str | None:
    """A text, or the name of an object."""
    return records.first_text(
        (records.text(value, "name"), records.text(value), records.text(value, "legalName"))
    )


def _url(raw: Raw) -> str | None:
    keys = (("url",), ("mainEntityOfPage",), ("mainEntityOfPage", "@id"), ("@id",))
    told = (records.link(raw, *key) for key in keys)
    return next((url for url in told if url and url.startswith(("https://", "http://"))), None)


def _site(raw: Raw) -> str | None:
    site = records.text(raw, "hiringOrganization", "sameAs")
    return site if site and len(site) <= _LONGEST_BOARD else None


def _workplace(raw: Raw) -> str | None:
    """TELECOMMUTE is the only value of the specification; sites write others too."""
    kinds = records.texts(raw.get("jobLocationType"))
    virtual = any(
        records.text(place, "@type") == "VirtualLocation"
        for place in records.items(raw.get("jobLocation"))
    )
    return records.first_text(map(places.workplace, kinds)) or ("remote" if virtual else None)


def _places(raw: Raw, workplace: str | None) -> Iterator[dict[str, str]]:
    """A site beyond the limits of remote work says nothing about where it may be done."""
    limits = list(_limits(raw))
    yield from limits
    is_limited = workplace == "remote" and any(limits)
    yield from (site for site in _sites(raw) if not is_limited or _is_within(site, limits))


def _is_within(site: Mapping[str, str], limits: Sequence[Mapping[str, str]]) -> bool:
    country = site.get("country", "")
    areas = {area_named(limit.get("region", "")) for limit in limits if "country" not in limit}
    return any(country == limit.get("country") for limit in limits) or not areas.isdisjoint(
        (WORLDWIDE, *areas_around(country))
    )


def _limits(raw: Raw) -> Iterator[dict[str, str]]:
    """From where remote work may be done: countries, states, areas."""
    for area in records.items(raw.get("applicantLocationRequirements")):
        level = _LEVELS.get(records.text(area, "@type") or "", "city")
        for place in places.locations(_named(area)) or [_address(area)]:
            yield {level if key == "city" else key: name for key, name in place.items()}


def _sites(raw: Raw) -> Iterator[dict[str, str]]:
    for place in records.items(raw.get("jobLocation")):
        told = place.get("address") if isinstance(place, Mapping) else None
        for address in records.items(told) or (place,):
            words = records.text(address)
            yield from places.locations(words) if words else [_address(address)]


def _address(address: object) -> dict[str, str]:
    country = _named(address.get("addressCountry")) if isinstance(address, Mapping) else None
    city, region = (_part(address, key) for key in ("addressLocality", "addressRegion"))
    found = places.address(city, region, country)
    return found or places.location(records.text(address, "name"))


def _part(address: object, key: str) -> str | None:
    return _named(address.get(key)) if isinstance(address, Mapping) else None


def _salary(raw: Raw) -> dict[str, object] | None:
    """MonetaryAmount with a QuantitativeValue, a number or ends of its own; a price; words."""
    told = records.first(raw.get("baseSalary"))
    whole = told if isinstance(told, Mapping) else {"value": told}
    value = records.first(whole.get("value"))
    parts = (value, whole) if isinstance(value, Mapping) else ({**whole, "value": value},)
    single = _of(parts[:1], "value", "price")
    low, high = (_of(parts[:1], f"{end}Value", f"{end}Price") for end in ("min", "max"))
    if low is None and high is None:
        low = high = single
    period = pay.period_of(_of(parts, "unitText", "unitCode", "duration"))
    currency = _of(parts, "currency", "priceCurrency") or records.text(raw, "salaryCurrency")
    found = records.salary(low, high, currency, period)
    return found or pay.stated(_words((low, high, single), currency, period))


def _of(parts: Sequence[Mapping[str, object]], *keys: str) -> str | None:
    return records.first_text(records.text(part, key) for part in parts for key in keys)


def _words(told: Sequence[str | None], currency: str | None, period: str | None) -> str:
    """Pay without a period, or with both ends in one text, as a sentence: its size tells the
    rest."""
    amounts = " - ".join(dict.fromkeys(amount for amount in told if amount))
    if not re.fullmatch(r"[\d\s.,kK–-]{1,100}", amounts):
        return amounts
    return f"Salary: {currency or ''} {amounts}" + (f" per {period}" if period else "")


def _skills(raw: Raw) -> list[str]:
    """Names only: some sites write whole sentences."""
    told = [_named(entry) or "" for entry in records.items(raw.get("skills"))]
    if len(told) == 1:
        told = told[0].split(",")
    names = [name.strip() for name in told if name.strip()]
    is_names = all(len(n) <= _LONGEST_SKILL and not records.is_markup(n) for n in names)
    return names if is_names else []


def _description(raw: Raw) -> str:
    description = records.text(raw, "description") or ""
    listed = _skills(raw)
    return records.markup(description) + "".join(
        records.section(heading, entries)
        for key, heading in _SECTIONS
        if (entries := [e for e in _entries(raw, key) if e not in description])
        and not (key == "skills" and listed)
    )


def _entries(raw: Raw, key: str) -> Iterator[str]:
    for entry in records.items(raw.get(key)):
        told = _named(entry) or records.text(entry, "description")
        told = told or _experience(entry) or records.text(entry, "credentialCategory")
        if told and told.lower() not in ("no requirements", "none"):
            yield told


def _experience(entry: object) -> str | None:
    """OccupationalExperienceRequirements count in months."""
    months = records.number(entry.get("monthsOfExperience")) if isinstance(entry, Mapping) else None
    if not months:
        return None
    years, rest = divmod(int(months), 12)
    return (
        f"At least {int(months)} months of experience"
        if rest
        else f"At least {years} years of experience"
    )
