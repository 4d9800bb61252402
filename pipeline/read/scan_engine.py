"""The recognition engine with its two models: Vietnamese for text, English digits for numbers.

Holds where the models are looked for, and the three ways of reading: a page into lines of words, one line of text, one
number. Keeps out: which reading is believed. An Engine belongs to one thread; the engine runs outside the interpreter's
lock, so threads share the cores.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.read.document import ReadError
from pipeline.read.scan_image import DPI
from pipeline.read.scan_page import NEEDS_MODELS

DIGITS = "0123456789.,%/-"
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as read: pixels from the top left of the image given, confidence from 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as read, with the y of its base line."""

    words: tuple[Reading, ...]
    base: float


def models() -> Path:
    """The folder with both models: TESSDATA_PREFIX, or where Linux distributions put it. Raises ReadError."""
    told = os.environ.get("TESSDATA_PREFIX")
    places = [Path(told), Path(told) / "tessdata"] if told else [Path(place) for place in _PLACES]
    for place in places:
        if all((place / f"{language}.traineddata").is_file() for language in ("vie", "eng")):
            return place
    raise ReadError(NEEDS_MODELS)


class Engine:
    """Both models loaded ; close it after use."""

    def __init__(self) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one page a core is faster than one page on two cores
        folder = str(models())
        try:
            import tesserocr
        except ImportError:
            raise ReadError("scanned pages need tesserocr, which has no build for this machine") from None

        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)  # it would write to the terminal
        self._psm = tesserocr.PSM
        self._level = tesserocr.RIL
        self._iterate = tesserocr.iterate_level
        self._text = tesserocr.PyTessBaseAPI(path=folder, lang="vie", psm=self._psm.AUTO)
        self._digits = tesserocr.PyTessBaseAPI(path=folder, lang="eng", psm=self._psm.SINGLE_LINE)
        self._digits.SetVariable("tessedit_char_whitelist", DIGITS)
        for api in (self._text, self._digits):
            api.SetVariable("debug_file", os.devnull)

    def close(self) -> None:
        """Give the models' memory back."""
        self._text.End()
        self._digits.End()

    def page(self, grey: Any) -> list[ReadLine]:
        """The lines of a page in reading order, columns one after the other."""
        return self._lines(grey, self._psm.AUTO)

    def block(self, grey: Any, *, one_line: bool) -> list[ReadLine]:
        """The lines of a cell."""
        return self._lines(grey, self._psm.SINGLE_LINE if one_line else self._psm.SINGLE_BLOCK)

    def number(self, grey: Any) -> str:
        """What the digit model reads in the image of one number, blanks left out."""
        self._show(self._digits, grey)
        return "".join(self._digits.GetUTF8Text().split())

    def line(self, grey: Any) -> str:
        """What the Vietnamese model reads in the image of one line, blanks left out."""
        self._text.SetPageSegMode(self._psm.SINGLE_LINE)
        self._show(self._text, grey)
        return unicodedata.normalize("NFC", "".join(self._text.GetUTF8Text().split()))

    def _show(self, api: Any, grey: Any) -> None:
        height, width = grey.shape
        api.SetImageBytes(grey.tobytes(), width, height, 1, width)
        api.SetSourceResolution(DPI)

    def _lines(self, grey: Any, mode: int) -> list[ReadLine]:
        self._text.SetPageSegMode(mode)
        self._show(self._text, grey)
        self._text.Recognize()
        found: list[ReadLine] = []
        words: list[Reading] = []
        base = 0.0
        iterator = self._text.GetIterator()
        if iterator is None:
            return []
        word, line = self._level.WORD, self._level.TEXTLINE
        for here in self._iterate(iterator, word):
            if here.IsAtBeginningOf(line):
                if words:
                    found.append(ReadLine(tuple(words), base))
                words, base = [], 0.0
            box = here.BoundingBox(word)
            if here.Empty(word) or box is None:
                continue
            if here.IsAtBeginningOf(line) and (ends := here.Baseline(line)):
                base = (ends[0][1] + ends[1][1]) / 2
            text = unicodedata.normalize("NFC", here.GetUTF8Text(word)).strip()
            if text:
                left, top, right, bottom = box
                words.append(Reading(text, left, top, right, bottom, here.Confidence(word) / 100))
        if words:
            found.append(ReadLine(tuple(words), base))
        return found
