"""Is this word a Vietnamese syllable?

Holds the written syllable: what may begin one, the rhymes, where a tone mark may sit and which rhymes take which
tones. Text in a wrong encoding, pulled apart or recognised badly breaks these rules at once. Keeps out: meaning,
names of foreign origin, spelling correction.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0303": "tilde", "\u0309": "hook", "\u0323": "dot"}
_ONSET = re.compile(r"ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|[bcdđghklmnpqrstvx]|")
_FRONT = frozenset("eêiy")
# Every rhyme of the written language, without tone marks; those in k are names (Đắk Lắk).
_RHYMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ing
    o oa oac oach oai oam oan oang oanh oao oap oat oay oă oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong oong oóc op ot
    oc ooc ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt ơng u ua uân uâng uât uây uê uêch uên uênh uêt ui uôc uôi uôm uôn uông
    uôt uôp uơ uơn uy uya uych uyên uyêt uynh uyt uyu uyn uyp um un ung up ut uc ư ưa ưc ươc ươi ươm ươn ương ươp ươt ươu ưi
    ưm ưn ưng ưt ưu y yêm yên yêng yêt yêu ya ynh ych yt ak ăk âk êk ôk ok""".split()
)
_AFTER_QU = frozenset(rhyme[1:] for rhyme in _RHYMES if rhyme[0] in "uo" and len(rhyme) > 1) | {"a", "o", "ôc", "ân"}
_STOPS = ("c", "ch", "p", "t", "k")
_LONGEST = 7


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Can `word` (any case, NFC or NFD) be one written Vietnamese syllable?"""
    if not word or len(word) > 2 * _LONGEST:
        return False
    split = _toneless(word.lower())
    if split is None:
        return False
    plain, tone = split
    if len(plain) > _LONGEST:
        return False
    if plain in ("gi", "gin", "giêng", "giêt", "giêc"):  # the i of the onset is the vowel
        return True
    onset = _ONSET.match(plain)
    begins = onset.group() if onset else ""
    return any(_fits(start, plain[len(start) :], tone) for start in {begins, begins[:1], ""} if plain.startswith(start))


def _toneless(lower: str) -> tuple[str, str | None] | None:
    """The word without its tone mark, and the mark; None when it has two."""
    tone = None
    letters = []
    for char in unicodedata.normalize("NFD", lower):
        if char not in _TONES:
            letters.append(char)
        elif tone is None:
            tone = _TONES[char]
        else:
            return None
    return unicodedata.normalize("NFC", "".join(letters)), tone


def _fits(onset: str, rhyme: str, tone: str | None) -> bool:
    if onset == "qu":
        if rhyme not in _AFTER_QU:
            return False
    elif rhyme not in _RHYMES or onset == "q":
        return False
    if rhyme.endswith(_STOPS) and tone not in ("acute", "dot"):
        return False
    front = bool(rhyme) and rhyme[0] in _FRONT
    if onset in ("ngh", "gh", "k"):
        return front or onset == "k"  # Kạn, Kon: names
    return not (onset in ("c", "ng") and front)
