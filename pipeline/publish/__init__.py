"""Publishing: the marts become an edition that is never changed again, and `current` is moved onto it.

Holds the canonical hashes (canonical), the edition folder and its link (snapshot), the open files (export), the data
dictionary (dictionary) and the page (report). Keeps out: computing any figure or risk; whatever is shown stands in a
mart. Reads the warehouse only through read-only connections; the caller holds the home's lock (one writer).
"""

from __future__ import annotations

from pipeline.publish.canonical import ColumnSpec, MartSpec, PublishError, canonical_hashes, mart_specs
from pipeline.publish.snapshot import Edition, publish

__all__ = ["ColumnSpec", "Edition", "MartSpec", "PublishError", "canonical_hashes", "mart_specs", "publish"]
