"""Whether the text at some place of a DOCX is seen: its own look, and what lies behind it."""

from dataclasses import dataclass, field

from jobr_adapters.documents.docx_shapes import Shapes
from jobr_adapters.documents.docx_styles import Look, Style, fill_of
from jobr_adapters.documents.office_xml import Attributes
from jobr_adapters.documents.paragraphs import Paragraph


@dataclass(slots=True)
class StyledParagraph(Paragraph):
    """With what all of its characters have in common."""

    look: Look = field(default_factory=Look)
    fill: str = ""

    def take(self, style: Style) -> None:
        """What the paragraph is unless its own properties, which follow, say otherwise."""
        self.look, self.heading = style.look, style.heading
        self.listed = bool(style.listed)
        self.before, self.after = style.before or 0, style.after or 0


class Seen:
    """Follows the runs, cells and shapes that are open."""

    def __init__(self, *, white_is_seen: bool) -> None:
        self.shapes = Shapes()
        self._white_is_seen = white_is_seen
        self._grounds = [""]
        self._looks: list[Look] = []
        self._hidden: bool | None = None

    def start_run(self) -> None:
        self._looks.append(Look())
        self._hidden = None

    def end_run(self) -> None:
        self._looks.pop()
        self._hidden = None

    def set_run(self, name: str, attributes: Attributes) -> None:
        """By an element of the run's w:rPr."""
        if self._looks:
            self._looks[-1] = self._looks[-1].with_property(name, attributes)

    def style_run(self, look: Look) -> None:
        """By a style, which says less than the run itself."""
        if self._looks:
            self._looks[-1] = self._looks[-1].over(look)

    def enter(self, fill: str = "") -> None:
        """Into a table, a cell or a box, which lies on what is around it unless it is filled."""
        self._grounds.append(fill or self._grounds[-1])
        self._hidden = None

    def fill(self, attributes: Attributes) -> None:
        """The shading of what was entered last."""
        self._grounds[-1] = fill_of(attributes) or self._grounds[-1]

    def paint(self, color: str) -> None:
        """The colour of what was entered last: at first, the page."""
        self._grounds[-1] = color.removeprefix("auto")

    def leave(self) -> None:
        self._grounds.pop()
        self._hidden = None

    def hides(self, paragraph: StyledParagraph) -> bool:
        """Whether nobody sees the text of the current run."""
        if self._hidden is None:
            look = (self._looks[-1] if self._looks else Look()).over(paragraph.look)
            ground = paragraph.fill or self._grounds[-1]
            drawn = "drawing" if self._white_is_seen and not ground else ground
            self._hidden = look.is_hidden_on(drawn)
        return self._hidden
