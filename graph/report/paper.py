"""The paper for a steering group, worded in one language: what each of its forms writes down, and nothing else.

All forms (page, PDF, word processor) are made of the same sections, so that none says more than another.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the address that proves or continues it; "" for none."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A number of the network, what it counts, a sentence that reads it, and the query or list that gives it again."""

    value: str
    label: str
    sentence: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG with its size, what it shows in words, and a line below it."""

    svg: str
    width: float
    height: float
    described: str
    caption: Said

    @property
    def as_address(self) -> str:
        """The drawing as the address of an image, which runs nothing."""
        return "data:image/svg+xml;base64," + b64encode(self.svg.encode()).decode()


@dataclass(frozen=True, slots=True)
class MatterItem:
    """One matter as a group decides on it: what it is about, what was said, what is proposed, who takes it until when.

    `facts` is one line: who demanded it, how often, stated or inferred. `source` says where the quote stands.
    `responsible` and `due` are "" where the line for the decision leaves them to the meeting.
    """

    id: str
    title: Said
    question: str
    facts: str
    quote: Said | None = None
    source: str = ""
    proposal: str = ""
    options: tuple[str, ...] = ()
    responsible: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of one width below their headings; the first cell of a row names it. `caption` says what is shown.

    `holds_text`: its cells are words, not numbers.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    holds_text: bool = False


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One part of the paper: what a person wrote for it stands first, then what the data say.

    Whoever puts the paper together gives it its name, and the heading unless it has one of its own.
    """

    name: str = ""
    heading: str = ""
    own_text: str = ""
    paragraphs: tuple[str, ...] = ()
    figures: tuple[PaperFigure, ...] = ()
    picture: Picture | None = None
    matters: tuple[MatterItem, ...] = ()
    table: PaperTable | None = None
    points: tuple[Said, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The paper's fixed words: labels of a matter's lines, and what stands in the header and footer of a page.

    `page` has the places {n} and {of}. `answers` are the boxes to tick, `who_until` the line beside them.
    """

    proposal: str
    options: str
    responsible: str
    due: str
    decision: str
    answers: str
    who_until: str
    page: str
    header: str
    footer: str


@dataclass(frozen=True, slots=True)
class Paper:
    """All of it.

    `facts` are lines of the head: what for, of when the data are, when it was made. `logo`: a picture, `logo_form` says
    whether as png or jpg; "" for none.
    """

    language: str
    title: str
    network: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    words: PaperWords
    logo: bytes = field(default=b"", repr=False)
    logo_form: str = ""

    @property
    def logo_address(self) -> str:
        """The logo as the address of an image."""
        return f"data:image/{self.logo_form.replace('jpg', 'jpeg')};base64,{b64encode(self.logo).decode()}"

    @property
    def matters(self) -> tuple[MatterItem, ...]:
        """The matters of all sections, in their order."""
        return tuple(matter for section in self.sections for matter in section.matters)
