"""How fetching fails: every failure knows the outcome it ends in.

Holds the exceptions of the room. Keeps out: deciding what a failure means for a month (collect).
"""

from __future__ import annotations

from pipeline.terms import Outcome


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
