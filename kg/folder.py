"""A folder that always holds one whole build: one writer at a time, who writes beside it and swaps at the end."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import BadBuild

_PATIENCE = 1.0  # seconds, in which the processes of a killed build notice that they are orphans


@contextmanager
def held(folder: str | Path) -> Iterator[Path]:
    """The path of the folder, resolved, while no other process writes there; the folder need not exist.

    What a killed build left behind is put right first.

    Raises
    ------
    BadBuild
        When another process holds the folder, or what is done with it fails for a reason of the file system.
    """
    target = Path(folder).resolve()
    lock = beside(target, "lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock).acquire(timeout=_PATIENCE):
            try:
                _recover(target)
                yield target
            finally:
                with suppress(OSError):  # Windows deletes no open file
                    lock.unlink()
    except Timeout:
        raise BadBuild(f"{folder}: another kg is writing this build; try again when it is done") from None
    except OSError as error:
        raise BadBuild(f"{folder}: the build cannot be written here: {error.strerror or error}") from error


def settle(folder: str | Path) -> None:
    """Bring back the build that a killed one had just moved out of its way."""
    target = Path(folder).resolve()
    if not target.exists() and beside(target, "old").exists():
        with held(folder):
            pass


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """An empty folder beside the target that is gone afterwards, whatever happened."""
    fresh = beside(target, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir()
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the target's place; what only the target has is kept."""
    old = beside(target, "old")
    try:
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
    _retire(old, target)


def beside(target: Path, purpose: str) -> Path:
    """The hidden path next to the target that serves a purpose: "lock", "new", "old", "readings"."""
    return target.with_name(f".{target.name}.{purpose}")


def _recover(target: Path) -> None:
    """Undo, or finish, what a build that was killed in the middle of `swap` left behind."""
    old = beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    _retire(old, target)


def _retire(old: Path, target: Path) -> None:
    if not old.exists():
        return
    for path in sorted(old.iterdir()):
        if not (target / path.name).exists():
            path.rename(target / path.name)
    shutil.rmtree(old)
