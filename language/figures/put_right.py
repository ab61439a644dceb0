"""Figures that whoever speaks puts right: "24 towns. Sorry, no, 42 it was" says 42 towns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from language.figures.compare import nouns_agree
from language.figures.figure import Figure
from language.figures.parse import figures
from language.patterns import regex
from language.tables import table

# As far before a figure a correction is looked for; it is said in a few words.
_LONGEST = 90
# A figure further back than this in the same turn is no longer what is spoken of.
_WITHIN = 240
# So many are put right in one answer, and no more.
_MOST = 6
_STOPS = r"[\s,;:.!?…–—，。；：！、-]"
_SENTENCE_END = regex(r"[.!?…。！？](?=\s|$)|\n|[。！？]")
_ENDED = r"[^\S\n]*(?=[,;:.!?…，。；]|\n|$)"
_WIDE = regex(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class PutRight:
    """What was said, with the right figures in the place of those withdrawn.

    For each sign of `text`, `said` has the place in the answer where it was said, and `stood` the place it
    stands for: a right figure stands for the withdrawn one. Without a correction `text` is the answer.
    """

    text: str
    said: tuple[int, ...]
    stood: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the answer: a figure by itself where it was said."""
        if self.said[start:end] == self.stood[start:end] or self._is_moved(start, end):
            # What was turned round stands in another order.
            places = self.said[start:end]
            return min(places), max(places) + 1
        places = self.stood[start:end]
        return min(places), max(places) + 1

    def between(self, start: int, end: int) -> str:
        """What the answer says from `start` to `end`, put right; "" where that only puts something right."""
        return "".join(
            sign for sign, place in zip(self.text, self.stood, strict=True) if start <= place < end
        )

    def _is_moved(self, start: int, end: int) -> bool:
        return all(self.said[at] != self.stood[at] for at in range(start, end))


@lru_cache(maxsize=256)
def put_right(answer: str) -> PutRight | None:
    """`answer` with the figures it puts right itself; None where it puts none right."""
    places = tuple(range(len(answer)))
    right = PutRight(answer, places, places)
    for _ in range(_MOST):
        found = _first(right.text)
        if found is None:
            break
        right = _with(right, found)
    return right if right.text != answer else None


def begins_by_putting_right(line: str) -> bool:
    """Whether `line` begins with words that put a figure right: "no, sorry, 42"."""
    line = line.lstrip()
    told = figures(line)
    return bool(told) and _begins(line, told[0]) == 0


class _Found(NamedTuple):
    """A figure withdrawn, the right one, where the words begin that put it right, and where they end."""

    withdrawn: Figure
    right: Figure
    begins: int
    ends: int


def _first(text: str) -> _Found | None:
    """The first figure that is put right."""
    told = figures(text)
    for at, right in enumerate(told):
        if (found := _not_that(text, told, at)) is not None:
            return found
        begins = _begins(text, right, told[at - 1].end) if at else None
        if begins is None:
            continue
        if not text[right.end :].lstrip().casefold().startswith(right.noun):
            # "42 that rebuild schools": what stands further behind is not what is counted.
            right = right._replace(noun="")
        withdrawn = _withdrawn(text, told[:at], right, begins)
        if withdrawn is not None:
            return _Found(withdrawn, right, begins, right.end)
    return None


def _not_that(text: str, told: Sequence[Figure], at: int) -> _Found | None:
    """ "0.7 percent, not seven" puts a seven right that was said before; None for anything else."""
    if not 0 < at < len(told) - 1:
        return None
    right, denied = told[at], told[at + 1]
    if _nots().fullmatch(text, right.end, denied.start) is None:
        return None
    alike = [each for each in told[:at] if each.stated == denied.stated and each.stated != right.stated]
    alike = [each for each in alike if _of_a_kind(each, right) and denied.unit in ("", each.unit)]
    if not alike:
        return None
    begins = _begins(text, right, told[at - 1].end)
    return _Found(alike[-1], right, right.start if begins is None else begins, denied.end)


