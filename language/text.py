"""Text as the evaluator sees it: tokens and sentences that remember where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from Stemmer import Stemmer

from domain.verdict import Evidence
from language.patterns import regex
from language.sentences import spans
from language.words import FUNCTION_WORDS, NUMBERS, TELLING

# CJK is written without spaces, so each sign is a token. Figures keep their separators ("1,000", "91.2%");
# words keep inner apostrophes ("didn't") and are cut at hyphens and dots ("end-to-end", "node.js").
_MARKS = "[\u0300-\u036f]*"
_TOKEN = regex(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    r"|\d+(?:[.,]\d+)*%?(?![^\W\d_])"
    rf"|(?:[^\W_]{_MARKS})+(?:['’](?:[^\W_]{_MARKS})+)*(?:\+\+|\#)?"
)
# What may stand after the last number of a text and belong to it: "97 %", "75 °", "20 €", "5 +".
_UNIT_SIGN = regex(r"\s?[%％‰°€$£¥₹+]")
_CLAUSE_END = regex(r"[,;:()–—]\s|\s(?=(?:and|but|because|so|which|while|then)\s)")
_STATEMENT_END = regex(r";\s|,\s(?=(?:and|but|so|und|aber|y|pero|et|mais|e|ma|mas|en|maar)\s)")
_LONGEST_WORD = 64
_NUMBERS = {word: f"{value:.0f}" for word, value in NUMBERS["en"].items() if value > 1}
"""Guides that are written to be spoken say "forty minutes", and who types an answer types "40 minutes"."""
_ENGLISH = Stemmer("english")
_FUNCTION_WORDS = frozenset().union(*FUNCTION_WORDS.values()) - TELLING


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its normalised form, its stem, and its place in the text (`text[start:end]`)."""

    word: str
    stem: str
    start: int
    end: int

    @property
    def is_function_word(self) -> bool:
        return self.word in _FUNCTION_WORDS


@dataclass(frozen=True)
class Text:
    """A text cut into tokens and sentences. Offsets count in `raw`."""

    raw: str
    tokens: tuple[Token, ...]

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The tokens that carry meaning, in order."""
        return tuple(token for token in self.tokens if not token.is_function_word)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(token.stem for token in self.content)

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(token.stem for token in self.tokens)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)

    @cached_property
    def sentences(self) -> tuple[Text, ...]:
        """The sentences and list items that hold a word; their tokens keep their offsets in `raw`."""
        ends = [end for _, end in spans(self.raw)]
        groups: list[list[Token]] = [[] for _ in ends]
        at = 0
        for token in self.tokens:
            while ends[at] <= token.start:
                at += 1
            groups[at].append(token)
        return tuple(Text(self.raw, tuple(group)) for group in groups if group)

    @cached_property
    def clauses(self) -> tuple[Text, ...]:
        """The sentences, cut further where a comma, a colon or a conjunction begins another clause."""
        return tuple(piece for sentence in self.sentences for piece in _cut(sentence, _CLAUSE_END))

    @cached_property
    def statements(self) -> tuple[Text, ...]:
        """The sentences, cut further at semicolons and where "and", "but" or "so" follows a comma."""
        return tuple(piece for sentence in self.sentences for piece in _cut(sentence, _STATEMENT_END))

    @property
    def span(self) -> tuple[int, int]:
        """Where the tokens begin and end; (0, 0) without any."""
        return (self.tokens[0].start, self.tokens[-1].end) if self.tokens else (0, 0)

    @property
    def through(self) -> str:
        """`raw` up to the last of the words, with the sign of a unit behind it."""
        end = self.span[1]
        sign = _UNIT_SIGN.match(self.raw, end)
        return self.raw[: sign.end() if sign else end]

    @property
    def said(self) -> str:
        """The words as they stand in `raw`."""
        start, end = self.span
        return self.raw[start:end]

    def evidence(self) -> Evidence:
        """This text as a quote of `raw`."""
        start, end = self.span
        return Evidence(quote=self.raw[start:end], start=start, end=end)


def _cut(text: Text, ends: re.Pattern[str]) -> list[Text]:
    """The pieces of `text` that hold a word, cut where a match of `ends` is over."""
    start, end = text.span
    cuts = [start, *(match.end() for match in ends.finditer(text.raw, start, end)), end + 1]
    pieces = [
        subtext(text, [token for token in text.tokens if first <= token.start < last])
        for first, last in pairwise(cuts)
    ]
    return [piece for piece in pieces if piece.tokens]


def without_surrogates(text: str) -> str:
    """`text` with lone surrogates, which no encoder accepts, replaced one for one: offsets stay."""
    return re.sub(r"[\ud800-\udfff]", "�", text)


# Key points and the guide's own answers are read at every answer; what is cached with them is read once, too.
@lru_cache(maxsize=4096)
def read(text: str, most_words: int | None = None) -> Text:
    """Cut `text` into tokens, the first `most_words` of them where a limit is given.

    Any string is accepted: compatibility forms are folded (NFKC), marks and over-long words are cut, so that
    floods of combining characters cost nothing.
    """
    text = without_surrogates(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if most_words is not None and len(tokens) >= most_words:
            break
        word = _normal(match[0][: 2 * _LONGEST_WORD])
        if word:
            tokens.append(Token(word, stem(word), match.start(), match.end()))
    return Text(text, tuple(tokens))


def subtext(text: Text, tokens: Iterable[Token]) -> Text:
    """The part of `text` made of `tokens`."""
    return Text(text.raw, tuple(tokens))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word's stem; figures and words with signs stay whole, and a number in words is its figure."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    if any(sign.isdigit() for sign in word):
        return word.rstrip("%").replace(",", "")
    stemmed: str = _ENGLISH.stemWord(word.removesuffix("'s"))
    return stemmed


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    # Accents tell the function words of languages apart; only floods of marks are cut.
    kept = unicodedata.normalize("NFC", folded)
    return (kept if len(kept) - len(bare) <= 0 and len(kept) <= _LONGEST_WORD else bare)[:_LONGEST_WORD]
