"""What it costs to change a build: `python benchmarks/grow.py [--papers N] [--jobs N]`.

The papers are copies of the bundled sample in which every digit is another. Each line is a run of `kg` in a process of
its own, its processor seconds and its seconds, and the processor seconds beside those of the fresh build. A change is
of a hundredth of the papers.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.pipeline import papers_of


def synthetic(count: int) -> Iterator[dict[str, str]]:
    """So many papers, the same ones every time."""
    sample, chance = papers_of(None)[0], random.Random(0)
    for number in range(count):
        paper = sample[number % len(sample)]
        title, abstract = (
            re.sub(r"\d", lambda _: chance.choice("123456789"), text) for text in (paper.title, paper.abstract)
        )
        yield {"id": f"p{number}", "title": f"{title} {number}", "abstract": abstract}


def written(path: Path, papers: Iterable[dict[str, str]]) -> Path:
    """The file with these papers in it, as JSON lines."""
    path.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    return path


def seconds(*args: object) -> tuple[float, float]:
    """The processor seconds that a command of kg takes, and the seconds."""
    start = os.times()
    subprocess.run([sys.executable, "-m", "kg", *map(str, args), "--quiet"], check=True)
    end = os.times()
    spent = end.children_user + end.children_system - start.children_user - start.children_system
    return spent, end.elapsed - start.elapsed


def main() -> None:
    """Build, add, remove, build again."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--papers", type=int, default=10_000)
    asked.add_argument("--jobs", type=int, default=1)
    given = asked.parse_args()
    count, some, jobs = given.papers, max(given.papers // 100, 1), ("--jobs", given.jobs)
    with TemporaryDirectory() as name:
        home, build = Path(name), Path(name) / "build"
        papers = list(synthetic(count + some))
        old, new = written(home / "old.jsonl", papers[:count]), written(home / "new.jsonl", papers[count:])
        commands = {
            f"build {count:,}": ("build", old, "-o", build, *jobs),
            f"add {some:,}": ("add", build, new, *jobs),
            f"remove {some:,}": ("remove", build, *(paper["id"] for paper in papers[count:]), *jobs),
            "build again": ("build", old, "-o", build, *jobs),
        }
        fresh = 0.0
        for what, command in commands.items():
            spent, passed = seconds(*command)
            fresh = fresh or spent
            print(f"{what:16s} {spent:8.1f} {passed:8.1f} s {spent / fresh:8.3f}", flush=True)


if __name__ == "__main__":
    main()
