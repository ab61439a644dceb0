"""A text cut into clauses whose words are each stated or denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from language.patterns import regex
from language.tables import table, words_in
from language.text import Text, Token, read, subtext
from language.thesaurus import base
from language.words import COLOURING, FIRST_PLURAL, FIRST_SINGULAR

_BREAK = regex(r"[,;:()\[\]\n.!?…]|\s[-–—]\s|—")
_SUBJECTS = (
    FIRST_SINGULAR | FIRST_PLURAL | frozenset("you he she it they there the our his her".split())
) - {
    "me",
    "us",
    "mine",
    "ours",
}
_JOINING = frozenset("and or und oder y o et ou e en of".split())
_IN_A_LIST = _JOINING | {"a", "an", "the"}
_BARE = frozenset("no not without kein keine ohne nicht sin sans sem senza pas".split())
_CONCEDING = frozenset("even selbst auch sogar incluso aun même mesmo anche ook zelfs".split())
# As many words of content a preposition-like denial ("without") reaches over: a noun phrase.
_NEAR = 3


@dataclass(frozen=True)
class Clause:
    """One clause. `denied` are the stems that stand under a negation, `next_to` those beside one.

    `dated` tells that it is about how things were before, `is_condition` that it opens with "if" or "when";
    `conditions` are the stems of such clauses in its sentence, `conditions_denied` those under a negation.
    """

    text: Text
    content: tuple[str, ...]
    denied: frozenset[str]
    next_to: frozenset[str]
    dated: bool = False
    is_condition: bool = False
    hangs: bool = False
    conditions: frozenset[str] = frozenset()
    conditions_denied: frozenset[str] = frozenset()

    @property
    def states(self) -> bool:
        """Whether it says something by itself.

        Two words of content alone ("sequence number") only name a thing, and a denial without a subject
        ("…, no flow control") is about one that stands elsewhere.
        """
        return not self.hangs and (
            len(self.content) > 2 or any(token.is_function_word for token in self.text.tokens)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words, but for the words that deny."""
        return frozenset(self.content)


@dataclass(frozen=True, slots=True)
class _Words:
    ahead: frozenset[str]
    around: frozenset[str]
    near: frozenset[str]
    before_to: frozenset[str]
    doubled: bool
    near_phrases: re.Pattern[str]
    times_before: re.Pattern[str]
    idioms: re.Pattern[str]
    openers: frozenset[str]
    conditions: frozenset[str]
    if_words: frozenset[str]
    past: re.Pattern[str]

    @property
    def all(self) -> frozenset[str]:
        """Every word that denies."""
        return self.ahead | self.around | self.near


@lru_cache(maxsize=4096)
def clauses_of(text: str, language: str) -> tuple[Clause, ...]:
    """The clauses of a text that is met again and again."""
    return clauses(read(text), language)


def clauses(text: Text, language: str = "en") -> tuple[Clause, ...]:
    """The clauses of `text` in order, those without a word of content left out.

    `language` is a code of `FUNCTION_WORDS`: the same word denies in one and means "in the" in another.
    """
    words = _words(language)
    found: list[Clause] = []
    for sentence in text.sentences:
        dated = bool(words.past.search(_plain(sentence.said)))
        own = [_clause(text, part, words, dated=dated) for part in _cut(sentence, words)]
        # What opens a sentence hangs on nothing.
        own[0] = replace(own[0], hangs=False)
        found += _conditioned([clause for clause in own if clause.content])
    return tuple(found)


def _conditioned(sentence: list[Clause]) -> list[Clause]:
    """The clauses of one sentence, each with the conditions of the sentence."""
    conditions = [clause for clause in sentence if clause.is_condition]
    if not conditions:
        return sentence
    stems = frozenset().union(*(clause.stems for clause in conditions))
    denied = frozenset().union(*(clause.denied for clause in conditions))
    return [replace(clause, conditions=stems, conditions_denied=denied) for clause in sentence]


def _cut(sentence: Text, words: _Words) -> Iterator[list[Token]]:
    """The sentence in pieces; "and" with one word of content, and items of a list, go with the last."""
    denying = words.all
    parts: list[list[Token]] = [[]]
    for token in sentence.tokens:
        before = parts[-1][-1] if parts[-1] else None
        cut = before is not None and (
            token.word in words.openers
            or (
                token.word in ("neither", "nor", "not")
                and bool(_BREAK.search(sentence.raw[before.end : token.start]))
            )
            or bool(_BREAK.search(sentence.raw[before.end : token.start]))
        )
        if token.word == "nor":
            cut = before is not None
        if cut:
            # "Even when it rains" begins with its "even".
            concedes = parts[-1][-1:] if parts[-1][-1].word in _CONCEDING else []
            parts[-1] = parts[-1][: len(parts[-1]) - len(concedes)]
            parts = [*filter(None, parts), concedes]
        parts[-1].append(token)
    merged: list[list[Token]] = []
    for part in parts:
        content = sum(not token.is_function_word for token in part)
        joins = part[0].word in _JOINING and content <= 1
        item = content <= _NEAR and all(
            token.word in _IN_A_LIST or not token.is_function_word for token in part
        )
        if merged and (joins or item) and not any(token.word in denying for token in part):
            merged[-1].extend(part)
        else:
            merged.append(part)
    yield from merged


