"""read_document: sniff, hand the bytes to the reader of that format, check the text, name it.

Holds the one entry to the room. Keeps out: parsing itself. Any exception of a parser on damaged bytes leaves here as
ReadError, because a bad file is an expected input and must not stop a run.
"""

from __future__ import annotations

import hashlib
import unicodedata

from pipeline.read.check import check_text
from pipeline.read.document import Draft, ReadError
from pipeline.read.sniff import media_type_of
from pipeline.terms import Document


def read_document(data: bytes, file: str) -> Document:
    """Read `data` (the bytes decide the format, never the name `file`). Raises ReadError with a one-line reason."""
    media_type = media_type_of(data)
    try:
        draft = _read(data, media_type)
    except ReadError:
        raise
    except Exception as error:  # parsers raise KeyError, TypeError, struct.error … on damaged bytes
        detail = " ".join(str(error).split())[:160]
        raise ReadError(f"damaged {media_type}: {type(error).__name__}: {detail}") from error
    warnings = check_text(draft.text)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        file=unicodedata.normalize("NFC", file),
        media_type=media_type,
        text=draft.text,
        blocks=draft.blocks,
        tables=draft.tables,
        page_starts=draft.page_starts,
        words=draft.words,
        title=draft.title,
        published_on=draft.published_on,
        warnings=(*draft.warnings, *warnings),
    )


def _read(data: bytes, media_type: str) -> Draft:
    """The parsers are imported here: reading one HTML page must not load the PDF and office libraries."""
    match media_type:
        case "text/html":
            from pipeline.read.html import read_html

            return read_html(data)
        case "application/pdf":
            from pipeline.read.pdf import read_pdf

            return read_pdf(data)
        case "image/jpeg" | "image/png" | "image/tiff":
            from pipeline.read.pdf_scans import read_image

            return read_image(data)
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
            from pipeline.read.docx import read_docx

            return read_docx(data)
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
            from pipeline.read.xlsx import read_xlsx

            return read_xlsx(data)
        case "application/msword":
            from pipeline.read.doc import read_doc

            return read_doc(data)
        case "application/vnd.ms-excel":
            from pipeline.read.xls import read_xls

            return read_xls(data)
        case "multipart/related":
            from pipeline.read.doc_web import page_of
            from pipeline.read.html import read_html

            return read_html(page_of(data))
        case "text/plain":
            from pipeline.read.text import read_text

            return read_text(data)
        case _:
            raise ReadError(f"no reader for {media_type}")
