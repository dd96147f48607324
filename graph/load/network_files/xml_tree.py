"""XML from anywhere as a tree of elements: no entity is expanded, nothing is fetched, size and depth are bounded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from graph.errors import DataError
from graph.load.faults import MAX_DEPTH
from graph.load.network_files.network import LARGEST, MOST, damaged, refuse_many

MOST_ELEMENTS = 2_000_000


def read_xml(name: str, content: bytes, counted: frozenset[str]) -> Element:
    """The root element; names of elements and attributes are without their namespaces.

    Of `counted` elements there may be as many as a network has nodes or edges. Raises DataError naming the file, and
    the line where there is one.
    """
    if len(content) > LARGEST:
        refuse_many(name, MOST + 1)
    return _Tree(name, counted).read(content)


class _Tree:
    """Builds the tree, and stops at whatever may not be."""

    def __init__(self, name: str, counted: frozenset[str]) -> None:
        self._name, self._counted = name, dict.fromkeys(counted, 0)
        self._depth = self._elements = 0
        self._builder = TreeBuilder()
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.EntityDeclHandler = self._refuse_entity

    def read(self, content: bytes) -> Element:
        try:
            self._parser.Parse(content, True)  # noqa: FBT003 - this is the whole document
        except expat.ExpatError as error:
            raise self._fault(expat.ErrorString(error.code) or "no XML") from error
        except (LookupError, ValueError) as error:
            raise self._fault(str(error)) from error
        return self._builder.close()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise damaged(
                "%(file)s cannot be read as a network: it is nested more than %(most)s levels deep.",
                self._name,
                most=MAX_DEPTH,
            )
        if local in self._counted:
            self._counted[local] += 1
            refuse_many(self._name, self._counted[local])
        refuse_many(self._name, self._elements, MOST_ELEMENTS)
        self._builder.start(local, {_local(key): value for key, value in attributes.items()})

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(_local(tag))

    def _refuse_entity(self, entity: str, *_rest: object) -> None:
        raise damaged(
            "%(file)s cannot be read as a network: it declares the XML entity %(entity)s, which is never expanded.",
            self._name,
            entity=entity[:40],
        )

    def _fault(self, detail: str) -> DataError:
        line = self._parser.CurrentLineNumber
        return damaged(
            "%(file)s cannot be read as a network (line %(line)s): %(detail)s.", self._name, line=line, detail=detail
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def text_of(element: Element) -> str:
    """The text inside an element and all below it, on one line."""
    return " ".join("".join(element.itertext()).split())
