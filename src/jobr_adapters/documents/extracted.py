"""What the readers of the several formats hand over, and the limits all of them keep."""

from dataclasses import dataclass
from typing import Final

MOST_PAGES: Final = 50


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text a person sees in a document, in reading order.

    Lines end in a newline, an empty line is a gap between blocks, a tab separates the cells of a
    row or columns of a line, “- ” stands for a list bullet that is drawn. `warnings` are sentences
    for the person, such as what was left out because it is hidden.
    """

    text: str
    warnings: tuple[str, ...] = ()
