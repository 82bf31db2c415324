"""What is said of a node → N-Triples and Turtle, both at once."""

from collections.abc import Iterable, Iterator
from operator import add

from kg.export.terms import Term, known, shortened

# The names of the classes and of the properties of a subject, each as often as it is said.
Kind = tuple[tuple[str, ...], tuple[str, ...]]
# A subject, its kind, and what N-Triples and Turtle say of it.
Block = tuple[str, Kind, str, str]
TYPE = known("rdf:type")


def block(subject: str, types: Iterable[str], said: Iterable[tuple[str, Term]]) -> Block:
    r"""What is said of a subject, in any order: its classes first, the rest sorted, nothing twice.

    >>> block("<urn:x>", ["Task"], [("skos:note", ('"b"', '"b"')), ("skos:note", ('"a"', '"a"'))])[-1]
    '<urn:x> a kg:Task ;\n\tskos:note "a" , "b" .\n'
    """
    ordered = sorted({(known(name), value, name) for name, value in said})
    classes = sorted(map(known, types))
    names = [TYPE] * len(classes) + [name for name, _, _ in ordered]
    values = classes + [value for _, value, _ in ordered]
    lines = [f"{subject} {name} {value} .\n" for (name, _), (value, _) in zip(names, values, strict=True)]
    listed = map(add, links(name for _, name in names), [value for _, value in values])
    kind = tuple(types), tuple([name for *_, name in ordered])
    return subject, kind, "".join(lines), f"{shortened(subject)}{''.join(listed)} .\n"


def links(properties: Iterable[str]) -> Iterator[str]:
    r"""What Turtle writes before the value of each property.

    >>> list(links(["rdf:type", "kg:uses", "kg:uses"]))
    [' a ', ' ;\n\tkg:uses ', ' , ']
    """
    before = ""
    for name in properties:
        said = "a" if name == TYPE[1] else name
        yield " , " if name == before else f" ;\n\t{said} " if before else f" {said} "
        before = name
