"""What a page carries, read back without its viewer."""

import base64
import gzip
import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

KINDS = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "f32": "<f4"}


@dataclass(frozen=True)
class Unpacked:
    """The header, the columns and texts of the core, and the blocks as plain data."""

    header: dict[str, Any]
    columns: dict[str, NDArray[Any]]
    blocks: list[dict[str, Any]]

    def texts(self, name: str) -> list[str]:
        return self.columns[name].tobytes().decode().split("\n")

    @property
    def papers(self) -> dict[int, dict[str, Any]]:
        """The papers of all blocks by the row of their node."""
        return {int(row): paper for block in self.blocks for row, paper in block["papers"].items()}

    def edge(self, row: int) -> tuple[str, str, str]:
        ids = self.texts("ids")
        name = self.header["relations"][self.columns["relation"][row]]["name"]
        return ids[self.columns["head"][row]], name, ids[self.columns["tail"][row]]


def unpacked(page: bytes) -> Unpacked:
    core = content(page, "core")
    length = int.from_bytes(core[:4], "little")
    header = json.loads(core[4 : 4 + length])
    columns = {}
    for name, (kind, offset, size) in header["arrays"].items():
        assert (4 + length + offset) % 8 == 0
        columns[name] = np.frombuffer(core, KINDS[kind], size, 4 + length + offset)
    count = page.count(b'id="block-')
    return Unpacked(header, columns, [json.loads(content(page, f"block-{number}")) for number in range(count)])


def content(page: bytes, name: str) -> bytes:
    found = re.search(rf'<script type="application/octet-stream" id="{name}">([A-Za-z0-9+/=]*)</script>'.encode(), page)
    assert found
    return gzip.decompress(base64.b64decode(found[1]))
