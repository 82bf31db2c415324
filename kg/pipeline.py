"""The whole story on one page: files → papers → readings → entities → graph, and back from a saved build."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BadBuild
from kg.export.marker import read_marker
from kg.graph import KnowledgeGraph, assemble
from kg.linking import link
from kg.model import Paper, Reading, Rejected
from kg.ontology import DEFAULT_BASE, check_base
from kg.papers import merge, read_papers

Input = str | Path | Iterable[str | Path] | Iterable[Paper]
Progress = Callable[[Iterable[Reading], int], Iterable[Reading]]
SAMPLE = Path(__file__).parent / "sample"
_CHUNK = 16  # papers a process takes at a time


def papers_of(
    inputs: Input | None,
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    page_year: int | None = None,
    strict: bool = False,
) -> tuple[list[Paper], list[Rejected]]:
    """The papers of files, folders, globs, or of an iterable of papers; of the bundled sample when there is no input.

    Raises
    ------
    BadInput
        When nothing can be read, or with `strict` when anything cannot.
    """
    if inputs is None:
        inputs = sorted(path for path in SAMPLE.iterdir() if path.suffix in {".txt", ".bib"})
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    papers = [item for item in given if isinstance(item, Paper)]
    paths = [item for item in given if not isinstance(item, Paper)]
    if not paths:
        return merge(papers), []
    read, rejected = read_papers(paths, format=format, columns=columns, page_year=page_year, strict=strict)
    return (merge([*papers, *read]) if papers else read), rejected


def read(papers: Sequence[Paper], *, jobs: int = 1) -> Iterator[Reading]:
    """The reading of each paper, in order; `jobs` processes share the work and change nothing in the result."""
    # Imported here: spaCy takes seconds to load, and a saved build can be opened without it.
    from kg.reading import read_paper

    if jobs == 1 or len(papers) <= _CHUNK:
        yield from map(read_paper, papers)
        return
    pool = ProcessPoolExecutor(jobs)
    try:
        yield from pool.map(read_paper, papers, chunksize=_CHUNK)
    finally:
        pool.shutdown(cancel_futures=True)


def build(
    inputs: Input | None = None,
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    page_year: int | None = None,
    strict: bool = False,
    jobs: int = 1,
    base: str = DEFAULT_BASE,
    progress: Progress = lambda readings, _: readings,
) -> KnowledgeGraph:
    """The knowledge graph of papers: paths, globs, folders, or an iterable of `Paper`; the sample without any.

    `progress` is given the readings as they are made, and how many there will be, and hands them on.

    Raises
    ------
    BadInput
        When nothing can be read, or with `strict` when anything cannot.
    BadBuild
        When `base` is no IRI that others can be made from.
    """
    check_base(base)
    papers, rejected = papers_of(inputs, format=format, columns=columns, page_year=page_year, strict=strict)
    readings = list(progress(read(papers, jobs=jobs), len(papers)))
    return assemble(readings, link(readings), rejected=rejected, base=base)


def load(folder: str | Path) -> KnowledgeGraph:
    """The graph that was saved in a folder.

    Raises
    ------
    BadBuild
        When the folder is not a build, or a file of it is not what kg wrote.
    """
    folder = Path(folder)
    marker = read_marker(folder)
    with _reading_of(folder / "readings.jsonl") as lines:
        readings = [Reading.from_json(json.loads(line)) for line in lines]
    with _reading_of(folder / "rejected.jsonl") as lines:
        rejected = [Rejected(**json.loads(line)) for line in lines]
    return assemble(readings, link(readings), rejected=rejected, base=marker["base"])


@contextmanager
def _reading_of(path: Path) -> Iterator[Iterator[str]]:
    try:
        with path.open(encoding="utf-8") as file:
            yield iter(file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadBuild(f"{path}: not as kg wrote it ({type(error).__name__}: {error}); build it again") from None
