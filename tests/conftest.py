"""A small graph made by hand, with every kind of node, edge, role and claim, and one hostile paper."""

from collections.abc import Iterable

import pytest
from hypothesis import settings

from kg.assembly import assemble
from kg.graph import KnowledgeGraph
from kg.model import Acronym, Claim, Entity, Linking, Mention, Paper, Reading, Rejected, Relation, Result, Sentence

# The first example may load spaCy and the tables; nothing here is about time, nor does it depend on chance.
settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")

HOSTILE_TITLE = '<img src=x onerror=alert(1)> </script> "ToyBench" \\ 😀 \u202efor counting'

ENTITIES = (
    Entity("method/mixnet", "Method", "MixNet", ("Mixing Network", "MixNet", "MixNets")),
    Entity("method/plainnet", "Method", "PlainNet", ("PlainNet",)),
    Entity("dataset/toynet", "Dataset", "ToyNet", ("ToyNet",)),
    Entity("dataset/toybench", "Dataset", "ToyBench", ("ToyBench",)),
    Entity("task/image-classification", "Task", "image classification", ("image classification",)),
    Entity("task/object-counting", "Task", "object counting", ("object counting",)),
    Entity("metric/accuracy", "Metric", "accuracy", ("accuracy",)),
    Entity("metric/error", "Metric", "error", ("error",)),
)
TYPE_OF = {alias: entity.type for entity in ENTITIES for alias in entity.aliases}
ID_OF = {alias: entity.id for entity in ENTITIES for alias in entity.aliases}

MIXNET = Paper(
    "2204.00001",
    "MixNet: Mixing Pixels for image classification",
    "We propose Mixing Network (MixNet) for image classification. "
    "On ToyNet, MixNet reaches an accuracy of 83.0%. "
    "MixNet outperforms PlainNet on ToyNet.",
    date="2022-04-29",
    authors=("Ada Example", "Bo O'Sample"),
    author_count=2,
    venue="Journal of Examples",
    doi="10.1000/mix<net>",
    arxiv="2204.00001",
    url="https://example.org/papers/mixnet",
    sources=("example.bib:1",),
)
TOYBENCH = Paper(
    "toy bench",
    HOSTILE_TITLE,
    "We introduce ToyBench for object counting 😀. "
    'We "compare" MixNets with PlainNet on ToyBench. '
    "MixNets may fail on ToyBench, with an error of 41.5 \\ \u202e <b>points</b>.",
    date="--06-10",
    url="javascript:alert(1)",
    sources=("page.txt:7",),
)
PLAIN = Paper(
    "plain",
    "",
    "PlainNet is trained on ToyNet. It is a part of MixNet. PlainNet outperforms MixNet on ToyNet.",
    date="2023",
    sources=("page.txt:9",),
)


def sentences(paper: Paper, roles: Iterable[str]) -> tuple[Sentence, ...]:
    """The sentences of the abstract, cut at ". ", with their roles."""
    start, found = len(paper.text) - len(paper.abstract), []
    for sentence, role in zip(paper.abstract.split(". "), roles, strict=True):
        end = min(start + len(sentence) + 1, len(paper.text))
        found.append(Sentence(start, end, role))
        start = end + 1
    return tuple(found)


def mentions(paper: Paper, marked: Iterable[tuple[str, str]]) -> tuple[Mention, ...]:
    """Mentions from (surface, role) in reading order."""
    at, found = 0, []
    for surface, role in marked:
        start = paper.text.index(surface, at)
        at = start + len(surface)
        found.append(
            Mention(start, at, surface, TYPE_OF[surface], role, "example:mention", 0.9, ID_OF[surface].split("/")[1])
        )
    return tuple(found)


def claim(
    sentence: Sentence,
    type: str,
    relation: str,
    subject: str,
    *,
    objects: tuple[str, ...] = (),
    datasets: tuple[str, ...] = (),
    tasks: tuple[str, ...] = (),
    results: tuple[Result, ...] = (),
    negative: bool = False,
) -> Claim:
    return Claim(
        sentence.start,
        sentence.end,
        type,
        subject,
        relation,
        objects,
        datasets,
        tasks,
        results,
        hedged=negative,
        negative=negative,
        source="example:claim",
        confidence=0.8,
    )


