"""Learn from the files named on the command line and write `kg/weights/`."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import kg.training
from kg import precision, sentences
from kg.mentions import referee
from kg.training.annotated import read
from kg.training.mentions import learn_mentions
from kg.training.roles import learn_roles
from kg.training.rules import count_rules


def main() -> None:
    """Learn everything, in the order in which one needs the other."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.training",
        description=kg.training.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("annotated", type=Path, nargs="+")
    annotated = read(parser.parse_args().annotated)
    _write(sentences.WEIGHTS, learn_roles(annotated))
    sentences.weights.cache_clear()
    _write(referee.WEIGHTS, learn_mentions(annotated))
    referee.weights.cache_clear()
    rows = [f"{rule}\t{right}\t{said}" for rule, (right, said) in count_rules(annotated).items()]
    precision.WEIGHTS.write_text("\n".join(["rule\tright\tsaid", *rows, ""]), encoding="utf-8", newline="\n")


def _write(path: Path, weights: Mapping[str, Any]) -> None:
    path.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