def _begins(text: str, right: Figure, last: int = -1) -> int | None:
    """Where the words begin that say that `right` puts another right; None without them.

    `last` is where the figure before ends: between two of them a bare "no" is enough.
    """
    first = max(0, right.start - _LONGEST)
    before = text[first : right.start]
    lead = _lead().search(before)
    if lead is None or _of_them().match(text, right.end):
        return None
    begins = first + lead.start()
    between = last >= 0 and not text[last:begins].strip() and _denial().fullmatch(text, begins, right.start)
    return begins if between or _corrects(before, lead.start()) else None


def _corrects(before: str, begins: int) -> bool:
    words = before[begins:]
    if _surely().search(words):
        return True
    stopped = not before[:begins].strip() or re.search(rf"{_STOPS}$", before[:begins].rstrip(" ")) is not None
    return (stopped or "\n" in before[begins - 1 : begins]) and _behind_a_stop().search(words) is not None


def _withdrawn(text: str, earlier: Sequence[Figure], right: Figure, begins: int) -> Figure | None:
    """Which of `earlier` is withdrawn: the one before in the sentence, else the only one of its kind."""
    kin = [each for each in earlier if each.end <= begins and _of_a_kind(each, right)]
    if not kin or (kin[-1].high == right.high and kin[-1].low == right.low):
        return None
    named = [each for each in kin if right.noun and each.noun]
    kin = named or kin
    last = kin[-1]
    same_sentence = last.end >= earlier[-1].end and not _SENTENCE_END.search(text, last.end, begins)
    if same_sentence:
        return last
    turn = text[begins - 1 : begins] == "\n" or "\n" in text[last.end : begins]
    if not turn and begins - last.end > _WITHIN:
        return None
    if turn and not right.unit:
        # Asked about, "no, 42" more often puts a count right than a measure, which has its unit said again.
        kin = [each for each in kin if not each.unit] or kin
    alike = {(each.low, each.high) for each in kin}
    return kin[-1] if len(alike) == 1 or named else None


def _of_a_kind(withdrawn: Figure, right: Figure) -> bool:
    if withdrawn.unit and right.unit and right.dimension is not withdrawn.dimension:
        return False
    if right.unit and not withdrawn.unit:
        # "To 12, sorry, 6 a week": what a bare number counts is said behind the right one.
        return not withdrawn.noun
    if not (withdrawn.noun and right.noun):
        return not (withdrawn.unit and right.noun)
    # Chinese counts by a word of measure before the noun, which alone is said again.
    return nouns_agree(withdrawn.noun, right.noun) or withdrawn.noun.startswith(right.noun)


def _with(right: PutRight, found: _Found) -> PutRight:
    """`right` with one more figure put right."""
    text, withdrawn, figure = right.text, found.withdrawn, found.right
    stop = len(text[: found.begins].rstrip(" \t,;:–—-，"))
    if _is_next_to(text, withdrawn, figure, stop):
        # "24 towns, no, 42 towns that …": what was withdrawn goes, and the sentence goes on.
        behind = range(found.ends, len(text))
        kept = [*range(withdrawn.start), *range(figure.start, figure.end), *behind]
        return _of(right, [(at, right.stood[at]) for at in kept])
    rest = _rest(text, found)
    number = range(figure.start, figure.end)
    place = right.stood[withdrawn.start]
    return _of(
        right,
        [
            *((at, right.stood[at]) for at in range(withdrawn.start)),
            *((at, place) for at in number),
            *((at, right.stood[at]) for at in range(_number_ends(withdrawn, figure), stop)),
            *((at, right.stood[at]) for at in range(rest, len(text))),
        ],
    )