def _clause(text: Text, tokens: list[Token], words: _Words, *, dated: bool) -> Clause:
    muted = _muted(text, tokens, words)
    cues = {at for at in range(len(tokens)) if _denies(tokens, at, words) and at not in muted}
    phrase = _phrase_starts(text, tokens, words)
    kept = [
        at
        for at, token in enumerate(tokens)
        if not token.is_function_word and token.word not in COLOURING and not _denies(tokens, at, words)
    ]
    counts = dict.fromkeys(kept, 0)
    next_to: set[str] = set()
    for at in sorted(cues | phrase):
        word = tokens[at].word
        # "Never really", "not always": the adverb is not what is denied.
        following = [place for place in kept if place > at and not tokens[place].word.endswith("ly")]
        if word in words.near or at in phrase:
            reach = _until_subject(tokens, at, following)[:_NEAR]
        elif word in words.around:
            reach = kept
        else:
            reach = following
        for place in reach:
            counts[place] += 1
        if following:
            next_to.add(base(tokens[following[0]].stem))
        if word in words.around and [place for place in kept if place < at]:
            next_to.add(base(tokens[max(place for place in kept if place < at)].stem))
    # "Je n'ai jamais" and "no usamos ninguna" deny once.
    denied = {
        base(tokens[at].stem)
        for at, count in counts.items()
        if (count > 0 if words.doubled else count % 2 == 1)
    }
    return Clause(
        subtext(text, tokens),
        tuple(base(tokens[at].stem) for at in kept),
        frozenset(denied),
        frozenset(next_to),
        dated,
        _is_condition(tokens, words),
        _BARE.issuperset(token.word for token in tokens[:1]) or _and_bare(tokens),
    )


def _is_condition(tokens: list[Token], words: _Words) -> bool:
    """Whether a clause opens with "if" or "when"; "even when it's late" is none."""
    return tokens[0].word not in _CONCEDING and any(token.word in words.if_words for token in tokens[:2])


def _and_bare(tokens: list[Token]) -> bool:
    return len(tokens) > 1 and tokens[0].word in _JOINING and tokens[1].word in _BARE


def _denies(tokens: list[Token], at: int, words: _Words) -> bool:
    word = tokens[at].word
    # "It failed" says something of its own; "it failed to" is "it did not".
    to = at + 1 < len(tokens) and tokens[at + 1].word == "to"
    return word in words.all or (to and word in words.before_to)


def _until_subject(tokens: list[Token], at: int, following: list[int]) -> list[int]:
    """`following` up to the subject of another verb: "without a plan I would not start"."""
    for place in range(at + 2, len(tokens)):
        if tokens[place].word in ("i", "we", "they", "he", "she", "you"):
            return [each for each in following if each < place]
    return following


def _muted(text: Text, tokens: list[Token], words: _Words) -> set[int]:
    """The places of words that deny nothing here: in an idiom, or in "not X without Y"."""
    muted: set[int] = set()
    start, end = tokens[0].start, tokens[-1].end
    said = _plain(text.raw[start:end])
    for match in words.idioms.finditer(said):
        muted |= {
            at
            for at, token in enumerate(tokens)
            if start + match.start() <= token.start < start + match.end()
        }
    # "No, it is not": the first is an answer to a question.
    if tokens[0].word in ("no", "nein", "non") and any(
        _denies(tokens, at, words) for at in range(1, len(tokens))
    ):
        muted.add(0)
    # Words around the clause may make it a condition.
    tail = read(text.raw[end : end + 40]).words[:2]
    denials = [at for at, token in enumerate(tokens) if token.word in words.ahead and at not in muted]
    near = [at for at, token in enumerate(tokens) if token.word in words.near]
    if denials and near and tokens[near[0]].word in words.conditions:
        muted |= {denials[-1], near[0]}
    elif denials and len(tail) == 2 and tail[0] in words.conditions and tail[1] in _SUBJECTS:
        muted.add(denials[-1])
    return muted


def _phrase_starts(text: Text, tokens: list[Token], words: _Words) -> set[int]:
    """The last words of phrases that deny like one word; what such a phrase dates to before is not denied."""
    start, end = tokens[0].start, tokens[-1].end
    said = _plain(text.raw[start:end])
    ends = [
        start + match.end()
        for match in words.near_phrases.finditer(said)
        if not words.times_before.search(said, match.end())
    ]
    return {max(at for at, token in enumerate(tokens) if token.end <= last) for last in ends}


def _plain(said: str) -> str:
    """`said` in lower case, sign for sign."""
    lowered = said.lower()
    if len(lowered) != len(said):  # "İ" becomes two
        lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in said)
    return lowered.replace("’", "'")


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    denying = table("negation")
    return _Words(
        ahead=words_in(denying["ahead"].get(language, "")),
        around=words_in(denying["around"].get(language, "")),
        near=words_in(denying["near"].get(language, "")),
        before_to=words_in(denying["before_to"]),
        doubled=language in denying["doubled"],
        near_phrases=_any(denying["near_phrases"]),
        times_before=_any(denying["times_before"]),
        idioms=_any(denying["idioms"]),
        openers=words_in(denying["openers"].get(language, "")),
        conditions=words_in(denying["conditions"]),
        if_words=words_in(denying["if_words"]),
        past=_any(denying["past"]),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)")
