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
import zlib
from dataclasses import dataclass

from pipeline.read import doc_container
from pipeline.read.document import ReadError
from pipeline.read.encodings import Encoding, convert, restored
from pipeline.read.encodings_markup import restored_markup
from pipeline.read.encodings_tables import CP1252

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
MHTML = "multipart/related"
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all members together
MAX_RATIO = 150  # unpacked / packed; XML of real reports packs 10 to 40 times
RATIO_MATTERS_FROM = 8 * 1024 * 1024  # small archives of blank cells pack well without being a bomb
MAX_MEMBERS = 5_000

_REFUSED = (
    (b"{\\rtf", "RTF is not read: save it as DOCX"),
    (b"GIF8", "a GIF image: no text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x00\x01\x00\x00Standard Jet", "an Access database"),
)
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
# Office files as one XML: the names of their outermost elements.
_ONE_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of 2003 is not read: save it as XLSX"),
    (b"schemas.microsoft.com/office/word/2003/wordml", "a Word XML document of 2003 is not read: save it as DOCX"),
    (b"schemas.microsoft.com/office/2006/xmlPackage", "a flat Office XML document is not read: save it as DOCX"),
)
_OTHER_ARCHIVES = {
    "mimetype": "OpenDocument is not read: save it as DOCX or XLSX",
    "xl/workbook.bin": "a binary workbook (XLSB) is not read: save it as XLSX",
    "ppt/presentation.xml": "a PowerPoint presentation is not read",
}
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|article|p|h1|ul)[\s>/]", re.IGNORECASE)
# Names that pages give to the encodings before Unicode, which Python has no codec for.
_DECLARED: dict[str, Encoding] = {
    "viscii": "VISCII",
    "csviscii": "VISCII",
    "x-viet-tcvn5712": "TCVN3",
    "x-viet-tcvn": "TCVN3",
    "tcvn": "TCVN3",
    "tcvn-5712": "TCVN3",
    "x-viet-vps": "VPS",
    "x-viet-vni": "VNI",
}
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "x-user-defined"})
_TO_WINDOWS_1252 = {ord(control): sign for sign, control in CP1252.items()}
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def media_type_of(data: bytes) -> str:
    """The media type, decided by the bytes. Raises ReadError for what is empty, unsafe, truncated or not readable."""
    if not data.strip(b"\x00\t\n\r\x0c "):
        raise ReadError("empty file")
    for magic, reason in _REFUSED:
        if data.startswith(magic):
            raise ReadError(reason)
    for magic, image in _IMAGES:
        if data.startswith(magic):
            return image
    if data.startswith(doc_container.MAGIC):
        return _old_office_type(data)
    head = data[:1024]
    if b"%PDF-" in head:
        if b"%%EOF" not in data[-2048:]:
            raise ReadError("truncated PDF: no %%EOF at its end")
        return "application/pdf"
    if data.startswith(b"PK"):
        return _office_type(data)
    if not (codec := _bom(data) or _unmarked_utf16(data)) and b"\x00" in head:
        raise ReadError("binary data of no known format")
    sample = data[:4096]
    if head.lstrip()[:13].lower() == b"mime-version:" and b"multipart/related" in sample.lower():
        return MHTML
    if head.lstrip().startswith(b"<"):
        for name, reason in _ONE_XML:
            if name in sample and not _HTML.search(sample):
                raise ReadError(reason)
    if codec:
        sample = sample.decode(codec, errors="ignore").encode()
    return "text/html" if sample.lstrip().startswith(b"<") and _HTML.search(sample) else "text/plain"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the Vietnamese encoding it was converted from (None: it was Unicode or Latin)."""

    text: str
    converted_from: Encoding | None = None


def decode(data: bytes, *, html: bool = False) -> str:
    """Text of `data`, with legacy Vietnamese encodings converted; see `decoded`."""
    return decoded(data, html=html).text


def decoded(data: bytes, *, html: bool = False) -> Decoded:
    """Text of `data`: byte order mark, then UTF-8 if it is valid, then the declared charset, then a measured guess.

    Whatever the charset, a text whose words become Vietnamese only through TCVN3, VNI and the like is converted.
    """
    text, declared = _decoded(data, html=html)
    found: list[Encoding] = []
    for _ in range(2):  # UTF-8 decoded twice may hide another encoding
        text, encoding = restored_markup(text) if html else restored(text)
        if encoding is None:
            break
        found.append(encoding)
    if not found and declared:
        return Decoded(convert(text, declared), declared)
    return Decoded(text, found[-1] if found else None)


def _decoded(data: bytes, *, html: bool) -> tuple[str, Encoding | None]:
    """Text of `data`, and the Vietnamese encoding that the page declares."""
    codec = _bom(data) or _unmarked_utf16(data)
    if codec:
        return data.decode(codec, errors="replace"), None
    try:
        return data.decode("utf-8"), None  # before the declaration: pages that declare something else abound
    except UnicodeDecodeError:
        declared = _META_CHARSET.search(data[:4096]) if html else None
    surface = _as_windows_1252(data)
    if declared:
        name = declared.group(1).decode("ascii", errors="ignore").lower()
        if name in _DECLARED:
            return data.decode("latin-1"), _DECLARED[name]
        if name in _LATIN:
            return surface, None
        try:
            # replace: a page that declares UTF-8 and has broken bytes must show them, not become another charset
            return data.decode(name, errors="replace"), None
        except LookupError:
            raise ReadError(f"unknown charset {name[:40]}") from None
    for text in (data.decode("latin-1"), surface):
        if (restored_markup(text) if html else restored(text))[1]:
            return text, None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise ReadError("unknown charset")
    return data.decode(best.encoding, errors="replace"), None


def _as_windows_1252(data: bytes) -> str:
    """As browsers do it: the five bytes that windows-1252 leaves out are control codes."""
    return data.decode("latin-1").translate(_TO_WINDOWS_1252)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, as old programs save it: every other byte of plain letters is zero."""
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) > 0 or max(even, odd) < 0.3 * len(head) / 2:
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _bom(data: bytes) -> str | None:
    return next((codec for bom, codec in _BOMS if data.startswith(bom)), None)


