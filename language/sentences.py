"""Where sentences end, in Western and in Chinese punctuation; nothing else in the project may cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from language.patterns import regex

# A full stop after these ends no sentence, whatever follows; nor does one after a single letter ("U.S.").
_ABBREVIATIONS = tuple("e.g i.e vs etc approx ca Mr Mrs Ms Dr Prof No St bzw z.B".split())
_NO_END = r"(?<![\s.][A-Za-z])" + "".join(rf"(?<!\b{re.escape(word)})" for word in _ABBREVIATIONS)
_CLOSING = r"[\"”’»)\]]*+"
_SMALL_WORDS = "i|we|you|then|now|it|that|this|the|so|but|and|last|my|our|they|he|she"
# What a sentence opens with. No pattern below may begin within a run of signs: a wall of dots is read once.
_OPENS = r"(?=[\"“‘«„(\[¿¡]*[A-ZÀ-ÞΑ-ΩА-Я0-9$€£<~\u3040-\u9fff@#.])"
_END = regex(
    rf"\n\s*+|(?<![.!?…]){_NO_END}[.!?…]++{_CLOSING}\s++{_OPENS}|[。！？；]++[”」』\"]?\s*+"
    # One who writes without capitals: "we waited. then it ran."
    rf"|(?<=[a-zà-ÿ]{{4}}[.!?])\s++(?=(?:{_SMALL_WORDS})\b)"
)
# One who writes no capital at all: there every stop ends a sentence.
_SMALL_END = regex(rf"{_END.pattern}|(?<![.!?…]){_NO_END}[.!?…]++{_CLOSING}\s++(?=[^\W\d_])")
_EVERY_STOP = regex(rf"{_END.pattern}|(?<![.!?…]){_NO_END}[.!?…]++{_CLOSING}\s++")
_CAPITAL_START = regex(rf"(?<![.!?…]){_NO_END}[.!?…]++{_CLOSING}\s++(?=[A-ZÀ-ÞΑ-ΩА-Я])")
# Each of these patterns begins with one of these signs, or with a blank behind one.
_MAY_END = regex(r"[\n.!?…。！？；]|(?<=[.!?])\s")
_FIRST_LETTER = regex(r"[^\W\d_]")
_ABBREVIATED = regex(rf"(?:\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})|\b[A-Z])\.$")
_WIDE = regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = regex(r"[^\W_](?:[\w'’.,/%+-]*\w)?")


def spans(text: str, *, every_stop: bool = False) -> list[tuple[int, int]]:
    """Where the sentences and lines of `text` begin and end, in order, without the blanks around them.

    With `every_stop` whatever follows a stop and a blank begins another, be it a sign or a disguised letter.
    """
    return list(_spans(text, every_stop))


# An answer and its parts are cut again for whatever is looked for in them.
@lru_cache(maxsize=512)
def _spans(text: str, every_stop: bool) -> tuple[tuple[int, int], ...]:
    found, begin = [], 0
    for end in (*_sentence_ends(text, _EVERY_STOP if every_stop else _ends(text)), len(text)):
        sentence = text[begin:end]
        if held := sentence.strip():
            start = begin + len(sentence) - len(sentence.lstrip())
            found.append((start, start + len(held)))
        begin = end
    return tuple(found)


def _sentence_ends(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Where the matches of `pattern` end; it is tried only where one can begin, which is at few signs."""
    at = 0
    while (begin := _MAY_END.search(text, at)) is not None:
        match = pattern.match(text, begin.start())
        at = match.end() if match is not None else begin.start() + 1
        if match is not None:
            yield at


def sentences(text: str) -> list[str]:
    """The sentences and lines of `text`."""
    return [text[start:end] for start, end in spans(text)]


def is_abbreviated(text: str) -> bool:
    """Whether the full stop that ends `text` is that of an abbreviation."""
    return _ABBREVIATED.search(text[-16:]) is not None


# Readers count the words of a title, and of an answer, one after the other.
@lru_cache(maxsize=512)
def count_words(text: str) -> int:
    """Words of `text`; two Chinese, Japanese or Korean signs make about one."""
    if text.isascii():
        return len(_WORD.findall(text))
    wide = len(_WIDE.findall(text))
    return len(_WORD.findall(_WIDE.sub(" ", text) if wide else text)) + (wide + 1) // 2


def _ends(text: str) -> re.Pattern[str]:
    first = _FIRST_LETTER.search(text)
    small = first is not None and first[0].islower() and not _CAPITAL_START.search(text)
    return _SMALL_END if small else _END
