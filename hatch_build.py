"""Makes the occupation table from its texts when Jobr is packaged or installed from source."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path(__file__).parent / "src"


class OccupationTable(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called for wheels and for editable installations alike."""
        sys.path.insert(0, str(SOURCES))
        from jobr_core.vocabulary.occupation_table import FILE, built

        table = SOURCES / "jobr_core" / "vocabulary" / FILE
        table.write_bytes(built())
        build_data["artifacts"].append(str(table.relative_to(SOURCES.parent)))
