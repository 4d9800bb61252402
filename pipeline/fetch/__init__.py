"""Find and keep: from a declared list of reports to bytes named by their sha256, with an outcome for every month.

Holds the polite HTTP client, the proofs that a body is what was promised, the reading of listing pages, the archive
(the only writer of raw/) and the collection that joins them. Keeps out: what a report says, the lake, and any
knowledge of which publisher it talks to: that is declared (sources).
"""
