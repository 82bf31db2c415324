"""Learn from the files named on the command line and write `kg/weights/`."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import kg.training
from kg import relations, sentences
from kg.claims import subjects
from kg.mentions import roles, word_classes
from kg.mentions.referee import WEIGHTS as MENTIONS
from kg.training.annotated import read
from kg.training.claims import learn_claim_subjects
from kg.training.entity_roles import learn_entity_roles, with_roles
from kg.training.mentions import learn_mentions
from kg.training.relations import learn_relations
from kg.training.roles import learn_roles
from kg.training.word_classes import learn_word_classes


def main() -> None:
    """Learn everything, in the order in which one needs the other."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.training",
        description=kg.training.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("annotated", type=Path, nargs="+")
    annotated = read(parser.parse_args().annotated)
    _write(word_classes.WEIGHTS, learn_word_classes(annotated))
    word_classes.classes.cache_clear()
    _write(sentences.WEIGHTS, learn_roles(annotated))
    sentences.weights.cache_clear()
    weights, found = learn_mentions(annotated)
    _write(MENTIONS, weights)
    _write(roles.WEIGHTS, learn_entity_roles(found))
    found = with_roles(found)
    _write(subjects.WEIGHTS, learn_claim_subjects(found))
    subjects.weights.cache_clear()
    _write(relations.WEIGHTS, learn_relations(found))


def _write(path: Path, weights: Mapping[str, Any]) -> None:
    path.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
