"""A coding task as a guide states it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.guide import KeyPoint, TalkingPoint
from domain.values import Frozen
from rounds.coding.behaviour import packages_missing
from rounds.coding.examples import Example, in_guide
from rounds.coding.snippets import Language, prose, snippets
from rounds.coding.sql.tables import is_query, sql_pieces
from rounds.minutes import minutes_of

_WORDS = re.compile(r"\w+")
_ANNOUNCES = re.compile(r"[:：]\s*\**\s*$")


class CodingTask(Frozen):
    """One task: what is shown of it, and what a solution is held against.

    `statement` are the guide's lines before its first code, in order: what may be shown before anything was
    written. `said` are the key points to mention, without those of the statement. `packages` are what the
    guide's solution imports that the sandbox has not. `minutes` is the time that the guide gives it, None
    where it gives none.
    """

    point: TalkingPoint
    statement: tuple[str, ...]
    examples: tuple[Example, ...]
    said: tuple[KeyPoint, ...]
    language: Language | None
    packages: tuple[str, ...]
    minutes: int | None = None


def task_of(point: TalkingPoint) -> CodingTask:
    """What `point` asks for."""
    code = snippets(point.text)
    queries = [each for each in sql_pieces(point.text) if is_query(each)]
    # What makes tables, and the tables, are part of a task for a query.
    shown = queries or code
    first = shown[0].line if shown else len(point.text.splitlines()) + 1
    lines = enumerate(point.text.splitlines(), start=1) if queries else prose(point.text)
    before = [line.strip() for number, line in lines if number < first and line.strip()]
    while before and len(before) > 1 and _ANNOUNCES.search(before[-1]):
        before.pop()
    return CodingTask(
        point=point,
        statement=tuple(before),
        examples=in_guide(point.text),
        said=tuple(key for key in point.key_points if not _stated(key, point, before, first)),
        language=shown[0].language if shown else None,
        packages=tuple(sorted({name for each in code for name in packages_missing(each.text)})),
        minutes=minutes_of(point, prose(point.text)),
    )


def _stated(key: KeyPoint, point: TalkingPoint, before: Iterable[str], first: int) -> bool:
    """Does `key` only say again what the task is, or what announces its code?"""
    words = set(_WORDS.findall(key.text.lower()))
    announcing = [line for number, line in prose(point.text) if number < first]
    return any(words <= set(_WORDS.findall(line.lower())) for line in (*before, *announcing, point.title))
