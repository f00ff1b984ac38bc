"""Where words begin and end, in any script."""

import re
import unicodedata
from functools import lru_cache

from generator.text.english import ENGLISH
from generator.text.folding import IGNORED

_APOSTROPHES = "'\u2018\u2019\u02bc"  # also the one that opens, as in Hawai‘i
_HYPHENS = "\u2010\u2011\u058a\u05be-"  # also the Armenian and the Hebrew one
_JOINERS = "\u200c\u200d"  # shape the letters of one word, as Persian negations have it
_POINTS = ".,\u066b\u066c\uff0c\uff0e"  # also the Arabic and the wide ones

_UNSEEN = f"[{IGNORED}]*"
_POINT_WITHIN = rf"[{_POINTS}]{_UNSEEN}(?=\d)"  # 1,000.5
_MARK_WITHIN = rf"[{_APOSTROPHES}{_JOINERS}{_HYPHENS}]{_UNSEEN}(?=[^\W\d_])"  # don’t, Al-Hadi
_WORD = re.compile(rf"\w+(?:{_UNSEEN}(?:[{IGNORED}]|{_POINT_WITHIN}|{_MARK_WITHIN})\w+)*")

# Scripts that put no spaces between words: in them every place is a word's edge.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Hiragana, Katakana
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # Han
)


def words(text: str) -> list[str]:
    """The words of `text`; apostrophes, hyphens, and dots in numbers belong to them."""
    visible = "".join(c for c in text if c not in IGNORED)
    return [visible[start:end] for start, end in word_spans(visible)]


def count_words(text: str) -> int:
    """How many words there are; in a script without spaces each character counts for one."""
    return sum(len(_SPACELESS.findall(w)) + sum(map(bool, _SPACELESS.split(w))) for w in words(text))


@lru_cache(maxsize=20_000)  # the same passages and texts are asked again and again
def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of `text` stand."""
    return tuple(match.span() for match in _WORD.finditer(_with_letters_for_accents(text)))


def _with_letters_for_accents(text: str) -> str:
    """`text` with a letter in place of each mark within a word, which a pattern cannot ask for."""
    if text.isascii():
        return text
    plain: list[str] = []
    inside = False
    for character in text:
        is_accent = inside and unicodedata.category(character).startswith("M")
        plain.append("a" if is_accent else character)
        inside = is_accent or character.isalnum() or (inside and character in IGNORED)
    return "".join(plain)


def is_edge(text: str, position: int) -> bool:
    """Whether a quote may start or end at `position`, between two characters of `text`.

    It may not inside a word; and a dot or comma between digits, an apostrophe
    or hyphen between letters are inside one. Invisible characters do not count.
    """
    before, far_before = _visible(text, position - 1, -1)
    after, far_after = _visible(text, position, 1)
    if not before or not after or _SPACELESS.match(before) or _SPACELESS.match(after):
        return True
    if _is_word(before) and _is_word(after):
        return False
    if _is_word(before):
        return not _joins(before, after, far_after)
    if _is_word(after):
        return not _joins(far_before, before, after)
    return True


def _visible(text: str, position: int, step: int) -> tuple[str, str]:
    """The nearest two visible characters from `position` on; empty where the text ends."""
    found: list[str] = []
    while 0 <= position < len(text) and len(found) < 2:
        if text[position] not in IGNORED:
            found.append(text[position])
        position += step
    near, far = (*found, "", "")[:2]
    return near, far


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character).startswith("M")


def _is_word(character: str) -> bool:
    return character.isalnum() or _is_letter(character)


def _joins(left: str, middle: str, right: str) -> bool:
    """Whether `middle` makes one word of what stands on its two sides."""
    if not left or not right:
        return False
    if middle in _POINTS:
        return left.isdigit() and right.isdigit()
    return middle in _APOSTROPHES + _JOINERS + _HYPHENS and _is_letter(left) and _is_letter(right)


_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*(\w))|[\u3002\uff01\uff1f]")


def _is_abbreviated(end: re.Match[str]) -> bool:
    """Whether what looks like the end of a sentence is the dot of a title or an initial."""
    before = end.string[max(0, end.start() - 6) : end.start()]
    return end[0][0] == "." and end[0][1:].isspace() and ENGLISH.abbreviated.search(before) is not None


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of `text` stand; a dot of a title, or before a small letter or digit, ends none."""
    spans = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match[1] is None or not (match[1].islower() or match[1].isdigit() or _is_abbreviated(match)):
            spans.append((start, match.end()))
            start = match.end()
    return [*spans, (start, len(text))] if start < len(text) or not spans else spans


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, or sentences, that the words from `start` to `end` stand in."""
    spans = sentence_spans(text)
    first = next((s for s in reversed(spans) if s[0] <= start), spans[0])
    last = next((s for s in spans if s[1] >= end), spans[-1])
    return first[0], max(last[1], end)
