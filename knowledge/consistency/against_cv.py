"""What the guides tell in another way than the CV beside them: dates, posts, how long, tools, degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from domain.contradiction import Contradiction, ContradictionClass, Severity
from knowledge.consistency.asking import asked, called
from knowledge.consistency.experience import APART, RELATIVE
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.usage import denied_names, is_qualified, may_deny
from knowledge.consistency.voices import Mood, Voice
from knowledge.consistency.words import undertakings
from knowledge.cv.entries import is_post
from knowledge.cv.values import Cv, Position
from knowledge.cv.words import pattern
from knowledge.inline import folded
from knowledge.markup.line import Line
from language.figures import Bound, Dimension
from language.figures.units import YEAR
from language.figures.words import content_stems
from language.words import LANGUAGES, small_words

_NAMED_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_FEWEST_LETTERS = 3
_ALIKE = 5
"""Letters that two names of a post begin with alike: "Leiter" and "Leiterin"."""
_MOST_WORDS_OF_A_POST = 5
_MOST_OTHER_WORDS = 4
"""A sentence that says much else besides how long it was may tell how long something else took."""
_SURE = 2
"""Years by which two dates differ when neither is rounded."""
_LEVELS = {"the Bachelor's degree": 1, "the Master's degree": 2, "the doctorate": 3}
_SMALL = frozenset().union(*map(small_words, LANGUAGES))


class _Firm(NamedTuple):
    """Somebody's posts at one employer, by its name without its form."""

    name: str
    positions: tuple[Position, ...]


def against_cv(cv: Cv, statements: Sequence[Statement], today: date | None) -> Iterator[Contradiction]:
    """Where `statements`, of guides of whoever the CV is, say otherwise; `today` ends what goes on.

    Only what is said in the first person counts, and of an employer only where no other of the CV is named
    in the same sentence.
    """
    firms = _firms(cv)
    for statement in statements:
        if may_deny(statement):
            yield from _tools(cv, statement)
        plain = folded(statement.text)
        if statement.voice is not Voice.CANDIDATE or not pattern("mine").search(plain):
            continue
        if statement.mood is Mood.FACT:
            yield from _degrees(cv, statement)
        named = [firm for firm in firms if _name(firm.name).search(plain)]
        if len(named) == 1:
            yield from _dates(cv, named[0], statement, plain)
            yield from _titles(cv, named[0], statement, plain)
            yield from _lengths(cv, named[0], statement, plain, today)


def _firms(cv: Cv) -> list[_Firm]:
    by_name: dict[str, list[Position]] = {}
    for position in cv.positions:
        name = _without_form(folded(position.employer))
        if len(name) >= _FEWEST_LETTERS:
            by_name.setdefault(name, []).append(position)
    return [_Firm(name, tuple(held)) for name, held in by_name.items()]


def _without_form(employer: str) -> str:
    bare = re.sub(rf"[\s,]+(?:{pattern('firms').pattern})\.?$", "", employer)
    return pattern("chinese_firms").sub("", bare).strip()


@cache
def _name(name: str) -> re.Pattern[str]:
    # Chinese has no blanks between its words.
    return re.compile(rf"(?<![^\W\u4e00-\u9fff]){re.escape(name)}(?![^\W\u4e00-\u9fff])")


def _dates(cv: Cv, firm: _Firm, statement: Statement, plain: str) -> Iterator[Contradiction]:
    since = re.search(rf"(?:{pattern('since').pattern})\s*(?:[^\W\d_]+\s+)?({_NAMED_YEAR.pattern})", plain)
    years = _NAMED_YEAR.findall(plain)
    joined, left = (pattern(word).search(plain) is not None for word in ("joined", "left"))
    if since is not None:
        told, ends = int(since[1]), False
    elif len(years) == 1 and joined is not left:
        told, ends = int(years[0]), left
    else:
        return
    periods = [position.period for position in firm.positions if position.period is not None]
    if len(periods) < len(firm.positions):
        return
    own = [period.last if ends else period.first for period in periods]
    # What goes on has no end that could be another one.
    sure = [month.year for month in own if month is not None]
    if len(sure) < len(own) or not sure or told in sure:
        return
    position = firm.positions[0]
    near = min(abs(year - told) for year in sure)
    one = ", ".join(period.quote for period in periods)
    yield _found(
        "cv date",
        cv,
        position.head[0],
        statement,
        f"Your CV has {one} for {position.employer}, and here it is {told}.",
        {"one": one, "other": str(told), "employer": position.employer},
        severity=Severity.HIGH if near >= _SURE else Severity.MEDIUM,
    )


def _titles(cv: Cv, firm: _Firm, statement: Statement, plain: str) -> Iterator[Contradiction]:
    if statement.language != cv.language or not all(position.title for position in firm.positions):
        return
    told = _post_told(statement.text, plain)
    if told is None or any(_alike(told, position.title) for position in firm.positions):
        return
    position = firm.positions[0]
    yield _found(
        "cv title",
        cv,
        position.head[0],
        statement,
        f"Your CV calls you {position.title} at {position.employer}, and here you are {told}.",
        {"one": position.title, "other": told, "employer": position.employer},
        kind=ContradictionClass.DRIFT,
    )


