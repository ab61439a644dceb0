"""The guide's own terms: names, products, acronyms, which a recogniser mis-hears unless it is told them.

Figures are left out: what a recogniser is told it may hear, and no answer may get a figure that nobody said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.guide import TalkingPoint
from language.words import LANGUAGES, small_words

_MOST_SIGNS = 480
"""How long the recogniser's prompt may be: it reads 223 tokens, and a rare name takes three or four."""
_MOST_TERMS = 400
# Letters of scripts that are written without spaces between words belong to no term.
_WORD = re.compile(
    r"(?:(?![\u2e80-\ua4cf\uac00-\ud7a3])\w)+(?:[.+#'’-](?:(?![\u2e80-\ua4cf\uac00-\ud7a3])\w)+)*"
)
_FIGURE = re.compile(r"[\W\d_]*\d[\d.,]*(?:st|nd|rd|th|x|k|m|ms|s|h|gb|mb|tb|bn)?|[pq]\d{1,3}", re.IGNORECASE)
_ENDS = frozenset(".!?:;。！？：")
_LETTERS_OF_NAME = 3
_NOUN_CAPITALS = "de"
_ALL_SMALL = frozenset().union(*map(small_words, LANGUAGES))
_TITLE_SHARE = 0.6
_TITLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """`names` are the terms, the likeliest to be said first; `plain` every other word of the guides, small.

    A plain word is a word: where it is heard nobody is asked whether a name was meant.
    """

    names: tuple[str, ...] = ()
    plain: frozenset[str] = frozenset()


NO_TERMS = Terms()


def terms_of(
    points: Iterable[TalkingPoint], *, asked: TalkingPoint | None = None, language: str = "en"
) -> Terms:
    """The terms of guides in `language`; those of the talking point that is asked about come first."""
    points = tuple(points)
    texts = [text for point in points for text in _texts(point)]
    small = Counter(word for text in texts for word, _ in _words(text) if word.islower())
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_names(text, small, language))
    near = set(_names("\n".join(_texts(asked)), small, language)) if asked is not None else set()
    ranked = sorted(counts, key=lambda name: (name not in near, not is_shaped(name), -counts[name], name))
    names = tuple(ranked[:_MOST_TERMS])
    return Terms(names, frozenset(small))


def as_prompt(terms: Sequence[str]) -> str:
    """What the recogniser is told: as many of `terms` as it reads, and none with a figure in it.

    Told of "Nav2" and "ROS 2" it was heard to write "2, 2, 2, 2" without end.
    """
    said: list[str] = []
    room = _MOST_SIGNS
    for term in terms:
        if any(sign.isdigit() for sign in term):
            continue
        room -= len(term) + 2
        if room < 0:
            break
        said.append(term)
    return ", ".join(said)


def is_shaped(word: str) -> bool:
    """Whether a word's own letters say that it is a name: "gRPC", "SQL", "S3", "PostgreSQL"."""
    letters = [sign for sign in word if sign.isalpha()]
    inner = any(sign.isupper() for sign in letters[1:])
    return (len(letters) > 1 and inner) or (bool(letters) and any(sign.isdigit() for sign in word))


def _texts(point: TalkingPoint) -> Iterator[str]:
    yield point.title
    yield point.text
    yield from (key_point.text for key_point in point.key_points)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of `text`, and whether a sentence begins with each."""
    end = 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        end = found.end()
        begins = found.start() == 0 or "\n" in between or not _ENDS.isdisjoint(between)
        yield found[0], begins or any(sign in between for sign in '"“„«•*—–(')


def _names(text: str, small: Counter[str], language: str) -> list[str]:
    return [name for line in text.splitlines() for name in _names_in_line(line, small, language)]


def _names_in_line(line: str, small: Counter[str], language: str) -> Iterator[str]:
    words = list(_words(line))
    loud = _share(words, str.isupper) > _TITLE_SHARE
    titled = loud or (_share(words[1:], lambda word: word[:1].isupper()) > _TITLE_SHARE)
    titled = titled and len(words) > _TITLE_WORDS
    for word, begins in words:
        if _FIGURE.fullmatch(word) or word.casefold() in _ALL_SMALL:
            continue
        if is_shaped(word):
            if not (loud and word.isupper() and len(words) > 1) and word.lower() not in small:
                yield word
        elif _is_name(word, language) and not begins and not titled and word.lower() not in small:
            yield word


def _is_name(word: str, language: str) -> bool:
    # In German every noun has a capital: those tell nothing, and are words of the language anyway.
    return (
        language != _NOUN_CAPITALS and len(word) >= _LETTERS_OF_NAME and word[0].isupper() and word.isalpha()
    )


def _share(words: Sequence[tuple[str, bool]], of_kind: object) -> float:
    assert callable(of_kind)
    telling = [word for word, _ in words if len(word) > 1]
    return sum(bool(of_kind(word)) for word in telling) / len(telling) if telling else 0.0
