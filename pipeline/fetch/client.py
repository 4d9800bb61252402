"""One polite HTTP session: it says who it is, waits its turn, and takes no more than was declared.

Holds identity, time-outs, retries with back-off, the allow-list of hosts over every redirect, robots.txt, the gap and
the single request at a time per host, size and time limits, and conditional requests. Keeps out: what a body means
(proof), where it is kept (archive), and any publisher.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3
from urllib3.util.retry import Retry

from pipeline.fetch.errors import FetchError, explained
from pipeline.fetch.wire import PrivateAddress, TooSlow, Watch, WatchedAdapter
from pipeline.sources.registry import Source

AGENT = "tiendo"
RETRIED = (429, 500, 502, 503, 504)
MOVED = (301, 302, 303, 307, 308)
LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\]):\d+")
LOGIN = re.compile(r"(?:^|[/?&=._-])(?:log-?in|sign-?in|dang-?nhap|sso|oauth2?)(?:$|[/?&=._-])", re.IGNORECASE)
KEPT_HEADERS = ("content-type", "content-length", "content-encoding", "etag", "last-modified", "date")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request: seconds, bytes (decoded) and tries; without a Retry-After, a minute in all."""

    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    response_seconds: float = 60.0
    max_bytes: int = 64 * 1024 * 1024
    retries: int = 2
    backoff_factor: float = 1.0
    retry_after_seconds: int = 60
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Response:
    """A complete answer: 200 with a body, or 304 without one. `url` is where the redirects ended."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str]  # KEPT_HEADERS only, names in lower case

    @property
    def not_modified(self) -> bool:
        return self.status == 304


@dataclass(slots=True)
class Counts:
    """What went over the wire; retries made below count as one request."""

    requests: int = 0
    bodies: int = 0
    not_modified: int = 0


@dataclass(slots=True)
class _Host:
    """What is remembered of a host during a run."""

    free_at: float = 0.0
    robots: RobotFileParser | None = None


class Client:
    """One session for all sources of a run; use it as a context manager.

    `connect_to` maps a host to 'http://127.0.0.1:PORT' (curl's --connect-to): URLs keep their name, the connection is
    plain HTTP to the loopback; only for sources that declare allow_private. `contact` (default: TIENDO_CONTACT) is put
    into the User-Agent, so that a publisher knows whom to write to.
    """

    def __init__(
        self, connect_to: Mapping[str, str] | None = None, *, limits: Limits | None = None, contact: str | None = None
    ) -> None:
        self.limits = limits or Limits()
        self.counts = Counts()
        self._connect_to = dict(connect_to or {})
        for host, target in self._connect_to.items():
            if not LOOPBACK.fullmatch(target):
                raise ValueError(f"connect_to {host}: {target} is not http://127.0.0.1:PORT")
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._watch = Watch(self.limits.response_seconds)
        self._turn = threading.Lock()
        self._session = self._new_session(contact or os.environ.get("TIENDO_CONTACT") or "")

    def _new_session(self, contact: str) -> requests.Session:
        limits = self.limits
        retry = Retry(
            total=limits.retries,
            redirect=0,
            other=0,
            status_forcelist=RETRIED,
            allowed_methods={"GET"},
            backoff_factor=limits.backoff_factor,
            backoff_jitter=limits.backoff_factor / 2,
            backoff_max=limits.retry_after_seconds,
            retry_after_max=limits.retry_after_seconds,
            raise_on_status=False,
        )
        session = requests.Session()
        session.trust_env = False  # no .netrc credentials, no proxy that would hide the address reached
        if not re.fullmatch(r"[!-'*-~]*", contact):
            raise ValueError("contact (TIENDO_CONTACT) must be a plain address, without blanks or parentheses")
        session.headers["User-Agent"] = f"{AGENT}/{version(AGENT)}" + (f" (+{contact})" if contact else "")
        session.headers["Accept-Language"] = "vi, en;q=0.8"
        session.mount("https://", WatchedAdapter(self._watch, retry, public_only=True))
        self._private = WatchedAdapter(self._watch, retry, public_only=False)
        for target in self._connect_to.values():
            session.mount(target, self._private)
        return session

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def get(self, source: Source, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """The body of a URL of the source, or status 304 when the validators still hold.

        Raises FetchError with the outcome: refused (host, address, size, redirects), login_required, source_down,
        not_published (404, 410), not_collected (robots.txt, any other status).
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        return self._judged(self._followed(source, url, headers, ask_robots=True), conditional=bool(headers))

    def _followed(self, source: Source, url: str, headers: dict[str, str], *, ask_robots: bool) -> Response:
        """The answer at the end of the redirects, every one of them allowed."""
        for _ in range(self.limits.redirects + 1):
            self._check_allowed(source, url)
            if ask_robots:
                self._check_robots(source, url)
            response, moved_to = self._send(source, url, headers)
            if moved_to is None:
                return response
            url = self._redirected(source, url, moved_to)
        raise FetchError("refused", f"{url}: more than {self.limits.redirects} redirects")

    def _check_allowed(self, source: Source, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise FetchError("refused", f"{url}: not https")
        if parts.username is not None:
            raise FetchError("refused", f"{url}: an address with a user name")
        if parts.hostname not in source.hosts:
            raise FetchError("refused", f"{url}: host {parts.hostname} is not declared for {source.name}")

    def _redirected(self, source: Source, url: str, location: str) -> str:
        try:
            target = urljoin(url, location)
        except ValueError:
            raise FetchError("refused", f"{url}: sent on to what is not an address") from None
        if LOGIN.search(urlsplit(target).path) and not LOGIN.search(urlsplit(url).path):
            raise FetchError("login_required", f"{url}: sent on to a login page")
        if urlsplit(target).hostname not in source.hosts or urlsplit(target).scheme != "https":
            raise FetchError("refused", f"{url}: sent on to {target}, which is not declared for {source.name}")
        return target

    def _check_robots(self, source: Source, url: str) -> None:
        """Live publishers are asked first what they allow; once a run and host."""
        if source.home != "live":
            return
        parts = urlsplit(url)
        host = self._hosts[parts.netloc]
        if host.robots is None:
            host.robots = self._robots(source, urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        if not host.robots.can_fetch(AGENT, url):
            raise FetchError("not_collected", f"{url}: robots.txt does not allow it")

    def _robots(self, source: Source, url: str) -> RobotFileParser:
        rules = RobotFileParser(url)
        response = self._followed(source, url, {}, ask_robots=False)
        if response.status == 200:
            rules.parse(response.body.decode("utf-8", "replace").splitlines())
        elif response.status == 429 or response.status >= 500:
            raise FetchError("source_down", f"{url}: answers {response.status}", response.status)
        else:
            rules.parse([])  # none there: everything is allowed (RFC 9309)
        return rules

    def _send(self, source: Source, url: str, headers: dict[str, str]) -> tuple[Response, str | None]:
        """One request in the host's turn. Returns the answer and, for a redirect, where it leads."""
        host = self._hosts[urlsplit(url).netloc]
        with self._turn:
            delay = host.robots.crawl_delay(AGENT) if host.robots else None
            time.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                return self._sent(source, url, headers)
            except PrivateAddress as error:
                raise FetchError("refused", f"{url}: {error}") from None
            except TooSlow:
                limit = self.limits.response_seconds
                raise FetchError("source_down", f"{url}: not complete after {limit:g} s") from None
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                raise explained(url, error) from None
            finally:
                self._watch.stop()
                host.free_at = time.monotonic() + max(source.gap_seconds, min(float(delay or 0), 60.0))

    def _sent(self, source: Source, url: str, headers: dict[str, str]) -> tuple[Response, str | None]:
        wire_url, extra = self._wire(source, url)
        prepared = self._session.prepare_request(requests.Request("GET", wire_url, headers={**headers, **extra}))
        timeout = (self.limits.connect_seconds, self.limits.read_seconds)
        self.counts.requests += 1
        adapter = self._session.get_adapter(wire_url)
        with adapter.send(prepared, stream=True, timeout=timeout, verify=True) as answer:
            kept = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
            status = answer.status_code
            if status in MOVED and "location" in answer.headers:
                return Response(url, status, b"", kept), answer.headers["location"]
            body = self._body(url, answer) if status in (200, 304) else b""
        self.counts.bodies += status == 200
        self.counts.not_modified += status == 304
        return Response(url, status, body, kept), None

    def _wire(self, source: Source, url: str) -> tuple[str, dict[str, str]]:
        """Where the request really goes, and the Host it must name."""
        parts = urlsplit(url)
        target = self._connect_to.get(parts.hostname or "") if source.allow_private else None
        if target is not None:
            return target + urlunsplit(("", "", parts.path or "/", parts.query, "")), {"Host": parts.netloc}
        if source.allow_private:
            self._session.mount(f"https://{parts.netloc}/", self._private)
        return url, {}

    def _body(self, url: str, answer: requests.Response) -> bytes:
        """The decoded body, read piece by piece; cut off beyond the size or the time allowed."""
        limit = self.limits.max_bytes
        chunks, size = [], 0
        try:
            for chunk in answer.raw.stream(65536, decode_content=True):
                size += len(chunk)
                if size > limit:
                    raise FetchError("refused", f"{url}: larger than {limit} bytes", 200)
                chunks.append(chunk)
        except urllib3.exceptions.HTTPError:
            if self._watch.fired:
                raise TooSlow from None
            raise
        if self._watch.fired:
            raise TooSlow
        return b"".join(chunks)

    def _judged(self, response: Response, *, conditional: bool) -> Response:
        status, url = response.status, response.url
        if status == 200 or (status == 304 and conditional):
            return response
        if status in (401, 403, 407):
            raise FetchError("login_required", f"{url}: answers {status}", status)
        if status in (404, 410):
            raise FetchError("not_published", f"{url}: answers {status}", status)
        if status == 429 or status >= 500:
            raise FetchError("source_down", f"{url}: answers {status} after {self.limits.retries} retries", status)
        raise FetchError("not_collected", f"{url}: answers {status}", status)
