"""How fetching fails: every failure knows the outcome it ends in.

Holds the exceptions of the room and the translation of library errors into them. Keeps out: statuses (client) and
deciding what a failure means for a month (collect).
"""

from __future__ import annotations

import http.client
import ssl

import urllib3

from pipeline.terms import Outcome

EXPLANATIONS: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (http.client.IncompleteRead, "refused", "truncated: the connection ended before the body did"),
    (urllib3.exceptions.DecodeError, "refused", "the body cannot be decompressed"),
    (ssl.SSLCertVerificationError, "source_down", "its certificate is not trusted"),
    (ssl.SSLError, "source_down", "no TLS connection"),
    (urllib3.exceptions.NameResolutionError, "source_down", "the name is not known"),
    (urllib3.exceptions.NewConnectionError, "source_down", "no connection"),
    (urllib3.exceptions.TimeoutError, "source_down", "no answer in time"),
    (urllib3.exceptions.ResponseError, "source_down", "too many failures"),
    (urllib3.exceptions.LocationValueError, "refused", "not a usable address"),
    (ValueError, "refused", "not a usable address"),
)


class FetchError(Exception):
    """A request that gave no usable body: one line of text, the outcome it stands for, the HTTP status if any."""

    def __init__(self, outcome: Outcome, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome
        self.status = status


class LayoutError(Exception):
    """A listing page that is not as declared; one line."""


class ArchiveError(Exception):
    """Kept bytes that are gone or do not match their name, or a ledger that cannot be read; one line."""


def explained(url: str, error: Exception) -> FetchError:
    """A library error in words that do not change from run to run (no object ids, no ports, no durations)."""
    causes = _causes(error)
    for kind, outcome, words in EXPLANATIONS:
        if any(isinstance(cause, kind) for cause in causes):
            return FetchError(outcome, f"{url}: {words}")
    return FetchError("source_down", f"{url}: the connection failed ({type(error).__name__})")


def _causes(error: BaseException) -> list[BaseException]:
    """The error and everything it wraps: reasons and arguments, outermost first."""
    found: list[BaseException] = [error]
    for known in found:
        for inner in (getattr(known, "reason", None), *known.args, known.__cause__):
            if isinstance(inner, BaseException) and inner not in found:
                found.append(inner)
    return found
