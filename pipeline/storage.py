"""Writing that survives a crash: atomic files, a lock for the home, Parquet files of the lake.

Holds how bytes reach the disk (temporary name, fsync, rename, fsync of the folder) and the rule that equal bytes are
not written again, so that a run without news changes no file. Keeps out: what the bytes mean and where they lie.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


class HomeLocked(Exception):
    """Another run writes to this home."""


def fsync_path(path: Path) -> None:
    """Flush a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_bytes(path: Path, data: bytes) -> bool:
    """Replace `path` by `data` atomically. Returns False, touching nothing, when it already holds these bytes."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    fsync_path(path.parent)
    return True


def write_json(path: Path, value: Any) -> bool:
    return write_bytes(path, (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def read_json(path: Path, default: Any) -> Any:
    return json.loads(path.read_bytes()) if path.is_file() else default


def write_parquet(path: Path, frame: pl.DataFrame) -> bool:
    """Write a lake file. Equal frames give equal bytes, so an unchanged table keeps its file."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", statistics=True)
    return write_bytes(path, buffer.getvalue())


def digest_files(paths: Iterable[Path], salt: str = "") -> str:
    """One sha256 over names and contents, in the order of the names."""
    total = hashlib.sha256(salt.encode())
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the home for one writer; the lock dies with the process. Raises HomeLocked at once when it is taken."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeLocked(f"{root}: another run is writing here; wait for it to end") from None
        yield
