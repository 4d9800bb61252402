"""Proof that a body is what was promised, before it is kept: its type, its end, and that it is the report at all.

Holds pure checks on bytes; each raises FetchError with outcome refused or login_required and one line. Keeps out: the
network, parsing for content (read) and any trust in names or headers beyond comparing them with the bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import lxml.etree
import lxml.html

from pipeline.fetch.errors import FetchError
from pipeline.sources.rules import compiled

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
SUFFIXES = {HTML: ".html", PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx", TEXT: ".txt"}
NAMES = {HTML: "HTML", PDF: "PDF", DOCX: "DOCX", XLSX: "XLSX", TEXT: "plain text"}
BY_SUFFIX = {suffix: media_type for media_type, suffix in SUFFIXES.items()} | {".htm": HTML}
TAIL = 2048
NOT_FOUND = re.compile(
    r"\b404\b|not found|no longer (?:available|exists)|không tìm thấy|không tồn tại|đã bị (?:xóa|gỡ)", re.IGNORECASE
)
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def sniff(data: bytes) -> str | None:
    """The media type the bytes themselves show: HTML, PDF, DOCX, XLSX, plain text, or None."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _office_type(data)
    if MARKUP.search(data[:TAIL]):
        return HTML
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return TEXT if b"\0" not in data else None


def _office_type(data: bytes) -> str | None:
    """What a zip holds, by the name of its main part; found even where its directory is cut off."""
    if b"word/document.xml" in data:
        return DOCX
    return XLSX if b"xl/workbook.xml" in data else None


def prove(url: str, data: bytes, promised: str | None) -> str:
    """The media type of a whole body. Refuses an empty, foreign or truncated one; `promised` is the Content-Type."""
    if not data:
        raise FetchError("refused", f"{url}: empty body", 200)
    found = sniff(data)
    if found is None:
        raise FetchError("refused", f"{url}: neither HTML, PDF, DOCX, XLSX nor text", 200)
    expected = BY_SUFFIX.get(_suffix(url)) or (promised or "").split(";")[0].strip().lower()
    if expected in NAMES and expected != found:
        raise FetchError("refused", f"{url}: {NAMES[found]} where {NAMES[expected]} was promised", 200)
    if not _is_whole(found, data):
        raise FetchError("refused", f"{url}: truncated {NAMES[found]}", 200)
    return found


def _is_whole(media_type: str, data: bytes) -> bool:
    if media_type == PDF:
        return b"%%EOF" in data[-TAIL:]
    if media_type == HTML:
        return b"</html" in data[-TAIL:].lower()
    if media_type in (DOCX, XLSX):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as container:
                return "[Content_Types].xml" in container.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
    return True


def page_of(url: str, data: bytes) -> lxml.html.HtmlElement:
    """An HTML page as a tree; UTF-8 unless the bytes are not, then what the page says of itself."""
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    try:
        return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding=encoding))
    except (lxml.etree.LxmlError, ValueError) as error:
        raise FetchError("refused", f"{url}: not a page ({error})", 200) from None


def clean(text: str) -> str:
    """NFC, with every run of white space as one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def prove_report_page(url: str, data: bytes, title: str, proof_pattern: str | None) -> None:
    """Positive proof that a page with status 200 is the page listed: not a "not found", a log-in or a firewall.

    The visible text must match `proof_pattern` or, where none is declared, hold most words of the title listed.
    """
    page = page_of(url, data)
    for element in page.xpath("//script | //style | //noscript"):
        element.drop_tree()
    text = clean(page.text_content())
    words = {word for word in re.findall(r"\w+", clean(title).casefold()) if len(word) > 1}
    present = words & set(re.findall(r"\w+", text.casefold()))
    if compiled(proof_pattern).search(text) if proof_pattern else words and len(present) >= 0.6 * len(words):
        return
    if page.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"):
        raise FetchError("login_required", f"{url}: a log-in page where the report was listed", 200)
    headings = " ".join(clean(element.text_content()) for element in page.xpath("//title | //h1 | //h2"))
    what = "a 'not found' page" if NOT_FOUND.search(headings) else "a page that does not show the report listed"
    raise FetchError("refused", f"{url}: {what}, with status 200", 200)


def _suffix(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).suffix.lower()


def file_name(url: str, media_type: str) -> str:
    """A base name for people: the last part of the URL, plain characters only, with the suffix the bytes deserve."""
    name = re.sub(r"[^\w.-]+", "_", unquote(PurePosixPath(urlsplit(url).path).name)).strip("._")[-100:] or "report"
    suffix = PurePosixPath(name).suffix.lower()
    return name if BY_SUFFIX.get(suffix) == media_type else name + SUFFIXES[media_type]
