"""Find the contradictions in the guides of each candidate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain.contradiction import Contradiction, Severity
from knowledge.consistency.arithmetic import loads, sums
from knowledge.consistency.automation import automated_or_manual
from knowledge.consistency.experience import years_of_experience
from knowledge.consistency.groups import of_one_candidate
from knowledge.consistency.metrics import two_figures
from knowledge.consistency.progress import certified_or_not, finished_or_not
from knowledge.consistency.spoken import spoken_times
from knowledge.consistency.statements import GuideLines, Statement, statements
from knowledge.consistency.targets import targets_as_results
from knowledge.consistency.titles import two_titles
from knowledge.consistency.usage import used_or_not

Check = Callable[[Sequence[Statement]], Iterator[Contradiction]]

CHECKS: tuple[Check, ...] = (
    years_of_experience,
    used_or_not,
    two_figures,
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


def contradictions(texts: Sequence[GuideLines]) -> tuple[Contradiction, ...]:
    """What the guides tell in two ways, the worst first and then in reading order.

    Guides are held against each other only where they are one candidate's (see `groups`); each is always held
    against itself. Names of guides must be unique. No model is used, and equal input gives equal output.
    """
    told = {text.name: statements(text) for text in texts}
    found: dict[tuple[str, str, str, str], Contradiction] = {}
    for names in of_one_candidate(told):
        together = [statement for name in names for statement in told[name]]
        for check in CHECKS:
            for one in check(together):
                # A check may come upon one pair of sentences in two ways.
                key = (one.check, one.topic, str(one.first.source), str(one.second.source))
                found.setdefault(key, one)
    return tuple(sorted(found.values(), key=_rank))


def _rank(contradiction: Contradiction) -> tuple[int, str, int]:
    first = contradiction.first.source
    return _WORST_FIRST.index(contradiction.severity), first.guide, first.first_line
