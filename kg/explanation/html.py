"""Explanation → one HTML page that needs nothing else: no script, no other file, no network."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template

from kg.characters import plain
from kg.explanation.facts import Facts, claim_facts, dropped_facts, relation_facts
from kg.explanation.lines import Line, lines
from kg.explanation.why import Explanation, Weighed, Why
from kg.model import Mention, Paper
from kg.ontology import entity_types, style
from kg.page.shown import link

_BAR = 120  # pixels of the longest bar

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title – explained by kg</title>
<style>$style</style>
<header><h1>$title</h1>$about</header>
<main>
<section aria-label="Text"><p class="legend">$legend</p><ol class="text">$text</ol></section>
$sections
</main>
</html>
""")


def as_html(explanation: Explanation) -> bytes:
    """The explanation as a page: the text marked, its claims and relations in tables, reasons that unfold."""
    reading, css = explanation.reading, _css()
    page = _PAGE.substitute(
        policy=_policy(css),
        title=_safe(reading.paper.title or "A text"),
        style=css,
        about=_about(reading.paper),
        legend=" ".join(f'<mark class="{kind}">{kind}</mark>' for kind in entity_types()),
        text="\n".join(_line(line, explanation) for line in lines(reading)),
        sections="\n".join(_sections(explanation)),
    )
    return page.encode()


def _sections(explanation: Explanation) -> Iterator[str]:
    reading = explanation.reading
    yield from _section("Claims", "", _table(claim_facts(reading, claim) for claim in reading.claims))
    yield from _section("Relations", "", _table(relation_facts(reading, relation) for relation in reading.relations))
    note = "For each: what weighed for and against its class, in log-odds against its being no mention."
    yield from _section("Mentions", note, "\n".join(_mentions(explanation)))
    note = "What a rule proposed and another refused."
    yield from _section("Dropped", note, _table(dropped_facts(reading, dropped) for dropped in reading.dropped))


def _section(heading: str, note: str, content: str) -> Iterator[str]:
    if content:
        yield f"<section><h2>{heading}</h2>{f'<p>{note}</p>' if note else ''}{content}</section>"


def _about(paper: Paper) -> str:
    said = " · ".join(map(_safe, filter(None, (", ".join(paper.authors), paper.venue, paper.date, paper.id))))
    address = link(paper)
    more = f' · <a rel="noreferrer" href="{_safe(address)}">{_safe(address)}</a>' if address else ""
    return f"<p>{said}{more}</p>"


def _line(line: Line, explanation: Explanation) -> str:
    mentions = explanation.reading.mentions
    words = "".join(
        _safe(words) if index is None else f'<a href="#mention-{index + 1}">{_mark(mentions[index])}</a>'
        for words, index in line.pieces
    )
    name = "" if line.name == line.role else f"<b>{line.name}</b>"
    return f'<li id="sentence-{line.name}">{name}<i>{_safe(line.role)}</i><span>{words}</span></li>'


def _mark(mention: Mention) -> str:
    kind = _safe(mention.type)
    return f'<mark class="{kind}">{_safe(mention.surface)}<small>{kind}</small></mark>'


def _table(items: Iterable[Facts]) -> str:
    """Each item on a row; columns that are empty throughout are left out."""
    rows = list(items)
    names = [name for name in (rows[0] if rows else ()) if any(row[name] for row in rows)]
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{''.join(_cell(name, row[name]) for name in names)}</tr>\n" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(name: str, words: str) -> str:
    if name == "sentence":
        return f'<td><a href="#sentence-{words}">{words}</a></td>'
    return f'<td class="{name}">{_safe(words)}</td>'


def _mentions(explanation: Explanation) -> Iterator[str]:
    longest = max((abs(weight) for why in explanation.whys for _, weight in why.reasons), default=1.0)
    for number, (mention, why) in enumerate(zip(explanation.reading.mentions, explanation.whys, strict=True), 1):
        yield f"<details><summary>{_heading(number, mention)}</summary>"
        # A browser unfolds what the target of a link is in, not the target itself; so the target is inside.
        yield f'<div id="mention-{number}">{_reasons(why, longest)}</div></details>'


def _heading(number: int, mention: Mention) -> str:
    sure = f'<meter min="0" max="1" value="{mention.confidence}" title="confidence">{mention.confidence}</meter>'
    return (
        f"<b>{number}</b> {_mark(mention)} <span>{_safe(mention.role)}</span> <code>{_safe(mention.source)}</code> "
        f"{sure} <span>{mention.confidence:.2f}</span>"
    )


def _reasons(why: Why, longest: float) -> str:
    if why.repeats is not None:
        return f'<p>The same as <a href="#mention-{why.repeats + 1}">mention {why.repeats + 1}</a>.</p>'
    chances = ", ".join(f"{_safe(name)} {chance:.2f}" for name, chance in why.chances if chance >= 0.005)
    pros, cons = why.strongest()
    return f"<p>Likely {chances}</p><table>{''.join(_bars((*pros, *cons), longest))}</table>"


def _bars(reasons: Weighed, longest: float) -> Iterator[str]:
    for name, weight in reasons:
        side, width = "for" if weight > 0 else "against", round(_BAR * abs(weight) / longest, 1)
        bar = f'<svg width="{_BAR}" height="10"><rect class="{side}" width="{width}" height="10" rx="2"/></svg>'
        yield f'<tr><td class="{side}">{weight:+.2f}</td><td>{bar}</td><td>{_safe(name)}</td></tr>'


def _css() -> str:
    page = files("kg.explanation").joinpath("page.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    colours = (f".{name} {{ --class: {style()[name].colour} }}" for name in entity_types())
    return "\n".join([page, *colours])


def _policy(css: str) -> str:
    """Nothing runs and nothing is fetched; only the page's own style, known by its hash, colours it."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"


def _safe(text: str) -> str:
    return escape(plain(text))
