"""The only rooms that know Dagster: what is materialised, in which order, and what may stop it.

Holds assets, checks, the job, its schedule and the way the command line runs it. Keeps out: how a page is fetched,
read, extracted, scored or published; each asset calls one room below and records what came of it.
"""

import warnings

from dagster import BetaWarning

# `backfill_policy` is beta in Dagster 1.13, chosen knowingly; every start would otherwise begin with that notice.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=BetaWarning)
