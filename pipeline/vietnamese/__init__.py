"""How Vietnamese officials write: text folding, numbers, dates and places, found with exact offsets.

Holds grammars over one stretch of text (and their English counterparts, since digests are published in both). Every
function takes text and returns spans of that text. Keeps out: what a figure is about (extract), files, the clock.
"""
