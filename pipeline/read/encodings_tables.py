"""The tables of the Vietnamese encodings before Unicode, keyed by the sign that a byte is taken for.

Holds TCVN3 (the lower half of TCVN 5712 that the .Vn fonts draw), VISCII (RFC 1456), VPS, the rules by which VNI
writes a letter as a base and a mark, and the signs by which windows-1252 differs from Latin-1. Keeps out: recognition.
"""

from __future__ import annotations

import re
import unicodedata

# The signs that windows-1252 has where Latin-1 has control codes, each with the Latin-1 sign of the same byte.
CP1252 = {
    bytes([byte]).decode("cp1252"): chr(byte)
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # windows-1252 leaves these without a sign
}


def _by_sign(letters: dict[int, str]) -> dict[int, str]:
    """A table for str.translate: from the Latin-1 sign of each byte, and from its windows-1252 sign."""
    table = dict(letters)
    table |= {ord(sign): letters[ord(control)] for sign, control in CP1252.items() if ord(control) in letters}
    return table


def _rows(rows: str, start: int) -> dict[int, str]:
    return {start + i: letter for i, letter in enumerate("".join(rows.split()))}


_TCVN3_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ"
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
TCVN3 = _by_sign({ord(sign): letter for sign, letter in zip(_TCVN3_SIGNS, _TCVN3_LETTERS, strict=True)})

VISCII = _by_sign(
    {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
    | _rows(
        """ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ Õắằặấầẩậẽẹếềểễệố ồổỗỠƠộờởịỰỨỪỬơớƯ
        ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ ĐứÒÓÔạỷừửÙÚỹỵÝỡư àáâãảăữẫèéêẻìíĩỉ đựòóôõỏọụùúũủýợỮ""",
        0x80,
    )
)
VPS = _by_sign(
    dict(zip((2, 3, 4, 5, 6, 16, 17, 18, 19, 20, 21, 25, 28, 29), "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))
    | _rows("ÀẢÃẤẦẨọỗĂếềểệẮẰẲ Ế", 0x80)
    | _rows("ỀỂỄỐỒỔỖýỷỵỚỜỞ", 0x93)  # 0x91 and 0x92 are quotation marks
    | _rows(
        """ắằẳẵặỠớÙờởỡŨỨợỪ ổỬỲỸÍÌộỈĨÓửữÒỎÕự
        ầÁÂấẩẫậđẻÉÊẹỉễịỹ ƯỦồốÔỏơÈừứÚũưÝẺß àáâãảạăçèéêẽìíîĩ ẴĐòóôõöƠụùúủüỶẼỳ""",
        0xA1,
    )
)

_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_CIRCUMFLEX = {"â": ""} | dict(zip("àáåãä", _TONES.values(), strict=True))
_BREVE = {"ê": ""} | dict(zip("èéúüë", _TONES.values(), strict=True))
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """Every base and mark of VNI in small letters, and the letter it stands for."""
    letters = dict(_ALONE)
    for base in "aeiouyôö":
        for mark, tone in _TONES.items():
            letters[base + mark] = _ALONE.get(base, base) + tone
    letters |= {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _CIRCUMFLEX.items()}
    letters |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    return {sequence: unicodedata.normalize("NFC", letter) for sequence, letter in letters.items()}


class _Vni:
    """Replaces the sequences of VNI; the case of the base decides, whatever the case of its mark."""

    def __init__(self) -> None:
        self._letters = _vni()
        sequences = sorted(self._letters, key=len, reverse=True)
        self._pattern = re.compile("|".join(sequences), re.IGNORECASE)

    def sub(self, text: str) -> str:
        return self._pattern.sub(self._letter, text)

    def _letter(self, match: re.Match[str]) -> str:
        letter = self._letters[match.group().lower()]
        return letter.upper() if match.group()[0].isupper() else letter


VNI = _Vni()
