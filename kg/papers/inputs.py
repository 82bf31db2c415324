"""Paths, globs, folders and standard input → opened sources of text lines."""

import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import glob, has_magic
from itertools import chain
from pathlib import Path
from typing import Any, cast

import zstandard

from kg.errors import BadInput

STDIN = Path("-")
HEAD_CHARACTERS = 16_384
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Source:
    """An opened file of papers: its name without folder, and its lines.

    Text is UTF-8 (a byte order mark is dropped) or UTF-16 by its byte order mark. A byte that is not UTF-8 becomes
    a lone surrogate (U+DC80 to U+DCFF), so that only the record that holds it is lost; see `records`.
    `head` is the beginning of the text: 16,384 characters and two lines at least, if there are as many.
    """

    def __init__(self, name: str, stream: io.TextIOBase) -> None:
        self.name = name
        self._rest = stream
        self._first: list[str] = []
        size = 0
        for line in stream:
            self._first.append(line)
            size += len(line)
            if size >= HEAD_CHARACTERS and len(self._first) > 1:
                break
        self.head = "".join(self._first)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line with its number, from 1; it ends in a line feed whatever the file's convention. Works once."""
        return enumerate(chain(self._first, self._rest), 1)

    def text(self) -> str:
        """The whole text. Works once."""
        return "".join(line for _, line in self.lines())


def expand(inputs: Iterable[str | Path]) -> list[Path]:
    """The files that paths, glob patterns, folders and "-" (standard input) stand for, sorted, each once.

    A folder stands for the files right in it, save hidden ones.

    Raises
    ------
    BadInput
        When a path does not exist, a pattern matches nothing or a folder holds no file.
    """
    files: dict[Path, Path] = {}
    for given in inputs:
        for file in _files(given):
            files.setdefault(file if file == STDIN else file.resolve(), file)
    return [files[key] for key in sorted(files)]


def _files(given: str | Path) -> list[Path]:
    path = Path(given).expanduser()
    if path == STDIN or (path.exists() and not path.is_dir()):
        return [path]
    if path.is_dir():
        found = [file for file in path.iterdir() if file.is_file() and not file.name.startswith(".")]
    elif has_magic(str(path)):
        # Unlike Path.glob this takes absolute patterns and passes over hidden files.
        matches = glob(str(path), recursive=True)  # noqa: PTH207
        found = [Path(match) for match in matches if Path(match).is_file()]
    else:
        raise BadInput(f"{given}: no such file or folder")
    if not found:
        raise BadInput(f"{given}: no file in this folder" if path.is_dir() else f"{given}: no file matches")
    return found


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The source at `path`, decompressed if its first bytes are those of gzip or Zstandard."""
    with io.BufferedReader(_Stdin() if path == STDIN else path.open("rb", buffering=0)) as stream:
        plain = _decompressed(stream)
        encoding, errors = ("utf-16", "strict") if plain.peek(2)[:2] in UTF16 else ("utf-8-sig", "surrogateescape")
        with io.TextIOWrapper(plain, encoding=encoding, errors=errors) as text:
            yield Source("stdin" if path == STDIN else path.name, text)


def _decompressed(stream: "io.BufferedReader[Any]") -> "io.BufferedReader[Any]":
    magic = stream.peek(4)[:4]
    if magic.startswith(GZIP):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream)))
    return io.BufferedReader(_Zstd(stream)) if magic == ZSTD else stream


class _Stdin(io.RawIOBase):
    """Standard input, which is not ours to close."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return cast(io.BufferedIOBase, sys.stdin.buffer).readinto1(buffer)


class _Zstd(io.RawIOBase):
    """The content of a .zst file, frame after frame; zstandard's own reader takes a truncated file for a whole one."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = b""
        self._plain = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._plain and self._fill():
            pass
        size = min(len(buffer), len(self._plain))
        buffer[:size], self._plain = self._plain[:size], self._plain[size:]
        return size

    def _fill(self) -> bool:
        self._packed = self._packed or self._stream.read(8192)
        if not self._packed:
            if self._frame:
                raise EOFError("the Zstandard stream ends early")
            return False
        self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
        self._plain = self._frame.decompress(self._packed)
        self._packed = self._frame.unused_data
        if self._frame.eof:
            self._frame = None
        return True
