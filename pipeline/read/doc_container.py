"""The container of old Office files (OLE2 compound file): the names of its streams and the bytes of one.

Holds just enough to tell DOC from XLS and protected from open. Every chain is bounded by the size of the file. Keeps
out: what the streams mean, apart from the one bit that says a DOC is encrypted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # and above: end of a chain, free, or the table itself
_ENTRY = 128
_ENCRYPTED = 0x0100  # a flag of the Word file information block


def stream_names(data: bytes) -> set[str]:
    """The names in the directory; empty for a damaged container."""
    return {name for name, _, _ in _entries(data)}


def is_encrypted_word(data: bytes) -> bool:
    """Does the DOC in the container say that it is encrypted?"""
    size = _sector_size(data)
    for name, start, length in _entries(data):
        if name == "WordDocument" and length >= 4096:  # shorter streams lie elsewhere, and no DOC is so short
            head = data[(start + 1) * size : (start + 1) * size + 12]
            return len(head) == 12 and bool(struct.unpack_from("<H", head, 10)[0] & _ENCRYPTED)
    return False


def _entries(data: bytes) -> Iterator[tuple[str, int, int]]:
    """(name, first sector, length) of every stream of the directory."""
    if len(data) < 1024 or not data.startswith(MAGIC):
        return
    size = _sector_size(data)
    (first,) = struct.unpack_from("<I", data, 48)
    for sector in _chain(data, first, size):
        block = data[(sector + 1) * size : (sector + 2) * size]
        for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", block, at + 64)
            if block[at + 66] == 2 and 2 <= length <= 64:
                name = block[at : at + length - 2].decode("utf-16-le", errors="replace")
                start, n_bytes = struct.unpack_from("<II", block, at + 116)
                yield name, start, n_bytes


def _sector_size(data: bytes) -> int:
    (power,) = struct.unpack_from("<H", data, 30)
    return 4096 if power == 12 else 512


def _chain(data: bytes, first: int, size: int) -> Iterator[int]:
    """The sectors that follow `first`; a loop ends after as many sectors as the file has."""
    table = [s for s in struct.unpack_from("<109I", data, 76) if s < _LAST_SECTOR]
    per_sector = size // 4
    sector = first
    for _ in range(len(data) // size):
        if sector >= _LAST_SECTOR:
            return
        yield sector
        if sector // per_sector >= len(table):
            return
        at = (table[sector // per_sector] + 1) * size + 4 * (sector % per_sector)
        if at + 4 > len(data):
            return
        (sector,) = struct.unpack_from("<I", data, at)
