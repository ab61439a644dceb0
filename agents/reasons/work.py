"""What was found of work that was handed in, in a sentence each."""

from __future__ import annotations

from agents.reasons.said import said
from domain.interview import ENGLISH
from domain.work import Finding, FindingKind, Mark, Weighed

_OUTCOMES = frozenset(
    {
        FindingKind.RETURNED,
        FindingKind.RAISED,
        FindingKind.TIME,
        FindingKind.MEMORY,
        FindingKind.DEPTH,
        FindingKind.OUTPUT,
        FindingKind.ENDED,
        FindingKind.NOT_REACHED,
    }
)
_AS_IT_WAS = frozenset({FindingKind.RETURNED, FindingKind.RAISED})
_AS_THE_GUIDE_SAYS = frozenset(
    {FindingKind.ASKED, FindingKind.TOLD, FindingKind.PARTLY, FindingKind.UNTOLD, FindingKind.UNDRAWN}
)
"""What is told in the guide's or the candidate's own words."""
_WITH_ITS_LINE = frozenset({FindingKind.SYNTAX, FindingKind.STILL})
_WHOLE = frozenset(
    {
        FindingKind.NO_SANDBOX,
        FindingKind.OTHER_LANGUAGE,
        FindingKind.SYNTAX,
        FindingKind.PACKAGES,
        FindingKind.BROKEN,
        FindingKind.RAN,
        FindingKind.OWN_PROVE_NOTHING,
        FindingKind.NOTHING,
        FindingKind.SWALLOWED,
        FindingKind.DENIED,
        FindingKind.BEYOND,
        FindingKind.UNSURE,
        FindingKind.GONE,
        FindingKind.OTHER_BETTER,
        FindingKind.LEAVES_OUT,
        FindingKind.WRONG_FIGURE,
        FindingKind.SUM_RIGHT,
        FindingKind.SUM_WRONG,
        FindingKind.SAID_ALONE,
        FindingKind.LOOSE,
        FindingKind.NO_DRAWING,
        FindingKind.NOT_READ,
        FindingKind.OTHER_DIALECT,
        FindingKind.REFUSED,
        FindingKind.NO_TABLES,
        FindingKind.PSEUDO,
    }
)
"""What has one wording, whatever it counts for."""


def part_title(part: Weighed, language: str = ENGLISH) -> str:
    """A part and how much of it was met: "What it does  67 of 100"."""
    name = said(f"work.title_{part.part.value}", language)
    if part.met is None:
        return said("work.part_unscored", language, part=name)
    return said("work.part_title", language, part=name, points=f"{100 * part.met:.0f}")


def finding(found: Finding, language: str = ENGLISH) -> str:
    """A finding as it is told: "f(3): 5, not 6"."""
    if found.kind in _AS_THE_GUIDE_SAYS or (found.kind is FindingKind.UNSURE and not found.got):
        return _at_line(found.about, found, language)
    if found.kind in _OF_A_KIND:
        return _at_line(_OF_A_KIND[found.kind](found, language), found, language)
    if found.kind in _OUTCOMES:
        return _outcome(found, language)
    key = found.kind.value if found.kind in _WHOLE else f"{found.kind.value}_{_met(found)}"
    given = {
        "about": found.about,
        "figure": found.figure,
        "got": found.got,
        "line": found.line or "?",
        "wanted": found.wanted,
    }
    told = said(f"work.{key}", language, **given)
    told = _at_line(told, found, language)
    if found.guide_says:
        told = said("work.guide_says", language, told=told, says=found.guide_says)
    return told


def finding_of_part(part: Weighed, found: Finding, language: str = ENGLISH) -> str:
    """A finding that stands by itself: "Components: Message queue"."""
    name = said(f"work.title_{part.part.value}", language)
    return said("work.of_part", language, part=name, told=finding(found, language))


def _at_line(told: str, found: Finding, language: str) -> str:
    if found.line is None or found.kind in _WITH_ITS_LINE:
        return told
    return said("work.at_line", language, told=told, line=found.line)


def _severity(found: Finding, language: str) -> str:
    named = said(f"work.severity_{found.got}", language)
    if found.mark is not Mark.MISSED:
        return f"{found.about}: {named}"
    wanted = said(f"work.severity_{found.wanted}", language)
    return said("work.severity_missed", language, about=found.about, got=named, wanted=wanted)


def _drawn(found: Finding, language: str) -> str:
    if not found.got or found.got.casefold() == found.about.casefold():
        return found.about
    return said("work.drawn_as", language, about=found.about, got=found.got)


def _right_figure(found: Finding, language: str) -> str:
    del language
    return f"{found.got} ({found.about})" if found.about else found.got


def _still(found: Finding, language: str) -> str:
    return said("work.still", language, about=found.about, line=found.line or "?")


_OF_A_KIND = {
    FindingKind.SEVERITY: _severity,
    FindingKind.DRAWN: _drawn,
    FindingKind.RIGHT_FIGURE: _right_figure,
    FindingKind.STILL: _still,
}


def _met(found: Finding) -> str:
    return "missed" if found.mark is Mark.MISSED else "met"


def _outcome(found: Finding, language: str) -> str:
    """What came of a call, of input that was made for it, or of the whole program."""
    told = found.got if found.kind in _AS_IT_WAS else said(f"work.{found.kind.value}", language)
    if found.line is not None:
        told = said("work.in_line", language, told=told, line=found.line)
    what = found.about or said(f"work.{found.given.value if found.given is not None else 'it'}", language)
    if found.wanted:
        told = said("work.call_wanted", language, what=what, outcome=told, wanted=found.wanted)
    else:
        told = said("work.call", language, what=what, outcome=told)
    return said("work.own", language, told=told) if found.own else told
