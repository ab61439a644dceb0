"""Notes in no tense, as many are: "die Werte messen", "appeler le médecin"."""

from __future__ import annotations

import re

from domain.interview import ENGLISH
from language.patterns import regex
from language.wording import lower_first

# Verbs as a dictionary has them, where a note begins or, in German and Dutch, ends with one.
INFINITIVES = {
    "es": r"^(?!(?:ayer|lugar|primer|mujer|hogar|tercer|cualquier|azar|taller)\b)"
    r"\w{2,}(?:ar|er|ir)(?:l[oae]s?|se)?\b",
    "fr": r"^(?!\w+ier\b)\w{2,}(?:er|ir)\b"
    r"|^(?:ré|con|pro|intro|dé)\w*(?:uire|ruire)\b|^(?:faire|mettre|prendre|rendre)\b",
    "it": r"^(?!\w+iere\b)\w{2,}(?:are|ere|ire|rre)(?:l[oaei])?\b",
    "pt": r"^(?!(?:lugar|mulher|lar|primeir\w+|ar|colher)\b)\w{2,}(?:ar|er|ir)\b",
    "de": r"(?:^|\s)(?!ge(?!ben|hen|stalten|winnen|währ))[a-zäöü]{2,}(?:en|ern|eln)[.!]?$",
    "nl": r"\b(?:\w*(?:brengen|halen|maken|houden|zetten|voeren|lossen|nemen|geven|schrijven|bellen"
    r"|meten|lopen|sluiten)|verlagen|zorgen|bouwen|stoppen|vinden|verminderen|verbeteren|krijgen|leiden|vervangen|verhogen"
    r"|voorkomen|controleren|registreren|noteren|openen|vragen|overleggen|melden)[.!]?$",
    "zh": r"^(?:把|将|让|使|降低|减少|提高|建立|完成|解决|确保)",
}
# "Geplante Aufnahmen": what stands before a noun is none.
_ADJECTIVE = regex(r"^[A-ZÄÖÜ][a-zäöüß]+(?:e|en|er|es|em) [A-ZÄÖÜ]")
# What these say is not done by anybody: "Die Werte stimmen" is a sentence.
_HAPPENS = regex(
    r"\b(?:liegen|stehen|stimmen|sinken|steigen|kommen|gehen|fehlen|funktionieren|gelten|laufen|passen|entstehen"
    r"|gehören|reichen|fallen|dauern)[.!]?$"
)
# Who acts, or a verb that is conjugated: such a note is a sentence already.
FINITE = regex(
    r"\b(?:ich|wir|sie|soll\w*|muss\w*|mussten?|woll\w+|war(?:en)?|hatten?|haben|wurden?|werden|sind|ist|konnten?"
    r"|können|durften?|ik|wij|we|moest\w*|moeten|was|waren|had(?:den)?|heeft|hebben|is|zijn|wilde\w*)\b|[我他她]",
    re.IGNORECASE,
)
_SMALL_IN_GERMAN = regex(
    r"^(?:die|der|das|den|dem|ein|eine|einen|einem|kein\w*|in|im|am|an|auf|mit|für|unter|bis|zu|zum|zur|von|vom|vor|nach"
    r"|bei|beim|über|ohne|alle\w*|jede\w*|unser\w*|zuerst|zunächst|dann|danach|anschließend|zuletzt|sofort|immer|nie|nicht)\b",
    re.IGNORECASE,
)


def is_in_no_tense(note: str, language: str) -> bool:
    """Whether `note` is what is to be done, in no tense; of English that is told elsewhere."""
    pattern = INFINITIVES.get(language)
    if language == ENGLISH or pattern is None:
        return False
    at_the_end = language in ("de", "nl")
    found = re.search(pattern, note, re.IGNORECASE if not at_the_end else 0)
    if found is None or (language == "de" and _HAPPENS.search(note)):
        return False
    return not (language in ("de", "nl", "zh") and FINITE.search(note))


def in_a_sentence(note: str, language: str) -> str:
    """`note` as it stands behind "Ich würde": German nouns keep their capital."""
    if language == "de" and not (_SMALL_IN_GERMAN.match(note) or _ADJECTIVE.match(note)):
        return note
    return lower_first(note)
