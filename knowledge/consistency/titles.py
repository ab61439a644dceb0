"""A job title that is told in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from domain.contradiction import Contradiction, ContradictionClass
from knowledge.consistency.comparable import comparable
from knowledge.consistency.finding import found
from knowledge.consistency.own import in_order
from knowledge.consistency.statements import Statement
from knowledge.consistency.voices import Voice

_TITLE = re.compile(
    r"\b[Mm]y (?P<what>job title|title|position) (?:is|was"
    r"|has been) (?:an? )?(?P<value>(?:[A-Z][\w/&-]+ ?){1,5})"
)


def two_titles(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """A job title that is told in two ways."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.voice is Voice.CANDIDATE and (match := _TITLE.search(statement.text)):
            told[match["value"].strip(" ,")].append(statement)
    for (one, first), (other, second) in combinations(told.items(), 2):
        if comparable(first[0], second[0]):
            yield found(
                "title",
                "your job title",
                in_order(first[0], second[0]),
                f"Your title is {one} in one place and {other} in another.",
                f"Were you {one} or {other}?",
                kind=ContradictionClass.DRIFT,
            )
            return
