"""One metric or one count told with two figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from domain.contradiction import Contradiction, ContradictionClass, Severity
from domain.verdict import FigureLabel
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Mood, Statement, Voice, figures_of
from knowledge.figures import Bound, Dimension, Figure, Role, compare
from knowledge.figures.words import METRICS, content_stems, stem

_MIXED = re.compile(r"(?<![\w-])(?:\w*[a-z][A-Z]\w*|[A-Z]{2,}[a-z]\w*|[A-Z][A-Za-z]+\d+)")
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\w*")
_SHORT = re.compile(r"(?<![\w-])[A-Z]{2,4}(?![\w-])")
_ACRONYM = re.compile(r"\b(?:MTTR|MTTD|MTBF|CSAT|NPS|RPO|RTO|TTFT|ROI|ARR|MRR|DAU|MAU)\b")
_GENERIC_METRICS = frozenset("time times rate size improvement reduction increase decrease growth".split())
# Names that stand near everything tell nothing about the subject.
_GENERIC_NAMES = frozenset(
    "ai ml api llm rag star ci cd sla slo result results action situation task answer the our my".split()
)
_INVENTORY = frozenset(
    """service microservice source system model user engineer document customer client team country
    developer table dashboard pipeline database report job transaction record prediction endpoint
    repository store region site agent dataset feature integration application app employee project
    vector embedding""".split()
)
_SAME_NOUN = {"microservice": "service", "system": "source", "developer": "engineer", "app": "application"}
_PARTIAL = re.compile(
    r"\b(?:first|last|another|other|additional|new|of (?:the|our|those|them)|each|per|top|up to"
    r"|batch of|only)\W*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:reduc\w+|cut\w*|improv\w+|increas\w+|decreas\w+|rais\w+|lower\w*|sav\w+|fast\w+|fewer|less"
    r"|more|drop\w*"
    r"|grew|growth|boost\w*|better|cheaper|up|down|by|gain\w*)\b",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\W*(?:situation|problem|before|challenge|baseline|initial|context|old|previous)", re.IGNORECASE
)
_ENDED = re.compile(r"\W*(?:result|after|outcome|impact|final|new|achieved|now)", re.IGNORECASE)
# Parts that a system has so many of. A count of them that is told twice is the system's; of people it is not.
_PARTS = frozenset("service model pipeline source dashboard".split())
_SOME_OF_THEM = re.compile(
    r"\b(?:down|affected|fail\w*|broken|outage|incident|remaining|rest|migrated|moved|pilot|example|critical|added)\b",
    re.IGNORECASE,
)
_FACTOR = 1.5
_ALMOST = 0.02
# "91 %+" may well be 91.2 %, and "10+" may be 11.
_OPEN_END = 1.15
_ROUNDED = 1.5


class Claim(NamedTuple):
    """A figure that is told as a fact about the candidate's work.

    `noun` is the thing measured in one form for all its spellings, `aspect` tells a level from a change and
    from a share of something. `names` are the proper names of its sentence and nearest label, `stems` the
    words that carry meaning.
    """

    statement: Statement
    figure: Figure
    noun: str
    aspect: str
    names: frozenset[str]
    stems: frozenset[str]

    @property
    def place(self) -> tuple[str, int]:
        return self.statement.guide, self.statement.line


def two_figures(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Facts whose figures clash: results of one change, rates, named metrics, and counts of one thing."""
    claims = [claim for statement in statements for claim in _claims(statement)]
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.noun:
            groups[(claim.noun, claim.figure.dimension, claim.figure.percentile, claim.aspect)].append(claim)
    common_stems = _common(claims)
    for key, held in groups.items():
        ignored = _everywhere(held)
        clashes = [pair for pair in combinations(held, 2) if _clash(*pair, common_stems, ignored)]
        if clashes:
            yield _contradiction(str(key[0]), clashes)
        elif deviation := _deviation(held):
            yield _contradiction(str(key[0]), [deviation])


def _claims(statement: Statement) -> Iterator[Claim]:
    if statement.voice is not Voice.CANDIDATE or statement.mood is not Mood.FACT:
        return
    found_figures = figures_of(statement.text)
    context = f"{statement.text} {statement.label}"
    names, stems = _names(context), content_stems(context)
    for figure in found_figures:
        if figure.dimension in (Dimension.DATE, Dimension.FACTOR) or _is_partial(statement.text, figure):
            continue
        aspect = _aspect(statement.text, figure)
        yield Claim(statement, figure, _noun(statement, figure), aspect, names, stems)


