"""Nothing is lost: real processes of `kg build` and `kg add` are killed, or find the disk full.

They are forked from this one, so that spaCy is loaded once.
"""

import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from kg import pipeline
from kg.cli import main
from kg.errors import BadBuild
from kg.export import read_marker
from kg.folder import beside, held
from kg.graph import KnowledgeGraph
from kg.model import Reading

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
KILLS = 20
FEW, MANY = 3, 20  # MANY makes enough work for two processes
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}


@dataclass(frozen=True)
class Place:
    """A folder, what is in it before and after, and the command that makes the one of the other."""

    folder: Path
    old: Path
    new: dict[str, bytes]
    inputs: dict[str, list[Path]]

    def reset(self) -> None:
        shutil.rmtree(self.folder.parent)
        shutil.copytree(self.old, self.folder)

    def command(self, name: str, jobs: int) -> list[object]:
        out = [self.folder, *self.inputs[name]] if name == "add" else [*self.inputs[name], "-o", self.folder]
        return [name, *out, "--jobs", jobs, "--quiet"]


def papers(name: str, count: int) -> str:
    records = (
        f"@article{{{name}{i}, title = {{{name.title()}Net-{i} Counts Toys}},\n"
        f"  abstract = {{We propose {name.title()}Net-{i}. It outperforms ResNet-50 on ToyBench by {i}.5%.}}}}"
        for i in range(count)
    )
    return "\n".join(records) + "\n"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    home = tmp_path_factory.mktemp("crash")
    old, more = home / "old.bib", home / "more.bib"
    old.write_text(papers("old", FEW), encoding="utf-8")
    more.write_text(papers("new", MANY), encoding="utf-8")
    pipeline.build(old, out=home / "old")
    pipeline.build([old, more], out=home / "new")
    (home / "work" / "build").mkdir(parents=True)
    return Place(home / "work" / "build", home / "old", content(home / "new"), {"build": [old, more], "add": [more]})


def forked(work: Callable[[], object]) -> int:
    """The id of a process that does the work and leaves with its exit code."""
    if pid := os.fork():
        return pid
    code = 70
    try:
        work()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    finally:
        os._exit(code)


def kg(args: Iterable[object]) -> Callable[[], None]:
    def run() -> None:
        sys.argv = ["kg", *map(str, args)]
        main()

    return run


def exit_code(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def lifetime(place: Place, args: list[object]) -> float:
    place.reset()
    start = time.perf_counter()
    assert exit_code(forked(kg(args))) == 0
    assert content(place.folder) == place.new
    return time.perf_counter() - start


def finish(place: Place, name: str) -> int:
    """Run the command to its end in this process; how many papers it read."""
    totals: list[int] = []

    def progress(readings: Iterable[Reading], total: int) -> Iterable[Reading]:
        totals.append(total)
        return readings

    if name == "add":
        pipeline.add(place.folder, place.inputs[name], progress=progress)
    else:
        pipeline.build(place.inputs[name], out=place.folder, progress=progress)
    return totals[0]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("name", ["build", "add"])
def test_killed_at_any_moment(place: Place, name: str, jobs: int) -> None:
    chance = random.Random(f"{name} {jobs}")
    life = lifetime(place, place.command(name, jobs))
    for moment in sorted(chance.uniform(0, life) for _ in range(KILLS // 4)):
        place.reset()
        before = content(place.folder)
        pid = forked(kg(place.command(name, jobs)))
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        pipeline.load(place.folder)
        assert content(place.folder) in (before, place.new)
        done = MANY if content(place.folder) == place.new else readings_in(beside(place.folder, "readings"))
        assert finish(place, name) == MANY - done
        assert content(place.folder) == place.new
        assert [path.name for path in place.folder.parent.iterdir()] == ["build"]


def readings_in(journal: Path) -> int:
    return max(journal.read_bytes().count(b"\n") - 1, 0) if journal.exists() else 0


def killed_at(step: int, folder: Path, work: Callable[[], object]) -> Callable[[], None]:
    """The work, in a process that is killed just before its n-th change to what is in a folder."""
    left = [step]

    def hook(event: str, args: tuple[object, ...]) -> None:
        # A folder is emptied by names relative to it.
        if event in CHANGES and (str(args[0]).startswith(str(folder)) or "/" not in str(args[0])):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    def run() -> None:
        sys.addaudithook(hook)
        work()

    return run


def test_killed_at_each_step_of_saving(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = example_graph.save(tmp_path / "build")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    old = content(folder)
    other = replace(example_graph, base="https://example.org/other/")
    for step in count(1):
        pid = forked(killed_at(step, tmp_path, lambda: other.save(folder)))
        if exit_code(pid) == 0:
            break
        assert pipeline.load(folder).base in (example_graph.base, other.base)
        example_graph.save(folder)
        assert content(folder) == old, step
    assert step > len(old)
    assert read_marker(folder)["base"] == other.base
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def limited(size: int, work: Callable[[], None]) -> Callable[[], None]:
    """The work, in a process whose files cannot grow beyond so many bytes."""
    resource = pytest.importorskip("resource")

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return run


@pytest.mark.parametrize("size", [300, 2_000, 60_000])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_is_told(place: Place, size: int, jobs: int, capfd: pytest.CaptureFixture[str]) -> None:
    place.reset()
    code = exit_code(forked(limited(size, kg(place.command("add", jobs)))))
    assert (code, content(place.folder)) == (1, content(place.old))
    said = capfd.readouterr().err
    assert re.fullmatch(r"kg: .*build: the build cannot be written here: File too large\n", said)
    assert finish(place, "add") < MANY or size == 300
    assert content(place.folder) == place.new
    assert [path.name for path in place.folder.parent.iterdir()] == ["build"]


def test_one_builds_at_a_time(place: Place) -> None:
    place.reset()
    ready, done = os.pipe()

    def hold() -> None:
        with held(place.folder):
            os.write(done, b"!")
            time.sleep(60)

    pid = forked(hold)
    os.read(ready, 1)
    for work in (lambda: finish(place, "add"), lambda: pipeline.load(place.old).save(place.folder)):
        with pytest.raises(BadBuild, match="build: another kg is writing this build; try again when it is done"):
            work()
    assert len(pipeline.load(place.folder).papers) == FEW
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert finish(place, "add") == MANY
