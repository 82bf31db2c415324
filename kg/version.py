"""Which kg this is: its release, and a hash of all that decides what it reads."""

import hashlib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from kg.ontology import fingerprint

WEIGHTS = Path(__file__).parent / "weights"


def release() -> str:
    """The version of kg that is installed; "0" in a checkout that is not."""
    try:
        return installed("kg")
    except PackageNotFoundError:
        return "0"


def configuration() -> str:
    """A hash, in hexadecimal, of the release, the files of `ontology/` and the weights; whatever their newlines."""
    digest = hashlib.sha256(f"{release()}\n{fingerprint()}\n".encode())
    for path in sorted(path for path in WEIGHTS.iterdir() if path.suffix in {".json", ".tsv"}):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
