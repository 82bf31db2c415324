"""Questions in SPARQL 1.1 to a graph: rdflib is the interface, Oxigraph the engine.

A question only reads, and only this graph: nothing is changed, nothing is fetched. Parameters are bound by the
engine, never pasted into the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import VOID
from rdflib.query import Result, ResultRow
from rdflib.term import Identifier

from kg.errors import BadBuild, BadQuery
from kg.export.rdf import as_turtle, loaded, place, to_rdflib
from kg.folder import settle
from kg.graph import KnowledgeGraph
from kg.ontology import ROOT, node_types

if TYPE_CHECKING:
    import pandas as pd

# Oxigraph cannot be stopped while it works, but its rows come one by one: a join that runs away ends here.
MAX_ROWS = 100_000
_WIDEST = 60  # characters of a cell

_HEADER = re.compile(r"#\s*(title|param):\s*(.+)")
_PARAM = re.compile(r"(\w+)\s+(.+?)\s+example:\s*(.+)")
# Strings, IRIs, comments, variables, language tags and prefixed names are matched so that what is in them is no word.
_WORDS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n\r]|\\.)*"|'
    r"'(?:[^'\\\n\r]|\\.)*'|"
    r"<[^\s<>\"{}|\\^`]*>|"
    r"#[^\n\r]*|"
    r"[?$@][\w-]+|"
    r"(?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*|"
    r"(\w+)",
    re.DOTALL,
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}


@dataclass(frozen=True, slots=True)
class Param:
    """A variable of a saved question that the asker must bind."""

    name: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Question:
    """A file of `ontology/queries/`."""

    name: str
    title: str
    params: tuple[Param, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was answered: rows and columns, or triples for CONSTRUCT and DESCRIBE.

    ASK is answered by one row with one column, "answer".
    """

    result: Result

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the SELECT."""
        if self.result.type == "SELECT":
            return tuple(str(name) for name in self.result.vars or ())
        return ("answer",) if self.result.type == "ASK" else ("subject", "predicate", "object")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The rows as plain values: numbers, truth values, text; None where nothing is bound."""
        if self.result.type == "SELECT":
            names = self.result.vars or []
            for row in self.result.bindings:
                yield tuple(_plain(row.get(name)) for name in names)
        elif self.result.type == "ASK":
            yield (self.result.askAnswer,)
        else:
            yield from sorted(tuple(str(part) for part in triple) for triple in self.result.graph or ())

    def frame(self) -> "pd.DataFrame":
        """The rows as a DataFrame."""
        import pandas as pd

        return pd.DataFrame(list(self.rows()), columns=list(self.columns))

    def table(self) -> str:
        """The rows as aligned text."""
        return as_table(self.frame())

    def csv(self) -> str:
        """The rows as CSV with a header."""
        return self.frame().to_csv(index=False, lineterminator="\n")

    def json(self) -> str:
        """The rows in SPARQL 1.1 Query Results JSON; only SELECT and ASK have any."""
        if self.result.type not in ("SELECT", "ASK"):
            raise BadQuery("CONSTRUCT and DESCRIBE have triples, not results in JSON; ask for Turtle or a table")
        return (self.result.serialize(format="json") or b"").decode()

    def turtle(self) -> str:
        """The triples as Turtle; only CONSTRUCT and DESCRIBE have any."""
        if self.result.graph is None:
            raise BadQuery("SELECT and ASK have rows, not triples; ask for a table, CSV or JSON")
        content = self.result.graph.serialize(format="ox-nt")
        triples = (quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES))
        return as_turtle(sorted(triples, key=place)).decode()


def as_table(frame: "pd.DataFrame") -> str:
    """Rows as aligned text, long cells cut short, empty ones empty."""
    return frame.fillna("").to_string(index=False, max_colwidth=_WIDEST)


def ask(source: KnowledgeGraph | Path, question: str, params: Mapping[str, str] | None = None) -> Answer:
    """Ask a graph, or the folder of a saved build.

    The question is SPARQL, in which the prefixes of `kg.ontology` are known, or "@" and the name of a saved question.
    `params` are values by variable. A saved question takes names, compared without regard to case. In SPARQL of your
    own a value that is a node id ("method/resnet-50") or a web address is an IRI, and anything else a string; the
    variable must stand in the SELECT.

    Raises
    ------
    BadQuery
        When the question is no SPARQL query, would change or fetch something, is not saved, has more than
        `MAX_ROWS` answers, or its parameters are not the ones it takes.
    BadBuild
        When the folder is no build.
    """
    params = params or {}
    graph = _rdf(source) if isinstance(source, KnowledgeGraph) else _saved_build(Path(source))
    if question.startswith("@"):
        known = _saved(question.removeprefix("@"))
        _check_params(known, params)
        return _answer(graph, known.text, {name: rdflib.Literal(value) for name, value in params.items()})
    return _answer(graph, question, {name: _term(graph, value) for name, value in params.items()})