def _is_partial(text: str, figure: Figure) -> bool:
    return bool(_PARTIAL.search(text[max(0, figure.start - 24) : figure.start]))


def _aspect(text: str, figure: Figure) -> str:
    if figure.dimension is not Dimension.RATIO or figure.role is not Role.NONE:
        return "level"
    if re.match(r"\s+of\b", text[figure.end :]):
        return "share"
    around = text[max(0, figure.start - 28) : figure.end + 24]
    return "change" if _CHANGE.search(around) else "level"


def _names(text: str) -> frozenset[str]:
    """Proper names, in lower case: capitals inside, short acronyms, capitalised words in a sentence."""
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    names = {name.lower() for name in _MIXED.findall(text)} | {name.lower() for name in _WITHIN.findall(text)}
    if not shouted:
        names |= {name.lower() for name in _SHORT.findall(text)}
    return frozenset(names) - _GENERIC_NAMES - METRICS


def _noun(statement: Statement, figure: Figure) -> str:
    """The thing measured, in one form for all its spellings; "" where nothing names it."""
    if figure.dimension is Dimension.RATE:
        return _single(figure.noun)
    if figure.dimension is Dimension.COUNT:
        return _inventory_noun(statement, figure)
    acronyms = _ACRONYM.findall(statement.text)
    if len(set(acronyms)) == 1:
        return str(acronyms[0])
    noun = figure.noun
    if not noun and statement.cells and statement.cells[0]:
        noun = next((word for word in statement.cells[0].lower().split() if word in METRICS), "")
    if noun in _GENERIC_METRICS or not any(word in METRICS for word in noun.split()):
        return ""
    return " ".join(stem(word) for word in noun.split())


def _inventory_noun(statement: Statement, figure: Figure) -> str:
    phrase = re.match(r"(?:[\s-]+[A-Za-z-]+){1,4}", statement.text[figure.end :])
    candidates = [figure.noun, *(phrase[0].split() if phrase else ())]
    for word in candidates:
        single = _single(word)
        if single in _INVENTORY:
            return _SAME_NOUN.get(single, single)
    return ""


def _single(word: str) -> str:
    word = word.lower().strip("-")
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


