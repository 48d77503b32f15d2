"""Greenhouse job board documents (boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true)."""

import re
from collections.abc import Iterator

from jobr_adapters.job_boards import pay, places, records
from jobr_adapters.job_boards.records import Raw
from jobr_core.jobs.errors import PostingUnlisted

_BOARD = re.compile(r"greenhouse\.io/(?:embed/job_app\?(?:[^#]{0,200}&)?for=)?([\w-]{1,200})")
_NOT_BASE_PAY = re.compile(r"(?i)bonus|equity|stock|commission|sign-on")
_PAID_PER = re.compile(
    r"(?i)\b(?:per|an?)\s+(hour|day|week|month|year)\b|\b(hourly|monthly|annual)"
)
_WORKPLACE = re.compile(r"(?i)work\s?place|remote|work (?:model|type|arrangement)|location type")
_EMPLOYMENT = re.compile(r"(?i)employment|contract type|job type|commitment|time type")


def is_greenhouse(raw: Raw) -> bool:
    return "absolute_url" in raw and ("internal_job_id" in raw or "updated_at" in raw)


def greenhouse_record(raw: Raw, board: str | None) -> dict[str, object]:
    """Raises PostingUnlisted for a prospect post, which is not a job."""
    if raw.get("internal_job_id", 0) is None:
        raise PostingUnlisted("a prospect post, not a job (`internal_job_id` is null).")
    url = records.link(raw, "absolute_url")
    named = _BOARD.search(url or "")
    token = board or (named[1] if named else None)
    where = records.text(raw, "location", "name")
    return {
        "source": "greenhouse",
        "board": token,
        "external_id": records.text(raw, "id"),
        "url": url,
        "title": records.text(raw, "title"),
        "company": records.text(raw, "company_name") or token,
        "locations": _locations(raw, where),
        "workplace": places.workplace(where)
        or records.first_text(map(places.workplace, _of_metadata(raw, _WORKPLACE))),
        **records.employment(*_of_metadata(raw, _EMPLOYMENT)),
        "salary": pay.widest(_ranges(raw)),
        "description": records.text(raw, "content"),
        "posted_at": records.moment(raw.get("first_published"))
        or records.moment(raw.get("updated_at")),
        "language": records.text(raw, "language"),
    }


def _locations(raw: Raw, where: str | None) -> list[dict[str, str]]:
    """“Hybrid” or “Remote” may be all the location says; the city is then in `offices`."""
    named = places.locations(where)
    if any("city" in place for place in named):
        return named
    offices = [
        place
        for office in records.items(raw.get("offices"))
        for place in places.locations(records.text(office, "location"))
        or places.locations(records.text(office, "name"))
    ]
    return places.distinct([*named, *offices])


def _of_metadata(raw: Raw, names: re.Pattern[str]) -> Iterator[str]:
    """What a board's own fields say: no two boards name them alike."""
    for field in records.items(raw.get("metadata")):
        if names.search((records.text(field, "name") or "")[:200]) and isinstance(field, dict):
            yield from records.texts(field.get("value"))


def _ranges(raw: Raw) -> Iterator[dict[str, object] | None]:
    for span in records.items(raw.get("pay_input_ranges")):
        if not isinstance(span, dict) or _NOT_BASE_PAY.search(records.text(span, "title") or ""):
            continue
        low, high = (records.number(span.get(key)) for key in ("min_cents", "max_cents"))
        currency = records.text(span, "currency_type")
        yield records.salary(low, high, currency, _period(span, high or low or 0), per=100)


def _period(span: Raw, cents: float) -> str:
    for key in ("title", "blurb"):
        match = _PAID_PER.search((records.text(span, key) or "")[:2_000])
        if match:
            return pay.period_of(match[1] or match[2]) or "year"
    return "hour" if cents < 100_000 else "year"  # below 1,000: nobody's yearly pay