@cache
def questions() -> dict[str, Question]:
    """The saved questions by name."""
    paths = sorted((ROOT / "queries").glob("*.rq"))
    return {path.stem: _question(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def check() -> list[str]:
    """What is wrong with the saved questions, one sentence each; empty when all can be asked."""
    empty = loaded(b"")
    return [problem for known in questions().values() for problem in _problems(empty, known)]


def _problems(empty: rdflib.Graph, known: Question) -> Iterator[str]:
    if not known.title:
        yield f"{known.name}.rq: no title"
    try:
        _answer(empty, known.text, {param.name: rdflib.Literal(param.example) for param in known.params})
    except BadQuery as error:
        yield f"{known.name}.rq: {error}"


def _question(name: str, text: str) -> Question:
    title, params = "", []
    for kind, value in _HEADER.findall(text):
        if kind == "title":
            title = value.strip()
        elif match := _PARAM.fullmatch(value.strip()):
            params.append(Param(*match.groups()))
    return Question(name, title, tuple(params), text)


def _saved(name: str) -> Question:
    if name not in questions():
        raise BadQuery(f"no saved question @{name}; there are @{', @'.join(questions())}")
    return questions()[name]


def _check_params(known: Question, given: Iterable[str]) -> None:
    wanted = {param.name: param for param in known.params}
    for name in given:
        if name not in wanted:
            raise BadQuery(f"@{known.name} takes no parameter {name!r}; it takes {', '.join(wanted) or 'none'}")
    for param in wanted.values():
        if param.name not in given:
            raise BadQuery(f"@{known.name} needs {param.name}: {param.description}, such as {param.example!r}")


_rdf = lru_cache(maxsize=1)(to_rdflib)


def _saved_build(folder: Path) -> rdflib.Graph:
    settle(folder)
    path = folder / "graph.nt"
    if not path.is_file():
        raise BadBuild(f"{folder}: not a build of kg; it has no graph.nt")
    return loaded(path.read_bytes())


def _term(graph: rdflib.Graph, value: str) -> Identifier:
    if value.startswith(("http://", "https://")):
        return rdflib.URIRef(value)
    if value.partition("/")[0] in {name.lower() for name in node_types()} and "/" in value:
        base = next(graph.objects(None, VOID.uriSpace))
        return rdflib.URIRef(f"{base}{value}")
    return rdflib.Literal(value)


def _answer(graph: rdflib.Graph, text: str, bindings: Mapping[str, Identifier]) -> Answer:
    _refuse(text)
    try:
        result = graph.query(text, initBindings=dict(bindings))
        rows = [row.asdict() for row in islice(result, MAX_ROWS + 1) if isinstance(row, ResultRow)]
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        raise BadQuery(f"not a question that can be asked: {_shortened(str(error))}") from error
    if len(rows) > MAX_ROWS:
        raise BadQuery(f"more than {MAX_ROWS:,} rows; join the patterns or add a LIMIT")
    if result.type == "SELECT":
        result.bindings = [{rdflib.Variable(name): term for name, term in row.items()} for row in rows]
    return Answer(result)


def _refuse(text: str) -> None:
    words = [word.upper() for word in _WORDS.findall(text) if word]
    if words and words[0] in _UPDATES:
        raise BadQuery(f"{words[0]} would change the graph; ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    for word in ("SERVICE", "FROM"):
        if word in words:
            raise BadQuery(f"{word} asks other graphs; a question is asked of this graph alone")


def _plain(term: Identifier | None) -> object:
    if isinstance(term, rdflib.Literal):
        value = term.toPython()
        if isinstance(value, Decimal):
            return float(value)
        return value if isinstance(value, (bool, int, float)) else str(term)
    return None if term is None else str(term)


def _shortened(message: str, length: int = 160) -> str:
    """A message of Oxigraph in one line; a syntax error begins with its place instead of listing every character."""
    message = re.sub(r"error at (\d+):(\d+): expected", r"line \1, column \2: expected", " ".join(message.split()))
    return message if len(message) <= length else message[:length].rstrip() + " …"
