"""`python -m pipeline.cli`: the same as `tiendo`."""

from pipeline.cli import main

main()
