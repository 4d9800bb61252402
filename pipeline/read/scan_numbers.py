"""Which digits of a scan are believed: every number is read at least twice.

Holds the readings of a number (engine with the digit model, engine with the Vietnamese model, shapes of the page) and
the vote. Two readings that agree confirm a number; otherwise it keeps the likeliest reading with a confidence that
sends it to review. Nothing is corrected that no reading says. Keeps out: where numbers stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.read.scan_engine import Engine
from pipeline.read.scan_format import PageFormat
from pipeline.read.scan_glyphs import Glyph, Shapes, digit_height
from pipeline.read.scan_page import CONFIRMED, SURE, UNCONFIRMED
from pipeline.read.scan_words import Crop, Parts, Pending, parts_of

_OTHER_HEIGHTS = (17, 22, 25, 29)  # pixels; tried in turn for a number that nothing confirmed yet
_PERCENT = 0.8  # of the height of a digit: the least width of a percent sign's shapes
_MANY = 4  # of them
_GROUPED = PageFormat(style=0, grouped=True)
_AGREEING = 2  # readings that are the same, of up to six


def from_digits(engine: Engine, crop: Crop, text: Parts | None, shapes: Shapes) -> Pending:
    """Read a number with the digit model; `text` is what the Vietnamese model read, None when it was not asked."""
    pending = Pending(crop, _digits(engine, crop, text), text)
    best = pending.digits if not text else text if pending.digits and pending.digits.core == text.core else None
    _learn(shapes, crop, best)
    return pending


def from_text(crop: Crop, text: Parts, shapes: Shapes) -> Pending:
    """A number that the Vietnamese model read in running text, where it seldom errs; the digit model is asked later."""
    _learn(shapes, crop, text)
    return Pending(crop, None, text)


def decided(engine: Engine, pending: Pending, shapes: Shapes) -> tuple[Parts, float] | None:
    """(number, confidence) once the shapes of the page are settled; None when nobody read a number."""
    crop, digits, text = pending.crop, pending.digits, pending.text
    first = digits or text
    if first and _shown(shapes, crop, first) and (text is None or digits is None or text.core == digits.core):
        return text or first, SURE
    if not crop.glyphs:
        return (text, UNCONFIRMED) if text else None
    if digits is None:
        digits = _digits(engine, crop, text)
    if text is None:
        text = parts_of(_plain(engine.line(crop.line(crop.glyphs))))
    for candidate in (text, digits):
        if candidate and _shown(shapes, crop, candidate):
            return candidate, CONFIRMED
    known = crop.own(text) if text else None
    tally = Counter(parts.core for parts in (digits, text) if parts)
    heights = _OTHER_HEIGHTS if shapes.patience > 0 else ()
    shapes.patience -= 1
    for tall in heights:
        again = parts_of(_plain(engine.number(crop.line(known[1] if known else crop.glyphs, tall))))
        if again is None:
            continue
        if _shown(shapes, crop, again):
            return _within(text if known else None, again), CONFIRMED
        tally[again.core] += 1
    if digits and text and digits.core == text.core and _possible(shapes, crop, text):
        return text, CONFIRMED
    return _likeliest(crop, shapes, text, tally, known is not None)


def _likeliest(
    crop: Crop, shapes: Shapes, text: Parts | None, tally: Counter[str], known: bool
) -> tuple[Parts, float] | None:
    """The reading that most agree on, best one with as many signs as there are shapes; seldom with confidence.

    It is confirmed if each shape is at least nearer to its sign than to any other.
    """
    found = [(parts, count) for core, count in tally.most_common() if (parts := parts_of(core))]
    fitting = [(parts, count) for parts, count in found if crop.own(parts)]
    if fitting:
        most, count = fitting[0]
        own = crop.own(most)
        lead = count >= _AGREEING and all(count > other for _, other in fitting[1:])
        if (
            lead
            and own
            and shapes.read(own[0], clear=False) == most.number
            and not _digits_beside(shapes, crop, most, own)
        ):
            return _within(text if known else None, most), CONFIRMED
    if found and found[0][1] >= _MANY:
        return _within(text if known else None, found[0][0]), UNCONFIRMED  # the shapes run into each other
    shown = None if known else parts_of(shapes.read(crop.glyphs, clear=False) or "")
    if shown and _GROUPED.fits(shown.number):
        return shown, UNCONFIRMED
    written = [parts for parts, _ in found if _GROUPED.fits(parts.number)]
    best = (fitting[0][0] if fitting else None) or (written[0] if written else None) or text or shown
    return (_within(text if known else None, best), UNCONFIRMED) if best else None


def _digits(engine: Engine, crop: Crop, text: Parts | None) -> Parts | None:
    known = crop.own(text) if text else None
    glyphs = known[1] if known else crop.glyphs
    return parts_of(_plain(engine.number(crop.line(glyphs)))) if glyphs else None


def _learn(shapes: Shapes, crop: Crop, parts: Parts | None) -> None:
    if parts and (own := crop.own(parts)):
        shapes.learn(own[0], parts.number)


def _within(text: Parts | None, number: Parts) -> Parts:
    """The number with the signs that stand around it in the text."""
    return Parts(text.before, number.number, number.percent, text.after) if text else number


def _plain(text: str) -> str:
    return text.replace("–", "-").replace("—", "-").strip(".,-/")


def _shown(shapes: Shapes, crop: Crop, parts: Parts) -> bool:
    own = crop.own(parts)
    if own is None or shapes.read(own[0]) != parts.number.replace("–", "-"):
        return False
    return not _digits_beside(shapes, crop, parts, own)


def _digits_beside(shapes: Shapes, crop: Crop, parts: Parts, own: tuple[Sequence[Glyph], Sequence[Glyph]]) -> bool:
    """Is a shape that should be a bracket or a percent sign a digit, or too narrow for a percent sign?"""
    number, whole = own
    tall = digit_height(number)
    beside = [glyph for glyph in crop.glyphs if glyph not in number and glyph.height >= 0.85 * tall]
    if any(shapes.is_digit(glyph) for glyph in beside):
        return True
    return bool(parts.percent) and sum(glyph.right - glyph.left for glyph in whole[len(number) :]) < _PERCENT * tall


def _possible(shapes: Shapes, crop: Crop, parts: Parts) -> bool:
    """Are there as many shapes as signs, and do they not clearly show another number?"""
    own = crop.own(parts)
    if own is None or _digits_beside(shapes, crop, parts, own):
        return False
    return shapes.read(own[0]) in (None, parts.number.replace("–", "-"))
