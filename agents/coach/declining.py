"""Whether somebody who was asked for questions of his own has none."""

from __future__ import annotations

import re

from domain.interview import ENGLISH
from language.patterns import regex

# How such an answer begins: "Not really, thanks".
_NONE = {
    "en": r"(?:(?:um|well|oh),? )*(?:no|nope|not|nothing|none|i don['’]t|i think (?:that|you)|that['’]s)\b",
    "de": r"(?:(?:ähm?|hm+|also),? )*(?:nein|nö|nichts|keine|eigentlich nicht|ich habe keine|das war)\b",
    "es": r"(?:(?:eh|pues|por ahora|de momento),? )*(?:no|nada|ningun[ao]|creo que no|eso es)\b",
    "fr": r"(?:(?:euh|ben),? )*(?:non|rien|aucune|pas vraiment|pas (?:de|pour)|c['’]est tout)\b",
    "it": r"(?:(?:eh|beh),? )*(?:no|niente|nessuna|nulla|direi di no|è tutto)\b",
    "nl": r"(?:(?:eh|nou),? )*(?:nee|niets|niks|geen|niet echt|dat was)\b",
    "pt": r"(?:(?:bem|bom),? )*(?:não|nada|nenhuma|acho que não|é só)\b",
    "zh": r"(?:嗯|那个)?[，,]?(?:没有|没什么|没了|暂时没|不用|就这些)",
}
_PATTERNS = {language: regex(pattern, re.IGNORECASE) for language, pattern in _NONE.items()}


def declines(answer: str, language: str) -> bool:
    """Whether `answer`, to "what would you like to ask?", asks nothing."""
    if "?" in answer or "？" in answer:
        return False
    return _PATTERNS.get(language, _PATTERNS[ENGLISH]).match(answer.strip()) is not None
