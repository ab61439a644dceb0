"""Whether what stands where an answer is wanted is a note of what is still to be written.

"ask Marie about this one", "noch kein Beispiel", "à trouver": no list has them all, and a model answer that
says so would be told to the candidate as what a strong answer says. Small signs are added up instead.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from knowledge.inline import clean, folded
from language.sentences import count_words, sentences
from language.tables import read_yaml

_MOST_WORDS = 9
_FEW = 2
_SHORT = 5
_ENOUGH = 1.5
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAYS_I = re.compile(
    r"\b(?:i|we|ich|wir|yo|je|j'|nous|io|noi|eu|ik|wij)\b"
    r"(?! (?:need|must|have to|should|don'?t|do not|say|muss|weiss|sais|seche|mir))|我"
)
_QUESTION_AT_END = re.compile(r"[?？]+\W*$|^\W*[?？]{2,}")
_IN_BRACKETS = re.compile(r"^[(\[（【<].*[)\]）】>]\W*$")
_LAST_WORDS = frozenset({"de", "nl"})


@cache
def _words(what: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """The words of a list, those of them that may end the note, and the signs of the Chinese ones."""
    by_language: dict[str, str] = read_yaml(Path(__file__).with_name("to_write.yaml"))[what]
    spaced = {code: folded(listed).split() for code, listed in by_language.items() if code != "zh"}
    every = frozenset(word for listed in spaced.values() for word in listed)
    last = frozenset(word for code, listed in spaced.items() if code in _LAST_WORDS for word in listed)
    return every, last, tuple(by_language["zh"].split())


def is_still_to_write(text: str) -> bool:
    """Is `text`, which stands where an answer is wanted, a note that there is none yet?"""
    said = clean(text)
    if count_words(said) > _MOST_WORDS or len(sentences(said)) > _FEW:
        return False
    return _signs_of_a_note(said) >= _ENOUGH


def _signs_of_a_note(said: str) -> float:
    plain = folded(said).replace("’", "'")
    words = _WORD.findall(plain)
    doing, last, begins = _words("doing")
    counted = 0.0
    counted += bool(words) and (
        words[0] in doing or words[-1] in last or (words[0] in _words("not_yet")[0] and words[-1] in doing)
    )
    counted += any(said.startswith(sign) for sign in begins)
    counted += 0.7 * _has(words, plain, "things")
    counted += 1.0 * _has(words, plain, "not_yet")
    counted += 0.8 * bool(len(words) <= _SHORT and _QUESTION_AT_END.search(said)) + 0.8 * bool(
        _IN_BRACKETS.match(said)
    )
    counted += 0.5 * (words[:1] != [] and words[0] in _words("not_yet")[0])
    counted += 0.4 * said.isupper() + 0.4 * (len(words) <= _FEW) + 0.3 * _names_somebody(said)
    counted += 0.3 * (not said.endswith((".", "。")))
    counted += 0.8 * said.startswith(("...", "…"))
    counted -= 0.6 * (said.count(",") + said.count("，") + said.count(";"))
    counted -= 1.2 * bool(_SAYS_I.search(plain)) + 0.7 * any(map(str.isdigit, said))
    return counted - 0.8 * said.endswith((".", "。"))


def _has(words: list[str], plain: str, what: str) -> bool:
    every, _, signs = _words(what)
    return any(word in every for word in words) or any(sign in plain for sign in signs)


def _names_somebody(said: str) -> bool:
    """Does a word behind the first begin with a capital: "ask Marie"?"""
    return any(word[:1].isupper() for word in said.split()[1:])
