"""What came, went and changed between two builds, and how it is told; text of papers is hostile."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline
from kg.assembly import assemble
from kg.difference import Difference, as_json, as_markdown, as_text, compare
from kg.difference.difference import Changed, ChangedEdge, Changes, Field, Regrouped
from kg.difference.news import moves, sizes
from kg.graph import KnowledgeGraph, claim_node
from kg.model import Evidence, Linking, Paper, Reading
from tests.conftest import ENTITIES, HOSTILE_TITLE, ID_OF, MIXNET, example_readings

PAPERS = (
    Paper(
        "toynet",
        "ToyNet: Counting Toys",
        "Counting is hard. We propose ToyNet for object counting. ToyNet outperforms ResNet-50 on ImageNet. "
        "ToyNet reaches 83.0% accuracy on ImageNet.",
        date="2021-03",
        url="https://example.org/toy net",
    ),
    Paper(
        "toybench",
        "A Benchmark of Toys",
        "We introduce ToyBench, a dataset. ResNet-50 reaches 61.5% accuracy on ToyBench.",
        date="2022-07",
    ),
)
Item = TypeVar("Item")
ROOT = Path(__file__).parent.parent
TOLD = """
import hashlib
from kg.difference import as_json, as_markdown, as_text, compare
from tests.test_difference import EXAMPLE, ID_OF, graph
difference = compare(graph(EXAMPLE[:2]), graph(EXAMPLE[1:], ID_OF | {"MixNets": "method/mixnets"}))
print([hashlib.sha256(tell(difference).encode()).hexdigest() for tell in (as_text, as_json, as_markdown)])
"""


@pytest.fixture(scope="module")
def built() -> tuple[KnowledgeGraph, KnowledgeGraph]:
    """A build of one paper, and of two."""
    return pipeline.build(PAPERS[:1]), pipeline.build(PAPERS)


def graph(readings: tuple[Reading, ...], ids: Mapping[str, str] = ID_OF) -> KnowledgeGraph:
    """The graph of readings whose mentions are the entities of these ids, by surface form."""
    entities = {ids[alias]: entity for entity in ENTITIES for alias in entity.aliases}
    named = {node: replace(entity, id=node, type=node.split("/")[0].capitalize()) for node, entity in entities.items()}
    of = {reading.paper.id: tuple(ids[mention.surface] for mention in reading.mentions) for reading in readings}
    wanted = sorted({node for some in of.values() for node in some})
    return assemble(readings, Linking(tuple(named[node] for node in wanted), of))


IDS = st.fixed_dictionaries(
    {
        alias: st.sampled_from((entity.id, f"{entity.id}-{alias.lower()}", "method/plainnet"))
        if entity.type == "Method"
        else st.sampled_from((entity.id, f"{entity.id}-2"))
        for entity in ENTITIES
        for alias in entity.aliases
    }
)


READINGS = st.sets(st.sampled_from(example_readings())).map(
    lambda some: tuple(sorted(some, key=lambda reading: reading.paper.id))
)
GRAPHS = st.builds(graph, READINGS, IDS)


@given(GRAPHS)
def test_nothing_differs_from_itself(one: KnowledgeGraph) -> None:
    difference = compare(one, assemble(one.readings, _linking(one)))
    assert not difference
    assert difference == Difference(one, one)


def _linking(one: KnowledgeGraph) -> Linking:
    places = {
        (piece.paper, mark): tail
        for head, _, tail, data in one.edges()
        if head.startswith("paper/") and tail.split("/")[0] != "claim"
        for piece in data["evidence"]
        for mark in piece.marks
    }
    of = {r.paper.id: tuple(places[r.paper.id, (m.start, m.end)] for m in r.mentions) for r in one.readings}
    return Linking(one.entities, of)


@given(GRAPHS, GRAPHS)
def test_the_other_way_round_what_came_has_gone(one: KnowledgeGraph, other: KnowledgeGraph) -> None:
    there, back = compare(one, other), compare(other, one)
    for kind in ("papers", "entities", "claims", "edges"):
        changes, mirrored = getattr(there, kind), getattr(back, kind)
        assert (changes.came, changes.went) == (mirrored.went, mirrored.came)
        assert sorted(map(_mirrored, changes.changed), key=repr) == sorted(mirrored.changed, key=repr)
    assert {(group.after, group.before) for group in there.regrouped} == {
        (group.before, group.after) for group in back.regrouped
    }
    assert there.evidence() == back.evidence()[::-1]


def _mirrored(change: Changed | ChangedEdge) -> Changed | ChangedEdge:
    if isinstance(change, Changed):
        fields = tuple(Field(field.name, field.after, field.before) for field in change.fields)
        return Changed(change.after, change.before, fields)
    counts = {name: getattr(change, name)[::-1] for name in ("weight", "confidence", "evidence")}
    return replace(change, before=change.after, after=change.before, came=change.went, went=change.came, **counts)


@given(GRAPHS, GRAPHS)
def test_what_came_and_went_makes_one_build_of_the_other(one: KnowledgeGraph, other: KnowledgeGraph) -> None:
    difference = compare(one, other)
    assert _applied(one.papers, difference.papers) == set(other.papers)
    ids = _applied((entity.id for entity in one.entities), difference.entities)
    for group in difference.regrouped:
        ids = ids - set(group.before)
    ids |= {node for group in difference.regrouped for node in group.after}
    assert ids == {entity.id for entity in other.entities}
    assert len(_claims(one)) + len(difference.claims.came) - len(difference.claims.went) == len(_claims(other))


@given(READINGS, READINGS)
def test_counts_add_up_where_nothing_is_renamed(one: tuple[Reading, ...], other: tuple[Reading, ...]) -> None:
    difference = compare(graph(one), graph(other))
    assert not difference.regrouped
    rows = zip(sizes(difference.before), sizes(difference.after), moves(difference), strict=True)
    assert all(before + came - went == after for before, after, (came, went, _) in rows)
    assert _applied(_edges(difference.before), difference.edges) == _edges(difference.after)


def _applied(items: Iterable[Item], changes: Changes[Item, Any]) -> set[Item]:
    return (set(items) - set(changes.went)) | set(changes.came)


def _claims(one: KnowledgeGraph) -> list[str]:
    return [node for node, _ in one.nodes("Claim")]


def _edges(one: KnowledgeGraph) -> set[tuple[str, str, str]]:
    return {edge[:3] for edge in one.edges()}


EXAMPLE = example_readings()


def test_entities_under_other_ids_have_not_gone() -> None:
    new = {"MixNet": "method/mix-net", "MixNets": "method/mix-net", "Mixing Network": "method/mix-net"}
    difference = compare(graph(EXAMPLE), graph(EXAMPLE, ID_OF | new))
    assert difference.regrouped == (Regrouped(("method/mixnet",), ("method/mix-net",)),)
    assert difference == replace(Difference(difference.before, difference.after), regrouped=difference.regrouped)
    assert "renamed  method/mixnet → method/mix-net" in as_text(difference)
    assert "- renamed: method/mixnet → method/mix-net" in as_markdown(difference)


def test_entities_that_became_one_are_merged_and_the_other_way_round_split() -> None:
    apart, together = graph(EXAMPLE, ID_OF | {"MixNets": "method/mixnets"}), graph(EXAMPLE)
    merged, split = compare(apart, together), compare(together, apart)
    assert merged.regrouped == (Regrouped(("method/mixnet", "method/mixnets"), ("method/mixnet",)),)
    assert split.regrouped == (Regrouped(("method/mixnet",), ("method/mixnet", "method/mixnets")),)
    assert [group.kind for group in merged.regrouped + split.regrouped] == ["merged", "split"]
    assert [part for part in (merged.entities, merged.edges) if part.came or part.went] == []


def test_an_entity_of_another_class_is_renamed() -> None:
    difference = compare(graph(EXAMPLE), graph(EXAMPLE, ID_OF | {"ToyNet": "task/toynet"}))
    assert Regrouped(("dataset/toynet",), ("task/toynet",)) in difference.regrouped


def test_an_entity_of_which_few_mentions_are_left_has_gone() -> None:
    """Where MixNet is read no more, and MixNets are taken for PlainNet."""
    less = tuple(_without(reading, "MixNet") for reading in EXAMPLE)
    difference = compare(graph(EXAMPLE), graph(less, ID_OF | {"MixNets": "method/plainnet"}))
    assert (difference.entities.went, difference.regrouped) == ((), ())
    less = tuple(_without(reading, "Mixing Network") for reading in less)
    difference = compare(graph(EXAMPLE), graph(less, ID_OF | {"MixNets": "method/plainnet"}))
    assert (difference.entities.went, difference.regrouped) == (("method/mixnet",), ())


def _without(reading: Reading, surface: str) -> Reading:
    mentions = tuple(mention for mention in reading.mentions if mention.surface != surface)
    return replace(reading, mentions=mentions, relations=(), claims=())


def test_a_paper_that_changed() -> None:
    other = replace(EXAMPLE[0], paper=replace(MIXNET, date="2022-05", sources=("moved.bib:7",)))
    difference = compare(graph(EXAMPLE[:1]), graph((other,)))
    assert difference.papers.changed == (Changed(MIXNET.id, MIXNET.id, (Field("date", "2022-04-29", "2022-05"),)),)
    assert not any((difference.entities, difference.claims, difference.edges))
    assert "2204.00001: date 2022-04-29 → 2022-05" in as_text(difference)
    assert "2022-05: date\n" in as_markdown(difference)


def test_sentences_that_only_moved_are_the_same() -> None:
    difference = compare(graph(EXAMPLE[:1]), graph((_after("New: ", EXAMPLE[0]),)))
    assert [field.name for change in difference.papers.changed for field in change.fields] == ["title"]
    assert not difference.claims
    assert not difference.entities
    # The title itself is a sentence that says something.
    assert {piece.quote for edge in difference.edges.changed for piece in edge.came} == {"New: " + MIXNET.title}
    assert difference.edges.came == difference.edges.went == ()


def _after(lead: str, reading: Reading) -> Reading:
    """The reading of the same text with another beginning."""

    def moved(item: Any) -> Any:
        return replace(item, start=item.start + len(lead), end=item.end + len(lead))

    kinds = ("mentions", "sentences", "claims", "relations")
    parts = {kind: tuple(map(moved, getattr(reading, kind))) for kind in kinds}
    return replace(reading, paper=replace(reading.paper, title=lead + reading.paper.title), **parts)


def test_a_claim_that_changed_at_the_same_place() -> None:
    old = EXAMPLE[0].claims[2]
    new = replace(old, type="finding", hedged=True, objects=())
    other = replace(EXAMPLE[0], claims=(*EXAMPLE[0].claims[:2], new))
    difference = compare(graph(EXAMPLE[:1]), graph((other,)))
    fields = Field("type", "result", "finding"), Field("hedged", False, True)
    ids = claim_node(MIXNET.id, old), claim_node(MIXNET.id, new)
    assert difference.claims == Changes(changed=(Changed(*ids, fields),))
    assert difference.edges.went == ((ids[0], "object", "method/plainnet"),)
    assert difference.edges.came == ()
    assert "type result → finding; hedged False → True" in as_text(difference)


def test_an_edge_that_changed() -> None:
    surer = replace(EXAMPLE[0].relations[3], confidence=0.9)
    other = replace(EXAMPLE[0], relations=(*EXAMPLE[0].relations[:3], surer, *EXAMPLE[0].relations[4:]))
    difference = compare(graph(EXAMPLE[:1]), graph((other,)))
    edge = ("method/mixnet", "outperforms", "method/plainnet")
    (change,) = difference.edges.changed
    assert (change.before, change.after, change.weight, change.evidence) == (edge, edge, (1, 1), (1, 1))
    assert change.confidence == (0.7, 0.9)
    assert "MixNet outperforms PlainNet: confidence 0.7 → 0.9" in as_text(difference)


def test_evidence_that_came_to_an_edge() -> None:
    difference = compare(graph(EXAMPLE[:1]), graph(EXAMPLE[:2]))
    assert difference.papers.came == ("toy bench",)
    assert difference.evidence()[0] > len(difference.edges.came)
    growth = Field("papers", 1, 2)
    assert all(growth in change.fields for change in difference.entities.changed)
    assert "MixNet: papers 1 → 2" in as_text(difference)
    assert "| MixNet | Method | 1 | 2 |" in as_markdown(difference)


def test_no_difference_is_one_line() -> None:
    one = graph(EXAMPLE)
    told = as_text(compare(one, graph(EXAMPLE)))
    counts = f"{len(one.papers)} papers, {len(one.entities)} entities and {one.nx.number_of_edges()} edges"
    assert told == f"No difference: both builds have the same {counts}."
    assert as_markdown(compare(one, one)) == f"# What is new\n\n{told}\n"


def test_a_build_that_grew(built: tuple[KnowledgeGraph, KnowledgeGraph]) -> None:
    difference = compare(*built)
    assert difference.papers == Changes(came=("toybench",))
    assert "dataset/toybench" in difference.entities.came
    assert "2022-07     A Benchmark of Toys  (toybench)" in as_text(difference)
    report = as_markdown(difference)
    assert "- “A Benchmark of Toys”, 2022-07. Introduces **ToyBench**.\n  > “We introduce ToyBench" in report
    assert "| ToyBench | 1 | A Benchmark of Toys |" in report
    assert "accuracy 61.5% on ToyBench\n  > “ResNet-50 reaches 61.5% accuracy on ToyBench.”" in report
    assert compare(*built[::-1]).papers == Changes(went=("toybench",))


def test_who_outperforms_whom(built: tuple[KnowledgeGraph, KnowledgeGraph]) -> None:
    report = as_markdown(compare(pipeline.build(PAPERS[1:]), built[1]))
    won = report.split("## Who outperforms whom: 1\n")[1].splitlines()
    assert won[1].startswith("- **ToyNet** outperforms **ResNet-50**, confidence 0.")
    quote = "ToyNet outperforms ResNet-50 on ImageNet."
    assert won[2] == f"  > “{quote}” ([ToyNet: Counting Toys](https://example.org/toy%20net), 2021-03)"


def test_contradictions_are_told() -> None:
    before, after = graph(EXAMPLE[:2]), graph(EXAMPLE[:2])
    one, other = (claim_node(reading.paper.id, reading.claims[-1]) for reading in EXAMPLE[:2])
    quotes = after.nx.nodes[one]["quote"], after.nx.nodes[other]["quote"]
    pieces = tuple(Evidence(r.paper.id, 0, 1, q, "toy", 0.5) for r, q in zip(EXAMPLE, quotes, strict=False))
    after.nx.add_edge(one, other, key="contradicts", relation="contradicts", weight=2, confidence=0.5, evidence=pieces)
    assert "0.50  MixNet outperforms PlainNet on ToyNet. contradicts MixNets" in as_text(compare(before, after))
    section = as_markdown(compare(before, after)).split("## New contradictions: 1\n")[1].splitlines()
    assert section[1] == "- About **MixNet**, confidence 0.50"
    assert section[2].startswith("  > “MixNet outperforms PlainNet on ToyNet.”")
    assert section[4].startswith("  > “MixNets may fail on ToyBench")


def test_text_of_papers_commands_nothing() -> None:
    hostile = replace(EXAMPLE[1].paper, title=HOSTILE_TITLE, url="https://example.org/a)[b](javascript:x)")
    difference = compare(graph(EXAMPLE[:1]), graph((EXAMPLE[0], replace(EXAMPLE[1], paper=hostile))))
    report = as_markdown(difference)
    assert r"[\<img src=x onerror=alert(1)\> \</script\> " in report
    assert "(https://example.org/a%29%5Bb%5D%28javascript:x%29)" in report
    for told in (report, as_text(difference)):
        assert not set(told) & {"\u202e", "\x1b"}
    plain = compare(graph(EXAMPLE[:1]), graph(EXAMPLE[:2]))
    assert "javascript:" not in as_markdown(plain)


def test_long_lists_are_cut_and_json_is_whole() -> None:
    copies = [replace(EXAMPLE[2], paper=replace(EXAMPLE[2].paper, id=f"plain {i}")) for i in range(60)]
    difference = compare(graph(EXAMPLE[:1]), graph((EXAMPLE[0], *copies)))
    assert "\n  and 50 more\n" in as_text(difference)
    assert "\nAnd 10 more.\n" in as_markdown(difference)
    data = json.loads(as_json(difference))
    assert len(data["papers"]["came"]) == data["counts"]["papers"]["came"] == 60
    assert len(data["edges"]["came"]) == len(difference.edges.came)
    assert sum(len(edge["evidence"]) for edge in data["edges"]["came"]) >= 60


def test_telling_does_not_depend_on_the_hash_seed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", TOLD],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
