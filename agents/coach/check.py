"""What of an answer should be checked: wrong figures, what not to say, what goes against the guide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from agents.coach.addressed import addressed
from domain.report import Cited
from domain.verdict import Evidence, FigureLabel, FlagKind, Label, RedFlagHit, Verdict
from language.wording import lower_first, plain, shorten

_MOST_SHOWN = 4
_LONGEST_QUOTE = 170
_FRAMES = frozenset({FlagKind.DISOWNED, FlagKind.REPORTED, FlagKind.WISHED, FlagKind.ASKED})
_TOLD = frozenset({FlagKind.NEW_CLAIM, FlagKind.CONTRADICTS_GUIDE, FlagKind.CONTRADICTS_SELF})


def to_check(verdict: Verdict) -> tuple[Cited, ...]:
    """The first few things to check, the surest first."""
    return tuple(islice(_all(verdict), _MOST_SHOWN))


def _all(verdict: Verdict) -> Iterator[Cited]:
    yield from _wrong_figures(verdict)
    yield from _red_flags(verdict)
    yield from _against_the_guide(verdict)
    for flag in verdict.flags:
        if flag.kind in _TOLD:
            yield Cited(text=flag.message, sources=(flag.source,) if flag.source else ())


def _wrong_figures(verdict: Verdict) -> Iterator[Cited]:
    for figure in verdict.figures:
        if figure.label is FigureLabel.WRONG and figure.expected:
            # A bare number needs to be told what it counts.
            about = f" ({figure.about})" if figure.about and figure.expected.isalnum() else ""
            yield Cited(
                text=f"you said “{plain(figure.said.quote)}”; your guide says {figure.expected}{about}",
                sources=(figure.source,) if figure.source else (),
            )


def _red_flags(verdict: Verdict) -> Iterator[Cited]:
    # Two guides may list the same one.
    heard: dict[int, RedFlagHit] = {}
    for hit in verdict.red_flags:
        heard.setdefault(hit.evidence.start, hit)
    for hit in heard.values():
        better = f"; your guide would rather have “{shorten(plain(hit.say_instead), _LONGEST_QUOTE)}”"
        yield Cited(
            text=f"{_quoted(hit.evidence)} is on your list of things not to say"
            f"{better if hit.say_instead else ''}",
            sources=(hit.source,),
        )


def _against_the_guide(verdict: Verdict) -> Iterator[Cited]:
    """What turned the whole answer is told once, and not again for every key point that it turned."""
    framed = [flag for flag in verdict.flags if flag.kind in _FRAMES and flag.evidence is not None]
    for turned in () if framed else verdict.labelled(Label.CONTRADICTED):
        yield Cited(
            text=f"{_quoted(turned.evidence)} goes against your guide: {addressed(turned.key_point).text}",
            sources=(turned.key_point.source,),
        )
    for flag in framed:
        yield Cited(text=f"{_quoted(flag.evidence)}: {lower_first(flag.message)}")


def _quoted(evidence: Evidence | None) -> str:
    return f"“{plain(shorten(evidence.quote, _LONGEST_QUOTE))}”" if evidence is not None else "what you said"
