"""Find the contradictions in the guides of each candidate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from domain.contradiction import Contradiction, Severity
from knowledge.consistency.against_cv import against_cv
from knowledge.consistency.arithmetic import loads, sums
from knowledge.consistency.automation import automated_or_manual
from knowledge.consistency.experience import years_of_experience
from knowledge.consistency.frequency import done_how_often
from knowledge.consistency.groups import of_one_candidate, with_the_cv
from knowledge.consistency.leading import led_or_not
from knowledge.consistency.metrics import two_figures
from knowledge.consistency.progress import certified_or_not, finished_or_not
from knowledge.consistency.retold import told_again
from knowledge.consistency.spoken import spoken_times
from knowledge.consistency.statements import GuideLines, Statement, statements
from knowledge.consistency.targets import targets_as_results
from knowledge.consistency.titles import two_titles
from knowledge.consistency.usage import used_or_not
from knowledge.cv.read import cv_of, may_be_cv
from knowledge.cv.values import Cv
from knowledge.parse.sections import sections_of

Check = Callable[[Sequence[Statement]], Iterator[Contradiction]]

CHECKS: tuple[Check, ...] = (
    years_of_experience,
    used_or_not,
    led_or_not,
    two_figures,
    told_again,
    done_how_often,
    finished_or_not,
    certified_or_not,
    automated_or_manual,
    sums,
    loads,
    targets_as_results,
    two_titles,
    spoken_times,
)
_WORST_FIRST = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def contradictions(texts: Sequence[GuideLines], today: date | None = None) -> tuple[Contradiction, ...]:
    """What the guides tell in two ways, the worst first and then in reading order.

    Guides are held against each other only where they are one candidate's (see `groups`); each is always held
    against itself. A CV is held against all guides, unless there are two of them. Names of guides must be
    unique. No model is used, and equal input gives equal output. Without `today` nothing is said of how long
    what goes on in a CV has lasted.
    """
    cvs = {cv.name: cv for text in texts if (cv := _cv(text)) is not None}
    told = {text.name: _told(text, of_cv=text.name in cvs) for text in texts}
    found: dict[tuple[str, str, str, str], Contradiction] = {}
    for names in with_the_cv(of_one_candidate(told), tuple(cvs)):
        together = [statement for name in names for statement in told[name]]
        guides = [statement for statement in together if statement.guide not in cvs]
        beside: list[Check] = [partial(_beside, cvs[name], guides, today) for name in names if name in cvs]
        for check in (*CHECKS, *beside):
            for one in check(together):
                # A check may come upon one pair of sentences in two ways.
                key = (one.check, one.topic, str(one.first.source), str(one.second.source))
                found.setdefault(key, one)
    return tuple(sorted(_each_once(found.values()), key=_rank))


def _told(text: GuideLines, *, of_cv: bool) -> list[Statement]:
    told = statements(text)
    return [statement._replace(of_cv=True) for statement in told] if of_cv else told


def _each_once(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Without a tool that the CV lists, where the CV also tells what was done with it."""
    found = list(found)
    used = {one.topic for one in found if one.check == "usage"}
    return (one for one in found if one.check != "cv tool" or one.topic not in used)


def _cv(text: GuideLines) -> Cv | None:
    return cv_of(text.name, sections_of(text.text).flattened()) if may_be_cv(text.text) else None


def _beside(
    cv: Cv, guides: Sequence[Statement], today: date | None, _: Sequence[Statement]
) -> Iterator[Contradiction]:
    yield from against_cv(cv, guides, today)


def _rank(contradiction: Contradiction) -> tuple[int, str, int]:
    first = contradiction.first.source
    return _WORST_FIRST.index(contradiction.severity), first.guide, first.first_line
