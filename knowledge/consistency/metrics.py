"""One metric or one count told with two figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from domain.contradiction import Contradiction, ContradictionClass, Severity
from domain.verdict import FigureLabel
from knowledge.consistency.asking import asked
from knowledge.consistency.claims import Claim, claims_of, other_subject
from knowledge.consistency.comparable import at_one_stage, comparable, stage_of
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.words import words as words_of
from language.figures import Bound, Dimension, Figure, Role, compare
from language.figures.units import HOUR
from language.figures.words import content_stems, stem, words

# Parts that a system has so many of. A count of them that is told twice is the system's; of people it is not.
_PARTS = frozenset("service model pipeline source dashboard".split())
_SOME_OF_THEM = re.compile(
    r"\b(?:down|affected|fail\w*|broken|outage|incident|remaining|rest|migrated|moved|pilot|example|critical|added)\b",
    re.IGNORECASE,
)
# Every pair is looked at, so a file that repeats itself without end must not take forever.
_MOST_TOLD = 300
_FACTOR = 1.5
_HOURS_OF_A_DAY = 24
_MEASURES = re.compile(
    r"\b(?:peak|burst|spikes?|average|avg|mean|typical|normal|max(?:imum)?|min(?:imum)?|each"
    r"|per (?:person|agent|head)|pilot|trial"
    r"|spitzen\w*|durchschnitt\w*|pico|media|média|pointe|moyenne|picco|piek|gemiddeld\w*)\b|峰值|平均|每人",
    re.IGNORECASE,
)
_ALMOST = 0.02
# "88 %+" may well be 88.3 %, and "10+" may be 11.
_OPEN_END = 1.15
_ROUNDED = 1.5


def two_figures(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Facts whose figures clash: results of one change, rates, named metrics, and counts of one thing."""
    claims = [claim for statement in statements for claim in claims_of(statement)]
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.noun:
            groups[(claim.noun, claim.figure.dimension, claim.figure.percentile, claim.aspect)].append(claim)
    common_stems = _common(claims)
    yield from _two_results(claims, common_stems)
    for key, held in groups.items():
        held = held[:_MOST_TOLD]
        ignored = _everywhere(held)
        clashes = [pair for pair in combinations(held, 2) if _clash(*pair, common_stems, ignored)]
        if clashes:
            yield two_told(str(key[0]), clashes)
        elif deviation := _deviation(held):
            yield two_told(str(key[0]), [deviation])


def _two_results(claims: Sequence[Claim], common: frozenset[str]) -> Iterator[Contradiction]:
    """One change ("from four hours to ...") told with two results."""
    changes = [
        (before, after)
        for before, after in pairwise(claims)
        if before.figure.role is Role.BEFORE
        and after.figure.role is Role.AFTER
        and before.statement is after.statement
    ]
    clashes: dict[tuple[str, float], list[tuple[Claim, Claim]]] = defaultdict(list)
    for (was, now), (was_too, then) in combinations(changes[:_MOST_TOLD], 2):
        if now.place == then.place or (_is_time_of_day(was, now) and _is_time_of_day(was_too, then)):
            continue
        same_start = was.figure.unit == was_too.figure.unit and was.figure.low == was_too.figure.low
        shared = (now.stems & then.stems) - common
        if same_start and shared and _may_clash(now, then) and far(now.figure, then.figure):
            clashes[(was.figure.unit, was.figure.low)].append((now, then))
    for pairs in clashes.values():
        yield two_told(_shared_words(*pairs[0]), pairs)


def _is_time_of_day(was: Claim, now: Claim) -> bool:
    """Whether a "change" may be opening hours: from 9 to 17 hours."""
    hours = [claim.figure.low / HOUR for claim in (was, now)]
    in_hours = all(
        claim.figure.unit == "s" and hour == int(hour) for claim, hour in zip((was, now), hours, strict=True)
    )
    return in_hours and hours[0] < hours[1] <= _HOURS_OF_A_DAY


def _shared_words(one: Claim, other: Claim) -> str:
    """What both statements talk about, in the first one's words."""
    if one.noun or other.noun:
        return one.noun or other.noun
    shared = [word for word in words(one.statement.text) if stem(word) in one.stems & other.stems]
    return " ".join(dict.fromkeys(shared[:3]))


