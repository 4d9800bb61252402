"""Tiến độ: monthly reports in prose become figures with their sentences, and deadlines get a probability.

The rooms, top to bottom (imports go down only; rooms on one line never see each other):

    cli
    definitions
    assets                               the only rooms that know Dagster
    publish | sample
    fetch | read | extract | risk
    sources | schemas | vietnamese
    reference | storage
    terms | paths
"""
