"""Difference → Markdown: what is new, as one would send it round; text of papers is hostile."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote

from kg import ontology
from kg.characters import markdown
from kg.difference import news
from kg.difference.difference import Changed, Difference, Edge, Regrouped, evidence_of, sentence_of
from kg.export.report import heading, table
from kg.graph import KnowledgeGraph
from kg.model import Paper
from kg.page.shown import link

PAPERS = 50  # new papers that are shown
SHOWN = 15  # items of other lists, rows of tables
QUOTES = 3  # quotes of an edge
INTRODUCING = 2  # papers that introduce an entity
SAFE = ":/?#@!$&'*+,;=%~"  # what may stand in a link besides letters and digits
T = TypeVar("T")


def as_markdown(difference: Difference) -> str:
    """The difference as a report: new papers, what they bring, what grew, what is another now, what went."""
    if not difference:
        return f"# What is new\n\n{news.same(difference)}\n"
    sections = filter(None, map(list, _sections(difference)))
    return "# What is new\n\n" + "\n".join(line for section in sections for line in [*section, ""])


def _sections(difference: Difference) -> Iterator[Iterable[str]]:
    before, after = difference.before, difference.after
    papers, edges = difference.papers, difference.edges
    yield _lead(difference)
    yield _list("New papers", news.newest(after, papers.came), lambda paper: _new_paper(after, paper), PAPERS)
    for name in ontology.entity_types():
        yield _new_entities(after, name, news.most_named(after, difference.entities.came, name))
    yield _list("New results", news.results(after, difference.claims.came), lambda claim: _result(after, claim))
    won = news.surest(after, edges.came, ["outperforms"])
    yield _list("Who outperforms whom", won, lambda edge: [_said(after, edge), *_quotes(after, edge)])
    opposed = news.surest(after, edges.came, ["contradicts"])
    yield _list("New contradictions", opposed, lambda edge: [_opposed(after, edge), *_quotes(after, edge)])
    yield _grown(difference)
    yield _list("Entities that are others now", difference.regrouped, _regrouped)
    yield _list("Papers that changed", papers.changed, lambda change: _changed_paper(after, change))
    yield _list("Papers that went", news.newest(before, papers.went), lambda paper: [_cited(paper)])
    yield _gone(before, difference.entities.went)


def _lead(difference: Difference) -> Iterator[str]:
    nouns = (("paper",), ("entity", "entities"), ("claim",), ("edge",), ("piece of evidence", "pieces of evidence"))
    came, went, _ = zip(*news.moves(difference), strict=True)
    for word, counts in (("came", came), ("went", went)):
        told = [news.counted(count, *noun) for count, noun in zip(counts, nouns, strict=True) if count]
        yield f"{', '.join(told) or 'Nothing'} {word}."


def _list(title: str, items: Sequence[T], lines: Callable[[T], Iterable[str]], shown: int = SHOWN) -> Iterator[str]:
    """A heading and the first items, each with its lines; nothing when there are none."""
    if items:
        yield from heading(f"{title}: {len(items):,}")
        for item in items[:shown]:
            first, *others = lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)
        yield from _more(len(items) - shown)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield from ("", f"And {count:,} more.")


def _new_paper(graph: KnowledgeGraph, paper: Paper) -> Iterator[str]:
    """A paper, who wrote it, what it introduces, and its first contribution in its own words."""
    authors = max(paper.author_count or 0, len(paper.authors))
    by = f", {markdown(paper.authors[0])}{' et al.' * (authors > 1)}" if paper.authors else ""
    names = [f"**{markdown(graph.nx.nodes[node]['label'])}**" for node in news.introduced(graph, paper)]
    yield _cited(paper) + by + f". Introduces {', '.join(names)}." * bool(names)
    if quote := news.contribution(graph, paper):
        yield f"> “{markdown(quote)}”"


def _new_entities(graph: KnowledgeGraph, name: str, entities: Sequence[str]) -> Iterator[str]:
    """Entities of a class with the papers that introduce them; in a line where none does."""
    rows = [_new_entity(graph, node) for node in entities[:SHOWN]]
    if rows:
        yield from heading(f"New {name.lower()}s: {len(entities):,}")
    if any(papers for *_, papers in rows):
        yield from table(("name", "papers", "introduced by"), rows)
    elif rows:
        yield f"By papers: {', '.join(f'{markdown(label)} ({count:,})' for label, count, _ in rows)}."
    yield from _more(len(entities) - SHOWN)


def _new_entity(graph: KnowledgeGraph, node: str) -> tuple[str, int, str]:
    data, papers = graph.nx.nodes[node], news.introducing(graph, node)
    titles = [paper.title or paper.id for paper in papers[:INTRODUCING]]
    more = [f"and {len(papers) - len(titles):,} more"] if len(papers) > len(titles) else []
    return data["label"], data["papers"], "; ".join(titles + more)


def _result(graph: KnowledgeGraph, node: str) -> Iterator[str]:
    data = graph.nx.nodes[node]
    said = markdown("; ".join(news.measured(result) for result in data["claim"].results if result.value))
    subject = news.subject(graph, node)
    yield f"**{markdown(subject)}**: {said}" if subject else f"Measured: {said}"
    yield _quoted(graph.nx.nodes[data["paper"]]["paper"], data["quote"])


def _said(graph: KnowledgeGraph, edge: Edge) -> str:
    head, relation, tail = edge
    ends = (f"**{markdown(graph.nx.nodes[end]['label'])}**" for end in (head, tail))
    return f" {news.relation_label(relation)} ".join(ends) + _confidence(graph, edge)


def _opposed(graph: KnowledgeGraph, edge: Edge) -> str:
    """What claims that contradict each other are about."""
    subjects = dict.fromkeys(filter(None, (news.subject(graph, claim) for claim in (edge[0], edge[2]))))
    about = " and ".join(f"**{markdown(subject)}**" for subject in subjects)
    return f"About {about or 'the same'}{_confidence(graph, edge)}"


def _confidence(graph: KnowledgeGraph, edge: Edge) -> str:
    head, relation, tail = edge
    return f", confidence {graph.nx.edges[head, tail, relation]['confidence']:.2f}"


def _quotes(graph: KnowledgeGraph, edge: Edge) -> list[str]:
    """The first of the sentences that say an edge."""
    sentences = sorted(set(map(sentence_of, evidence_of(graph, edge))))[:QUOTES]
    return "\n>\n".join(_quoted(graph.papers[paper], words) for paper, words in sentences).splitlines()


def _quoted(paper: Paper, words: str) -> str:
    return f"> “{markdown(words)}” ({_cited(paper)})"


def _cited(paper: Paper) -> str:
    """The title of a paper with its address and date."""
    title, address = markdown(paper.title or paper.id), link(paper)
    return (f"[{title}]({quote(address, safe=SAFE)})" if address else f"“{title}”") + f", {paper.date}" * bool(
        paper.date
    )


def _grown(difference: Difference) -> Iterator[str]:
    grown, nodes = news.grown(difference.entities.changed), difference.after.nx.nodes
    if grown:
        yield from heading("What grew most")
        rows = ((nodes[node]["label"], nodes[node]["type"], *papers) for node, *papers in grown[:SHOWN])
        yield from table(("name", "class", "papers before", "papers now"), rows)
        yield from _more(len(grown) - SHOWN)


def _regrouped(group: Regrouped) -> Iterator[str]:
    before, after = (", ".join(map(markdown, ids)) for ids in (group.before, group.after))
    yield f"{group.kind}: {before} → {after}"


def _changed_paper(graph: KnowledgeGraph, change: Changed) -> Iterator[str]:
    yield f"{_cited(graph.papers[change.after])}: {', '.join(field.name for field in change.fields)}"


def _gone(graph: KnowledgeGraph, entities: Sequence[str]) -> Iterator[str]:
    if entities:
        yield from heading(f"Entities that went: {len(entities):,}")
        names = (graph.nx.nodes[node]["label"] for node in news.most_named(graph, entities)[:SHOWN])
        yield f"By papers: {', '.join(map(markdown, names))}."
        yield from _more(len(entities) - SHOWN)
