"""Bytes become a Document: HTML, text PDF, DOCX, XLSX and plain text, told apart by their bytes.

Holds one reader per format and the text laws they share: NFC, everything visible, blocks and table cells that point
into the text. Keeps out: fetching, figures and their meaning, scans (refused with a reason).
"""

from __future__ import annotations

from pipeline.read.document import ReadError
from pipeline.read.reader import read_document

__all__ = ["ReadError", "read_document"]
