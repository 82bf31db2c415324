"""The whole story on one page: files → papers → readings → entities → graph, and back from a saved build."""

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

from kg import journal
from kg.assembly import assemble
from kg.collection import no_collection
from kg.errors import BadInput, KgError
from kg.export import check_folder, put, read_marker
from kg.folder import beside, held
from kg.graph import KnowledgeGraph
from kg.linking import link
from kg.linking.decisions import NONE, read_decisions
from kg.model import Paper, Reading, Rejected
from kg.ontology import DEFAULT_BASE, check_base
from kg.papers import merge, read_papers
from kg.papers.lookup import paper_named
from kg.store import Stored, decisions_in, reusable_in, stored
from kg.version import extractor

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


def read(papers: Sequence[Paper], *, jobs: int = 1) -> Generator[Reading, None, None]:
    """The reading of each paper, in order; `jobs` processes share the work and change nothing in the result.

    Raises
    ------
    KgError
        When one of the processes is killed.
    """
    if not papers:
        return
    # Imported here: spaCy takes seconds to load, and a saved build can be opened without it.
    from kg.reading import read_paper

    if jobs == 1 or len(papers) <= _CHUNK:
        yield from map(read_paper, papers)
        return
    pool = ProcessPoolExecutor(jobs, initializer=_end_with_parent)
    try:
        yield from pool.map(read_paper, papers, chunksize=_CHUNK)
    except BrokenProcessPool:
        raise KgError("a process that reads was killed, by hand or for want of memory; ask for fewer --jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


def build(
    inputs: Input | None = None,
    *,
    out: str | Path | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    page_year: int | None = None,
    strict: bool = False,
    jobs: int = 1,
    base: str = DEFAULT_BASE,
    decisions: str | Path | None = None,
    progress: Progress = lambda readings, _: readings,
) -> KnowledgeGraph:
    """The knowledge graph of papers: paths, globs, folders, or an iterable of `Paper`; the sample without any.

    With `out` it is saved there. Of a build that stands there already, and of one that was killed, the readings of
    papers whose text is the same are used again. `decisions` is a file of your own decisions about names; without it,
    those of the build that stands there are followed.

    `progress` is given the readings as they are made, and how many there will be, and hands them on.

    Raises
    ------
    BadInput
        When nothing can be read, or with `strict` when anything cannot.
    BadBuild
        When `base` is no IRI that others can be made from, or the graph cannot be saved in `out`.
    BadDecision
        When a line of the decisions is none.
    """
    check_base(base)
    if out is not None:
        check_folder(out)
    decided = read_decisions(decisions) if decisions else None
    papers, rejected = papers_of(inputs, format=format, columns=columns, page_year=page_year, strict=strict)
    if out is None:
        readings = _readings(papers, (), jobs, progress)
        return _graph(Stored(readings, tuple(rejected), base, extractor(), decided or NONE))
    with held(out) as target:
        known = Stored(reusable_in(target), tuple(rejected), base, decisions=decided or decisions_in(target))
        return _renew(target, papers, known, jobs, progress)


def load(folder: str | Path) -> KnowledgeGraph:
    """The graph that was saved in a folder.

    Raises
    ------
    BadBuild
        When the folder is not a build, or a file of it is not what kg wrote.
    """
    return _graph(stored(folder))


def add(
    folder: str | Path,
    inputs: Input,
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    page_year: int | None = None,
    strict: bool = False,
    jobs: int = 1,
    progress: Progress = lambda readings, _: readings,
) -> KnowledgeGraph:
    """The graph of a saved build with more papers, which takes the place of that build.

    It is what a build of all the papers gives, but only the new ones are read.

    Raises
    ------
    BadInput
        When nothing can be read, or with `strict` when anything cannot.
    BadBuild
        When the folder is not a build, or cannot be written.
    """
    read_marker(folder)
    papers, rejected = papers_of(inputs, format=format, columns=columns, page_year=page_year, strict=strict)
    with held(folder) as target:
        old = stored(target)
        new = replace(old, readings=old.reusable, rejected=(*old.rejected, *rejected))
        return _renew(target, merge([*old.papers, *papers]), new, jobs, progress)


def remove(
    folder: str | Path,
    names: str | Iterable[str],
    *,
    jobs: int = 1,
    progress: Progress = lambda readings, _: readings,
) -> KnowledgeGraph:
    """The graph of a saved build without some papers, which takes the place of that build.

    `names` are ids, DOIs or arXiv ids. Of a file none of whose papers is left, what was rejected goes too.

    Raises
    ------
    BadInput
        When a name is of no paper, or no paper would be left.
    BadBuild
        When the folder is not a build, or cannot be written.
    """
    read_marker(folder)
    with held(folder) as target:
        old = stored(target)
        gone = {
            paper_named(old.papers, name, of=str(folder)) for name in ([names] if isinstance(names, str) else names)
        }
        left = [paper for paper in old.papers if paper not in gone]
        if not left:
            raise BadInput(f"{folder}: no paper would be left; delete the folder instead")
        files = _files(gone) - _files(left)
        rejected = tuple(record for record in old.rejected if record.file not in files)
        return _renew(target, merge(left), replace(old, readings=old.reusable, rejected=rejected), jobs, progress)


def _renew(target: Path, papers: Sequence[Paper], known: Stored, jobs: int, progress: Progress) -> KnowledgeGraph:
    """Put the graph of `papers` in the target's place; those that are in `known` or in the journal are not read."""
    path = beside(target, "readings")
    before = [*known.readings, *journal.kept(path)]
    readings = _readings(papers, before, jobs, progress, keep=lambda made: journal.keep(path, made))
    graph = _graph(replace(known, readings=readings, extractor=extractor()))
    put(graph, target)
    path.unlink(missing_ok=True)
    return graph


def _readings(
    papers: Sequence[Paper],
    before: Iterable[Reading],
    jobs: int,
    progress: Progress,
    keep: Callable[[Iterable[Reading]], Iterable[Reading]] = iter,
) -> tuple[Reading, ...]:
    """The reading of each paper, from those that were made before where the id and the text are the same."""
    done = {(reading.paper.id, reading.paper.text): reading for reading in before}
    new = [paper for paper in papers if (paper.id, paper.text) not in done]
    with closing(read(new, jobs=jobs)) as made:
        done |= {(reading.paper.id, reading.paper.text): reading for reading in progress(keep(made), len(new))}
    return tuple(replace(done[paper.id, paper.text], paper=paper) for paper in papers)


@no_collection()
def _graph(parts: Stored) -> KnowledgeGraph:
    linking = link(parts.readings, parts.decisions.lines)
    graph = assemble(parts.readings, linking, rejected=parts.rejected, base=parts.base, decisions=parts.decisions)
    return replace(graph, extractor=parts.extractor)


def _files(papers: Iterable[Paper]) -> set[str]:
    return {source.rpartition(":")[0] for paper in papers for source in paper.sources}


def _end_with_parent() -> None:
    """End this process when the one that started it is killed, which nobody else would tell it."""

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