def _old_office_type(data: bytes) -> str:
    """DOC or XLS by the streams of the container. Raises ReadError for anything else, password protection included."""
    names = doc_container.stream_names(data)
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise ReadError("a password-protected Office file: save it without a password")
    if "WordDocument" in names:
        if doc_container.is_encrypted_word(data):
            raise ReadError("a password-protected DOC: save it without a password")
        return DOC
    if names & {"Workbook", "Book"}:
        return XLS
    if "PowerPoint Document" in names:
        raise ReadError("a PowerPoint presentation is not read")
    raise ReadError("an Office container of no known kind")


def _office_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            doctype = next((m.filename for m in members if _holds_doctype(archive, m)), None)
    except (ValueError, EOFError, OSError, RuntimeError, struct.error, *_DAMAGE) as error:
        raise ReadError(f"truncated or damaged zip archive: {error}") from error
    if doctype:
        raise ReadError(f"unsafe Office file: {doctype} declares a document type")
    names = {member.filename.lower() for member in members}
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    for name, reason in _OTHER_ARCHIVES.items():
        if name in names:
            raise ReadError(reason)
    raise ReadError("a zip archive that is neither DOCX nor XLSX")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """Refuse bombs by the sizes the directory declares; unpacking never goes beyond them."""
    if any(member.flag_bits & 1 for member in members):
        raise ReadError("a password-protected zip archive")
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise ReadError(f"zip bomb: {len(members)} members, {unpacked:,} bytes unpacked")
    if unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * packed:
        raise ReadError(f"zip bomb: unpacks to {unpacked // packed} times its size")


def _holds_doctype(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Does an XML member declare a document type? No Office program writes one; entity bombs need it."""
    if not member.filename.lower().endswith((".xml", ".rels")) or not member.file_size:
        return False
    with archive.open(member) as stream:
        return b"<!DOCTYPE" in stream.read(2048)
