"""The page of CV files lists the codes there are."""

import re
from pathlib import Path

from jobr_core.cvs import errors
from jobr_core.shared.errors import JobrError, Refused, TooLarge, Unsupported

PAGE = Path(__file__).parents[3] / "docs/reference/cv-files.md"


def test_the_page_lists_every_refusal_with_its_status() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| (\d{3}) \|", PAGE.read_text(), re.M))
    statuses: dict[type[JobrError], str] = {Refused: "422", TooLarge: "413", Unsupported: "415"}
    refusals = {
        error.code: status
        for error in vars(errors).values()
        for category, status in statuses.items()
        if isinstance(error, type) and issubclass(error, category) and error is not category
    }
    assert listed == refusals
