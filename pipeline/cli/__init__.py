"""`tiendo`: run, backfill, publish, look, review, deposit, extract and score from the command line.

Holds words, options and exit codes: 0 done; 1 a report or check failed, said in one line each; 2 wrong usage. One module
for each kind of command. Keeps out: the work, which lies in the rooms below; Dagster is imported by the commands that
run something, and only there.
"""

from __future__ import annotations

import click

from pipeline.cli import backtest, deposits, files, page, publishers, review, risks, runs, state


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tiendo")
def cli() -> None:
    """Tiến độ: from monthly reports in prose to figures with their sentences, and deadlines with a probability."""


for command in (
    *(runs.demo, runs.run, runs.backfill, runs.publish),
    *(state.status, state.digest, state.dictionary, risks.risks, review.review),
    *(deposits.add, deposits.template),
    *(files.extract, backtest.backtest, page.ui, publishers.sources),
):
    cli.add_command(command)


def main() -> None:
    cli()
