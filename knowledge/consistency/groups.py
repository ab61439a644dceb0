"""Which guides belong to one candidate, so that only these are held against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath

from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Voice
from language.figures import Dimension
from language.figures.words import stem

# A folder may hold the guides of several people. Two guides are taken for one candidate's when they tell the
# same facts: these many figures with the same value, unit and noun (a project's full name counts half), or
# half of those of the shorter guide; or when one names the other's file ("more in platform.md").
_SHARED = 4.0
_FEWEST = 2
_NAME_COUNTS = 0.5
_PROJECT = re.compile(r"\b(?:[A-Z]\w+ ){1,3}[A-Z]\w+\b")


def of_one_candidate(guides: Mapping[str, Sequence[Statement]]) -> list[list[str]]:
    """Group guide names by candidate, in the order given; a guide like no other is a group of its own."""
    facts = {name: _facts(statements) for name, statements in guides.items()}
    projects = {name: _projects(statements) for name, statements in guides.items()}
    group = {name: name for name in guides}
    for one, other in combinations(guides, 2):
        named = _names(guides[one], other) or _names(guides[other], one)
        if named or _alike(facts[one], facts[other], len(projects[one] & projects[other])):
            joined, left = group[one], group[other]
            group = {name: joined if held == left else held for name, held in group.items()}
    return [[name for name in guides if group[name] == key] for key in dict.fromkeys(group.values())]


def with_the_cv(groups: Sequence[list[str]], cvs: Sequence[str]) -> list[list[str]]:
    """`groups` with the one CV in each; with none, or with several, they stay what they are."""
    if len(cvs) != 1:
        return list(groups)
    others = [[name for name in group if name not in cvs] for group in groups]
    return [[*cvs, *group] for group in others if group] or list(groups)


def _facts(statements: Sequence[Statement]) -> frozenset[tuple[float, str, str]]:
    return frozenset(
        (figure.low, figure.unit, stem(figure.noun))
        for statement in statements
        if statement.voice is Voice.CANDIDATE
        for figure in figures_of(statement.text)
        if figure.noun and figure.dimension is not Dimension.DATE
    )


def _projects(statements: Sequence[Statement]) -> frozenset[str]:
    own = [statement.text for statement in statements if statement.voice is Voice.CANDIDATE]
    return frozenset(match.group() for text in own for match in _PROJECT.finditer(text))


def _names(statements: Sequence[Statement], guide: str) -> bool:
    """Whether a guide's text names the file `guide`."""
    file_name = re.compile(rf"(?<![\w.-]){re.escape(PurePosixPath(guide).name)}(?![\w-])", re.IGNORECASE)
    return any(file_name.search(statement.text) for statement in statements)


def _alike(
    one: frozenset[tuple[float, str, str]], other: frozenset[tuple[float, str, str]], projects: int
) -> bool:
    shared = len(one & other)
    if shared < _FEWEST:
        return False
    return shared + _NAME_COUNTS * projects >= _SHARED or 2 * shared >= min(len(one), len(other))
