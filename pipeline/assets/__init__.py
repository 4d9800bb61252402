"""The only rooms that know Dagster: what is materialised, in which order, and what may stop it.

Holds assets, checks, the job, its schedule and the way the command line runs it. Keeps out: how a page is fetched,
read, extracted, scored or published; each asset calls one room below and records what came of it.
"""
