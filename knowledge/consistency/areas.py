"""What so many years were spent with: fields of work by name, and any other in the guide's own words."""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.consistency.words import words
from language.figures import Figure
from language.figures.written import A_NUMBER
from language.text import read


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
    _area(_AI, "", r"(?-i:AI|ML)|(?:machine|deep) learning|artificial intelligence|data scien\w+|mlops"),
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
PART_OF = {area.name: area.part_of for area in _AREAS}
"""The wider field that each is part of, "" for none."""

# "Security: 7 years (before that 2 as a developer)": what follows the bracket is about something else.
_CLAUSE_END = re.compile(rf"[(;|]|\.\s|,? (?:and|plus|before|after) (?:that )?{A_NUMBER}")
_GIVES_WAY = 25


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


_SMALL = r"(?:of|an|de|d['’]|di|van|work|working|professional|hands-on|relevant|aan|als)"
_CHINESE_FIELD = re.compile(r"多?的?(?P<field>[\u4e00-\u9fffA-Za-z]{1,10}?)的?经验")
_FIELD_ENDS = re.compile(
    r"[,;.:(|–—!?。，；]|\s-\s"
    r"|\s(?:and|und|y|e|et|en|of which|davon|waarvan|de los|de las|sendo|dont|di cui)\s"
    # "With six years in sales I know …", "Mit sechs Jahren im Vertrieb weiß ich …"
    r"|\s(?:I|we|yo|je|eu|io|nous)\b|\sj['’]|\s\w+\s(?:ich|ik|wir|wij|we)\b"
    r"|\s(?:at|bei|bij|where|which|who|that|so|but|both)\s"
)
# "After two years in sales", "4 years ago": no length of the whole.
_PART_BEFORE = re.compile(
    r"\b(?:after|within|in|first|next|during|every|em|dans|fra|vor|nach|innerhalb|ersten|na|hace"
    r"|después de|após|há|après|il y a|dopo)"
    r"\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\W*(?:ago|later|geleden|fa|atrás|später)\b", re.IGNORECASE)
_MOST_WORDS = 4


class Field(NamedTuple):
    """A field of work in the guide's words, its `key` the same in whatever order they stand."""

    key: str
    words: str
    of_experience: bool


def field_of(text: str, figure: Figure) -> Field | None:
    """The field that `figure` counts the years of ("9 years of experience in midwifery"); None for none."""
    before, after = text[max(0, figure.start - 24) : figure.start], text[figure.end : figure.end + 80]
    if _PART_BEFORE.search(before) or _PART_AFTER.match(after):
        return None
    if chinese := _CHINESE_FIELD.match(after):
        return Field(chinese["field"], chinese["field"], of_experience=True)
    named = _of_experience().match(after) or _in_a_field().match(after)
    if named is None:
        return None
    phrase = _FIELD_ENDS.split(f"{named['field']} ")[0].strip()
    telling = read(phrase).content
    stems = {held.stem for held in telling}
    if not 0 < len(stems) <= _MOST_WORDS:
        return None
    told = phrase[telling[0].start :]
    return Field(" ".join(sorted(stems)), told, of_experience=named.re is _of_experience())


def _of_experience() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s*{_SMALL})*\s*{words('experience').pattern}\s+{words('field_of').pattern}\s+(?P<field>.+)",
        re.IGNORECASE,
    )


def _in_a_field() -> re.Pattern[str]:
    return re.compile(rf"\s+{words('field_of').pattern}\s+(?P<field>.+)", re.IGNORECASE)
