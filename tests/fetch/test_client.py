"""The session takes no more than declared: hosts, addresses, bytes, seconds, turns."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pipeline.fetch import client as client_module
from pipeline.fetch.client import Client
from pipeline.fetch.errors import FetchError
from pipeline.fetch.wire import is_public
from pipeline.sources.registry import Source
from tests.fetch.conftest import QUICK
from tests.fetch.hostile import Publisher, body, declared, drip, page, status

URL = "https://portal.invalid/x"


def refusal(client: Client, source: Source, url: str = URL) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.get(source, url)
    assert "\n" not in str(caught.value)
    return caught.value


def live(**changes: Any) -> Source:
    """A live source on the loopback: what the registry forbids, made here to see what a live source is asked."""
    return declared(**changes).model_copy(update={"home": "live"})


def test_says_who_it_is_under_the_declared_name(portal: Publisher) -> None:
    portal.answers["/x?a=1"] = page("<html></html>")
    with Client(portal.connect_to, contact="mailto:desk@portal.invalid") as session:
        response = session.get(declared(), URL + "?a=1")
    assert (response.status, response.url) == (200, URL + "?a=1")
    ((_, headers),) = portal.asked
    assert headers["Host"] == "portal.invalid"
    assert headers["User-Agent"].startswith("tiendo/")
    assert headers["User-Agent"].endswith(" (+mailto:desk@portal.invalid)")


def test_contact_is_a_plain_address() -> None:
    with pytest.raises(ValueError, match="TIENDO_CONTACT"):
        Client(contact="văn phòng\r\nX-Other: 1")


def test_conditional_request(portal: Publisher, client: Client) -> None:
    portal.answers["/x"] = page("<html></html>")
    etag = client.get(declared(), URL).headers["etag"]
    again = client.get(declared(), URL, etag=etag, last_modified="Tue, 05 Nov 2024 00:00:00 GMT")
    assert again.not_modified
    assert again.body == b""
    assert portal.asked[1][1]["If-Modified-Since"] == "Tue, 05 Nov 2024 00:00:00 GMT"


def test_not_modified_without_a_condition_is_no_answer(portal: Publisher, client: Client) -> None:
    portal.answers["/x"] = status(304)
    assert refusal(client, declared()).outcome == "not_collected"


def test_redirect_within_the_hosts_is_followed(portal: Publisher, client: Client) -> None:
    portal.answers |= {"/x": status(301, Location="/y"), "/y": page("<html></html>")}
    assert client.get(declared(), URL).url == "https://portal.invalid/y"


@pytest.mark.parametrize(
    "url", ["https://other.invalid/x", "http://portal.invalid/x", "https://me@portal.invalid/x", "x"]
)
def test_only_declared_hosts_over_https(client: Client, portal: Publisher, url: str) -> None:
    assert refusal(client, declared(), url).outcome == "refused"
    assert portal.asked == []


def test_address_that_is_not_public_is_refused_before_a_byte_is_sent(client: Client, portal: Publisher) -> None:
    port = portal.connect_to["portal.invalid"].rsplit(":", 1)[1]
    source = declared(hosts=("portal.invalid", "127.0.0.1"), allow_private=False)
    error = refusal(client, source, f"https://127.0.0.1:{port}/x")
    assert error.outcome == "refused"
    assert "127.0.0.1, which is not a public address" in str(error)
    assert portal.asked == []


def test_connect_to_is_for_sources_that_allow_private_addresses(client: Client, portal: Publisher) -> None:
    portal.answers["/x"] = page("<html></html>")
    assert refusal(client, declared(allow_private=False)).outcome == "source_down"
    assert portal.asked == []


def test_connect_to_leads_to_the_loopback_only() -> None:
    with pytest.raises(ValueError, match=r"not http://127\.0\.0\.1:PORT"):
        Client({"portal.invalid": "http://192.0.2.1:80"})


def test_plain_server_behind_https_is_not_spoken_to(client: Client, portal: Publisher) -> None:
    port = portal.connect_to["portal.invalid"].rsplit(":", 1)[1]
    error = refusal(client, declared(hosts=("portal.invalid", "127.0.0.1")), f"https://127.0.0.1:{port}/x")
    assert (error.outcome, "TLS" in str(error)) == ("source_down", True)


def test_body_beyond_the_size_is_cut_off(portal: Publisher, client: Client) -> None:
    portal.answers["/x"] = body(b"x" * 200_001, "text/plain")
    assert "larger than 200000 bytes" in str(refusal(client, declared()))


def test_size_is_that_of_the_decoded_body(portal: Publisher, client: Client) -> None:
    bomb = gzip.compress(b"0" * 5_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n".encode()

    def answer(request: Any) -> None:
        request.wfile.write(head + bomb)

    portal.answers["/x"] = answer
    assert len(bomb) < 200_000
    assert "larger than" in str(refusal(client, declared()))


def test_broken_compression_is_refused(portal: Publisher, client: Client) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"
    portal.answers["/x"] = lambda request: request.wfile.write(head) and None
    assert "decompressed" in str(refusal(client, declared()))


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: ",
    ],
)
def test_dripping_server_is_left(portal: Publisher, client: Client, start: bytes) -> None:
    portal.answers["/x"] = drip(portal.stop, start)
    began = time.monotonic()
    error = refusal(client, declared())
    assert (error.outcome, "not complete after 0.3 s" in str(error)) == ("source_down", True)
    assert time.monotonic() - began < 2


def test_failure_is_tried_again_and_retry_after_is_capped(
    portal: Publisher, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", pauses.append)
    answers = iter([status(503, Retry_After="86400"), page("<html></html>")])
    portal.answers["/x"] = lambda request: next(answers)(request)
    assert client.get(declared(), URL).status == 200
    assert [pause for pause in pauses if pause] == [60]


def test_nobody_there(client: Client) -> None:
    with Client({"portal.invalid": "http://127.0.0.1:1"}, limits=QUICK) as session:
        error = refusal(session, declared())
    assert (error.outcome, str(error)) == ("source_down", f"{URL}: no connection")


def test_gap_between_requests_to_a_host(portal: Publisher, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(client_module, "time", SimpleNamespace(sleep=pauses.append, monotonic=lambda: 100.0))
    portal.answers["/x"] = page("<html></html>")
    client.get(declared(gap_seconds=7), URL)
    client.get(declared(gap_seconds=7), URL)
    assert pauses == [0, 7]


def test_one_request_at_a_time(portal: Publisher, client: Client) -> None:
    inside, most = [], []

    def answer(request: Any) -> None:
        inside.append(1)
        most.append(len(inside))
        portal.stop.wait(0.02)
        inside.pop()
        page("<html></html>")(request)

    portal.answers["/x"] = answer
    threads = [threading.Thread(target=client.get, args=(declared(), URL)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_robots_of_a_live_publisher_are_asked_once_and_kept_to(portal: Publisher, client: Client) -> None:
    portal.answers |= {
        "/x": page("<html></html>"),
        "/robots.txt": page("User-agent: *\nDisallow: /private", "text/plain"),
    }
    source = live()
    assert client.get(source, URL).status == 200
    error = refusal(client, source, "https://portal.invalid/private/1")
    assert (error.outcome, "robots.txt" in str(error)) == ("not_collected", True)
    assert portal.paths == ["/robots.txt", "/x"]


def test_robots_are_followed_where_they_moved(portal: Publisher, client: Client) -> None:
    portal.answers |= {"/x": page("<html></html>"), "/robots.txt": status(301, Location="/rules.txt")}
    portal.answers["/rules.txt"] = page("User-agent: tiendo\nDisallow: /x", "text/plain")
    assert refusal(client, live()).outcome == "not_collected"
    assert portal.paths == ["/robots.txt", "/rules.txt"]


def test_robots_that_do_not_exist_allow_and_robots_that_fail_do_not(portal: Publisher, client: Client) -> None:
    portal.answers["/x"] = page("<html></html>")
    portal.answers["/robots.txt"] = status(500)
    assert refusal(client, live()).outcome == "source_down"
    del portal.answers["/robots.txt"]
    assert client.get(live(), URL).status == 200


def test_sample_is_not_asked_for_robots(portal: Publisher, client: Client) -> None:
    portal.answers["/x"] = page("<html></html>")
    client.get(declared(), URL)
    assert portal.paths == ["/x"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("113.160.1.1", True),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:127.0.0.1", False),
        ("2405:4800::1", True),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_certificate_nobody_vouches_for_is_not_accepted(client: Client, tmp_path: Path) -> None:
    with tls_server(tmp_path) as port:
        error = refusal(client, declared(hosts=("portal.invalid", "127.0.0.1")), f"https://127.0.0.1:{port}/x")
    assert (error.outcome, "certificate is not trusted" in str(error)) == ("source_down", True)


@contextlib.contextmanager
def tls_server(folder: Path) -> Iterator[int]:
    """A TLS server on the loopback whose certificate, right in name and date, it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def shake_hands() -> None:
            with contextlib.suppress(OSError):  # the client leaves in the middle, and in the end the server closes
                while True:
                    connection, _ = listening.accept()
                    with contextlib.suppress(OSError), connection, context.wrap_socket(connection, server_side=True):
                        pass

        threading.Thread(target=shake_hands, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