def _post_told(text: str, plain: str) -> str | None:
    """What somebody says to have been: "I was operations director"; None where that is not surely a post."""
    if len(plain) != len(text):
        text = plain
    for copula in pattern("i_was").finditer(plain):
        rest = re.split(r"[,.;:!?。，；！？(（|]", plain[copula.end() :])[0]
        lead = re.match(rf"\s*(?:(?:{pattern('article').pattern})\s+)?", rest)
        start = lead.end() if lead else 0
        end = re.search(rf"\s(?:{pattern('ends_a_post').pattern})\s", f"{rest[start:]} ")
        phrase = text[copula.end() + start :][: end.start() if end else len(rest) - start].strip()
        if is_post(phrase) and len(phrase.split()) <= _MOST_WORDS_OF_A_POST:
            return phrase
    return None


def _alike(told: str, title: str) -> bool:
    """Whether two names of a post share a word, or the beginning of one."""
    one, other = folded(told), folded(title)
    if re.search(r"[\u4e00-\u9fff]", one):
        return any(one[at : at + 2] in other for at in range(len(one) - 1))
    words, others = ([word for word in re.findall(r"\w+", each) if len(word) >= 4] for each in (one, other))
    return not words or any(
        word[:_ALIKE] in second or second[:_ALIKE] in word for word in words for second in others
    )


def _lengths(
    cv: Cv, firm: _Firm, statement: Statement, plain: str, today: date | None
) -> Iterator[Contradiction]:
    times = [figure for figure in figures_of(statement.text) if figure.dimension is Dimension.TIME]
    span = _span(firm, today)
    if len(times) != 1 or span is None or not pattern("stayed").search(plain):
        return
    figure = times[0]
    others = content_stems(plain) - content_stems(f"{firm.name} {folded(figure.quote)}") - _SMALL
    others -= frozenset().union(*(content_stems(folded(position.title)) for position in firm.positions))
    if len(others) > _MOST_OTHER_WORDS:
        return
    told, (least, most) = figure.low / YEAR, span
    longer = told - most >= max(APART, RELATIVE * told)
    shorter = figure.bound is not Bound.AT_LEAST and least - figure.high / YEAR >= max(
        APART, RELATIVE * least
    )
    if longer or shorter:
        position = firm.positions[0]
        quotes = ", ".join(held.period.quote for held in firm.positions if held.period is not None)
        yield _found(
            "cv length",
            cv,
            position.head[0],
            statement,
            f"Your CV has about {most:.0f} years at {position.employer}, and here it is {figure.quote}.",
            {"one": quotes, "other": figure.quote, "employer": position.employer},
            severity=Severity.MEDIUM,
        )


def _span(firm: _Firm, today: date | None) -> tuple[float, float] | None:
    """The years that all posts at a firm took together, least and most; None where it cannot be told."""
    periods = [position.period for position in firm.positions]
    begun = [period.first for period in periods if period is not None and period.first is not None]
    if len(begun) < len(periods):
        return None
    if any(period is not None and period.last is None for period in periods):
        if today is None:
            return None
        end, rounded = today.year + today.month / 12, 0
    else:
        last = max(period.last for period in periods if period is not None and period.last is not None)
        end, rounded = last.year + (last.month or 12) / 12, int(not last.month)
    first = min(begun)
    length = end - first.year - (max(first.month, 1) - 1) / 12
    # A year without its month may be nearly over, or just begun.
    return length - rounded - int(not first.month), length


def _tools(cv: Cv, statement: Statement) -> Iterator[Contradiction]:
    listed = {folded(tool): (tool, line) for tool, line in cv.tools.items()}
    for name in sorted(denied_names(statement)):
        if folded(name) in listed:
            tool, line = listed[folded(name)]
            yield _found(
                "cv tool",
                cv,
                line,
                statement,
                f"Your CV lists {tool}, and here you say that you have not used it.",
                {"tool": tool},
                question="usage",
                severity=Severity.MEDIUM if is_qualified(statement) else Severity.HIGH,
            )


def _degrees(cv: Cv, statement: Statement) -> Iterator[Contradiction]:
    levels = [degree.level for degree in cv.degrees]
    known = [level for level in levels if level is not None]
    if not known or len(known) < len(levels):
        return
    for name, level in _LEVELS.items():
        if level > max(known) and undertakings()[name].search(statement.text) and _is_held(statement.text):
            highest = max(cv.degrees, key=lambda degree: degree.level or 0)
            yield _found(
                "cv degree",
                cv,
                highest.line,
                statement,
                f"Your CV ends at “{highest.text}”, and here you have {name}.",
                {"one": highest.text, "other": called(name, statement.language)},
            )


def _is_held(text: str) -> bool:
    """Whether `text` says that a degree is had, and not sought, or somebody else's."""
    plain = folded(text)
    return pattern("has").search(plain) is not None and not pattern("not_yet").search(plain)


def _found(
    check: str,
    cv: Cv,
    line: Line,
    statement: Statement,
    sentence: str,
    told: dict[str, str],
    *,
    question: str = "",
    kind: ContradictionClass = ContradictionClass.HARD,
    severity: Severity | None = None,
) -> Contradiction:
    own = Statement(
        guide=cv.name,
        line=line.number,
        last_line=line.number,
        text=line.clean,
        headings=(),
        labels=(),
        voice=Voice.CANDIDATE,
        mood=Mood.FACT,
        language=cv.language,
    )
    key = question or ("cv date" if check == "cv length" else check)
    return found(
        check,
        told.get("employer") or told.get("tool") or told["other"],
        (own, statement),
        sentence,
        asked(key, statement.language, **told),
        kind=kind,
        severity=severity,
    )
