"""Hold the figures of an answer against those of the candidate's facts."""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from domain.guide import Source
from domain.verdict import Evidence, FigureLabel, FigureVerdict
from language.figures import words
from language.figures.aspect import aspect_of
from language.figures.compare import another_unit, compare, nouns_agree
from language.figures.figure import Figure, Role
from language.figures.parse import figures
from language.figures.parts import counted
from language.sentences import spans

_FACTS_KEPT = 8192
_ANSWERS_KEPT = 64
_WINDOW = 160
# A figure counts as being about the same thing from this share of the expected figure's context upwards;
# to be called wrong takes more, for a false alarm costs the candidate's trust.
_ABOUT_THE_SAME = 0.15
_NAMED_SHARE = 0.5
_UNNAMED_SHARE = 0.6
_SLIP = 20.0
_RIVALS = 0.8
# All words of the fact around a figure, three or more, make it the fact's, however far off it is.
_ALL_OF_THREE = 3
# The share of the best likeness that makes an exact figure of the same line the one that was meant.
_TOLD = 0.5
_LIST = 3
# So many figures on either side are a figure's company.
_COMPANY = 2
_AGREES = (FigureLabel.RIGHT, FigureLabel.CLOSE)
_KINDEST_FIRST = (FigureLabel.RIGHT, FigureLabel.CLOSE, FigureLabel.WRONG)
_METRIC_WEIGHT = 2.0
_FAR_WORD = 0.5


class _Placed(NamedTuple):
    """A figure with the stems of the words around it, and the figures beside it in its sentence."""

    figure: Figure
    near: frozenset[str]
    wide: frozenset[str]
    aspect: str
    source: Source | None = None
    text: str = ""
    company: tuple[Figure, ...] = ()


class _Match(NamedTuple):
    likeness: float
    label: FigureLabel
    expected: _Placed


def check_figures(answer: str, facts: Iterable[tuple[str, Source]]) -> tuple[FigureVerdict, ...]:
    """Label each figure of `answer` by the best fitting figure of `facts`.

    A figure is right or close if a figure about the same thing agrees with it, and wrong only if one that is
    surely about the same thing disagrees and none agrees; every other is unknown. `facts` are texts (a key
    point, a line to remember) with their sources. `said.quote` is exactly `answer[start:end]`.
    """
    expected = [placed for text, source in facts for placed in _expected(text, source)]
    rarity = _rarity(expected)
    return tuple(_verdict(said, expected, rarity) for said in _said(answer))


# Every answer is held against the same few hundred facts; reading them anew took a third of a turn.
@lru_cache(maxsize=_FACTS_KEPT)
def _expected(text: str, source: Source) -> tuple[_Placed, ...]:
    return _placed(text, source)


# An answer is asked for while it is judged, and seldom again.
@lru_cache(maxsize=_ANSWERS_KEPT)
def _said(answer: str) -> tuple[_Placed, ...]:
    return _placed(answer, None)


def _placed(text: str, source: Source | None) -> tuple[_Placed, ...]:
    """The figures of `text`, each with the words of its clause (near) and of its sentence (wide)."""
    found = figures(text)
    cut = spans(text)
    placed = []
    for index, figure in enumerate(found):
        left, right = _sentence(cut, figure)
        # The result of a change is about what stands before its start: "the run went from 4 hours to ...".
        previous = index - 2 if figure.role is Role.AFTER else index - 1
        before = found[previous].end if previous >= 0 else 0
        after = found[index + 1].start if index + 1 < len(found) else len(text)
        near = _own_part(text[max(left, before) : figure.start], text[figure.end : min(right, after)], found)
        wide = words.content_stems(text[left:right])
        if source is not None and len(text) <= 2 * _WINDOW:
            # A fact is short and about one thing: its label ("Cache:") belongs to all of its figures.
            wide |= words.content_stems(text)
        nouns = words.content_stems(f"{figure.noun} {counted(figure.quote)}")
        aspect = aspect_of(text, figure)
        near_stems = words.content_stems(near) | nouns
        beside = found[max(0, index - _COMPANY) : index] + found[index + 1 : index + 1 + _COMPANY]
        company = tuple(each for each in beside if left <= each.start and each.end <= right)
        placed.append(_Placed(figure, near_stems, wide | nouns, aspect, source, text, company))
    return tuple(placed)


def _own_part(before: str, after: str, found: Sequence[Figure]) -> str:
    """The words beside a figure; in a list of three or more ("full (24GB), LoRA (2.1GB)") only its item's."""
    if len(found) >= _LIST:
        before = before[max(before.rfind(sign) for sign in ",;") + 1 :]
        ends = [at for at in map(after.find, ",;)") if at >= 0]
        after = after[: min(ends, default=len(after))]
    return f"{before} {after}"


def _sentence(cut: Sequence[tuple[int, int]], figure: Figure) -> tuple[int, int]:
    """The sentence around a figure, not wider than a window."""
    left = cut[bisect.bisect_right(cut, figure.start, key=itemgetter(0)) - 1][0]
    right = cut[min(bisect.bisect_left(cut, figure.end, key=itemgetter(1)), len(cut) - 1)][1]
    return max(left, figure.start - _WINDOW), min(right, figure.end + _WINDOW)


def _rarity(expected: Sequence[_Placed]) -> dict[str, float]:
    """A weight for each stem: a word near every figure tells nothing, a metric's name tells most."""
    seen = Counter(stem for placed in expected for stem in placed.wide)
    rarity = {stem: math.log(1.0 + len(expected) / count) for stem, count in seen.items()}
    for metric in words.METRICS:
        stem = words.stem(metric)
        if stem in rarity:
            rarity[stem] *= _METRIC_WEIGHT
    return rarity


