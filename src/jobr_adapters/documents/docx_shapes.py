"""What lies behind the text of a text box: white words in a filled one are seen."""

from typing import Final

from jobr_adapters.documents.office_xml import Attributes
from jobr_adapters.documents.visible import is_whitish

_SHAPES: Final = frozenset("wps:wsp v:shape v:rect v:roundrect v:oval".split())
_FILLS: Final = frozenset("a:solidFill a:gradFill a:blipFill a:pattFill".split())
_NONE: Final = "none"


class Shapes:
    """The shapes open at some place, outermost first."""

    def __init__(self) -> None:
        self._fills: list[str] = []

    @property
    def fill(self) -> str:
        """Of the innermost shape; nothing if it is as white as paper."""
        return next(iter(self._fills[-1:]), "").replace(_NONE, "")

    def start(self, name: str, attributes: Attributes, path: list[str]) -> None:
        """Takes notice of an element and those around it."""
        if name in _SHAPES:
            self._fills.append(_vml_fill(attributes))
        elif not self._fills:
            return
        elif path[-1] == "wps:spPr" and name in _FILLS:
            self._fills[-1] = "shape"
        elif (path[-1] == "wps:spPr" and name == "a:noFill") or (
            path[-2:] == ["wps:spPr", "a:solidFill"] and is_whitish(attributes.get("val", ""))
        ):
            self._fills[-1] = _NONE
        elif name == "a:fillRef" and not self._fills[-1] and attributes.get("idx", "0") != "0":
            self._fills[-1] = "theme"

    def end(self, name: str) -> None:
        """A shape or something in it ended."""
        if name in _SHAPES:
            self._fills.pop()


def _vml_fill(attributes: Attributes) -> str:
    """VML fills with white unless told otherwise; `#fff` is `#ffffff` there."""
    color = attributes.get("fillcolor", "white").partition(" ")[0].lstrip("#")
    unfilled = attributes.get("filled", "t").lower() in ("f", "false", "0")
    doubled = "".join(2 * digit for digit in color) if len(color) == 3 else color
    return "" if unfilled or color == "white" or is_whitish(doubled) else color
