"""What JSON Resume 1.0.0 demands of a document, written down from its published schema."""

from typing import Any

from jsonschema import Draft4Validator, FormatChecker  # type: ignore[import-untyped]

TEXT = {"type": "string"}
DATE = {
    "type": "string",
    "pattern": r"^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$",
}
URI = {"type": "string", "format": "uri"}
TEXTS = {"type": "array", "items": TEXT}


def _object(names: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": dict.fromkeys(names.split(), TEXT) | more}


def _list(names: str, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(names, **more)}


PERIOD = {"startDate": DATE, "endDate": DATE}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "$schema": URI,
        "basics": _object(
            "name label image phone summary",
            email={"type": "string", "format": "email"},
            url=URI,
            location=_object("address postalCode city countryCode region"),
            profiles=_list("network username", url=URI),
        ),
        "work": _list(
            "name location description position summary", url=URI, highlights=TEXTS, **PERIOD
        ),
        "volunteer": _list(
            "organization position summary", url=URI, highlights=TEXTS, **PERIOD
        ),
        "education": _list("institution area studyType score", url=URI, courses=TEXTS, **PERIOD),
        "awards": _list("title awarder summary", date=DATE),
        "certificates": _list("name issuer", date=DATE, url=URI),
        "publications": _list("name publisher summary", releaseDate=DATE, url=URI),
        "skills": _list("name level", keywords=TEXTS),
        "languages": _list("language fluency"),
        "interests": _list("name", keywords=TEXTS),
        "references": _list("name reference"),
        "projects": _list(
            "name description entity type",
            url=URI, highlights=TEXTS, keywords=TEXTS, roles=TEXTS, **PERIOD,
        ),
        "meta": {"type": "object"},
    },
}  # fmt: skip
VALIDATOR = Draft4Validator(SCHEMA, format_checker=FormatChecker())
