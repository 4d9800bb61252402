"""The sample portal over HTTP: a threading server on a free port of 127.0.0.1, for as long as a `with` block lasts.

Holds `serve` and the request handler (GET and HEAD, ETag, Last-Modified, 304, 404). Keeps out: what is served
(site) and the disk, which is read once before the server starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from pipeline.sample.frame import BASE_URL, page
from pipeline.sample.site import MEDIA_TYPES, Resource, build_site

HOST = urlsplit(BASE_URL).hostname or ""


class Handler(BaseHTTPRequestHandler):
    """Answers from the mapping it was made with; nothing else exists."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # small bodies would otherwise wait 40 ms each
    server_version = "sample"
    sys_version = ""
    site: Mapping[str, Resource] = {}

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the client's side keeps the record of what was fetched."""

    def _answer(self, *, with_body: bool) -> None:
        resource = self.site.get(self.path)
        if resource is None:
            main = "<h1>Không tìm thấy trang</h1>"
            self._send(HTTPStatus.NOT_FOUND, page("Không tìm thấy", main).encode(), {}, with_body)
            return
        headers = {
            "ETag": resource.etag,
            "Last-Modified": resource.last_modified,
            "Cache-Control": "no-cache",
            "Content-Type": resource.media_type,
        }
        if self._unchanged(resource):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            for name in ("ETag", "Last-Modified", "Cache-Control"):
                self.send_header(name, headers[name])
            self.end_headers()
            return
        self._send(HTTPStatus.OK, resource.body, headers, with_body)

    def _unchanged(self, resource: Resource) -> bool:
        """Whether the client's copy is the current one; an ETag, when sent, decides alone (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return "*" in known or resource.etag in known
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return parsedate_to_datetime(resource.last_modified) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):  # an unreadable date is as good as none
            return False

    def _send(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str], with_body: bool) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": MEDIA_TYPES[".html"], **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


@contextmanager
def serve(folder: Path) -> Iterator[dict[str, str]]:
    """Serve `folder` (with its manifest.json) on loopback; yields {host of the sample: 'http://127.0.0.1:PORT'}.

    Raises what reading the manifest and its files raises (OSError, KeyError, ValueError), before anything listens.
    """
    handler = type("SampleHandler", (Handler,), {"site": build_site(folder)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="sample-portal", daemon=True)
    thread.start()
    try:
        yield {HOST: f"http://127.0.0.1:{server.server_address[1]}"}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