def _likeness(said: _Placed, expected: _Placed, rarity: dict[str, float]) -> float:
    """The share of the expected figure's context that stands around the said one, 0 to 1."""
    whole = shared = 0.0
    for stem in expected.wide:
        weight = rarity[stem] * (1.0 if stem in expected.near else _FAR_WORD)
        whole += weight
        if stem in said.near:
            shared += weight
        elif stem in said.wide:
            shared += weight * _FAR_WORD
    return shared / whole if whole else 0.0


def _verdict(said: _Placed, expected: Sequence[_Placed], rarity: dict[str, float]) -> FigureVerdict:
    matches = []
    for candidate in expected:
        label = compare(said.figure, candidate.figure)
        if label is not FigureLabel.UNKNOWN:
            matches.append(_Match(_likeness(said, candidate, rarity), label, candidate))
    matches = [match for match in matches if match.likeness >= _ABOUT_THE_SAME]
    others = [match.expected for match in matches if match.label is FigureLabel.WRONG]
    if any(match.label in _AGREES and _of_another(said, match.expected, others) for match in matches):
        matches = [match for match in matches if not _of_another(said, match.expected, others)]
        matches = [match for match in matches if match.label in _AGREES]
    best = max((match.likeness for match in matches), default=0.0)
    rivals = [match for match in matches if match.likeness >= _RIVALS * best]
    if not rivals:
        return _unknown(said)
    chosen = min(rivals, key=lambda match: _preference(said, match))
    if chosen.label is FigureLabel.WRONG:
        sure = _surely_the_same(said, chosen)
        # One of several alternatives agrees with no line while it is the very figure of any.
        line = [each for each in expected if said.figure.alternative or each.text == chosen.expected.text]
        exact = [each for each in line if compare(said.figure.alone, each.figure) is FigureLabel.RIGHT]
        told = [match for match in matches if match.expected in exact and match.likeness >= _TOLD * best]
        if together := _told_together(said, expected):
            chosen = _Match(best, FigureLabel.RIGHT, together)
        elif told and not sure and not said.figure.alternative:
            chosen = max(told, key=lambda match: match.likeness)
        elif exact or not sure:
            return _unknown(said)
    figure = chosen.expected.figure
    return FigureVerdict(
        label=chosen.label,
        said=_evidence(said.figure),
        expected=figure.quote,
        about=figure.noun or said.figure.noun,
        source=chosen.expected.source,
    )


def _told_together(said: _Placed, expected: Sequence[_Placed]) -> _Placed | None:
    """The very figure in a fact that has a figure beside the said one, too: then it is that fact's.

    "I had the log keep fourteen days, ninety dollars for a week" speaks of "raised to 14 days for $90", and
    is no wrong "the log keeps seven days", however alike their words are.
    """
    if said.figure.alternative:
        return None
    for each in expected:
        if compare(said.figure, each.figure) is FigureLabel.RIGHT and any(
            _very_same(mine, theirs) for mine in said.company for theirs in each.company
        ):
            return each
    return None


def _very_same(one: Figure, other: Figure) -> bool:
    return bool(one.unit) and one.high == other.high and one.unit == other.unit


def _of_another(said: _Placed, expected: _Placed, others: Sequence[_Placed]) -> bool:
    """Whether the said figure has the name of another item of the list that `expected` stands in.

    "LoRA takes 24 GB" says nothing of the 24 in "full (24GB), LoRA (2.1GB), QLoRA (1.2GB)".
    """
    line = [other for other in others if other.text == expected.text]
    if len(line) + 1 < _LIST:
        return False
    shared = frozenset[str]().union(*(other.near for other in line))
    return not said.near & (expected.near - shared) - words.content_stems(expected.figure.noun) and bool(
        said.near & (shared - expected.near)
    )


def _preference(said: _Placed, match: _Match) -> tuple[int, bool, float]:
    """The kindest label first; a limit is held against a limit before a value, and the likest wins."""
    other_bound = said.figure.bound is not match.expected.figure.bound
    return _KINDEST_FIRST.index(match.label), other_bound, -match.likeness


def _surely_the_same(said: _Placed, match: _Match) -> bool:
    """Whether two figures that disagree are about one thing, so that one of them must be wrong.

    They have to be of one aspect and one side of a change, and what the fact says beside its noun has to
    stand around the said figure: half of it, and two words where there are as many.
    """
    expected = match.expected
    if said.aspect != expected.aspect or said.figure.role is not expected.figure.role:
        return False
    names = (said.figure.noun, expected.figure.noun)
    named = all(names) and nouns_agree(*names)
    bare = said.figure.unit == "" and said.figure.role is Role.NONE
    nouns = words.content_stems(" ".join(names))
    wanted = expected.near - nouns
    if not wanted:
        return named and not said.near - nouns - expected.wide
    shared = len(wanted & said.wide)
    slipped = another_unit(said.figure, expected.figure) or (shared == len(wanted) >= _ALL_OF_THREE)
    if not named and (bare or (_worlds_apart(said.figure, expected.figure) and not slipped)):
        return False
    fewest = min(2, len(wanted)) if named else 2
    return shared >= fewest and shared >= (_NAMED_SHARE if named else _UNNAMED_SHARE) * len(wanted)


def _worlds_apart(one: Figure, other: Figure) -> bool:
    """Whether no slip of memory turns one into the other (minutes into months)."""
    small, large = sorted((abs(one.high), abs(other.high)))
    return large > _SLIP * small


def _evidence(figure: Figure) -> Evidence:
    return Evidence(quote=figure.quote, start=figure.start, end=figure.end)


def _unknown(said: _Placed) -> FigureVerdict:
    return FigureVerdict(label=FigureLabel.UNKNOWN, said=_evidence(said.figure), about=said.figure.noun)
