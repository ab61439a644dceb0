"""Years of experience that do not add up: two lengths for one field, or a part longer than its whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.contradiction import Contradiction, ContradictionClass
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Voice
from language.figures import Dimension, Figure
from language.figures.units import YEAR
from language.figures.written import A_NUMBER


class Area(NamedTuple):
    """A field of experience, and the wider one it is part of ("" for none)."""

    name: str
    part_of: str
    words: re.Pattern[str]


def _area(name: str, part_of: str, words: str) -> Area:
    return Area(name, part_of, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


_AI = "AI and machine learning"
_SOFTWARE = "software engineering"
_DATA = "data engineering"
# The narrower fields first: a phrase belongs to the first field that names it.
_AREAS = (
    _area("conversational AI", _AI, r"conversational(?: ai)?|chat ?bots?|voice ?bots?"),
    _area("production AI", _AI, r"production(?:[- ]grade)? (?:data and )?(?:ai|ml|machine learning)"),
    _area("generative AI", _AI, r"gen(?:erative)?[ -]?ai|llms?|large language models?"),
    _area("computer vision", _AI, r"computer vision"),
    _area(_DATA, "", r"data engineer(?:ing)?|etl|data pipelines?|data platforms?"),
    _area(_AI, "", r"ai/ml|ai|ml|machine learning|deep learning|artificial intelligence|data scien\w+|mlops"),
    _area("backend engineering", _SOFTWARE, r"back[- ]?end"),
    _area("front-end engineering", _SOFTWARE, r"front[- ]?end"),
    _area("full-stack engineering", _SOFTWARE, r"full[- ]?stack"),
    _area("mobile development", _SOFTWARE, r"mobile|android|ios"),
    _area("cloud and DevOps", "", r"devops|cloud|sre|site reliability|infrastructure"),
    _area("customer-facing work", "", r"customer[- ]facing|consult(?:ing|ant)|client[- ]facing"),
    _area("leading people", "", r"(?:lead|leading|led|manag\w+) (?:a |the )?(?:teams?|people)"),
    _area("product management", "", r"product manage(?:ment|r)"),
    _area("security", "", r"(?:cyber|information )?security"),
    _area("testing", "", r"qa|test automation|quality assurance|testing"),
    _area(_SOFTWARE, "", r"software|engineering|engineer|programming|coding|developer|development"),
)  # fmt: skip
# Years with one tool are years of that tool.
_TOOL = re.compile(
    r"\b(?:kubernetes|terraform|python|java|javascript|typescript|golang|rust|scala"
    r"|kotlin|swift|ruby|php|c\+\+|c#|\.net|sql|react|angular|vue|django|spring|spark|kafka|airflow|snowflake|aws|azure"
    r"|gcp|salesforce|sap|tableau|excel|r(?= programming))\b",
    re.IGNORECASE,
)
_PART_OF = {area.name: area.part_of for area in _AREAS}

_CLAIMS = re.compile(
    r"\bexperience\b|\bi(?:'ve| have|'m| am| was|) ?(?:been|spent|work|built|speciali[sz]ed|led|done"
    r"|transition|moved|switch"
    r"|focus)|\bspent\b|\bspeciali[sz]|\btransition|\b(?:years?|yrs?) (?:of|in|building|doing|working"
    r"|as|specifically|leading"
    r"|developing|designing|running|managing)\b|\bbackground\b|\bfor (?:over|more than|about|the past"
    r"|the last|nearly)\b",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"\b(?:transition|mov|switch|chang|shift|pivot|start|join|went|turn|enter)\w*\b.{0,30}\b(?:to"
    r"|into|in|with|as)\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"^\W*(?:year )?(?:requirement|required|minimum)|\b(?:they (?:want|ask|need)|job (?:says|asks"
    r"|wants|requires)|requires?"
    r"|role (?:asks|wants)|posting (?:says|asks)|asks for|stated)\s*(?:for\s*)?\W*$",
    re.IGNORECASE,
)
_NOT_WORK = re.compile(
    r"\bold\b|\bnext \d|\bin \d+ years\b|\bfrom now\b|\bcontract\b|\bwarranty\b|\bequivalent\b"
    r"|\bahead\b|\bdegree\b"
    r"|\broadmap\b|\bretention\b|\bhistory of\b",
    re.IGNORECASE,
)
_MET = re.compile(r"✅|☑|✓|✔|\byes\b|\bmeets?\b|\bexceeds?\b|\bmatch(?:es)?\b|\balign", re.IGNORECASE)
_MATCHES = re.compile(r"\b(?:align|match|meet|exceed|satisf|fulfil|qualif|requirement)\w*", re.IGNORECASE)
# "Security: 7 years (before that 2 as a developer)": what follows the bracket is about something else.
_CLAUSE_END = re.compile(rf"[(;|]|\.\s|,? (?:and|plus|before|after) (?:that )?{A_NUMBER}")
_GIVES_WAY = 25
_MOST_TOLD = 200
_APART = 1.5
_RELATIVE = 0.25


class Years(NamedTuple):
    """So many years in an area, as one statement claims; `accepted` for a requirement marked as met."""

    statement: Statement
    figure: Figure
    area: str
    accepted: bool = False

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
        whole = by_area.get(_PART_OF.get(area, ""), [])
        longer = [(part, all_of) for part in told for all_of in whole if part.low > all_of.high + _APART]
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
        if (
            _CLAIMS.search(around)
            and not _NOT_WORK.search(around)
            and not _is_required(statement.text, figure)
        ):
            area = area_of(statement.text, figure)
            if area:
                yield Years(statement, figure, area)


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
        if figure.dimension is Dimension.TIME
        and re.search(r"\b(?:years?|yrs?|yoe)\b", figure.quote, re.IGNORECASE)
        and figure.high <= 50 * YEAR
    ]


def _is_required(text: str, figure: Figure) -> bool:
    left, right = text[max(0, figure.start - 40) : figure.start], text[figure.end : figure.end + 24]
    return bool(
        _REQUIRED.match(right) or _REQUIRED.search(left) or re.match(r"\s*(?:stated|required)", right)
    )


def area_of(text: str, figure: Figure, *, only_right: bool = False) -> str:
    """The area that stands closest after `figure`, else closest before it in the sentence; "" for none."""
    right = _nearest(_CLAUSE_END.split(text[figure.end : figure.end + 80])[0], from_left=True)
    if right or only_right:
        return right
    return _nearest(text[max(0, figure.start - 120) : figure.start], from_left=False)


def _nearest(text: str, *, from_left: bool) -> str:
    places: list[tuple[int, int, str]] = []
    for order, area in enumerate(_AREAS):
        for match in area.words.finditer(text):
            distance = match.start() if from_left else len(text) - match.end()
            # "A data platform engineer" is one in data: the general word gives way to the one beside it.
            distance += _GIVES_WAY if area.name == _SOFTWARE else 0
            places.append((distance, order, area.name))
    for match in _TOOL.finditer(text):
        distance = match.start() if from_left else len(text) - match.end()
        places.append((distance, -1, match.group().lower()))
    return min(places)[2] if places else ""


def _apart(one: Years, other: Years) -> float:
    """By how many years two claims differ; 0 where they can both hold."""
    shorter, longer = (one, other) if one.high <= other.high else (other, one)
    if shorter.accepted:
        # A requirement of "3+ years" is met by six.
        return 0.0
    gap = longer.low - shorter.high
    return gap if gap >= max(_APART, _RELATIVE * longer.low) else 0.0


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
    return found(
        "experience",
        f"years of {area}",
        (first.statement, second.statement),
        f"Your {area} experience is {_said(first)} in one place and {_said(second)} in another.",
        f"You said {_said(first)} of {area}, and elsewhere {_said(second)}. Which is it, and doing what?",
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
