"""How commands print data for programs."""

import json


def print_json(value: object) -> None:
    """Readable JSON, the same bytes for the same value."""
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)  # noqa: T201