def _may_clash(one: Claim, other: Claim) -> bool:
    other_metric = one.noun and other.noun and one.noun != other.noun
    return not other_metric and comparable(one.statement, other.statement)


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
    if not (comparable(one.statement, other.statement) and at_one_stage(one.statement, other.statement)):
        return False
    first, second = one.figure, other.figure
    if _says_it_too(one, second) or _says_it_too(other, first):
        return False
    if first.role is not second.role or first.unit != second.unit or not far(first, second):
        return False
    if first.dimension is Dimension.RATE:
        return _measures(one) == _measures(other) and not other_subject(one, other)
    if first.dimension is Dimension.COUNT:
        return _same_count(one, other, common)
    return _same_subject(one, other, everywhere) or _names_itself(one, other)


def _measures(claim: Claim) -> frozenset[str]:
    """Whether a rate is told as a peak, an average, or each one's: two of these differ as they should."""
    return frozenset(found.lower() for found in _MEASURES.findall(claim.statement.text))


def _says_it_too(claim: Claim, figure: Figure) -> bool:
    """Whether the claim's statement states `figure` as well: "90 applications, 25 of them public"."""
    return any(
        held.unit in (figure.unit, "") and held.low == figure.low for held in figures_of(claim.statement.text)
    )


def _listed_side_by_side(one: Statement, other: Statement) -> bool:
    """Whether both are items of parallel lists under one heading: alternatives, which of course differ."""
    return one.section == other.section and one.labels != other.labels and bool(one.labels and other.labels)


def far(first: Figure, second: Figure) -> bool:
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
    # "Internet-facing" is one word in common, not three.
    parts = {part for word in shared if "-" in word for part in word.split("-")}
    today = all(words_of("today").search(claim.statement.text) for claim in (one, other))
    return len(shared - parts) >= (1 if today else 2) and not other_subject(one, other)


def _same_subject(one: Claim, other: Claim, ignored: frozenset[str]) -> bool:
    shared = (one.names & other.names) - ignored
    alone = min(len(one.names - other.names), len(other.names - one.names))
    return bool(shared) and len(shared) > 0.5 * alone


def _deviation(held: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """A count that differs from the one that several places agree on, as "22 services" twice and "9" once."""
    exact = [
        claim
        for claim in held
        if claim.noun in _PARTS
        and claim.figure.bound is Bound.EXACT
        and not (_SOME_OF_THEM.search(claim.statement.text) or stage_of(claim.statement))
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
    return (usual[0], rare[0]) if comparable(usual[0].statement, rare[0].statement) else None


def _names_itself(one: Claim, other: Claim) -> bool:
    """Whether the metric's name is its subject ("crash rate") and one of the two says nothing beside it."""
    if " " not in one.noun or one.figure.role is not Role.NONE or other_subject(one, other):
        return False
    own = set(one.noun.split())
    return any(not _clause_stems(claim) - own for claim in (one, other))


def _clause_stems(claim: Claim) -> frozenset[str]:
    text, figure = claim.statement.text, claim.figure
    left = re.split(r"[,;:.(|]\s", text[: figure.start])[-1]
    right = re.split(r"[,;.)|]\s|[.]$", text[figure.end :])[0]
    head = claim.statement.cells[0] if claim.statement.cells else ""
    return content_stems(f"{head} {left} {right}")


def two_told(noun: str, clashes: Sequence[tuple[Claim, Claim]]) -> Contradiction:
    """What is reported of `noun`, which the pairs of claims tell with two figures, one pair at least."""
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
        asked("figure", first.statement.language, one=one, other=other),
        kind=ContradictionClass.HARD,
        severity=Severity.HIGH if _is_clear(first, second) else Severity.MEDIUM,
        others=[claim.statement for claim in involved.values()],
    )


def _told(claim: Claim, topic: str) -> str:
    """The figure as the candidate would say it: "22 services", "<3 minutes (MTTR)"."""
    figure = claim.figure
    if figure.dimension in (Dimension.COUNT, Dimension.RATE):
        return figure.quote if figure.noun in figure.quote else f"{figure.quote} {figure.noun}"
    return f"{figure.quote} ({topic})"


def _is_clear(one: Claim, other: Claim) -> bool:
    """Whether more than a noun says that both are about one thing; only then an interviewer asks."""
    if one.figure.dimension not in (Dimension.RATE, Dimension.COUNT):
        return True
    nouns = {stem(one.figure.noun), stem(other.figure.noun), one.noun, other.noun}
    return bool(one.names & other.names) or bool((one.stems & other.stems) - nouns)


def _clearness(pair: tuple[Claim, Claim]) -> int:
    one, other = pair
    return len(one.names & other.names) + len(one.stems & other.stems)
