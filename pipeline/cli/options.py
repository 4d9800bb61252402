"""What several commands take: months, days, the date a run pretends to happen on.

Holds the types of options and the choice of today. Keeps out: every command.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from pipeline import paths


class Month(click.ParamType):
    """YYYY-MM."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return datetime.strptime(str(value), "%Y-%m").strftime("%Y-%m")
        except ValueError:
            self.fail(f"{value!r} is not a month such as 2024-10", param, ctx)


class Day(click.ParamType):
    """YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2024-11-05", param, ctx)


def today_or(day: date | None) -> date:
    text = paths.today_from_environment()
    return day or (
        date.fromisoformat(text) if text else datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    )
