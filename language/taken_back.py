"""What somebody takes back: "Sorry, I misspoke: we dropped the cache" leaves nothing of what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from language.figures import figures
from language.sentences import spans
from language.tables import table
from language.text import Text, read, subtext

_WIDE = re.compile(r"[\u3400-\u9fff]")
_SIGNS = " \t\n,;:.!?…–—，。；：！、-"
_LONGEST_TURN = 14
"""A sentence of more words that has "the other way round" in it tells of something that was so."""
_AS_FAR_BACK = 40
"""Nobody takes back what was said so many statements ago without saying which."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Words that no longer count (`start` to `end`), those that take them back, and what is said instead.

    `turned` says that what was said is to be turned round, and nothing was said instead.
    """

    start: int
    end: int
    begins: int
    ends: int
    instead: str
    turned: bool = False


@lru_cache(maxsize=256)
def taken_back(answer: str) -> tuple[TakenBack, ...]:
    """What `answer`, of one turn or of several lines, takes back."""
    said = [(start, end) for start, end in spans(answer) if answer[start:end].strip()]
    found: list[TakenBack] = []
    for at, (start, end) in enumerate(said):
        near = said[max(0, at - _AS_FAR_BACK) : at]
        before = [span for span in near if not any(_meet(span, each) for each in found[-_AS_FAR_BACK:])]
        if not before:
            continue
        if (one := _replaced(answer, said, at, before)) or (one := _turned(answer, start, end, before)):
            found.append(one)
    return tuple(found)


def without_taken_back(heard: Text) -> Text:
    """`heard` without what was taken back and said anew; what is only turned round stays."""
    gone = [each for each in taken_back(heard.raw) if not each.turned]
    if not gone:
        return heard
    kept = (
        token
        for token in heard.tokens
        if not any(
            each.start <= token.start < each.end or each.begins <= token.start < each.ends for each in gone
        )
    )
    return subtext(heard, kept)


def as_it_stands(answers: Sequence[str]) -> list[str]:
    """Several turns without what was taken back in them and without the words that take it back."""
    whole = "\n".join(answers)
    gone = [
        range(*pair)
        for each in taken_back(whole)
        for pair in ((each.start, each.end), (each.begins, each.ends))
    ]
    if not gone:
        return list(answers)
    kept, at = [], 0
    for answer in answers:
        signs = (sign for place, sign in enumerate(answer, at) if not any(place in each for each in gone))
        kept.append("".join(signs).strip(" ,;:"))
        at += len(answer) + 1
    return kept


def turned_round(sentence: str) -> list[int] | None:
    """The places of the signs of `sentence` with its two things changed over; None where it has none."""
    told = figures(sentence)
    alike = [
        (one, other)
        for one in told
        for other in told
        if one.start < other.start and (one.unit == other.unit or "" in (one.unit, other.unit))
    ]
    if len(alike) == 1:
        one, other = alike[0]
        return _exchanged(sentence, (one.start, one.end), (other.start, other.end))
    if found := _behind().search(sentence) or _in_order().search(sentence):
        return _exchanged(
            sentence, _bare(sentence, *found.span("one")), _bare(sentence, *found.span("other"))
        )
    if found := _earlier().search(sentence):
        return _exchanged(
            sentence, _bare(sentence, 0, found.start()), _bare(sentence, found.end(), len(sentence))
        )
    return None


def put_round(answer: str) -> list[int] | None:
    """The places of the signs of `answer` with what it turns round turned round; None where it turns nothing.

    A statement without two things that could change places is left out: nobody said how it was.
    """
    turned = [each for each in taken_back(answer) if each.turned]
    if not turned:
        return None
    kept = list(range(len(answer)))
    for each in turned:
        said = turned_round(answer[each.start : each.end])
        middle = [each.start + place for place in said] if said is not None else []
        gone = {*range(each.start, each.end), *range(each.begins, each.ends)}
        first = next((at for at, place in enumerate(kept) if place == each.start), 0)
        kept = [*kept[:first], *middle, *(place for place in kept[first:] if place not in gone)]
    return kept


def _replaced(
    answer: str, said: Sequence[tuple[int, int]], at: int, before: Sequence[tuple[int, int]]
) -> TakenBack | None:
    start, end = said[at]
    mark = _statements().match(answer, start, end)
    if mark is None:
        return None
    instead = (mark.end(), end)
    if not answer[mark.end() : end].strip(_SIGNS):
        if at + 1 == len(said):
            return None
        instead = said[at + 1]
    words = answer[slice(*instead)].strip(_SIGNS)
    if _other_way().search(words) and len(words.split()) <= _LONGEST_TURN:
        return _turned(answer, start, end, before)
    target = _meant(answer, words, before, start)
    if target is None:
        return None
    target = _figure_alone(answer, target, words) or target
    return TakenBack(*target, mark.start(), instead[0] if instead != said[at] else mark.end(), words)


def _turned(answer: str, start: int, end: int, before: Sequence[tuple[int, int]]) -> TakenBack | None:
    """ "Sorry, it was the other way round" turns the statement before it that has two things in it."""
    words = answer[start:end]
    if len(words.split()) > _LONGEST_TURN or not _is_a_turn(words):
        return None
    target = next((each for each in reversed(before) if turned_round(answer[slice(*each)])), None)
    if target is None and len(before) > 1:
        return None
    target = target or before[-1]
    return TakenBack(*target, start, end, "", turned=True)


def _is_a_turn(words: str) -> bool:
    found = _other_way().search(words)
    if found is None:
        return False
    # Hardly anything stands beside it.
    beside = read(words[: found.start()] + " " + words[found.end() :]).content
    excused = _statements().match(words) or _sorry().search(words[: found.start()])
    return bool(excused) and len(beside) <= (6 if excused else 0)


def _meant(
    answer: str, instead: str, before: Sequence[tuple[int, int]], start: int
) -> tuple[int, int] | None:
    """Which statement is taken back: the one that shares most with what is said instead, else the last."""
    said = read(instead)
    best, most = None, (0, 0)
    # In the same breath the last statement is meant, if it can be.
    here = "\n" not in answer[before[-1][1] - 1 : start]
    if here and read(answer[slice(*before[-1])]).stems & said.stems:
        before = before[-1:]
    for span in before:
        statements = read(answer[slice(*span)]).statements or ()
        for each in statements:
            shared = (len(each.stems & said.stems), len(each.all_stems & said.all_stems))
            if shared[0] and shared >= most:
                first, last = each.span
                whole = len(statements) == 1
                best, most = (span if whole else (span[0] + first, span[0] + last)), shared
    if best is not None:
        return best
    return before[-1] if here else None


def _figure_alone(answer: str, target: tuple[int, int], instead: str) -> tuple[int, int] | None:
    """The one figure of `target` that is taken back where nothing new but another such one is said instead.

    "Sorry, it was three weeks" takes back "two weeks", and not the trial that took them.
    """
    said = figures(instead)
    if len(said) != 1:
        return None
    before = answer[slice(*target)]
    beside = read(f"{instead[: said[0].start]} {instead[said[0].end :]}").stems
    told = [each for each in figures(before) if each.unit == said[0].unit]
    if beside - read(before).stems or len(told) != 1:
        return None
    return target[0] + told[0].start, target[0] + told[0].end


def _meet(span: tuple[int, int], other: TakenBack) -> bool:
    return span[0] < other.ends and other.begins < span[1]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SIGNS:
        start += 1
    while end > start and text[end - 1] in _SIGNS:
        end -= 1
    return start, end


def _exchanged(text: str, one: tuple[int, int], other: tuple[int, int]) -> list[int] | None:
    if one[0] >= one[1] or other[0] >= other[1]:
        return None
    return [
        *range(one[0]),
        *range(*other),
        *range(one[1], other[0]),
        *range(*one),
        *range(other[1], len(text)),
    ]


def _any(name: str) -> str:
    return "|".join(table("corrections")[name].values())


@cache
def _statements() -> re.Pattern[str]:
    said = re.sub(r"\s+\|(?=\(\?)", "|", _any("statements"))
    return re.compile(rf"\s*(?:{said})(?!\w)[\s,;:.!…，。：；–—-]*", re.IGNORECASE)


@cache
def _other_way() -> re.Pattern[str]:
    return re.compile(_spaced(_any("other_way")), re.IGNORECASE)


@cache
def _sorry() -> re.Pattern[str]:
    surely = "|".join(table("corrections")["surely"].values())
    return re.compile(_spaced(surely + "|" + table("corrections")["with_a_stop"]), re.IGNORECASE)


@cache
def _in_order() -> re.Pattern[str]:
    first, then = _spaced(_any("first")), _spaced(_any("then"))
    return re.compile(rf"{first}(?P<one>.+?){then}(?P<other>.+)", re.IGNORECASE | re.DOTALL)


@cache
def _behind() -> re.Pattern[str]:
    """ "I told the director first and then the team": two words before "first" are the one of the two."""
    first, then = _spaced(_any("first")), _spaced(_any("then"))
    return re.compile(rf"(?P<one>\w+\s\w+)\s{first}[\s,]+{then}\s(?P<other>[^.,;!?]+)", re.IGNORECASE)


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(_spaced(_any("earlier")), re.IGNORECASE)


def _spaced(listed: str) -> str:
    """A pattern of any of `listed`, as whole words where spaces stand between words."""
    each = sorted(set(listed.split("|")), key=len, reverse=True)
    wide = "|".join(word for word in each if _WIDE.search(word))
    spaced = "|".join(word for word in each if not _WIDE.search(word))
    return rf"(?:(?<!\w)(?:{spaced})(?!\w)" + (rf"|(?:{wide}))" if wide else ")")
