"""Parts of a whole in other languages than English: "neun von zehn", "un tiers des appels", "el doble"."""

from __future__ import annotations

import re
from functools import cache

from language.tables import table

# No part of so many, but how long something took: "deux ans sur trois projets".
_TIMES = (
    "tage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten?|jours?|semaines?|mois|ans?|années?|heures?|minutes?"
    "|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|or[ae]|minut[oi]|dag(?:en)?|wek?en|maand(?:en)?|ja+r(?:en)?|uur"
)
# What follows the second number where the two count different things: "trois articles sur quatre pays".
_ANOTHER_THING = {
    "fr": (
        r"(?!\s(?!(?:pas|plus|très|dans|nous|vous|depuis|mais|sans|sous|ils|elles|puis|alors)\b)[^\W\d]{2,}[sx]\b)"
    ),
    "it": (
        r"(?!\s(?!(?:e|è|che|si|ci|mi|ne|di|dei|se|anche|poi|oggi|quasi|ogni|prima|come|dove|mentre|le|gli|nei)\b)"
        r"[^\W\d]+[ie]\b)"
    ),
}
_TURN_UNITS = {
    "fr": {"jour": "day", "semaine": "week", "mois": "month", "an": "year"},
    "it": {"giorno": "day", "settimana": "week", "mese": "month", "anno": "year"},
    "de": {"tag": "day", "woche": "week", "monat": "month", "jahr": "year", "stunde": "hour"},
    "nl": {"dag": "day", "week": "week", "maand": "month", "jaar": "year"},
}
_TURNS = {
    "fr": r"une?\s(?P<round_in>{units})\ssur\s(?P<turn_of>{n})",
    "it": r"un[oa]?\s(?P<round_in>{units})\ssu\s(?P<turn_of>{n})",
}


def listed(code: str, name: str) -> dict[str, float]:
    """The words of a table of collectives with their numbers, as patterns."""
    words = str(table("collectives")[name].get(code) or "")
    pairs = (pair.rpartition("=") for pair in words.split())
    return {word.replace("_", r"\s"): float(value) for word, _, value in pairs}


def _said(code: str, name: str) -> str:
    """The words of a table that has no numbers, as one pattern; "" where the language has none."""
    words = str(table("collectives")[name].get(code) or "")
    return "|".join(word.replace("_", r"\s") for word in words.split())


def _any(words: dict[str, float]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def phrases(code: str, number: str) -> list[str]:
    """The patterns of parts in the language `code`, each a named group; `number` is its numbers' pattern."""
    kinds = [
        rf"(?P<foreign_ratio>\b(?P<above>{number})(?:\s(?!{_TIMES}\b)[^\W\d]{{3,24}})?{_within(code)}(?P<of>{number})"
        rf"{_ANOTHER_THING.get(code, '')}(?!\s?(?:%|(?:{_TIMES})\b)))"
    ]
    if code == "de":
        # "Drei Kollegen von vier Firmen" are no part, "ein Kunde von zwanzig" is one.
        kinds = [
            rf"(?P<foreign_ratio>\b(?P<above>{number}){_within(code)}(?P<of>{number})(?!\s?(?:%|uhr\b|(?:{_TIMES})\b)))",
            rf"(?P<foreign_one>\beine?\s(?!{_TIMES}\b)[^\W\d]{{3,24}}{_within(code)}(?P<one_of>{number})(?!\s?(?:%|uhr\b|(?:{_TIMES})\b)))",
        ]
    kinds.append(rf"(?P<foreign_part>\b(?:{_part(code, number)}))")
    if half := _said(code, "halves"):
        kinds.append(rf"(?P<foreign_half>\b(?:{half})\b)")
    kinds.append(rf"(?P<foreign_times>\b(?:{_any(listed(code, 'times'))})\b)")
    if code in _TURNS:
        units = "|".join(_TURN_UNITS[code])
        kinds.insert(0, rf"(?P<foreign_turn>\b{_TURNS[code].format(units=units, n=number)})")
    return kinds


def _within(code: str) -> str:
    return rf"\s(?:{_said(code, 'in_so_many')})\s"


_ARTICLES = {
    "de": "der|die|eine?[mnrs]?", "es": "la|una?|el", "fr": "la|une?|le|les", "pt": "a|uma?|o",
    "it": "la|una?|il", "nl": "de|een|één",
}  # fmt: skip


# "Viertel" is a part of a town, and of an hour, too.
_NO_QUARTER = (
    r"(?!\s(?:nach|vor|jahr|stunde)\b)"
    r"(?!(?<=viertel)\s(?!(?:der|des|von|aller|unserer|davon|weniger|mehr|so)\b))"
)


def _part(code: str, number: str) -> str:
    names = listed(code, "parts")
    halves = _any({name: value for name, value in names.items() if value == 2})
    others = _any({name: value for name, value in names.items() if value != 2})
    of_it = _said(code, "of_it")
    goes_on = rf"(?=\s(?:{of_it}))" if of_it else _NO_QUARTER
    # "A mitad de camino" and "à moitié vide" are no halves of anything.
    article = rf"(?:(?:{_ARTICLES[code]})\s)" + ("?" if code in ("pt", "it") else "")
    return (
        rf"{article}(?P<half_of_it>{halves})\b"
        rf"|(?:(?:{_ARTICLES[code]})\s)?(?:(?P<so_many>{number}|une?|una|uno|um|uma|eine?[mn]?|een|één)\s)(?P<part>{others})\b{goes_on}"
    )


@cache
def telling() -> str:
    """The pattern of what tells of another language beside its number words: "Drittel", "moitié"."""
    words = [
        name
        for code in ("de", "es", "fr", "pt", "it", "nl")
        for name in (*listed(code, "parts"), *listed(code, "times"), *filter(None, [_said(code, "halves")]))
    ]
    return "|".join(sorted(set(words), key=len, reverse=True))


def part_of(code: str, name: str) -> float:
    """What a named part is a part of: 3 for "tiers"."""
    said = re.sub(r"\s", r"\\s", name.lower())
    return listed(code, "parts")[said]


def times_of(code: str, written: str) -> float:
    """How many times as much `written` says."""
    return next(
        value for name, value in listed(code, "times").items() if re.fullmatch(name, written, re.IGNORECASE)
    )


def turn_unit(code: str, word: str) -> str:
    """The English name of the unit in which something comes round."""
    return _TURN_UNITS[code][word.lower()]