def _rest(text: str, found: _Found) -> int:
    """Where what follows the right figure says something that was not said before."""
    withdrawn, figure = found.withdrawn, found.right
    same = figure.noun if withdrawn.noun.startswith(figure.noun) else withdrawn.noun
    again = re.compile(rf"\s*{re.escape(same)}{_ENDED}", re.IGNORECASE) if same else None
    behind = _behind().match(text, found.ends) or (again.match(text, found.ends) if again else None)
    end = behind.end() if behind else found.ends
    # One stop is enough: the sentence that was put right has its own.
    stop = re.match(r"[^\S\n]*[.。]", text[end:])
    own = re.search(r"[.。]\s*$", text[: figure.start]) is None or found.begins == figure.start
    return end + stop.end() if stop and own else end


def _number_ends(withdrawn: Figure, figure: Figure) -> int:
    """Where what is replaced ends: the number alone where the right one was said without its unit."""
    if figure.unit or not withdrawn.unit:
        return withdrawn.end
    number = re.match(r"[^\d]*\d+(?:[.,]\d+)*", withdrawn.quote)
    return withdrawn.start + number.end() if number else withdrawn.end


def _is_next_to(text: str, withdrawn: Figure, figure: Figure, stop: int) -> bool:
    """Whether nothing but the noun stands between the two, and the right one has its own."""
    between = text[withdrawn.end : stop].strip()
    return not between or (
        bool(figure.noun)
        and between.casefold() == withdrawn.noun
        and nouns_agree(withdrawn.noun, figure.noun)
    )


def _of(right: PutRight, kept: Sequence[tuple[int, int]]) -> PutRight:
    return PutRight(
        "".join(right.text[at] for at, _ in kept),
        tuple(right.said[at] for at, _ in kept),
        tuple(place for _, place in kept),
    )


@cache
def _lead() -> re.Pattern[str]:
    """Words right before a figure among which those may be that put another right."""
    listed = table("corrections")
    sounds = "|".join("|".join(row.split()) for row in table("hesitations")["sounds"].values())
    any_of = "|".join(
        (_all("surely"), listed["with_a_stop"], listed["behind_a_stop"], listed["beside"], sounds)
    )
    return re.compile(rf"(?:{_word(any_of)}{_STOPS}*)+$", re.IGNORECASE)


@cache
def _surely() -> re.Pattern[str]:
    listed = table("corrections")
    surely, weakly = _word(_all("surely")), _word(listed["behind_a_stop"])
    denial = rf"{_word(listed['with_a_stop'])}(?=\s*[,.;:!…–—-]|\s+(?:{surely}|{weakly}))"
    return re.compile(rf"{surely}|{denial}", re.IGNORECASE)


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(rf"\s*{_word(table('corrections')['with_a_stop'])}\s+", re.IGNORECASE)


@cache
def _nots() -> re.Pattern[str]:
    """What stands between the right figure and the one that it is not."""
    return re.compile(
        rf"\s*(?:[^\W\d]+\s*){{0,2}}[,–—，-]?\s*{_word(table('corrections')['not_that'])}\s*", re.IGNORECASE
    )


@cache
def _behind_a_stop() -> re.Pattern[str]:
    return re.compile(_word(table("corrections")["behind_a_stop"]), re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """What may stand between the right figure and a stop: "42 it was"."""
    return re.compile(rf"\s*{_word(table('corrections')['behind'])}{_ENDED}", re.IGNORECASE)


@cache
def _of_them() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\w+\s)?(?:{table('corrections')['of_them']})", re.IGNORECASE)


def _all(name: str) -> str:
    return "|".join(table("corrections")[name].values())


def _word(listed: str) -> str:
    """A pattern of any of `listed`; whole words where spaces stand between words."""
    words = sorted(set(listed.split("|")), key=len, reverse=True)
    wide = "|".join(re.escape(each) for each in words if _WIDE.search(each))
    spaced = "|".join(re.escape(each) for each in words if not _WIDE.search(each)).replace("'", "['’]")
    return rf"(?:(?<!\w)(?:{spaced})(?!\w)" + (rf"|{wide})" if wide else ")")
