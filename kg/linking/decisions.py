"""What a user has decided about names: decisions.tsv, applied on every build."""

from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadDecision
from kg.naming import key
from kg.ontology import entity_types

FORM = """\
# Decisions about names, applied on every build. One a line, with tabs between: what to do, the name, a value, and the
# id of a paper where only that one is meant.
#   merge   NAME  NAME    the first is another name of the second
#   split   NAME  LABEL   this very spelling is a thing of its own, with that label
#   rename  NAME  LABEL   the entity that the name belongs to has that label
#   retype  NAME  CLASS   the entity that the name belongs to is of that class
#   drop    NAME          what is named so is left out
"""
VERBS = ("merge", "split", "rename", "retype", "drop")
# These speak of an entity, whatever paper names it.
_OF_ENTITIES = ("rename", "retype")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: what to do with a name, in one paper or in all."""

    line: int
    verb: str
    name: str
    value: str = ""
    paper: str = ""

    def meets(self, name: str, paper: str) -> bool:
        """Whether it speaks of a name as that paper has it; to split asks for the same spelling."""
        if self.paper not in ("", paper):
            return False
        return self.name == name if self.verb == "split" else key(self.name) == key(name)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file, in its order, and its text with the remarks."""

    lines: tuple[Decision, ...] = ()
    text: str = FORM


NONE = Decisions()


def read_decisions(path: str | Path) -> Decisions:
    """The decisions of a file; a line that begins with # is a remark.

    Raises
    ------
    BadDecision
        When the file cannot be read, or a line is no decision.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadDecision(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    lines = enumerate(text.splitlines(), start=1)
    return Decisions(
        tuple(_decision(path, place, line) for place, line in lines if line.strip() and line[0] != "#"), text
    )


def _decision(path: str | Path, place: int, line: str) -> Decision:
    verb, name, value, paper, *more = [" ".join(cell.split()) for cell in line.split("\t")] + [""] * 3
    wrong = None
    if verb not in VERBS:
        wrong = f"{verb!r} is no decision; there are {', '.join(VERBS)}"
    elif not name or any(more):
        wrong = f"write {verb}, the name, a value and perhaps a paper's id, with tabs between"
    elif bool(value) == (verb == "drop"):
        wrong = f"{verb} takes {'no value; write the paper in the fourth place' if value else 'a value after the name'}"
    elif verb == "retype" and value not in entity_types():
        wrong = f"no class {value!r}; there are {', '.join(entity_types())}"
    elif paper and verb in _OF_ENTITIES:
        wrong = f"{verb} speaks of an entity in all papers; leave the paper out"
    if wrong:
        raise BadDecision(f"{path}:{place}: {wrong}")
    return Decision(place, verb, name, value, paper)
