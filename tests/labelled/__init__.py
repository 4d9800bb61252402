"""Our own labelled documents: what a careful analyst would take from each, and the checks of those labels."""
