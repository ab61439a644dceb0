"""What of an answer should be checked: wrong figures, what not to say, what goes against the guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from agents.coach.heard import meets
from agents.coach.own_words import told
from agents.coach.said import said_spans
from agents.coach.spoken import without_marks
from agents.figures_told import stands_in, turns_round, wrong_figures
from agents.turned import is_turned
from domain.interview import ENGLISH
from domain.report import Cited
from domain.verdict import Evidence, Flag, FlagKind, Label, RedFlagHit, Verdict
from knowledge.consistency.voices import Mood, mood_of
from language.text import read
from language.wording import plain, shorten

_MOST_SHOWN = 4
_LONGEST_QUOTE = 170
_ELSEWHERE = frozenset({FlagKind.OTHER_ANSWER, FlagKind.OFF_TOPIC})
FRAMES = frozenset({FlagKind.DISOWNED, FlagKind.REPORTED, FlagKind.WISHED, FlagKind.ASKED})


def to_check(
    verdict: Verdict, answer: str, language: str = ENGLISH, further: Sequence[tuple[str, str]] = ()
) -> tuple[Cited, ...]:
    """The first few things to check, the surest first.

    `further` is what was asked further, and the answer to each of it.
    """
    return tuple(islice(_all(verdict, answer, language, further), _MOST_SHOWN))


def _all(verdict: Verdict, answer: str, language: str, further: Sequence[tuple[str, str]]) -> Iterator[Cited]:
    yield from _wrong_figures(verdict, language)
    yield from _red_flags(verdict, language)
    yield from _against_the_guide(verdict, language)
    # What belongs to another question need not stand in the guide of this one.
    elsewhere = any(flag.kind in _ELSEWHERE for flag in verdict.flags)
    for flag in verdict.flags:
        if flag.kind is FlagKind.NEW_CLAIM and (elsewhere or _is_supposed(flag.evidence, answer, further)):
            continue
        if (text := _claimed(flag, verdict, answer, language)) is not None:
            yield Cited(text=text, sources=(flag.source,) if flag.source else ())


def _wrong_figures(verdict: Verdict, language: str) -> Iterator[Cited]:
    for figure in wrong_figures(verdict):
        # A bare number needs to be told what it counts.
        counts = figure.about and figure.expected.isalnum()
        yield Cited(
            text=told(
                "check.figure_of" if counts else "check.figure",
                language,
                said=plain(figure.said.quote),
                expected=figure.expected,
                **({"about": figure.about} if counts else {}),
            ),
            sources=(figure.source,) if figure.source else (),
        )


def _red_flags(verdict: Verdict, language: str) -> Iterator[Cited]:
    # Two guides may list the same one.
    heard: dict[int, RedFlagHit] = {}
    for hit in verdict.red_flags:
        heard.setdefault(hit.evidence.start, hit)
    for hit in heard.values():
        said = _quoted(hit.evidence)
        text = told("check.unsaid", language, said=said)
        if hit.say_instead:
            better = shorten(plain(hit.say_instead), _LONGEST_QUOTE)
            text = told("check.unsaid_better", language, said=said, better=better)
        yield Cited(text=text, sources=(hit.source,))


def _against_the_guide(verdict: Verdict, language: str) -> Iterator[Cited]:
    """What turned the whole answer is told once, and not again for every key point that it turned."""
    framed = [flag for flag in verdict.flags if flag.kind in FRAMES and flag.evidence is not None]
    for turned in () if framed else verdict.labelled(Label.CONTRADICTED):
        if turned.evidence is None or not is_turned(turned):
            continue
        point = shorten(without_marks(turned.key_point.text), _LONGEST_QUOTE)
        yield Cited(
            text=told("check.against", language, said=_quoted(turned.evidence), point=point),
            sources=(turned.key_point.source,),
        )
    for flag in framed:
        if flag.evidence is not None:
            yield Cited(text=told(f"check.{flag.kind.value}", language, said=_quoted(flag.evidence)))


def _claimed(flag: Flag, verdict: Verdict, answer: str, language: str) -> str | None:
    """A claim that stands nowhere, or against something that does; None for other flags."""
    said = _quoted(flag.evidence) if flag.evidence is not None else ""
    match flag.kind:
        case FlagKind.NEW_CLAIM if _is_of_the_guide(flag.evidence, said, verdict, answer):
            return None
        case FlagKind.NEW_CLAIM if said:
            return told("check.new_claim", language, said=said)
        case FlagKind.CONTRADICTS_GUIDE if said and flag.against:
            return told("check.otherwise", language, said=said, point=shorten(flag.against, _LONGEST_QUOTE))
        case FlagKind.CONTRADICTS_SELF if said and flag.against:
            return told("check.earlier", language, said=said, before=plain(flag.against))
        case FlagKind.NEW_CLAIM | FlagKind.CONTRADICTS_GUIDE | FlagKind.CONTRADICTS_SELF:
            # A verdict of before: what it is held against stands in its message alone.
            return flag.message
    return None


def _is_of_the_guide(evidence: Evidence | None, said: str, verdict: Verdict, answer: str) -> bool:
    """Whether a figure stands in the guide's answer, as it is or turned round: that is no new one to add."""
    points = [judged.key_point for judged in verdict.key_points]
    return stands_in(said, points) or (evidence is not None and turns_round(evidence, answer, points))


def _is_supposed(evidence: Evidence | None, answer: str, further: Sequence[tuple[str, str]]) -> bool:
    """Whether words tell what would be, were asked for as such, or are those of the interviewer.

    "With ten times as many I'd add one", or "Volvo" to "What would you do differently?".
    """
    if evidence is None:
        return False
    said = read(evidence.quote).words
    for asked, reply in further:
        if set(said) <= set(read(asked).words):
            return True
        if evidence.quote in reply and mood_of(asked, (), (), asked) is Mood.HYPOTHESIS:
            return True
    return any(
        mood_of(answer[start:end], (), (), "") is Mood.HYPOTHESIS
        for start, end in said_spans(answer)
        if meets(evidence, start, end)
    )


def _quoted(evidence: Evidence) -> str:
    return plain(shorten(" ".join(evidence.quotations), _LONGEST_QUOTE))
