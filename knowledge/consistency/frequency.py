"""Something that is done weekly in one place and nightly in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from domain.contradiction import Contradiction, Severity
from knowledge.consistency.asking import asked
from knowledge.consistency.claims import names_in
from knowledge.consistency.comparable import at_one_stage, comparable
from knowledge.consistency.finding import found
from knowledge.consistency.own import in_order, own_facts
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.words import telling, words
from knowledge.lines.topics import Topic
from language.figures import Dimension
from language.figures.units import DAY
from language.tables import read_yaml

# "Every four weeks" and "monthly" are one, and so are five days a week and daily.
_FACTOR = 1.9
_FEWEST_SHARED = 2
_BEFORE = 2
# Every pair is looked at, so a file that repeats itself without end must not take forever.
_MOST_TOLD = 120
_OF_THE_WHOLE = frozenset({Topic.PITCH, Topic.FACTS})
_AND = r"\s(?:and|und|y|e|et|en|ed|but|aber|pero|mas|mais|ma|maar)\s"
_LEFT = re.compile(rf"[,;.(|–—]\s|{_AND}")
_RIGHT = re.compile(rf"[,;)|–—，；。]|[.](?:\s|$)|->|→|{_AND}")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class _Often(NamedTuple):
    """What is done every `days` days: the statement, the words that say how often, and those of its clause.

    `beside` are the word behind that and the two before: "weekly counts", "the count runs every week".
    `of` is what a single word stands before: cash in "weekly cash report".
    """

    statement: Statement
    days: float
    quote: str
    near: frozenset[str]
    beside: frozenset[str]
    of: frozenset[str]
    names: frozenset[str]


def done_how_often(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Work that two places tell in the same words, done more often in one of them.

    Two things done so and so often ("weekly full backups", "nightly incremental ones") have a word each that
    the other has not, and a place that tells both explains it.
    """
    told = [often for statement in own_facts(statements) for often in _told(statement)]
    explained = _explained(told)
    reported: set[frozenset[str]] = set()
    for one, other in combinations(told[:_MOST_TOLD], 2):
        subject = frozenset({one.quote, other.quote})
        if subject not in reported and _clash(one, other, explained):
            reported.add(subject)
            yield _contradiction(one, other)


def _told(statement: Statement) -> Iterator[_Often]:
    """What a statement tells of how often, unless it tells of more than one rhythm or of how it was."""
    text = statement.text
    if _is_somebody_elses(statement):
        return
    found_here = _rhythms(text)
    if len(found_here) != 1:
        return
    start, end, days = found_here[0]
    left, right = _LEFT.split(text[:start])[-1], _RIGHT.split(text[end:])[0]
    clause = f"{left} {right}"
    if words("before").search(clause) or words("further").search(clause):
        return
    near = telling(clause)
    if near:
        before, behind = _telling_words(left, near), _telling_words(right, near)
        beside = frozenset[str]().union(*before[-_BEFORE:], *behind[:1])
        next_word = _WORD.match(right.lstrip())
        single = next_word is not None and _WORD.fullmatch(text[start:end]) is not None
        of = telling(next_word[0]) & near if next_word and single else frozenset[str]()
        names = names_in(clause, statement.language)
        yield _Often(statement, days, text[start:end], near, beside, of, names)


def _is_somebody_elses(statement: Statement) -> bool:
    """`They count the stock monthly`"""
    return bool(words("others").match(statement.text)) and not words("ours").search(statement.text)


def _telling_words(text: str, near: frozenset[str]) -> list[frozenset[str]]:
    """The stems of each word of `text` that tells something, in their order."""
    return [stems for word in _WORD.findall(text) if (stems := telling(word) & near)]


def _rhythms(text: str) -> list[tuple[int, int, float]]:
    """Where `text` says how often, and in how many days that is once."""
    said = [(*match.span(), days) for pattern, days in _patterns() for match in pattern.finditer(text)]
    for figure in figures_of(text):
        lead = _every().search(text[: figure.start]) if figure.dimension is Dimension.TIME else None
        if lead is not None:
            said.append((lead.start(), figure.end, figure.low / DAY))
    taken: list[tuple[int, int, float]] = []
    for start, end, days in said:
        if all(end <= first or last <= start for first, last, _ in taken):
            taken.append((start, end, days))
    return sorted(taken)


