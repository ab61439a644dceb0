"""A code review as a guide states it: what is shown, and what the guide says is wrong with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from domain.guide import TalkingPoint
from domain.values import Frozen
from language.patterns import regex
from language.text import read
from language.tongue import nearest
from language.words import DETERMINERS, NEGATIONS, small_words
from rounds.coding.snippets import Language, Snippet, parsed, snippets
from rounds.placed import Placed, placed
from rounds.review.numbers import lines_named, without_lines
from rounds.review.severity import Severity, severity_of

_MOST_ISSUES = 40
_REMARK = regex(r"^(?P<code>.*?\S)?\s*(?:#|//|--)\s*(?P<said>\S.*)$")
_QUOTES = regex(r"[\"']")
_VERDICT = regex(
    r"\b(?:before|after|bad|good|problematic|wrong|broken|bug(?:gy)?|fixed|improved|better|schlecht|besser|fehler"
    r"|malo|mejor|mauvais|meilleur|cattivo|migliore|ruim|melhor|slecht|beter)\b|错误|改进",
    re.IGNORECASE,
)


_LACKS = (
    NEGATIONS
    | DETERMINERS
    | read(
        "without kein keine keinen ohne sin ningún ninguna pas aucun aucune sans senza nessun nessuna sem "
        "nenhum nenhuma geen zonder 没有"
    ).stems
)
"""Stems of what says only that something lacks."""


class Issue(Frozen):
    """One thing that the guide says is wrong.

    `line` is the guide's (1-based), `about` the lines of the shown code that it is about, as far as they can
    be told (1-based), `group` what it stands under ("Performance").
    """

    text: str
    line: int
    severity: Severity | None = None
    about: tuple[int, ...] = ()
    group: str = ""


class ReviewTask(Frozen):
    """One review: `code` is shown without the remarks that give its faults away, line for line.

    `better` is the guide's better version, "" where it has none; nothing of it is shown before the end.
    """

    point: TalkingPoint
    statement: tuple[str, ...]
    code: str
    language: Language
    issues: tuple[Issue, ...]
    better: str = ""

    @property
    def grades(self) -> bool:
        """Does the guide say how bad each is?"""
        return any(issue.severity for issue in self.issues)


def review_of(point: TalkingPoint, raw: Sequence[str] = ()) -> ReviewTask:
    """What `point` asks for; `raw` are all lines of its guide, for their numbers.

    Raises `ValueError` where it has no code to show.
    """
    pieces = snippets(point.text)
    if not pieces:
        raise ValueError(f"{point.title!r} has no code to review")
    bad = pieces[0]
    lines = placed(point, raw)
    at = next(number for number, line in enumerate(lines) if line.code)
    stated = [line.text for line in lines[:at]]
    told = _told(lines[at:])
    remarks = _remarks(bad.text)
    issues = tuple(_issue(line, group, bad.text, remarks) for line, group in told) or tuple(
        Issue(text=said, line=_line_of(lines, said), about=(number,)) for number, said in remarks.items()
    )
    return ReviewTask(
        point=point,
        statement=tuple(stated),
        code=_shown(bad.text, remarks, issues),
        language=bad.language,
        issues=issues[:_MOST_ISSUES],
        better=_better(pieces),
    )


def _told(lines: Sequence[Placed]) -> list[tuple[Placed, str]]:
    """The lines behind the bad code that each name an issue, with what they stand under.

    Those before the better version, where any stand there.
    """
    behind = [number for number, line in enumerate(lines) if not line.code]
    first = behind[0] if behind else len(lines)
    better = next((number for number in range(first, len(lines)) if lines[number].code), len(lines))
    for start, end in ((first, better), (better, len(lines))):
        found = _issues_of([line for line in lines[start:end] if not line.code])
        if found:
            return found
    return []


def _issues_of(lines: Sequence[Placed]) -> list[tuple[Placed, str]]:
    found: list[tuple[Placed, str]] = []
    group = ""
    items = any(line.item and not line.heads for line in lines)
    for line in lines:
        if line.heads:
            group = line.text.rstrip(":： ") if line.item else ""
        elif line.item or not items:
            found.append((line, group))
    return found


def _issue(line: Placed, group: str, code: str, remarks: dict[int, str]) -> Issue:
    severity, text = severity_of(line.text)
    named = lines_named(text, len(code.splitlines()))
    plain = without_lines(text)
    return Issue(
        text=plain,
        line=line.line,
        severity=severity or severity_of(f"{group}:")[0],
        about=named or _about(plain, code, remarks),
        group=group,
    )


def _about(text: str, code: str, remarks: dict[int, str]) -> tuple[int, ...]:
    """The lines of `code` with the rarest words of an issue, or with a remark that speaks of it."""
    # "No type hints" is no more about a line that says "no" than about any other.
    stems = _stems(text) - _LACKS - small_words(nearest(text))
    rows = {number: _stems(line) for number, line in enumerate(code.splitlines(), start=1) if line.strip()}
    for number, said in remarks.items():
        rows[number] = rows.get(number, frozenset()) | _stems(said)
    spread = {stem: sum(stem in row for row in rows.values()) for stem in stems}
    weighed = {
        number: sum(1 / spread[stem] for stem in row & stems) for number, row in rows.items() if row & stems
    }
    best = max(weighed.values(), default=0.0)
    # A word that stands in many lines points at none of them.
    return () if best < 0.5 else tuple(number for number, each in weighed.items() if each >= 0.8 * best)[:3]


def _stems(text: str) -> frozenset[str]:
    """The stems of its words; a name of code is its parts."""
    return read(re.sub(r"[_.()\[\]]|(?<=[a-z])(?=[A-Z])", " ", text)).stems


def _remarks(code: str) -> dict[int, str]:
    """What is remarked behind a line of code, by its number; a line of its own only where it judges."""
    found: dict[int, str] = {}
    for number, line in enumerate(code.splitlines(), start=1):
        match = _REMARK.match(line)
        if match is None or len(_QUOTES.findall(match["code"] or "")) % 2:
            continue
        if match["code"] or _VERDICT.search(match["said"]):
            found[number] = match["said"]
    return found


def _shown(code: str, remarks: dict[int, str], issues: Sequence[Issue]) -> str:
    """`code` without the remarks that tell its faults: all that judge, or have a word of an issue."""
    told = frozenset[str]().union(*(_stems(issue.text) for issue in issues))
    lines = code.splitlines()
    for number, said in remarks.items():
        if _VERDICT.search(said) or _stems(said) & told:
            match = _REMARK.match(lines[number - 1])
            lines[number - 1] = (match["code"] or "") if match else lines[number - 1]
    return "\n".join(lines)


def _better(pieces: Sequence[Snippet]) -> str:
    """The last other piece of code in the same language that is more than a line."""
    others = [
        piece for piece in pieces[1:] if piece.language is pieces[0].language and "\n" in piece.text.strip()
    ]
    return others[-1].text if others else ""


def _line_of(lines: Sequence[Placed], said: str) -> int:
    return next((line.line for line in lines if line.code and said in line.text), lines[0].line)


def reads(code: str) -> ast.Module | None:
    """`code` as Python reads it, None for other languages and what does not parse."""
    return parsed(code)
