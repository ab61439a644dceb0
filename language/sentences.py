"""Where sentences end, in Western and in Chinese punctuation."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(
    r"(?<![\s.][A-Za-z])(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\betc)(?<!\bapprox)(?<!\bca)(?<!\bM"
    r"r)(?<!\bDr)(?<!\bNo)(?<!\bSt)(?<!\bbzw)(?<!\bz\.B)"
    r"([.!?…]+[\"”’»)\]]*)\s+(?=[\"“‘«„(\[¿¡]*[A-ZÀ-ÞΑ-ΩА-Я0-9$€£<~\u3040-\u9fff@#.])|([。！？；]+[”」』\"]?)\s*"
)
_SMALL_START = re.compile(
    r"(?<=[a-zà-ÿ]{4}[.!?])\s+(?=(?:i|we|you|then|now|it|that|this|the|so|but|and|last|my|our|they|he|she)\b)"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W_](?:[\w'’.,/%+-]*\w)?")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in Western and Chinese punctuation."""
    found, begin = [], 0
    for end in _SENTENCE_END.finditer(text):
        found += _of_small_letters(text[begin : end.end()])
        begin = end.end()
    found += _of_small_letters(text[begin:])
    return [sentence for sentence in found if sentence]


def _of_small_letters(text: str) -> list[str]:
    """The sentences of one who writes without capitals: "we waited. then it ran." """
    if ". " not in text and "? " not in text:
        return [text.strip()]
    return [part.strip() for part in _SMALL_START.split(text)]


def count_words(text: str) -> int:
    """Words of `text`; two Chinese, Japanese or Korean signs make about one."""
    wide = len(_WIDE.findall(text))
    return len(_WORD.findall(_WIDE.sub(" ", text) if wide else text)) + (wide + 1) // 2
