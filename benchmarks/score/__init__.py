"""How much of the labelled sets is found, and how much of what is found is right, beside a baseline.

The rooms in order: `measure` reads and extracts one document, `match` pairs what was said with the labels, `tally` adds up, `show` prints, `floors`
says what must hold. `baseline` is what plain regular expressions would find. Rules of scoring: the labelling guide, in `tests/labelled/README.md`.
"""