def _common(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems that stand near so many figures that sharing them means nothing."""
    near = {claim.place: claim.stems for claim in claims}
    seen = Counter(word for stems in near.values() for word in stems)
    most = max(4, len(near) // 12)
    return frozenset(word for word, count in seen.items() if count > most)


def _everywhere(held: Sequence[Claim]) -> frozenset[str]:
    """Names that stand near more than half of the figures of one metric."""
    seen = Counter(name for claim in held for name in claim.names)
    return frozenset(name for name, count in seen.items() if count > max(3, len(held) / 2))


def _clash(one: Claim, other: Claim, common: frozenset[str], everywhere: frozenset[str]) -> bool:
    if one.place == other.place or _listed_side_by_side(one.statement, other.statement):
        return False
    if "" not in (stages := {_stage(one.statement), _stage(other.statement)}) and len(stages) > 1:
        return False
    first, second = one.figure, other.figure
    if first.role is not second.role or first.unit != second.unit or not _far(first, second):
        return False
    if first.dimension is Dimension.RATE:
        return True
    if first.dimension is Dimension.COUNT:
        return _same_count(one, other, common)
    if first.role is Role.AFTER and one.noun == other.noun and one.noun.isupper():
        return True
    return _same_subject(one, other, everywhere) or _names_itself(one, other)


def _listed_side_by_side(one: Statement, other: Statement) -> bool:
    """Whether both are items of parallel lists under one heading: alternatives, which of course differ."""
    return one.section == other.section and one.labels != other.labels and bool(one.labels and other.labels)


def _stage(statement: Statement) -> str:
    """ "before" or "after" where a story's part says so (its situation, its result), else ""."""
    for head in (statement.text, *reversed(statement.labels)):
        if _STARTED.match(head):
            return "before"
        if _ENDED.match(head):
            return "after"
    return ""


def _far(first: Figure, second: Figure) -> bool:
    """Whether no reading of the two figures makes them one."""
    low, high = sorted((first, second), key=lambda figure: figure.low)
    if FigureLabel.RIGHT in (compare(low, high), compare(high, low)):
        return False
    if low.bound in (Bound.AT_LEAST, Bound.ABOUT) and high.low <= low.high * _OPEN_END:
        return False
    if high.bound in (Bound.AT_MOST, Bound.ABOUT) and high.low <= low.high * _OPEN_END:
        return False
    if first.dimension is Dimension.RATIO:
        return high.low - low.high > _ROUNDED * min(first.resolution, second.resolution)
    if first.dimension is Dimension.RATE:
        return high.low >= _FACTOR * low.high
    return high.low > low.high * (1 + _ALMOST)


def _same_count(one: Claim, other: Claim, ignored: frozenset[str]) -> bool:
    shared = (one.stems & other.stems) - ignored - {stem(one.figure.noun), stem(other.figure.noun)}
    return len(shared) >= 2 and not _other_subject(one, other)


def _other_subject(one: Claim, other: Claim) -> bool:
    return bool(one.names and other.names) and not one.names & other.names


def _same_subject(one: Claim, other: Claim, ignored: frozenset[str]) -> bool:
    shared = (one.names & other.names) - ignored
    alone = min(len(one.names - other.names), len(other.names - one.names))
    return bool(shared) and len(shared) > 0.5 * alone


def _deviation(held: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """A count that differs from the one that several places agree on, as ("14 services" twice, "8" once)."""
    exact = [
        claim
        for claim in held
        if claim.noun in _PARTS
        and claim.figure.bound is Bound.EXACT
        and not (_SOME_OF_THEM.search(claim.statement.text) or _stage(claim.statement))
    ]
    places: dict[float, list[Claim]] = defaultdict(list)
    for claim in exact:
        if claim.figure.low == claim.figure.high and claim.figure.dimension is Dimension.COUNT:
            places[claim.figure.low].append(claim)
    if len(places) != 2:
        return None
    (usual, rare) = sorted(places.values(), key=len, reverse=True)
    if len({claim.statement.section for claim in usual}) < 2 or len(rare) > 1:
        return None
    return usual[0], rare[0]


def _names_itself(one: Claim, other: Claim) -> bool:
    """Whether the metric's name is its subject ("crash rate") and one of the two says nothing beside it."""
    if " " not in one.noun or one.figure.role is not Role.NONE or _other_subject(one, other):
        return False
    own = set(one.noun.split())
    return any(not _clause_stems(claim) - own for claim in (one, other))


def _clause_stems(claim: Claim) -> frozenset[str]:
    text, figure = claim.statement.text, claim.figure
    left = re.split(r"[,;:.(|]\s", text[: figure.start])[-1]
    right = re.split(r"[,;.)|]\s|[.]$", text[figure.end :])[0]
    head = claim.statement.cells[0] if claim.statement.cells else ""
    return content_stems(f"{head} {left} {right}")


def _contradiction(noun: str, clashes: Sequence[tuple[Claim, Claim]]) -> Contradiction:
    first, second = max(clashes, key=_clearness)
    if second.place < first.place:
        first, second = second, first
    involved = {claim.place: claim for pair in clashes for claim in pair}
    topic = noun if noun.isupper() else first.figure.noun or second.figure.noun or noun
    one, other = _told(first, topic), _told(second, topic)
    return found(
        "figure",
        topic,
        (first.statement, second.statement),
        f"You say {one} in one place and {other} in another.",
        f"You told me {one}, and elsewhere {other}. Which is right, and how do you know?",
        kind=ContradictionClass.HARD,
        severity=Severity.HIGH,
        others=[claim.statement for claim in involved.values()],
    )


def _told(claim: Claim, topic: str) -> str:
    """The figure as the candidate would say it: "14 services", "<5 minutes (MTTR)"."""
    figure = claim.figure
    if figure.dimension in (Dimension.COUNT, Dimension.RATE):
        return figure.quote if figure.noun in figure.quote else f"{figure.quote} {figure.noun}"
    return f"{figure.quote} ({topic})"


def _clearness(pair: tuple[Claim, Claim]) -> int:
    one, other = pair
    return len(one.names & other.names) + len(one.stems & other.stems)
