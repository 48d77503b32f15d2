"""How commands print data for programs."""

import json
import sys


def print_json(value: object) -> None:
    """Readable JSON, the same bytes for the same value."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
