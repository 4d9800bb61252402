"""What judging deadlines costs: a month's close and a history, and how the cost grows with areas and months.

    python -m benchmarks.risk

Made-up programmes, one process, one thread; prints CPU seconds as a table and asserts nothing. The month's close is timed in
a fresh process, import included.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from datetime import date
from typing import Any

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
COMMITMENTS, AREAS, MONTHS, LEADS = 10, 63, 36, 6
CLOSE = "from benchmarks.risk import close; close()"


def made(commitments: int, areas: int, months: int, deadline: date) -> tuple[list[Any], list[Any]]:
    """Commitments of every area and a figure a month for each, shares of a thousand units."""
    import numpy as np

    from pipeline.risk.months import month_end, month_number
    from pipeline.risk.rows import CommitmentRow, EvidenceRow

    rng = np.random.default_rng(1)
    first = month_number("2023-01")
    stated, told = [], []
    for c in range(commitments):
        odds = rng.normal(-3, 0.7, (areas, 1)) + np.cumsum(
            np.maximum(rng.normal(0.1, 0.12, (areas, months)), 0), axis=1
        )
        shares = np.round(1000 / (1 + np.exp(-odds))) / 1000
        for a in range(areas):
            area, name = f"VN63-{a:02d}", f"made_{c}"
            stated.append(
                CommitmentRow(
                    name, area, "civil_status.share", 100.0, 1.0, "at_least", "percent", deadline, "by",
                    date(2023, 1, 1), "target", True, 1000.0,
                )
            )  # fmt: skip
            for m in range(months):
                day = month_end(first + m)
                told.append(
                    EvidenceRow(
                        name, area, f"{c}-{a}-{m}", "civil_status.share", day, day, 1, float(shares[a, m]),
                        denominator=1000.0, denominator_version="made",
                    )
                )  # fmt: skip
    return stated, told


def months_of(n: int) -> list[str]:
    from pipeline.risk.months import month_end, month_number

    return [month_end(month_number("2023-01") + m).strftime("%Y-%m") for m in range(n)]


def timed(commitments: int, areas: int, months: int, judged: list[str]) -> float:
    """CPU seconds to judge these months, the making of the data left out."""
    from pipeline.risk.indicators import deadline_risks
    from pipeline.risk.months import month_end, month_number

    deadline = month_end(month_number("2023-01") + months - 1 + LEADS)
    stated, told = made(commitments, areas, months, deadline)
    started = time.process_time()
    rows = deadline_risks(stated, told, judged)
    assert len(rows) == commitments * areas * len(judged)
    return time.process_time() - started


def close() -> None:
    """The newest month of 36, six leads ahead of the deadline."""
    timed(COMMITMENTS, AREAS, MONTHS, months_of(MONTHS)[-1:])


def main() -> None:
    environment = {**os.environ, **ONE_THREAD}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", CLOSE], env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"month's close, {COMMITMENTS} commitments x {AREAS} areas, {LEADS} leads, import included: {cpu:6.1f} s CPU")
    history = timed(COMMITMENTS, AREAS, MONTHS, months_of(MONTHS))
    print(f"history of {MONTHS} months, the same:                                   {history:6.1f} s CPU")
    print("one commitment, newest month of 36, by areas:")
    for areas in (16, 32, 63, 126, 252):
        print(f"  {areas:4d} areas  {timed(1, areas, MONTHS, months_of(MONTHS)[-1:]):7.3f} s")
    print("one commitment, 63 areas, newest month, by months of history:")
    for months in (12, 24, 48, 96):
        print(f"  {months:4d} months {timed(1, AREAS, months, months_of(months)[-1:]):7.3f} s")


if __name__ == "__main__":
    main()
