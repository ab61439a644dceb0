"""Lengths of time that a story tells by the way: "we waited ten minutes" is no claim."""

from __future__ import annotations

import re
from functools import lru_cache

from domain.verdict import FigureVerdict
from language.figures import Bound, Dimension, Figure, Role, figures
from language.text import Text, read

_MINUTE, _MOST_DAYS = 60.0, 3 * 86_400.0
# A length of time that something was brought down to, or was won, is a claim.
_CHANGES = re.compile(
    r"\b(?:reduc|cut|improv|sav(?:e|ing)|fast|quick|shorten|speed|sped|down to|dropp|fell"
    r"|schneller|verk[üu]rz|senk|gespart|gesunken|spar(?:t|en)|reduj|ahorr|rápid|baj(?:ó|é|amos|ar)|rédui|gagn"
    r"|économis|plus vite|ridott|risparmi|veloc|reduzi|economiz|rápid|sneller|verkort|bespaa?r)\w*"
    r"|\bp\d\d\b|缩短|减少|降",
    re.IGNORECASE,
)
_GROWS = re.compile(
    rf"{_CHANGES.pattern}|\b(?:grew|grow|rose|increas|multipl|went up|went from|cresc|aument|sub[iu])\w*",
    re.IGNORECASE,
)
# A clause by the way is told of a clause's subject alone.
_SIDE = 200
_BREAK = re.compile(
    r"[;:()\n!?。！？，,]|\.(?!\d)|\b(?:and|but|then|before|after|while|until|because|which|und|dann|bevor"
    r"|nachdem|bis|weil|y|luego|antes|después|hasta|et|puis|avant|après|e|poi|prima|dopo|depois|en|toen|voordat|tot)\b",
    re.IGNORECASE,
)

# Words right before or behind a length of time that only says when.
_NEAR = 40
_AFTER = re.compile(
    r"(?:\b(?:after(?: the)?|the (?:first|next|following)"
    r"|nach(?: den)?(?: ersten)?|(?:in den|die) (?:ersten|nächsten|folgenden)"
    r"|après|au bout de|les (?:premi(?:er|ère)s|prochaine?s)|despu[eé]s de|tras|al cabo de"
    r"|(?:los|las) (?:primer[oa]s|pr[oó]xim[oa]s)"
    r"|dopo|(?:nei|nelle|i|le) (?:prim[ie]|prossim[ie])"
    r"|depois de|ao fim de|(?:n?[oa]s) (?:primeir[oa]s|pr[oó]xim[oa]s)"
    r"|na|de (?:eerste|volgende))|过了|最初)\s*$",
    re.IGNORECASE,
)
# "In the last six months" says when; "in the last nine years I have led teams" tells how long.
_LATELY = re.compile(
    r"\b(?:(?:in|for|over|during|within) the (?:last|past)|(?:in den|die) letzten"
    r"|(?:en|durante) (?:los|las) [uú]ltim[oa]s"
    r"|(?:nei|nelle) ultim[ie]|(?:nos|nas) [uú]ltim[oa]s|in de laatste)\s*$",
    re.IGNORECASE,
)
_YEAR = 360 * 86_400.0
_LATER = re.compile(
    r"\s*(?:(?:later|after that|afterwards|ago|earlier|before that|on(?=,)"
    r"|später|danach|darauf|zuvor|vorher|(?:plus )?tard|après|auparavant|después|despues|más tarde|antes"
    r"|dopo|più tardi|prima|fa|depois|mais tarde|atrás|daarna|eerder|geleden)\b|之?后|以后|之?前|以前)",
    re.IGNORECASE,
)
# "Three times" is how often, and "three times as fast" how much.
_OFTEN = re.compile(r"(?:times|vezes)$", re.IGNORECASE)
_COMPARES = re.compile(
    r"\s*(?:(?:as|more|less|fewer|the|that|what|over|better|worse|mais|menos|melhor|pior|maior|menor|o|a)\b"
    r"|(?:\w+ )?\w{2,}er\b)",
    re.IGNORECASE,
)
_DONE_FOR = re.compile(r"\s*(?:(?:of|as|als|de|di|como|come|comme|van)\s+|d['’])\w", re.IGNORECASE)


def is_everyday(said: Figure) -> bool:
    """Whether a figure is a length of time as any story has them: minutes, hours, a day or two."""
    return (
        said.dimension is Dimension.TIME
        and said.bound in (Bound.EXACT, Bound.ABOUT)
        and not said.percentile
        and _MINUTE <= said.low <= said.high <= _MOST_DAYS
    )


def tells_when(said: FigureVerdict, answer: Text) -> bool:
    """Whether a length of time, however long, only says when: "four weeks later", "nach vier Jahren".

    How long something was done is a claim: "after nine years of leading teams".
    """
    before, after = answer.raw[: said.said.start][-_NEAR:], answer.raw[said.said.end :][:_NEAR]
    if _DONE_FOR.match(after):
        return False
    lately = _LATELY.search(before) and all(each.high < _YEAR for each in figures(said.said.quote))
    if not (lately or _LATER.match(after) or _AFTER.search(before)):
        return False
    return not _CHANGES.search(_around(answer.raw, said.said.start, said.said.end))


def is_how_often(said: FigureVerdict, answer: Text) -> bool:
    """Whether a figure such as "three times" tells how often something happened, and not how much more."""
    place = said.said
    if not _OFTEN.search(place.quote) or _COMPARES.match(answer.raw[place.end :][:_NEAR]):
        return False
    return not _GROWS.search(_around(answer.raw, place.start, place.end))


def measures(said: FigureVerdict, answer: Text, known_texts: tuple[str, ...]) -> bool:
    """Whether a length of time is told of a change, or of something that the guides give the time of."""
    place = said.said
    here = next((each for each in figures(answer.raw) if each.start == place.start), None)
    if here is None or here.role is not Role.NONE:
        return True
    around = _around(answer.raw, place.start, place.end)
    if _CHANGES.search(around):
        return True
    subject = read(around).stems
    return any(subject & timed for text in known_texts for timed in _timed(text))


def _around(text: str, start: int, end: int) -> str:
    """The other words of the clause that `text[start:end]` stands in."""
    before, after = text[max(0, start - _SIDE) : start], text[end : end + _SIDE]
    return f"{_BREAK.split(before)[-1]} {_BREAK.split(after)[0]}"


@lru_cache(maxsize=4096)
def _timed(text: str) -> tuple[frozenset[str], ...]:
    """The stems of each clause of `text` that gives a length of time, without the figure itself."""
    times = [each for each in figures(text) if each.dimension is Dimension.TIME]
    return tuple(read(_around(text, each.start, each.end)).stems for each in times)
