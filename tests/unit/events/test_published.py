"""docs/reference/events.md tells what the code does."""

import json
import re
from dataclasses import fields
from pathlib import Path
from uuid import UUID

import jsonschema  # type: ignore[import-untyped]
import pytest

from builders import NOON, an_id
from jobr_core.events.catalogue import CATALOGUE
from jobr_core.events.model import DomainEvent, recorded
from jobr_core.shared.origin import Origin

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "events.md").read_text()
[SCHEMA] = re.findall(r"```json\n(.*?)```", PAGE, re.S)
ROWS = re.findall(r"^\| `([a-z._]+)` \| (\d+) \| [^|]+ \|([^|]*)\|$", PAGE, re.M)


def an_event_of(kind: type[DomainEvent]) -> DomainEvent:
    return kind(**{f.name: UUID(int=1) if f.name.endswith("_id") else "x" for f in fields(kind)})


@pytest.mark.parametrize("actor", ["operator", "anybody", "system", f"user:{UUID(int=1)}"])
@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
def test_every_event_fits_the_published_schema(kind: type[DomainEvent], actor: str) -> None:
    event = recorded(an_event_of(kind), event_id=an_id(), now=NOON, origin=Origin(actor=actor))
    jsonschema.validate(event.to_json(), json.loads(SCHEMA))


def test_the_page_lists_the_catalogue() -> None:
    listed = {
        (name, int(version), tuple(re.findall(r"`(\w+)`", data))) for name, version, data in ROWS
    }
    assert listed == {
        (kind.name, kind.version, tuple(f.name for f in fields(kind)[1:])) for kind in CATALOGUE
    }
