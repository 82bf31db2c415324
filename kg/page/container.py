"""What the page carries, packed: columns of numbers and lines of text behind a header, and gzip without a time."""

import base64
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.generic]

ALIGNED = 8  # bytes: typed arrays must begin at a multiple of the width of their items
LEVEL = 5  # of zlib's: 6 makes a page 2 % smaller and takes nearly twice as long
KINDS = {"u1": "u8", "u2": "u16", "u4": "u32", "f4": "f32"}


def column(values: Any, kind: str) -> Column:
    """Numbers as one of the four kinds of column that the page reads, little-endian; u1, u2, u4 or f4."""
    return np.asarray(values).astype(f"<{kind}")


def lines(texts: Iterable[str]) -> Column:
    """Texts without newlines as one column of UTF-8, joined by newlines."""
    return np.frombuffer("\n".join(texts).encode(), dtype="u1")


def contain(header: Mapping[str, Any], columns: Mapping[str, Column]) -> bytes:
    """The length of the header, the header with where each column stands, and the columns, padded to 8 bytes each.

    Offsets count from the end of the header.
    """
    arrays, at = {}, 0
    for name, values in columns.items():
        arrays[name] = [KINDS[values.dtype.str[1:]], at, len(values)]
        at += -(-values.nbytes // ALIGNED) * ALIGNED
    text = msgspec.json.encode({"arrays": arrays, **header})
    text = text.ljust(-(-(len(text) + 4) // ALIGNED) * ALIGNED - 4)
    return struct.pack("<I", len(text)) + text + b"".join(map(_padded, columns.values()))


def _padded(values: Column) -> bytes:
    content = values.tobytes()
    return content.ljust(-(-len(content) // ALIGNED) * ALIGNED, b"\0")


def zipped(content: bytes) -> str:
    """Base64 of gzip, without name, time or system in it.

    Equal content gives equal text wherever zlib is of one release; others may press differently, to the same content.
    """
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = press.compress(content) + press.flush()
    end = struct.pack("<II", zlib.crc32(content), len(content) % 2**32)
    return base64.b64encode(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packed + end).decode()
