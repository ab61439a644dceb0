"""Years of experience that do not add up: two lengths for one field, or a part longer than its whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.contradiction import Contradiction, ContradictionClass, Severity
from knowledge.consistency.areas import PART_OF, area_of, field_of
from knowledge.consistency.asking import asked
from knowledge.consistency.comparable import comparable
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Voice
from knowledge.consistency.words import words
from knowledge.lines.cues import cue
from language.figures import Bound, Dimension, Figure
from language.figures.units import YEAR
from language.sentences import count_words

_CLAIMS = re.compile(
    r"\bexperience\b|\bi(?:'ve| have|'m| am| was|) ?(?:been|spent|work|built|speciali[sz]ed|led|done"
    r"|transition|moved|switch"
    r"|focus)|\bspent\b|\bspeciali[sz]|\btransition|\b(?:years?|yrs?) (?:of|in|building|doing|working"
    r"|as|specifically|leading"
    r"|developing|designing|running|managing)\b|\bbackground\b|\bfor (?:over|more than|about|the past"
    r"|the last|nearly)\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"^\W*(?:year )?(?:requirement|required|minimum)|\b(?:they (?:want|ask|need)|job (?:says|asks"
    r"|wants|requires)|requires?"
    r"|role (?:asks|wants)|posting (?:says|asks)|asks for|stated)\s*(?:for\s*)?\W*$",
    re.IGNORECASE,
)
_NOT_WORK = re.compile(
    r"\b(?:years?|yrs?)[- ]olds?\b|\bnext \d|\b[Ii]n (?:\d+|\w+) years\b|\bover \w+ jaar\b"
    r"|\bfrom now\b|\bcontract\b|\bwarranty\b|\bequivalent\b"
    r"|\bahead\b|\bdegree\b"
    r"|\broadmap\b|\bretention\b|\bhistory of\b",
    re.IGNORECASE,
)
_MINIMUM = re.compile(
    r"at least|minimum|mindestens|minimaal|minstens|al menos|mínimo|pelo menos|au moins|almeno|至少",
    re.IGNORECASE,
)
# A coach's guide says "you" to the candidate.
_ADDRESSED = re.compile(r"\b(?:you|your|you['’]ve|we|our)\b", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:.()|\"“„«—–。，：（]")
_WISHED = r"would|could|should|might|if|imagine|suppose|need"
_MET = re.compile(r"✅|☑|✓|✔|\byes\b|\bmeets?\b|\bexceeds?\b|\bmatch(?:es)?\b|\balign", re.IGNORECASE)
_MATCHES = re.compile(r"\b(?:align|match|meet|exceed|satisf|fulfil|qualif|requirement)\w*", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:years?|yrs?|yoe|jahren?|jaar|jaren|años?|anos?|ans|années|anni)\b|年", re.IGNORECASE
)
_MOST_TOLD = 200
APART = 1.5
"""Years that two lengths may differ by, and still be one."""
RELATIVE = 0.25
"""The share of the longer by which they may."""


class Years(NamedTuple):
    """So many years in an area, as one statement claims; `accepted` for a requirement marked as met.

    `named` is what the guide calls an area without a name here; `sure` that it speaks of experience.
    """

    statement: Statement
    figure: Figure
    area: str
    accepted: bool = False
    named: str = ""
    sure: bool = True

    @property
    def low(self) -> float:
        return self.figure.low / YEAR

    @property
    def high(self) -> float:
        return self.figure.high / YEAR


def years_of_experience(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """The fields whose years the candidate tells in two ways."""
    claims = [claim for statement in statements for claim in _claims(statement)]
    taken: set[str] = set()
    by_area: dict[str, list[Years]] = defaultdict(list)
    for claim in claims:
        by_area[claim.area].append(claim)
    for area, told in by_area.items():
        widest = _furthest_apart(told[:_MOST_TOLD])
        if widest:
            taken.add(area)
            yield _two_lengths(area, widest, told)
    for area, told in by_area.items():
        whole = by_area.get(PART_OF.get(area, ""), [])
        longer = [
            (part, all_of)
            for part in told
            for all_of in whole
            if part.low > all_of.high + APART and comparable(part.statement, all_of.statement)
        ]
        if longer and area not in taken:
            pair = max(longer, key=lambda held: held[0].low - held[1].high)
            yield _part_longer(area, pair, [*told, *whole])
    yield from _unmet(statements)


def _claims(statement: Statement) -> Iterator[Years]:
    if statement.voice is not Voice.CANDIDATE:
        return
    if statement.cells:
        yield from _row_claims(statement)
        return
    for figure in _year_figures(statement.text):
        around = statement.text[max(0, figure.start - 90) : figure.end + 90]
        if _NOT_WORK.search(around) or not (statement.of_cv or _is_ones_own(statement.text, figure)):
            continue
        claimed = bool(_CLAIMS.search(around))
        area = area_of(statement.text, figure) if claimed else ""
        field = field_of(statement.text, figure)
        if area:
            yield Years(statement, figure, area)
        elif field and (field.of_experience or claimed):
            yield Years(statement, figure, field.key, named=field.words, sure=field.of_experience)


def _is_ones_own(text: str, figure: Figure) -> bool:
    """Whether these are years that the candidate has: not wished for, nor asked for by somebody.

    Without an "I" they are told in notes ("- 6 years of sales", "With six years in sales"). A sentence
    without one is about somebody else ("A coach needs five years"), "at least six" is what an advert says.
    """
    before = text[max(0, figure.start - 40) : figure.start]
    if words("hypothesis", _WISHED).search(before) or words("asked_for").search(before):
        return False
    if _is_required(text, figure):
        return False
    if cue("first_person").search(text) or _ADDRESSED.search(text):
        return True
    minimum = figure.bound is Bound.AT_LEAST and _MINIMUM.search(before[-24:] + figure.quote)
    opens = _PAUSE.split(before)[-1]
    # Two Chinese signs make about a word.
    return not minimum and count_words(opens) <= 1


def _row_claims(statement: Statement) -> Iterator[Years]:
    """A row "7+ years of X | yes | evidence" claims the seven years, and what its evidence says."""
    required = _year_figures(statement.cells[0]) if statement.cells else []
    area = area_of(statement.cells[0], required[0]) if required else ""
    for index, cell in enumerate(statement.cells):
        for figure in _year_figures(cell):
            own_area = area or area_of(cell, figure)
            if index == 0 and not any(_MET.search(other) for other in statement.cells[1:]):
                continue
            if own_area:
                yield Years(statement, figure, area if index == 0 else own_area, accepted=index == 0)


def _year_figures(text: str) -> list[Figure]:
    return [
        figure
        for figure in figures_of(text)
        if figure.dimension is Dimension.TIME and _YEARS.search(figure.quote) and figure.high <= 50 * YEAR
    ]


def _is_required(text: str, figure: Figure) -> bool:
    left, right = text[max(0, figure.start - 40) : figure.start], text[figure.end : figure.end + 24]
    return bool(
        _REQUIRED.match(right) or _REQUIRED.search(left) or re.match(r"\s*(?:stated|required)", right)
    )


def _apart(one: Years, other: Years) -> float:
    """By how many years two claims differ; 0 where they can both hold."""
    if not comparable(one.statement, other.statement):
        return 0.0
    shorter, longer = (one, other) if one.high <= other.high else (other, one)
    if shorter.accepted:
        # A requirement of "3+ years" is met by six.
        return 0.0
    gap = longer.low - shorter.high
    return gap if gap >= max(APART, RELATIVE * longer.low) else 0.0


def _furthest_apart(told: Sequence[Years]) -> tuple[Years, Years] | None:
    pairs = [(one, other) for one in told for other in told if _apart(one, other)]
    if not pairs:
        return None
    first, second = max(pairs, key=_clearness)
    return (first, second) if _place(first) <= _place(second) else (second, first)


def _clearness(pair: tuple[Years, Years]) -> tuple[float, bool, bool, int]:
    """The widest gap first; then a requirement against its own evidence, then the closest two lines."""
    one, other = pair
    same = one.statement is other.statement
    return _apart(one, other), same and one.accepted is not other.accepted, not same, -_distance(one, other)


def _distance(one: Years, other: Years) -> int:
    same_guide = one.statement.guide == other.statement.guide
    return abs(one.statement.line - other.statement.line) if same_guide else 100_000


def _place(claim: Years) -> tuple[str, int]:
    return claim.statement.guide, claim.statement.line


def _two_lengths(area: str, pair: tuple[Years, Years], told: Sequence[Years]) -> Contradiction:
    first, second = pair
    called, language = first.named or area, first.statement.language
    return found(
        "experience",
        f"years of {called}",
        (first.statement, second.statement),
        f"Your {called} experience is {_said(first)} in one place and {_said(second)} in another.",
        asked("experience", language, one=_said(first), other=_said(second), topic=called),
        severity=None if first.sure and second.sure else Severity.MEDIUM,
        others=[claim.statement for claim in told if _apart(claim, first) or _apart(claim, second)],
    )


def _part_longer(area: str, pair: tuple[Years, Years], told: Sequence[Years]) -> Contradiction:
    part, whole = pair
    ordered = (part, whole) if _place(part) <= _place(whole) else (whole, part)
    return found(
        "experience",
        f"years of {area}",
        (ordered[0].statement, ordered[1].statement),
        f"You claim {_said(part)} of {area}, but only {_said(whole)} of {whole.area} altogether.",
        f"Your notes say {_said(part)} of {area}, but {_said(whole)} of {whole.area}. Walk me through that.",
        others=[claim.statement for claim in told],
    )


def _unmet(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """A heading that asks for more years than the answer under it claims to match it with."""
    for statement in statements:
        if (
            statement.voice is not Voice.CANDIDATE
            or not statement.headings
            or not _MATCHES.search(statement.text)
        ):
            continue
        asked = _year_figures(statement.headings[-1])
        for figure in _year_figures(statement.text):
            if not asked or _is_required(statement.text, figure):
                continue
            area = area_of(statement.headings[-1], asked[0])
            if figure.high < asked[0].low - YEAR / 2 and area_of(statement.text, figure) in (area, ""):
                yield found(
                    "requirement",
                    f"the required years of {area or 'experience'}",
                    (statement.heading(), statement),
                    f"You say {figure.quote} meets a requirement of {asked[0].quote}.",
                    f"We ask for {asked[0].quote}. You have {figure.quote}: why is that enough?",
                    kind=ContradictionClass.HARD,
                )


def _said(claim: Years) -> str:
    quote = re.sub(r"\s+", " ", claim.figure.quote.strip(" *"))
    return quote[:1].lower() + quote[1:]
