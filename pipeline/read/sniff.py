"""What the bytes are, and whether it is safe to open them.

Holds magic bytes, the size guards of zip archives, completeness of a PDF and the decoding of text. Keeps out: file
names and HTTP headers, which are wrong too often.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile

from pipeline.read.document import ReadError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all members together
MAX_RATIO = 150  # unpacked / packed; XML of real reports packs 10 to 40 times
RATIO_MATTERS_FROM = 8 * 1024 * 1024  # small archives of blank cells pack well without being a bomb
MAX_MEMBERS = 5_000

_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a legacy DOC or XLS, or an encrypted file: save it as DOCX or XLSX"),
    (b"{\\rtf", "RTF is not read: save it as DOCX"),
    (b"\x89PNG", "an image: no text layer"),
    (b"\xff\xd8\xff", "an image: no text layer"),
    (b"GIF8", "an image: no text layer"),
    (b"II*\x00", "an image: no text layer"),
    (b"MM\x00*", "an image: no text layer"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|article|p|h1|ul)[\s>/]", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def media_type_of(data: bytes) -> str:
    """The media type, decided by the bytes. Raises ReadError for what is empty, unsafe, truncated or not readable."""
    if not data.strip(b"\x00\t\n\r\x0c "):
        raise ReadError("empty file")
    for magic, reason in _REFUSED:
        if data.startswith(magic):
            raise ReadError(reason)
    head = data[:1024]
    if b"%PDF-" in head:
        if b"%%EOF" not in data[-2048:]:
            raise ReadError("truncated PDF: no %%EOF at its end")
        return "application/pdf"
    if data.startswith(b"PK"):
        return _office_type(data)
    if not _bom(data) and b"\x00" in head:
        raise ReadError("binary data of no known format")
    sample = data[:4096]
    if codec := _bom(data):
        sample = sample.decode(codec, errors="ignore").encode()
    return "text/html" if sample.lstrip().startswith(b"<") and _HTML.search(sample) else "text/plain"


def decode(data: bytes, *, html: bool = False) -> str:
    """Text of `data`: byte order mark, then UTF-8 if it is valid, then the declared charset, then a measured guess."""
    if codec := _bom(data):
        return data.decode(codec, errors="replace")
    try:
        return data.decode("utf-8")  # before the declaration: pages that declare something else and are UTF-8 abound
    except UnicodeDecodeError:
        declared = _META_CHARSET.search(data[:4096]) if html else None
    if declared:
        name = declared.group(1).decode("ascii", errors="ignore")
        try:
            # replace: a page that declares UTF-8 and has broken bytes must show them, not become another charset
            return data.decode(name, errors="replace")
        except LookupError:
            raise ReadError(f"unknown charset {name[:40]}") from None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise ReadError("unknown charset")
    return data.decode(best.encoding, errors="replace")


def _bom(data: bytes) -> str | None:
    return next((codec for bom, codec in _BOMS if data.startswith(bom)), None)


def _office_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError, struct.error) as error:
        raise ReadError(f"truncated or damaged zip archive: {error}") from error
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise ReadError(f"zip bomb: {len(members)} members, {unpacked:,} bytes unpacked")
    if unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * packed:
        raise ReadError(f"zip bomb: unpacks to {unpacked // packed} times its size")
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "mimetype" in names:
        raise ReadError("OpenDocument is not read: save it as DOCX or XLSX")
    raise ReadError("a zip archive that is neither DOCX nor XLSX")
