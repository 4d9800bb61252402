"""An order that a document tells twice stands once, in its fuller form.

Holds when two tellings are one. Keeps out: reading them (instructions).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.terms import Instruction
from pipeline.vietnamese.text import fold

# How a deed is to be done, before it: no part of which deed it is.
_HASTE = re.compile(
    r"^(?:(?:sớm|khẩn trương|gấp rút|tích cực|tập trung|chủ động|quyết liệt|nghiêm túc|ưu tiên|tiếp tục|nhanh chóng|kịp thời|phải|cần|"
    r"ngay|urgently|promptly|to)(?!\w) ?)+"
)
_WORDS = re.compile(r"\w+")


def once(told: Sequence[Instruction]) -> tuple[Instruction, ...]:
    """The tellings of one document without repeats; an issuer that only the shorter one names is kept as carried."""
    kept: list[Instruction] = []
    for one in told:
        same = next((i for i, other in enumerate(kept) if _same(one, other)), None)
        if same is None:
            kept.append(one)
            continue
        other = kept[same]
        fuller, shorter = (one, other) if len(one.task) > len(other.task) else (other, one)
        if fuller.issuer is None and shorter.issuer is not None:
            fuller = replace(fuller, issuer=shorter.issuer, issuer_carried=True)
        kept[same] = replace(fuller, issued_on=fuller.issued_on or shorter.issued_on)
    return tuple(kept)


def _same(one: Instruction, other: Instruction) -> bool:
    """The same issuer as far as both are named, the same addressees, the same family, and a task that holds the other."""
    if one.evidence.char_start < other.evidence.char_end and other.evidence.char_start < one.evidence.char_end:
        return False  # two clauses of one sentence, two items of one list
    if one.issuer and other.issuer and not _holds(one.issuer, other.issuer):
        return False
    if one.deadline and other.deadline and one.deadline != other.deadline:
        return False
    if one.family and other.family and one.family != other.family:
        return False
    return _told_alike(one, other) and _holds(_HASTE.sub("", fold(one.task)), _HASTE.sub("", fold(other.task)))


def _told_alike(one: Instruction, other: Instruction) -> bool:
    if one.addressee_kind != other.addressee_kind:
        return False
    if one.addressee_kind == "body":
        return fold(one.addressee) == fold(other.addressee)
    return (one.addressee_count, one.addressee_areas) == (other.addressee_count, other.addressee_areas)


def _holds(one: str, other: str) -> bool:
    """Whether the words of the one stand in the other, side by side."""
    short, long = sorted((f" {' '.join(_WORDS.findall(fold(text)))} " for text in (one, other)), key=len)
    return short in long
