"""A score for a review: arithmetic over the guide's issues, the better version and the severities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.guide import Source, TalkingPoint
from domain.work import (
    About,
    AskedNext,
    Finding,
    FindingKind,
    Linted,
    Mark,
    ReviewWork,
    Weighed,
    WorkKind,
    WorkPart,
)
from rounds.coding.snippets import Language
from rounds.coding.structure import Aspect, Noted
from rounds.labelled import AS_FOUND
from rounds.review.better import Better, NotRead
from rounds.review.findings import Found
from rounds.review.matching import Matched, beyond
from rounds.review.severity import WEIGHTS, Severity
from rounds.review.task import Issue, ReviewTask
from rounds.shares import shares_of

_ORDER = tuple(Severity)
_ASPECTS = {
    Aspect.DOCSTRINGS: FindingKind.DOCSTRINGS,
    Aspect.TYPES: FindingKind.TYPES,
    Aspect.ERRORS: FindingKind.ERRORS,
}
_NOT_READ = {
    NotRead.OTHER_LANGUAGE: (FindingKind.OTHER_BETTER, Mark.OPEN),
    NotRead.SYNTAX: (FindingKind.SYNTAX, Mark.MISSED),
    NotRead.NOTHING: (FindingKind.NOTHING, Mark.MISSED),
    NotRead.LEAVES_OUT: (FindingKind.LEAVES_OUT, Mark.MISSED),
}
_MOST_ASKED = 2


def judged(
    task: ReviewTask,
    points: Sequence[TalkingPoint],
    said: str,
    issues: Sequence[Matched],
    found: Sequence[Found],
    better: Better | None,
    linted: tuple[Linted, ...] | None = None,
) -> ReviewWork:
    """The score over what could be judged; `points` are all talking points: their rubric gives the shares."""
    shares, own = shares_of(points, WorkKind.REVIEW)
    met = {
        WorkPart.FOUND: found_share(issues),
        WorkPart.BETTER: better.met if better is not None else None,
        WorkPart.SEVERITY: severity_share(issues, found),
    }
    evidence = {
        WorkPart.FOUND: (*_told(task, issues, found), *_beyond(issues, found)),
        WorkPart.BETTER: tuple(_of_better(better)) if better is not None else (),
        WorkPart.SEVERITY: tuple(_severities(task, issues, found)),
    }
    return ReviewWork(
        said=said,
        better=better.code if better is not None else "",
        parts=tuple(
            Weighed(part=part, weight=weight, met=met[part], findings=evidence[part])
            for part, weight in shares.items()
        ),
        of_the_guide=own,
        next=asked_next(issues, better),
        linted=linted,
        lints=task.language is Language.PYTHON,
    )


def found_share(issues: Sequence[Matched]) -> float | None:
    """The share of the guide's issues that was told, the critical ones counting three times a minor one."""
    weighed = [(_weight(each), each.credit) for each in issues]
    whole = sum(weight for weight, _ in weighed)
    return sum(weight * credit for weight, credit in weighed) / whole if whole else None


def severity_share(issues: Sequence[Matched], found: Sequence[Found]) -> float | None:
    """How near the severities come to the guide's, over the issues told; None where nobody named one."""
    graded = [each for each in issues if each.issue.severity and each.credit]
    near = [
        1 - abs(_ORDER.index(named) - _ORDER.index(each.issue.severity)) / 2
        for each in graded
        if (named := _named(each, found)) and each.issue.severity
    ]
    return sum(near) / len(graded) if near else None


def asked_next(issues: Sequence[Matched], better: Better | None) -> tuple[AskedNext, ...]:
    """What does not parse; else the weightiest issues that are open, at most two, by their line and told by
    no word, and between them, where there is none yet, the better version."""
    if better is not None and better.not_read is NotRead.SYNTAX:
        return (AskedNext(about=About.SYNTAX, line=better.line),)
    open_ones = sorted((each for each in issues if not each.credit), key=lambda each: -_weight(each))
    again = dict.fromkeys(
        AskedNext(about=About.LOOK_AGAIN, line=each.issue.about[0])
        if each.issue.about
        else AskedNext(about=About.OPEN_ISSUE)
        for each in open_ones
    )
    first, others = [*again][:1], [*again][1:_MOST_ASKED]
    return (*first, *([AskedNext(about=About.BETTER)] if better is None else []), *others)


def _told(task: ReviewTask, issues: Sequence[Matched], found: Sequence[Found]) -> Iterator[Finding]:
    for each in issues:
        kind, mark = AS_FOUND[each.label]
        first = found[each.findings[0]] if each.findings else None
        yield Finding(
            kind=kind,
            mark=mark,
            line=first.line if first is not None else None,
            about=each.issue.text,
            got=first.said if first is not None else "",
            source=_place(task, each.issue),
        )


def _beyond(issues: Sequence[Matched], found: Sequence[Found]) -> Iterator[Finding]:
    for number in beyond(issues, found):
        yield Finding(
            kind=FindingKind.BEYOND, mark=Mark.OPEN, line=found[number].line, about=found[number].said
        )


def _severities(task: ReviewTask, issues: Sequence[Matched], found: Sequence[Found]) -> Iterator[Finding]:
    for each in issues:
        named, given = _named(each, found), each.issue.severity
        if named and given:
            yield Finding(
                kind=FindingKind.SEVERITY,
                mark=Mark.MET if named is given else Mark.MISSED,
                line=found[each.findings[0]].line,
                about=each.issue.text,
                got=named.value,
                wanted=given.value,
                source=_place(task, each.issue),
            )


def _of_better(better: Better) -> Iterator[Finding]:
    if better.not_read is not None:
        kind, mark = _NOT_READ[better.not_read]
        yield Finding(kind=kind, mark=mark, line=better.line)
        return
    for each in better.mended:
        yield Finding(
            kind=FindingKind.GONE if each.gone else FindingKind.STILL,
            mark=Mark.MET if each.gone else Mark.MISSED,
            line=each.line,
            about=each.issue.text,
        )
    for noted in better.structure:
        yield _of_structure(noted)
    ran = better.behaviour.tried if better.behaviour is not None else ()
    for tried in ran:
        if tried.wanted is not None:
            yield Finding(
                kind=FindingKind.RETURNED,
                mark=Mark.MET if tried.passed else Mark.MISSED,
                line=tried.line,
                about=tried.call,
                got=tried.got or tried.raised or (tried.ended or ""),
                wanted=tried.wanted,
            )


def _of_structure(noted: Noted) -> Finding:
    return Finding(
        kind=_ASPECTS[noted.aspect],
        mark=Mark.MET if noted.passed else Mark.MISSED,
        line=noted.line,
        about=", ".join(noted.names),
        guide_says=noted.guide_says,
    )


def _named(issue: Matched, found: Sequence[Found]) -> Severity | None:
    """The severity that the candidate named for `issue`, None for none."""
    if not issue.credit:
        return None
    return next((found[n].severity for n in issue.findings if found[n].severity), None)


def _place(task: ReviewTask, issue: Issue) -> Source:
    return Source(guide=task.point.source.guide, first_line=issue.line, last_line=issue.line)


def _weight(each: Matched) -> float:
    return WEIGHTS[each.issue.severity] if each.issue.severity else 1.0
