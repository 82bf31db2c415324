"""XML → its records, one at a time; entities and external references are refused, a plain DOCTYPE is not."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kg.papers.inputs import Source
from kg.papers.records import Record


def xml_records(source: Source, tag: str, fields: Callable[[ET.Element], Mapping[str, Any]]) -> Iterator[Record]:
    """A record for every element named `tag` that stands in no other such; where the file is broken, the last says so.

    `fields` makes a record's fields of the element.
    """
    found = _Elements(tag, fields)
    parser = DefusedXMLParser(target=found, forbid_entities=True, forbid_external=True)
    found.position = parser.parser
    for _, line in source.lines():
        problem = _fed(parser, line)
        yield from found.take()
        if problem:
            yield Record(found.line(), line, problem=problem)
            return
    if problem := _fed(parser, None):
        yield Record(found.line(), "", problem=problem)


def words(element: ET.Element | None) -> str:
    """All text in an element, markup left out."""
    return "" if element is None else "".join(element.itertext())


class _Elements(ET.TreeBuilder):
    """Builds no more than the records: each is handed out when it ends, then forgotten."""

    position: Any

    def __init__(self, tag: str, fields: Callable[[ET.Element], Mapping[str, Any]]) -> None:
        super().__init__()
        self._tag = tag
        self._fields = fields
        self._depth = 0
        self._begun = 0
        self._done: list[Record] = []

    def line(self) -> int:
        return int(self.position.CurrentLineNumber)

    def start(self, tag: Any, attrs: Any, /) -> ET.Element:
        if tag == self._tag:
            self._begun = self._begun if self._depth else self.line()
            self._depth += 1
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> ET.Element:
        element = super().end(tag)
        if tag == self._tag:
            self._depth -= 1
            if not self._depth:
                self._done.append(Record(self._begun, words(element), self._fields(element)))
                element.clear()
        return element

    def take(self) -> list[Record]:
        done, self._done = self._done, []
        return done


def _fed(parser: DefusedXMLParser, line: str | None) -> str:
    """Why the parser refuses the line, or the end of the file when that is None."""
    try:
        if line is None:
            parser.close()
        else:
            parser.feed(line)
    except ET.ParseError as error:
        return f"not well-formed XML: {error}"
    except DefusedXmlException:
        return "declares an entity or refers to another file, which is refused"
    except UnicodeEncodeError:
        return "not UTF-8; save the file as UTF-8"
    return ""
