"""Where the time of a build goes: `python benchmarks/build.py [INPUT]...`, the sample without input.

Prints seconds for each stage, papers a second, and the peak memory of this process (one process reads).
"""

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kg.assembly import assemble
from kg.export import WRITERS, rdf, shapes
from kg.language import load, parse
from kg.linking import link
from kg.pipeline import papers_of
from kg.reading import read_doc


@contextmanager
def timed(stage: str, papers: int = 0) -> Iterator[None]:
    """Print how long the block took, and how many papers a second that is."""
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    print(f"{stage:24s} {seconds:8.2f} s" + (f" {papers / seconds:10.0f} papers/s" if papers else ""))


def main() -> None:
    """Build once, stage by stage."""
    with timed("papers"):
        papers, _ = papers_of(sys.argv[1:] or None)
    with timed("load language"):
        load()
    with timed("parse", len(papers)):
        docs = [parse(paper) for paper in papers]
    with timed("read", len(papers)):
        readings = [read_doc(paper, doc) for paper, doc in zip(papers, docs, strict=True)]
    with timed("link and assemble", len(papers)):
        graph = assemble(readings, link(readings))
    for name, write in WRITERS.items():
        with timed(name):
            write(graph)
    with timed("validate"):
        shapes.validate(io.StringIO(rdf.ntriples(graph).decode()))
    _print_memory()


def _print_memory() -> None:
    if sys.platform != "win32":
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        print(f"{'peak memory':24s} {peak / 2**20:8.0f} MB")


if __name__ == "__main__":
    main()