def _explained(told: Sequence[_Often]) -> dict[tuple[str, ...], set[float]]:
    """The rhythms that each section tells of: two of them in one place are two things, or one explained."""
    sections: dict[tuple[str, ...], set[float]] = {}
    for often in told:
        sections.setdefault(_section(often), set()).add(often.days)
    return sections


def _section(often: _Often) -> tuple[str, ...]:
    return (*often.statement.section, often.statement.title)


def _clash(one: _Often, other: _Often, explained: Mapping[tuple[str, ...], set[float]]) -> bool:
    first, second = one.statement, other.statement
    if _section(one) == _section(other) or not _apart(one.days, other.days):
        return False
    if other.days in explained[_section(one)] or one.days in explained[_section(other)]:
        return False
    if one.names and other.names and one.names.isdisjoint(other.names):
        return False
    return _is_the_same(one, other) and comparable(first, second) and at_one_stage(first, second)


def _apart(one: float, other: float) -> bool:
    return max(one, other) >= min(one, other) * _FACTOR


def _is_the_same(one: _Often, other: _Often) -> bool:
    """Does the one clause say nothing beyond the other, or where one speaks of the whole share enough?"""
    shared = one.near & other.near
    if any(held.of and held.of.isdisjoint(against.near) for held, against in ((one, other), (other, one))):
        return False
    fewer, more = sorted((one.near, other.near), key=len)
    if any(_CHINESE.search(word) for word in shared):
        # Signs in threes: four of them in a row are two words that are the same.
        return len(shared) >= _FEWEST_SHARED
    of_the_whole = bool({one.statement.topic, other.statement.topic} & _OF_THE_WHOLE)
    if of_the_whole and one.beside & other.beside:
        return True
    if fewer <= more:
        return len(fewer) >= _FEWEST_SHARED or (of_the_whole and len(shared) == 1)
    return of_the_whole and len(shared) >= _FEWEST_SHARED and len(shared) * 2 >= len(fewer)


def _contradiction(one: _Often, other: _Often) -> Contradiction:
    first, second = in_order(one.statement, other.statement)
    told, again = (one, other) if first is one.statement else (other, one)
    shared = _in_its_words(told, told.near & again.near)
    sure = len(told.near & again.near) >= _FEWEST_SHARED
    return found(
        "frequency",
        shared,
        (first, second),
        f"You say {told.quote} in one place and {again.quote} in another ({shared}).",
        asked("figure", first.language, one=f"{told.quote} ({shared})", other=again.quote),
        severity=Severity.HIGH if sure else Severity.MEDIUM,
    )


def _in_its_words(often: _Often, shared: frozenset[str]) -> str:
    """What both do, in the words of one of them."""
    written = re.findall(r"[^\W\d_]+(?:-\w+)*", often.statement.text)
    told = [word for word in written if not _CHINESE.search(word) and telling(word) & shared]
    return " ".join(told) or "".join(sorted(shared, key=often.statement.text.find)[:1])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], float], ...]:
    """The patterns of all rhythms with their days, those with a count first."""
    rows = _rows()
    counted = []
    for days, lines in rows["behind_a_count"].items():
        for count, said in rows["counts"].items():
            counted.append((_compiled(rf"\b(?:{said}) (?:{'|'.join(lines)})\b"), days / count))
    signs = []
    for days, lines in rows["alone"].items():
        for count, said in rows["counts_behind"].items():
            signs.append((_compiled(rf"(?:{lines[-1]})[^，。；]{{0,12}}?(?:{said})"), days / count))
    alone = [
        (_compiled("|".join(map(_bounded, lines))), float(days)) for days, lines in rows["alone"].items()
    ]
    return (*counted, *signs, *alone)


@cache
def _every() -> re.Pattern[str]:
    return _compiled(rf"(?:\b(?:{_rows()['every']})) ?$")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _bounded(row: str) -> str:
    """A row of words; Chinese has no blanks to end them at."""
    return rf"(?:{row})" if _CHINESE.search(row) else rf"\b(?:{row})\b"


@cache
def _rows() -> dict[str, Any]:
    rows: dict[str, Any] = read_yaml(Path(__file__).with_name("often.yaml"))
    return rows
