"""Why an RDF/XML text must not reach the engine's parser: cut off, nested too deep, or entities that would explode.

Short entities inside the file are what Protégé writes and are expanded; what lies elsewhere is never fetched.
"""

from __future__ import annotations

from xml.parsers import expat

from graph.errors import Wording
from graph.load.faults import MAX_DEPTH, TextFault, too_deep

MOST_ENTITIES = 500
LONGEST_ENTITY = 2_000
GROWTH, ALWAYS = 10, 100_000
"""By how many times a text may grow when its entities are expanded, and what any text may grow to."""
_OWL_XML = "Ontology"


def fault_of_xml(content: bytes) -> TextFault | None:
    """What is wrong with a text in UTF-8; None when the engine may read it. O(length)."""
    return _XmlCheck(content).fault()


class _StopParsingError(Exception):
    """What was looked for has been found."""


class _XmlCheck:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._depth = 0
        self._lengths: dict[str, int] = {}
        self._fault: TextFault | None = None
        self._parser = expat.ParserCreate("utf-8")
        self._parser.EntityDeclHandler = self._declare
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._enter, self._leave

    def fault(self) -> TextFault | None:
        try:
            self._parser.Parse(self._content, True)  # noqa: FBT003 - this is the whole document
        except _StopParsingError:
            return self._fault
        except (expat.ExpatError, LookupError, ValueError) as error:
            detail = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
            return TextFault(_said_by_expat(detail), *self._position())
        return None

    def _declare(self, name: str, is_parameter: bool, value: str | None, *_rest: object) -> None:  # noqa: FBT001 - expat
        if is_parameter or value is None:
            self._refuse(Wording("it declares the XML entity %(name)s, which lies elsewhere or is no text", name=name))
        elif len(self._lengths) >= MOST_ENTITIES or self._length_of(value) > LONGEST_ENTITY:
            self._refuse(Wording("it declares the XML entity %(name)s, which is too long to be expanded", name=name))
        elif name not in self._lengths:
            self._lengths[name] = self._length_of(value)

    def _length_of(self, value: str) -> int:
        """How long a value is once the entities in it are expanded."""
        return len(value) + sum(value.count(f"&{name};") * length for name, length in self._lengths.items())

    def _enter(self, name: str, _attributes: object) -> None:
        if self._depth == 0:
            self._look_at_beginning(name)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._refuse(too_deep().detail)

    def _look_at_beginning(self, name: str) -> None:
        if name == _OWL_XML:
            self._refuse(Wording("it is OWL/XML and not RDF/XML; Protégé saves either, and Turtle"))
        grown = sum(self._content.count(f"&{one};".encode()) * length for one, length in self._lengths.items())
        if grown > GROWTH * len(self._content) + ALWAYS:
            self._refuse(Wording("its XML entities would make it too large"))

    def _leave(self, _name: str) -> None:
        self._depth -= 1

    def _refuse(self, detail: Wording | str) -> None:
        self._fault = TextFault(detail, *self._position())
        raise _StopParsingError

    def _position(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1


def _said_by_expat(detail: str) -> Wording | str:
    """What expat says, in words that can be translated; what is rare as it is."""
    known = {
        "no element found": Wording("it ends before an element is complete: no element found"),
        "mismatched tag": Wording("a tag does not fit the one that it closes (mismatched tag)"),
        "undefined entity": Wording("it uses an XML entity that it does not declare (undefined entity)"),
        "not well-formed (invalid token)": Wording("there is a character that XML does not take here (invalid token)"),
        "unclosed token": Wording("it is cut off amid a tag (unclosed token)"),
        "unbound prefix": Wording("it uses a prefix that it does not declare (unbound prefix)"),
        "junk after document element": Wording("something follows after its end (junk after document element)"),
    }
    return known.get(detail, detail or Wording("it is no XML"))
