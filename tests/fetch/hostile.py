"""A small publisher on the loopback that behaves as told: one answer per path, changed between two looks."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pipeline.sources.registry import Source

Answer = Callable[[BaseHTTPRequestHandler], None]
HTML_TYPE = "text/html; charset=utf-8"


def page(text: str, media_type: str = HTML_TYPE, validators: bool = True) -> Answer:
    """Answers 200 with the text, or 304 to whoever holds it already."""
    return body(text.encode(), media_type, validators)


def body(data: bytes, media_type: str, validators: bool = True) -> Answer:
    etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'

    def answer(request: BaseHTTPRequestHandler) -> None:
        if validators and request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.send_header("ETag", etag)
            request.end_headers()
            return
        request.send_response(200)
        request.send_header("Content-Type", media_type)
        request.send_header("Content-Length", str(len(data)))
        if validators:
            request.send_header("ETag", etag)
        request.end_headers()
        request.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def cut_off(data: bytes, media_type: str, missing: int) -> Answer:
    """Announces more bytes than it sends, then closes."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", media_type)
        request.send_header("Content-Length", str(len(data) + missing))
        request.end_headers()
        request.wfile.write(data)
        request.close_connection = True

    return answer


def drip(stop: threading.Event, start: bytes) -> Answer:
    """Sends `start` and then a blank every few milliseconds until the reader leaves or `stop` is set."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        request.close_connection = True
        with contextlib.suppress(OSError):
            while not stop.wait(0.02):
                request.wfile.write(b" ")
                request.wfile.flush()

    return answer


@dataclass
class Publisher:
    """The running server: what it answers by path (query included), and what it was asked."""

    connect_to: dict[str, str]
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextlib.contextmanager
def publisher() -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            running.asked.append((self.path, dict(self.headers)))
            running.answers.get(self.path, status(404))(self)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests read `asked` instead."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = Publisher({"portal.invalid": f"http://127.0.0.1:{server.server_address[1]}"})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()


def entry(number: int, month: str, published: str, updated: str | None = None) -> str:
    """One entry of the list, as the sample portal writes it; `month` as 10/2024, dates as 2024-11-05."""
    stamp = f' <time class="updated" datetime="{updated}">sửa</time>' if updated else ""
    return (
        f'<li class="report"><a href="/reports/{number}">Báo cáo tiến độ tháng {month}</a> '
        f'<time datetime="{published}">{published}</time>{stamp}</li>'
    )


def listing(*entries: str) -> str:
    return f'<html><body><ul class="reports">{"".join(entries)}</ul></body></html>'


def report(month: str, text: str = "Đã số hóa 10 sổ.") -> str:
    return f"<html><body><h1>Báo cáo tiến độ tháng {month}</h1><p>{text}</p></body></html>"


def declared(**changes: Any) -> Source:
    """A declaration of the hostile publisher; `listing` and `detail` are merged into its own."""
    rule = {
        "url": "https://portal.invalid/reports",
        "paging": {"url": "https://portal.invalid/reports?page={page}", "max_pages": 5},
        "item": "//ul[@class='reports']/li[@class='report']",
        "title_pattern": "báo cáo tiến độ",
        "month_pattern": r"tháng (?P<month>\d{1,2})/(?P<year>\d{4})",
        "date": {"xpath": ".//time[not(@class)]/@datetime", "format": "%Y-%m-%d"},
        "updated": {"xpath": ".//time[@class='updated']/@datetime", "format": "%Y-%m-%d"},
        "detail": {"attachment_pattern": r"/files/[^/]+\.(pdf|docx|xlsx)$", **changes.pop("detail", {})},
        **changes.pop("listing", {}),
    }
    values = {
        "name": "hostile",
        "publisher_vi": "Sở Thử nghiệm",
        "publisher_en": "Department of Trials",
        "base_url": "https://portal.invalid",
        "hosts": ("portal.invalid",),
        "home": "demo",
        "language": "vi",
        "number_format": "vi",
        "cadence": "monthly",
        "due_day": 10,
        "trust": "trusted",
        "text_origin": "original",
        "allow_private": True,
        "gap_seconds": 0,
        "listing": rule,
    }
    return Source.model_validate({**values, **changes})
