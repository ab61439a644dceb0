"""Figures that follow from the guide's: in another unit, per another time, as a share of two counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import permutations

from language.figures import Bound, Dimension, Figure
from language.figures.compare import nouns_agree
from language.figures.units import per_second

_CLOSE = 0.03
# Fifteen days are two weeks, and ten times a week about forty times a month.
_CALENDAR = 0.1
_EQUAL = 1e-6
_HALF = frozenset("half halbe halben halbes media medio demi demie mezza mezzo meia meio halve".split())
# Points of a hundred by which a share may be off that somebody worked out in their head.
_POINTS = 2.0
_MOST_FIGURES = 16
_DISTINCTIVE = 13
_TIMES = {
    "once": 1,
    "twice": 2,
    "einmal": 1,
    "zweimal": 2,
    "dreimal": 3,
    "viermal": 4,
    "fünfmal": 5,
    "tweemaal": 2,
}
_SECONDS = {
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "night": 86400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_557_600,
    "minuto": 60,
    "minuut": 60,
    "stunde": 3600,
    "hora": 3600,
    "heure": 3600,
    "ora": 3600,
    "uur": 3600,
    "tag": 86400,
    "día": 86400,
    "dia": 86400,
    "jour": 86400,
    "giorno": 86400,
    "dag": 86400,
    "woche": 604_800,
    "semana": 604_800,
    "semaine": 604_800,
    "settimana": 604_800,
    "monat": 2_592_000,
    "mes": 2_592_000,
    "mês": 2_592_000,
    "mois": 2_592_000,
    "mese": 2_592_000,
    "maand": 2_592_000,
    "jahr": 31_557_600,
    "año": 31_557_600,
    "ano": 31_557_600,
    "an": 31_557_600,
    "année": 31_557_600,
    "anno": 31_557_600,
    "jaar": 31_557_600,
}
_SHARES = {
    "half": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
    "tenth": 10.0,
    "hälfte": 50.0,
    "drittel": 100 / 3,
    "viertel": 25.0,
    "fünftel": 20.0,
    "zehntel": 10.0,
    "mitad": 50.0,
    "tercio": 100 / 3,
    "cuarto": 25.0,
    "moitié": 50.0,
    "tiers": 100 / 3,
    "quart": 25.0,
    "metade": 50.0,
    "terço": 100 / 3,
    "metà": 50.0,
    "terzo": 100 / 3,
    "helft": 50.0,
    "derde": 100 / 3,
    "kwart": 25.0,
}


_ORDINALS = {
    name: count
    for count, names in {
        2: "second zweite zweiten deuxième segundo segunda secondo seconda tweede",
        3: "third dritte dritten troisième tercer tercera terceiro terceira terzo terza derde",
        4: "fourth vierte vierten quatrième cuarto cuarta quarto quarta vierde",
        5: "fifth fünfte fünften cinquième quinto quinta vijfde",
        6: "sixth sechste sechsten sixième sexto sexta sesto sesta zesde",
    }.items()
    for name in names.split()
}


def follows(said: Figure, known: Sequence[Figure], planned: Sequence[Figure], words: frozenset[str]) -> bool:
    """Whether `said` is what the guide says, worked out.

    `known` are the figures of all that the candidate wrote, `planned` those of the answer that was asked for;
    `words` are those of the guide, in lower case: a "year" in them is twelve months, a "quarter" 25 %.
    """
    if said.dimension is Dimension.RATIO and said.unit == "%":
        return _is_share(said, planned, words)
    if said.dimension is Dimension.TIME and _is_one_of(said.high, _natural(words)):
        return True
    if said.dimension in (Dimension.RATE, Dimension.FACTOR) and said.stated in _named(words, _TIMES):
        return True
    if _is_difference(said, planned) or is_average(said, planned, words):
        return True
    if said.dimension is Dimension.RATE and _is_told_of(said, known, planned):
        return True
    return any(
        _is_rate_of(said, each) or _is_rate_of(each, said) or _in_another_unit(said, each) for each in known
    )


def is_average(said: Figure, planned: Sequence[Figure], words: frozenset[str]) -> bool:
    """Whether `said` is a figure of the guide spread over a count: one in 4.5 years for two in nine."""
    counts = [each.stated for each in planned[:_MOST_FIGURES] if each.unit == ""]
    counts = [each for each in (*counts, *_named(words, _TIMES)) if each > 1]
    return any(
        whole.unit == said.unit
        and whole.dimension is said.dimension
        and whole.high > said.high
        # Plain numbers are of one kind only where they count the same: 40 metres are no half of 80 trees.
        and (whole.unit != "" or nouns_agree(whole.noun, said.noun))
        for whole in planned[:_MOST_FIGURES]
        if any(_is_one_of(said.high * count, [whole.high]) for count in counts)
    )


def _is_share(said: Figure, planned: Sequence[Figure], words: frozenset[str]) -> bool:
    shares = (*_named(words, _SHARES), *_shares_of(tuple(planned[:_MOST_FIGURES])))
    off = _POINTS * (2 if said.bound is Bound.ABOUT else 1)
    if not any(sign.isdigit() for sign in said.quote):
        # "A little under a fifth" is 18 %: who says it in words rounds.
        shares += tuple(each.high for each in planned if each.unit == "%")
    return any(abs(said.high - share) <= off for share in shares)


def _in_another_unit(said: Figure, known: Figure) -> bool:
    """Whether two lengths of time, or two rates, are about one although their units differ."""
    if said.dimension is not known.dimension or not said.stated or not known.stated:
        return False
    if said.dimension is Dimension.RATE and said.unit != known.unit:
        one, other = said.high * per_second(said.unit), known.high * per_second(known.unit)
    elif said.dimension is Dimension.TIME and _factor(said) != _factor(known):
        one, other = said.high, known.high
    else:
        return False
    return abs(one - other) <= _CALENDAR * other


def _factor(figure: Figure) -> float:
    return round(figure.high / figure.stated, 6)


def _natural(words: frozenset[str]) -> tuple[float, ...]:
    """The lengths of time that are named, in seconds, half of each where "half" is, and "the third week"."""
    whole = _named(words, _SECONDS)
    # Before the third week two have passed, and with it three.
    later = {count - past for count in _named(words, _ORDINALS) for past in (0, 1)}
    turns = tuple(each * count for each in whole for count in later)
    return (*whole, *turns) if words.isdisjoint(_HALF) else (*whole, *turns, *(each / 2 for each in whole))


def _is_difference(said: Figure, planned: Sequence[Figure]) -> bool:
    """Whether `said` is by how much two figures of the guide differ: "forty degrees lower"."""
    return any(
        # Of "from 250 degrees to 210" the second leaves its unit out.
        said.unit in (one.unit, other.unit)
        and {one.unit, other.unit} <= {said.unit, ""}
        and abs(_bare(one, said) - _bare(other, said) - said.high) <= _EQUAL * said.high
        for one, other in permutations(planned[:_MOST_FIGURES], 2)
    )


def _bare(figure: Figure, like: Figure) -> float:
    """The size of `figure`; where it has no unit of its own, in that of `like`."""
    return (
        figure.high if figure.unit == like.unit or not like.stated else figure.high * like.high / like.stated
    )


def _named(words: frozenset[str], values: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(value for name, value in values.items() if name in words)


def _is_one_of(value: float, values: Sequence[float]) -> bool:
    return any(abs(value - each) <= _CLOSE * each for each in values)


@lru_cache(maxsize=1024)
def _shares_of(planned: tuple[Figure, ...]) -> tuple[float, ...]:
    """The shares, in percent, that one figure is of another of its kind."""
    return tuple(
        100 * part.high / whole.high
        for part, whole in permutations(planned, 2)
        if part.unit == whole.unit and part.dimension is whole.dimension and 0 < part.high < whole.high
    )


def _is_told_of(said: Figure, known: Sequence[Figure], planned: Sequence[Figure]) -> bool:
    """Whether what was counted per some time is the guide's: "two more hours a day" of its "two hours".

    A small number may be anything's, so it has to stand in the answer that was planned.
    """
    numbers = planned if said.stated < _DISTINCTIVE else known
    return any(each.stated == said.stated for each in numbers)


def _is_rate_of(rate: Figure, period: Figure) -> bool:
    """Whether "four a day" is "every six hours"."""
    if rate.dimension is not Dimension.RATE or period.dimension is not Dimension.TIME or not rate.high:
        return False
    return _is_one_of(1 / (rate.high * per_second(rate.unit)), [period.high])
