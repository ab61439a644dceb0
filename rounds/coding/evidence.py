"""What was tried and seen of a solution, as findings that a verdict keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.work import Finding, FindingKind, Mark
from rounds.coding.behaviour import Behaviour, NotRun, Tried
from rounds.coding.examples import Origin
from rounds.coding.structure import Aspect, Noted
from rounds.sandbox.outcome import Ended

_ENDED = {
    Ended.TIME: FindingKind.TIME,
    Ended.MEMORY: FindingKind.MEMORY,
    Ended.DEPTH: FindingKind.DEPTH,
    Ended.OUTPUT: FindingKind.OUTPUT,
    Ended.RAISED: FindingKind.ENDED,
    Ended.FINISHED: FindingKind.ENDED,
    Ended.BROKEN: FindingKind.BROKEN,
}
_NOT_RUN = {
    NotRun.NO_SANDBOX: FindingKind.NO_SANDBOX,
    NotRun.OTHER_LANGUAGE: FindingKind.OTHER_LANGUAGE,
    NotRun.SYNTAX: FindingKind.SYNTAX,
    NotRun.PACKAGES: FindingKind.PACKAGES,
    NotRun.BROKEN: FindingKind.BROKEN,
    NotRun.NOTHING: FindingKind.NOTHING,
    NotRun.PSEUDO: FindingKind.PSEUDO,
    NotRun.OTHER_DIALECT: FindingKind.OTHER_DIALECT,
    NotRun.REFUSED: FindingKind.REFUSED,
    NotRun.NO_TABLES: FindingKind.NO_TABLES,
}
_COUNTS_FOR_NOTHING = frozenset(
    {
        NotRun.NO_SANDBOX,
        NotRun.OTHER_LANGUAGE,
        NotRun.PACKAGES,
        NotRun.BROKEN,
        NotRun.OTHER_DIALECT,
        NotRun.REFUSED,
        NotRun.NO_TABLES,
    }
)
_ASPECTS = {aspect: FindingKind(aspect.value) for aspect in Aspect}
_UNHANDLED = frozenset(
    "AttributeError IndexError KeyError NameError RecursionError StopIteration UnboundLocalError "
    "UnicodeDecodeError ZeroDivisionError".split()
)


def of_behaviour(behaviour: Behaviour) -> tuple[Finding, ...]:
    """What a solution does, call by call; why it was not run, where it was not."""
    if behaviour.not_run is not None:
        mark = Mark.OPEN if behaviour.not_run in _COUNTS_FOR_NOTHING else Mark.MISSED
        told = ", ".join(behaviour.why)
        return (Finding(kind=_NOT_RUN[behaviour.not_run], mark=mark, line=behaviour.line, got=told),)
    return tuple(_all_of(behaviour))


def of_structure(structure: Sequence[Noted]) -> tuple[Finding, ...]:
    """How it is written, aspect by aspect."""
    return tuple(
        Finding(
            kind=FindingKind.SWALLOWED if each.names == ("swallowed",) else _ASPECTS[each.aspect],
            mark=Mark.MET if each.passed else Mark.MISSED,
            line=each.line,
            about=", ".join(each.names),
            figure=each.figure,
            guide_says=each.guide_says,
        )
        for each in structure
    )


def of_questions(asked: Sequence[str] | None) -> tuple[Finding, ...]:
    """What was asked before it was written."""
    return tuple(Finding(kind=FindingKind.ASKED, mark=Mark.MET, about=each) for each in asked or ())


def own_examples(behaviour: Behaviour) -> tuple[Tried, ...]:
    """What the candidate's own asserts and doctests came to."""
    return tuple(each for each in behaviour.tried if each.wanted is not None and is_own(each))


def is_own(tried: Tried) -> bool:
    """Whether the example is the candidate's."""
    return tried.example is not None and tried.example.origin is Origin.CANDIDATE


def handled(tried: Tried) -> bool | None:
    """Was an edge met? By a value, or by a plain refusal (ValueError); None for what nobody promised."""
    if tried.probe is None or tried.probe is tried.probe.WRONG_KIND or not tried.reached:
        return None
    if tried.ended is not None:
        return False
    return tried.raised not in _UNHANDLED


def _all_of(behaviour: Behaviour) -> Iterator[Finding]:
    yield from (_of_call(each) for each in behaviour.tried if each.call)
    for each in behaviour.tried:
        if not each.call:
            yield _of_run(each)
    wanted = [each for each in behaviour.tried if each.wanted is not None]
    if wanted and all(is_own(each) and each.passed for each in wanted):
        yield Finding(kind=FindingKind.OWN_PROVE_NOTHING, mark=Mark.OPEN)


def _of_call(tried: Tried) -> Finding:
    passed = handled(tried) if tried.probe is not None else tried.passed
    kind, got = _came_of(tried)
    return Finding(
        kind=kind,
        mark=Mark.OPEN if passed is None else Mark.MET if passed else Mark.MISSED,
        line=tried.line,
        about=tried.call if tried.probe is None else "",
        given=tried.probe,
        got=got,
        wanted=(tried.wanted or "") if tried.passed is False and tried.reached else "",
        own=is_own(tried) and tried.probe is None,
    )


def _came_of(tried: Tried) -> tuple[FindingKind, str]:
    if tried.ended is not None:
        return _ENDED[tried.ended], ""
    if tried.raised:
        return FindingKind.RAISED, tried.raised + (f" ({tried.said})" if tried.said else "")
    return (FindingKind.RETURNED, tried.got) if tried.got else (FindingKind.NOT_REACHED, "")


def _of_run(tried: Tried) -> Finding:
    """A program that no example was there for."""
    if tried.ended in (None, Ended.FINISHED):
        return Finding(kind=FindingKind.RAN, mark=Mark.OPEN)
    if tried.raised:
        kind, got = _came_of(tried.model_copy(update={"ended": None}))
        return Finding(kind=kind, mark=Mark.MISSED, line=tried.line, got=got)
    return Finding(kind=_ENDED[tried.ended], mark=Mark.MISSED)
