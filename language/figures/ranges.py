"""Join neighbouring numbers into ranges and into the two sides of a change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.figures.context import percentile_of
from language.figures.draft import Draft
from language.figures.figure import Bound, Dimension, Figure, Role
from language.figures.told import told
from language.patterns import regex

_DASH = regex(r"\s?[-–—~～至到]\s?$")
_WORD = regex(r"\s(?:to|bis|till|until|through|and|y|e|a|or|und)\s$")
_ARROW = regex(r"\s?(?:→|->|=>|➜|⟶|⇒)\s?$")
_TO = regex(
    r"\W{0,3}\s?(?:down |up |all the way )?(?:to|a|à|para|auf|naar|al|allo|into)\s"
    r"(?:just |only |under |about )?$"
    r"|^[\u4e00-\u9fff]{1,4}[到至为]$"
)
_FROM = regex(
    r"\b(?:from|de|von|van|da|dal|dallo)\s(?:about |around |roughly |over |nearly |almost )?$|[从由]$",
    re.IGNORECASE,
)
_ANYWHERE = regex(
    r"\b(?:anywhere|anything|something|somewhere|rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\sfrom\s$",
    re.IGNORECASE,
)
_BETWEEN = regex(r"\b(?:between|entre|zwischen)\s$", re.IGNORECASE)
_CHANGED = regex(
    r"\b(?:went|reduc\w+|cut|cutting|improv\w+|grew|increas\w+|decreas\w+|rais\w+|dropp\w+|lower\w+"
    r"|boost\w+|fell|rose"
    r"|jump\w+|bring\w*|brought|mov\w+|took|scal\w+)\b",
    re.IGNORECASE,
)
_OR = regex(r"(?:\s?,)?\s(?P<or>or|oder|o|ou)\s(?:even\s|maybe\s|perhaps\s)?|\s?,\s", re.IGNORECASE)
# "90 / 60 / 30 days", "3, 7 and 14 days": the unit is said once for all.
_IN_A_ROW = regex(r"\s?/\s?|\s?,\s|(?:\s?,)?\s(?P<last>and|und|et|e|y|en|&)\s", re.IGNORECASE)
# "30 or 40" is one vague amount; beyond this share the two are a choice.
_VAGUE = 1.5
_PERHAPS = regex(r",?\s(?:maybe|perhaps|possibly|probably)\s", re.IGNORECASE)
_LOOK_BACK = 64
_LONGEST_GAP = 40


def join(text: str, drafts: Sequence[Draft]) -> tuple[Figure, ...]:
    """Figures from `drafts`: "40-60%" becomes one, "from 4 hours to 40 minutes" two with roles."""
    drafts = _alternatives(text, _listed(text, drafts))
    made: list[Figure] = []
    index = 0
    while index < len(drafts):
        first = drafts[index]
        second = drafts[index + 1] if index + 1 < len(drafts) else None
        floor = made[-1].end if made else 0
        relation = _relation(text, first, second, floor) if second else ""
        if second and relation == "range":
            made.append(_range(text, first, second, floor))
            index += 2
        elif second and relation == "change":
            before = _inherit(first, second)
            made.append(_figure(text, before, floor, Role.BEFORE))
            after = _inherit(second, first) if second.unit is None else second
            made.append(_shared_noun(_figure(text, after, before.end, Role.AFTER), made[-1]))
            index += 2
        elif second and relation == "change told backwards":
            after = _inherit(first, second)
            before = _inherit(second, first)._replace(noun=second.noun or first.noun)
            made.append(_figure(text, after, floor, Role.AFTER))
            made.append(_shared_noun(_figure(text, before, after.end, Role.BEFORE), made[-1]))
            index += 2
        else:
            made.append(_figure(text, first, floor))
            index += 1
    return tuple(made)


def _alternatives(text: str, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """`drafts` with those marked that are offered to choose from: "55 or 65 or 75 degrees".

    "Two or three days" is one vague amount; "12 or 24 hours" is a choice, and so is every longer list.
    """
    marked = list(drafts)
    start = 0
    while start < len(marked):
        end, chosen = start, False
        while end + 1 < len(marked) and _comparable(marked[end], marked[end + 1]):
            gap = _OR.fullmatch(text[marked[end].end : marked[end + 1].start])
            if not gap:
                break
            chosen = chosen or gap["or"] is not None
            end += 1
        run = marked[start : end + 1]
        if chosen and (len(run) > 2 or _wide(run[0], run[1])):
            united = next((draft for draft in run if draft.unit is not None), run[-1])
            for at in range(start, end + 1):
                marked[at] = _inherit(marked[at], united)._replace(alternative=True)
        start = end + 1
    return marked


def _listed(text: str, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """`drafts` with the unit at the end of a row of numbers given to all of them: "3, 7 and 14 days"."""
    found = list(drafts)
    start = 0
    while start < len(found):
        end, closed = start, False
        while end + 1 < len(found) and found[end].unit is None and not found[end].noun and not closed:
            gap = _IN_A_ROW.fullmatch(text[found[end].end : found[end + 1].start])
            if not gap:
                break
            closed = gap["last"] is not None
            end += 1
        last = found[end]
        of_time = last.unit is not None and last.unit.dimension is Dimension.TIME
        before = text[max(0, found[start].start - _LOOK_BACK) : found[start].start]
        if of_time and (closed or end - start > 1) and not _BETWEEN.search(before):
            found[start:end] = [_inherit(each, last) for each in found[start:end]]
        start = end + 1
    return found


def _wide(first: Draft, second: Draft) -> bool:
    value = _value(first, second)
    step = second.factor if second.factor else 1.0
    small, large = sorted((value, second.high))
    return large > _VAGUE * small and large - small > step * (1 + 1e-9)


def _relation(text: str, first: Draft, second: Draft, floor: int) -> str:
    """ "range", "change", "change told backwards" or "" for two neighbours."""
    gap = text[first.end : second.start]
    if first.alternative and second.alternative:
        return ""
    if found := told(text, first, second, floor) or _in_one_unit(text, first, second, floor):
        return found
    if len(gap) > _LONGEST_GAP or not _comparable(first, second):
        return ""
    left = text[max(floor, first.start - _LOOK_BACK) : first.start]
    if _ARROW.search(gap) and len(gap) <= 6:
        return "change"
    if _vaguely_one(text, first, second) or (_ANYWHERE.search(left) and _WORD.fullmatch(gap)):
        return "range"
    bare = first.unit is None
    if _FROM.search(left) and (_TO.search(gap) or _DASH.fullmatch(gap)):
        return "change"
    one_sign = first.unit is not None and first.unit.dimension is Dimension.MONEY and second.unit is None
    if _DASH.fullmatch(gap) and (bare or one_sign or first.unit == second.unit or _dates(first, second)):
        return "range"
    if not _WORD.fullmatch(gap):
        return ""
    if gap.strip() in ("and", "y", "e", "und"):
        return "range" if _BETWEEN.search(left) else ""
    if gap.strip() == "or":
        return "range" if bare and second.unit is not None and first.high < second.number.value else ""
    if gap.strip() not in ("to", "a", "bis", "till", "until", "through"):
        return ""
    # Nobody counts a range downwards: "nine to four" is what became of nine.
    falls = _value(first, second) > second.high
    return "change" if falls or (_CHANGED.search(left) and not bare) else "range"


def _in_one_unit(text: str, first: Draft, second: Draft, floor: int) -> str:
    """ "change" where the unit of `first` is not said again: "from 50 minutes to 2"; else "".

    "From 3 days to 2 people" counts something else.
    """
    gap, left = text[first.end : second.start], text[max(floor, first.start - _LOOK_BACK) : first.start]
    open_end = second.unit is None and not second.noun and first.unit is not None and not _dates(first, first)
    near = len(gap) <= _LONGEST_GAP
    return "change" if open_end and near and _FROM.search(left) and _TO.search(gap) else ""


def _vaguely_one(text: str, first: Draft, second: Draft) -> bool:
    """Whether two figures are one vague amount: "forty, perhaps fifty seats"."""
    perhaps = _PERHAPS.fullmatch(text[first.end : second.start + second.bounds.length])
    near = first.high < second.number.value * second.magnitude <= _VAGUE * first.high
    return perhaps is not None and first.unit is None and near


def _dates(first: Draft, second: Draft) -> bool:
    return all(draft.unit is not None and draft.unit.dimension is Dimension.DATE for draft in (first, second))


def _comparable(first: Draft, second: Draft) -> bool:
    if first.unit is None:
        return second.unit is None or second.unit.dimension is not Dimension.DATE
    if second.unit is None:
        return first.unit.dimension is Dimension.MONEY
    return first.unit.dimension is second.unit.dimension


def _inherit(first: Draft, second: Draft) -> Draft:
    """Give `first` the unit that stands only after `second` ("40-60 %")."""
    if first.unit is not None or second.unit is None:
        if first.unit is None and second.magnitude > first.magnitude == 1.0 and _smaller(first, second):
            return first._replace(
                low=first.low * second.magnitude, high=first.high * second.magnitude, factor=second.factor
            )
        return first._replace(noun=first.noun or second.noun)
    factor = second.factor if _smaller(first, second) else second.factor / second.magnitude
    if first.magnitude != 1.0:
        factor = second.factor / second.magnitude * first.magnitude
    value = first.number.value * factor
    return first._replace(low=value, high=value, unit=second.unit, factor=factor, noun=second.noun)


def _smaller(first: Draft, second: Draft) -> bool:
    # "1-2M" is one to two million, "500-2K" is not 500 thousand.
    return first.number.value < second.number.value or second.magnitude == 1.0


def _value(first: Draft, second: Draft) -> float:
    return _inherit(first, second).high


def _range(text: str, first: Draft, second: Draft, floor: int) -> Figure:
    if second.unit is None and first.unit is not None:
        # "$1-2M": the currency stands before the first number only.
        scale = second.magnitude if first.magnitude == 1.0 else 1.0
        first = first._replace(low=first.low * scale, high=first.high * scale, factor=first.factor * scale)
        second = second._replace(unit=first.unit)
    first = _inherit(first, second)
    left, right = _figure(text, first, floor), _figure(text, second, first.end)
    start = min(left.start, right.start)
    bound = left.bound if left.bound is not Bound.EXACT else right.bound
    return right._replace(
        low=min(left.low, right.low),
        high=max(left.high, right.high),
        start=start,
        quote=text[start : right.end],
        bound=bound,
        percentile=left.percentile or right.percentile,
        noun=right.noun or left.noun,
        resolution=min(left.resolution, right.resolution),
    )


def _shared_noun(after: Figure, before: Figure) -> Figure:
    """Both sides of a change measure one thing, which is mostly named once."""
    if after.noun:
        return after
    return after._replace(noun=before.noun, percentile=after.percentile or before.percentile)


def _figure(text: str, draft: Draft, floor: int, role: Role = Role.NONE) -> Figure:
    unit = draft.unit
    left = text[max(floor, draft.start - _LOOK_BACK) : draft.start]
    return Figure(
        low=draft.low,
        high=draft.high,
        unit=unit.name if unit else "",
        dimension=unit.dimension if unit else Dimension.COUNT,
        bound=draft.bounds.bound,
        start=draft.start,
        end=draft.end,
        quote=text[draft.start : draft.end],
        noun=draft.noun,
        percentile=percentile_of(left, text[draft.end : draft.end + 28]),
        role=role,
        resolution=draft.number.resolution * draft.factor,
        stated=draft.number.value * draft.magnitude,
        alternative=draft.alternative,
        lean=draft.bounds.lean,
    )
