"""The transport below the session: connections that look at the address they reached and can be cut by a clock.

Holds the requests adapter, the connection classes of urllib3 and the stop-watch over one response. Keeps out: URLs,
redirects, statuses and everything a publisher declares (client).
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import HTTPResponse
from urllib3.util.retry import Retry


class PrivateAddress(Exception):
    """The name led to an address that is not public. Not an OSError, so that it is never tried again."""


class TooSlow(Exception):
    """The response was not complete in time. Not an OSError, so that it is never tried again."""


class Watch:
    """A limit in seconds on one response, headers and body: a server that drips cannot hold the run.

    A read time-out starts anew with every byte; this one does not. When it fires, the socket is shut and the reader
    wakes up with an error or an early end, so `fired` is to be asked after reading.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer: threading.Timer | None = None
        self.fired = False

    def start(self, sock: socket.socket) -> None:
        self.stop()
        self.fired = False
        self._timer = threading.Timer(self._seconds, self._fire, (sock,))
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _fire(self, sock: socket.socket) -> None:
        self.fired = True
        with contextlib.suppress(OSError):  # the peer may have closed it in the same moment
            sock.shutdown(socket.SHUT_RDWR)


class WatchedAdapter(HTTPAdapter):
    """requests' adapter on watched connections; with `public_only` they refuse every address that is not public.

    The address is looked at on the connected socket, before TLS and before a byte is sent, so a name that resolves
    differently a moment later gains nothing.
    """

    def __init__(self, watch: Watch, retries: Retry, *, public_only: bool) -> None:
        self._watch = watch
        self._public_only = public_only
        super().__init__(max_retries=retries, pool_connections=16, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        watch, public_only = self._watch, self._public_only

        class Watched(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                sock = super()._new_conn()
                if public_only:
                    _refuse_private(sock, self.host)
                return sock

            def getresponse(self) -> HTTPResponse:  # type: ignore[override]
                watch.start(self.sock)
                try:
                    return super().getresponse()
                except Exception:
                    if watch.fired:
                        raise TooSlow from None
                    raise

        class WatchedTLS(Watched, HTTPSConnection):
            pass

        class Pool(HTTPConnectionPool):
            ConnectionCls = Watched

        class PoolTLS(HTTPSConnectionPool):
            ConnectionCls = WatchedTLS

        self.poolmanager.pool_classes_by_scheme = {"http": Pool, "https": PoolTLS}


def _refuse_private(sock: socket.socket, host: str) -> None:
    address = sock.getpeername()[0]
    if not is_public(address):
        sock.close()
        raise PrivateAddress(f"{host} leads to {address}, which is not a public address")


def is_public(address: str) -> bool:
    """Whether an IP address is reachable on the public Internet (an IPv4 address inside IPv6 is judged as itself)."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return parsed.is_global and not parsed.is_multicast
