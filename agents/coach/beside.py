"""What is said beside the matter: excuses, thinking aloud, thanks, and that there is no more."""

from __future__ import annotations

import re

from language.no_more import says_no_more
from language.patterns import regex

_SAID = {
    "en": (
        r"(?:(?:oh|ah|well|and|but|so|um|uh|er|yes|yeah|no|okay),?\s)*"
        r"(?:sorry\b|pardon\b|excuse me|apologies|my (?:mistake|bad)\b|where was i\b|good question"
        r"|thanks?\b|thank you"
        r"|i(?:['’]m| am) (?:\w+ ){0,3}(?:nervous|rambling|babbling|digressing)"
        r"|let me (?:just )?(?:think|start|see|rephrase)|(?:i )?hope (?:that|this) (?:makes|helps|answers)"
        r")"
    ),
    "de": (
        r"(?:(?:ja|naja|also|und|ähm?|ok),?\s)*"
        r"(?:entschuldig\w+|verzeihung|tut mir leid|moment\b|gute frage|danke\b"
        r"|ich bin (?:\w+ ){0,2}(?:nervös|aufgeregt))"
    ),
    "fr": (
        r"(?:(?:euh|bon|ben|voilà|et|donc),?\s)*"
        r"(?:pardon\b|désolée?\b|excusez|attendez|bonne question|merci\b"
        r"|je suis (?:\w+ ){0,2}(?:nerveu|stress))"
    ),
    "es": (
        r"(?:(?:eh|bueno|pues|y),?\s)*"
        r"(?:perdón|perdone|disculp\w+|lo siento|un momento|buena pregunta|gracias\b"
        r"|estoy (?:\w+ ){0,2}nervios)"
    ),
    "it": (
        r"(?:(?:eh|beh|allora|e),?\s)*"
        r"(?:scusi|scusate|mi (?:scusi|dispiace)|un attimo|bella domanda|grazie\b"
        r"|sono (?:\w+ ){0,2}(?:nervos|agitat))"
    ),
    "pt": (
        r"(?:(?:eh|bem|bom|e),?\s)*"
        r"(?:desculp\w+|perdão|um momento|boa pergunta|obrigad"
        r"|estou (?:\w+ ){0,2}nervos)"
    ),
    "nl": (
        r"(?:(?:eh|nou|ja|en),?\s)*"
        r"(?:excuus|even denken|goede vraag|bedankt\b|dank u"
        r"|ik ben (?:\w+ ){0,2}(?:nerveus|zenuwachtig))"
    ),
    "zh": r"(?:不好意思|对不起|抱歉|我(?:有点|很)?紧张|让我想想|谢谢)",
}
_BESIDE = regex("|".join(f"^{each}" for each in _SAID.values()), re.IGNORECASE)


def is_beside(sentence: str) -> bool:
    """Whether `sentence` says nothing of the matter, in whatever language it is said."""
    return _BESIDE.match(sentence.strip()) is not None or says_no_more(sentence)
