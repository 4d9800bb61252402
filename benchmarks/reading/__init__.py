"""How well each room of `read/` and `vietnamese/` reads, beside its best peer; one module a room, each with `rows()`.

Peers are imported where they are measured; a peer that is not installed is a row that says so.
"""
