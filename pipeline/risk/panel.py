"""A panel: what the areas of one commitment reported, month by month, as arrays.

Holds the arrays and their elementary readings: last reports, increments, paces, months between reports filled in.
Keeps out: how reports became shares (series) and every forecast (members).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

CLIP = 0.01  # log odds are taken of shares held in [CLIP, 1 - CLIP]
RECENT = 6  # increments of an area that say how it moves now
FIGURE_SD = 0.05  # a wider interval is a word
SCALE = 12  # increments of an area that say how much a panel moves


@dataclass(frozen=True, slots=True)
class Panel:
    """Areas x months up to the as-known month; NaN where nothing was reported. Shares 0..1 and their sd.

    `prior_slope` is the logit pace of a closed segment (0 if none); `size` the number of units a share is a share of
    (NaN if unknown). The last column is the origin of forecasts.
    """

    values: Floats
    sd: Floats
    prior_slope: Floats
    size: Floats

    @property
    def n_areas(self) -> int:
        return int(self.values.shape[0])

    def only(self, areas: Ints) -> Panel:
        """These areas, in this order."""
        return Panel(self.values[areas], self.sd[areas], self.prior_slope[areas], self.size[areas])

    @property
    def figures(self) -> Floats:
        """The values without status words: a word informs the level of a filter, never the size of a step."""
        return np.where(self.sd > FIGURE_SD, np.nan, self.values)

    @property
    def first_column(self) -> Ints:
        """Column of each area's first report (0 where there is none)."""
        return np.argmax(~np.isnan(self.values), axis=1)

    @property
    def last_column(self) -> int:
        return int(self.values.shape[1]) - 1

    @property
    def silence(self) -> Ints:
        """Months from each area's last report to the origin; one more than there are months where there is none."""
        return self.last_column - last_seen(self.values)


def logit(share: Floats | float) -> Floats:
    """Log odds with the share held in [.01, .99]."""
    held = np.clip(np.asarray(share, dtype=np.float64), CLIP, 1 - CLIP)
    return np.log(held / (1 - held))


def expit(z: Floats) -> Floats:
    """Share of log odds."""
    share: Floats = 1 / (1 + np.exp(-z))
    return share


def last_seen(values: Floats) -> Ints:
    """Column of each area's last report; -1 where there is none."""
    seen = ~np.isnan(values)
    last = values.shape[1] - 1 - np.argmax(seen[:, ::-1], axis=1)
    return np.where(seen.any(axis=1), last, -1)


def last_value(values: Floats) -> Floats:
    """Each area's last reported value; NaN where there is none."""
    last = last_seen(values)
    return np.where(last >= 0, values[np.arange(len(values)), np.maximum(last, 0)], np.nan)


def between_reports(values: Floats) -> Floats:
    """Months between two reports get their share of the difference; NaN before the first report and after the last."""
    filled = np.full_like(values, np.nan)
    for i, row in enumerate(values):
        seen = np.flatnonzero(~np.isnan(row))
        if seen.size:
            months = np.arange(seen[0], seen[-1] + 1)
            filled[i, months] = np.interp(months, seen, row[seen])
    return filled


def increments_of(row: Floats, keep: int) -> Floats:
    """Differences between consecutive reports of one area per month, once a month spanned, the last `keep`."""
    seen = np.flatnonzero(~np.isnan(row))
    if seen.size < 2:
        return np.empty(0)
    apart = np.diff(seen)
    return np.repeat(np.diff(row[seen]) / apart, apart)[-keep:]


def increments(values: Floats, keep: int) -> list[Floats]:
    """`increments_of` for every area."""
    return [increments_of(row, keep) for row in values]


def pooled(rows: list[Floats]) -> Floats:
    """The increments of all areas in one row (empty when no area has two reports)."""
    return np.concatenate(rows) if rows else np.empty(0)


def paces(values: Floats, months: int = 3) -> Floats:
    """Change a month since the nearest report at least `months` before the last, else the oldest; NaN with one report."""
    found = np.full(values.shape[0], np.nan)
    for i, row in enumerate(values):
        seen = np.flatnonzero(~np.isnan(row))
        if seen.size > 1:
            far = seen[seen <= seen[-1] - months]
            start = far[-1] if far.size else seen[0]
            found[i] = (row[seen[-1]] - row[start]) / (seen[-1] - start)
    return found