def relation(head: int, name: str, tail: int, sentence: Sentence) -> Relation:
    return Relation(head, name, tail, sentence.start, sentence.end, "example:relation", 0.7)


def acronym(paper: Paper, short: str, long: str) -> Acronym:
    start, long_start = paper.text.index(f"({short})") + 1, paper.text.index(long)
    return Acronym(short, long, start, start + len(short), long_start, long_start + len(long))


def mixnet_reading() -> Reading:
    """A paper that introduces a method and measures it."""
    first = sentences(MIXNET, ("contribution", "result", "result"))
    return Reading(
        MIXNET,
        mentions(
            MIXNET,
            [
                ("MixNet", "introduced"),
                ("image classification", "used"),
                ("Mixing Network", "introduced"),
                ("MixNet", "introduced"),
                ("image classification", "used"),
                ("ToyNet", "used"),
                ("MixNet", "introduced"),
                ("accuracy", "used"),
                ("MixNet", "introduced"),
                ("PlainNet", "compared"),
                ("ToyNet", "used"),
            ],
        ),
        (acronym(MIXNET, "MixNet", "Mixing Network"),),
        first,
        (
            claim(first[0], "contribution", "proposes", "Mixing Network", tasks=("image classification",)),
            claim(
                first[1],
                "result",
                "achieves",
                "MixNet",
                datasets=("ToyNet",),
                results=(Result("accuracy", "83.0%"),),
            ),
            claim(first[2], "result", "outperforms", "MixNet", objects=("PlainNet",), datasets=("ToyNet",)),
        ),
        (
            relation(2, "usedFor", 4, first[0]),
            relation(6, "evaluatedOn", 5, first[1]),
            relation(6, "measuredBy", 7, first[1]),
            relation(8, "outperforms", 9, first[2]),
            relation(9, "evaluatedOn", 10, first[2]),
        ),
    )


def toybench_reading() -> Reading:
    """A paper with hostile text that introduces a dataset."""
    second = sentences(TOYBENCH, ("contribution", "method", "finding"))
    return Reading(
        TOYBENCH,
        mentions(
            TOYBENCH,
            [
                ("ToyBench", "introduced"),
                ("ToyBench", "introduced"),
                ("object counting", "used"),
                ("MixNets", "used"),
                ("PlainNet", "compared"),
                ("ToyBench", "introduced"),
                ("MixNets", "used"),
                ("ToyBench", "introduced"),
                ("error", "used"),
            ],
        ),
        sentences=second,
        claims=(
            claim(second[0], "contribution", "releases", "ToyBench", tasks=("object counting",)),
            claim(
                second[2],
                "finding",
                "shows",
                "MixNets",
                datasets=("ToyBench",),
                results=(Result("error", "41.5"), Result(None, "a little")),
                negative=True,
            ),
        ),
        relations=(
            relation(1, "usedFor", 2, second[0]),
            relation(3, "comparedWith", 4, second[1]),
            relation(6, "evaluatedOn", 7, second[2]),
        ),
    )


def plain_reading() -> Reading:
    """A bare abstract that contradicts the first paper."""
    third = sentences(PLAIN, ("background", "other", "result"))
    return Reading(
        PLAIN,
        mentions(
            PLAIN,
            [
                ("PlainNet", "background"),
                ("ToyNet", "background"),
                ("MixNet", "background"),
                ("PlainNet", "background"),
                ("MixNet", "background"),
                ("ToyNet", "background"),
            ],
        ),
        sentences=third,
        claims=(claim(third[2], "result", "outperforms", "PlainNet", objects=("MixNet",), datasets=("ToyNet",)),),
        relations=(relation(0, "trainedOn", 1, third[0]), relation(0, "partOf", 2, third[1])),
    )


def example_readings() -> tuple[Reading, ...]:
    return mixnet_reading(), toybench_reading(), plain_reading()


def example() -> KnowledgeGraph:
    readings = example_readings()
    of = {reading.paper.id: tuple(ID_OF[mention.surface] for mention in reading.mentions) for reading in readings}
    rejected = (Rejected("page.txt", 12, "no abstract", "<b>Only a title</b>"),)
    return assemble(readings, Linking(ENTITIES, of), rejected=rejected)


@pytest.fixture(scope="session")
def example_graph() -> KnowledgeGraph:
    return example()
