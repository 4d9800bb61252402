"""A web page saved as one file (MHTML), often with the name of a DOC or XLS.

Holds finding the page among the parts. Keeps out: the page itself, which the HTML reader reads.
"""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from pipeline.read.document import ReadError

MOST_PARTS = 2_000


def page_of(data: bytes) -> bytes:
    """The bytes of the page: the largest HTML part, its charset declared as the part declares it."""
    message = message_from_bytes(data)
    parts = list(message.walk())
    if len(parts) > MOST_PARTS:
        raise ReadError(f"MHTML of {len(parts)} parts")
    pages = [page for part in parts if part.get_content_type() == "text/html" if (page := _bytes(part))]
    if not pages:
        raise ReadError("MHTML without a page")
    return max(pages, key=len)


def _bytes(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return b""
    charset = part.get_content_charset()
    if charset and b"charset" not in body[:4096].lower():
        return f'<meta charset="{charset}">'.encode("ascii", errors="ignore") + body
    return body
