"""Our Turtle says what the N-Triples say, whatever the terms, as pyoxigraph reads them."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.export.rdf import as_turtle, place
from kg.ontology import PREFIXES

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LOCAL = st.sampled_from(["", "a", "a-b", "1a", "a.b", "a.", "a/b", "é", "a%20b", "a:b", "_"])
IRIS = st.builds(lambda space, local: NamedNode(space + local), st.sampled_from(sorted(PREFIXES.values())), LOCAL)
NUMBERS = st.sampled_from(["1", "-1", "1.0", ".5", "1.", "+0.5", "true", "1e3", "NaN", ""])
LITERALS = st.one_of(
    st.builds(Literal, TEXT),
    st.builds(lambda text: Literal(text, language="en"), TEXT),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), st.one_of(NUMBERS, TEXT), IRIS),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(PREFIXES["xsd"] + name)),
        NUMBERS,
        st.sampled_from(["decimal", "integer", "boolean", "double", "gYear"]),
    ),
)
TRIPLES = st.builds(Triple, IRIS, IRIS, st.one_of(IRIS, LITERALS))


@given(st.sets(TRIPLES))
def test_every_triple_is_read_back(triples: set[Triple]) -> None:
    content = as_turtle(sorted(triples, key=place))
    assert {quad.triple for quad in parse(content, format=RdfFormat.TURTLE)} == triples


def test_a_subject_and_a_property_are_written_once() -> None:
    kg = PREFIXES["kg"]
    node, name = NamedNode("https://example.org/x"), NamedNode(kg + "p")
    triples = [Triple(node, name, Literal("a")), Triple(node, name, Literal("b"))]
    triples.append(Triple(node, NamedNode(kg + "q"), NamedNode(kg + "Method")))
    body = as_turtle(triples).decode().rpartition("@prefix")[2].partition("\n")[2]
    assert body == '<https://example.org/x> kg:p "a" , "b" ;\n\tkg:q kg:Method .\n'
