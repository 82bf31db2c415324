"""Terms of RDF as text, the way N-Triples writes them: making objects of an RDF library would take most of a build."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO, TextIOWrapper

from pyoxigraph import Literal

from kg.ontology import term

# A subject, and the properties and objects that are said of it.
Description = tuple[str, list[tuple[str, str]]]


def described(subject: str, types: tuple[str, ...], said: Iterable[tuple[str, str]]) -> Description:
    """All that is said of a subject: its types first, the rest sorted, nothing twice.

    Types and properties are given by name.

    >>> described("<urn:x>", ("Task",), [("skos:note", '"b"'), ("skos:note", '"a"'), ("skos:note", '"a"')])[1][1:]
    [('<http://www.w3.org/2004/02/skos/core#note>', '"a"'), ('<http://www.w3.org/2004/02/skos/core#note>', '"b"')]
    """
    return subject, _types(types) + sorted({(word(name), value) for name, value in said})


def lines(content: bytes) -> Iterator[str]:
    """The lines of N-Triples, with their ends."""
    return TextIOWrapper(BytesIO(content), encoding="utf-8", newline="\n")


def descriptions(lines: Iterable[str]) -> Iterator[Description]:
    r"""What lines of canonical N-Triples say, subject by subject as long as one subject goes on.

    >>> list(descriptions(["<urn:x> <urn:is> <urn:y> .\n", "<urn:x> <urn:is> \"a b\" .\n"]))
    [('<urn:x>', [('<urn:is>', '<urn:y>'), ('<urn:is>', '"a b"')])]
    """
    subject, said = "", list[tuple[str, str]]()
    for line in lines:
        node, name, value = line.split(" ", 2)
        if node != subject:
            if said:
                yield subject, said
            subject, said = node, []
        said.append((name, value[:-3]))
    if said:
        yield subject, said


@cache
def word(name: str) -> str:
    """A term of ours by its name, or of the vocabulary that its prefix names.

    >>> word("skos:prefLabel")
    '<http://www.w3.org/2004/02/skos/core#prefLabel>'
    """
    return str(term(name))


def literal(text: str) -> str:
    r"""A plain literal.

    >>> literal("a\nb")
    '"a\\nb"'
    """
    return str(Literal(text))


@lru_cache(maxsize=1 << 12)
def rule_name(rule: str) -> str:
    """The name of a rule as a plain literal."""
    return literal(rule)


@lru_cache(maxsize=1 << 16)
def typed(text: str, datatype: str) -> str:
    """A literal of a datatype that is given by name."""
    return str(Literal(text, datatype=term(datatype)))


def integer(value: int) -> str:
    """A literal of xsd:integer."""
    return typed(str(value), "xsd:integer")


def truth(value: bool) -> str:
    """A literal of xsd:boolean."""
    return typed(str(value).lower(), "xsd:boolean")


@lru_cache(maxsize=1 << 16)
def decimal(value: float) -> str:
    """A literal of xsd:decimal, with up to four places."""
    return typed(f"{Decimal(str(round(value, 4))):f}", "xsd:decimal")


@cache
def _types(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word("rdf:type"), name) for name in sorted(map(word, names))]
