"""Writes data/sample and the expected observations beside the tests, from declarations and one seed.

Run by hand (`python -m pipeline.sample.generate`) when the sample changes; equal inputs give equal bytes. Holds the
declarations' reader, the made-up series and one writer per format. Keeps out: the pipeline itself, which must read
these files as it reads anybody's. Needs the `dev` extra (reportlab).
"""
