"""Sentences of an answer that fitted where they were said, and cannot be said again by themselves."""

from __future__ import annotations

import re

from language.patterns import regex

# What answers a question further and is no sentence: "To sit where I can hear", "That he hears it himself".
_HANGS = regex(
    r"^(?:to (?!be honest|be fair|begin|start|me\b)[a-z]+\b(?!.*\b(?:I|we|you)\b)"
    r"|that (?:he|she|they|you|I|we|it|everybody|nobody)(?:['’]\w+)? (?!(?:is|was|helps?|works?)\b)\w+"
    r"(?!.*\b(?:is|was|matters|helps)\b)"
    r"|(?:dass|ob|um) (?!.*, (?:\w+ (?:ich|wir|er|sie|es|man|mir|das)|ist|war|hilft|zählt)\b)"
    r"|que (?:él|ella|ellos|yo|no|se) (?!.*, )|qu['’](?:il|elle|ils|on) (?!.*, )"
    r"|che (?:lui|lei|loro|io|non|si) (?!.*, )|que (?:ele|ela|eles|eu|não|se) (?!.*, )"
    r"|(?:dat|of|om) (?!.*, ))",
    re.IGNORECASE,
)
# Who corrects himself in the middle: "into the simulator, no, that brings nothing".
_CORRECTED = regex(
    r",\s(?:no|no wait|wait|sorry|nee|nein|quatsch|non|pardon|perdón|digo|scusi|anzi|desculpe|não)\s?,\s"
    r"|\b(?:no wait|I mean|I meant|ich meine|je veux dire|o sea|voglio dire|quer dizer|ik bedoel)\b"
    r"|我是说|不对，",
    re.IGNORECASE,
)
# What points at an earlier answer.
_TOLD_BEFORE = regex(
    r"\b(?:as I (?:said|say)|what I (?:just |already )?said|I (?:already|just) (?:said|told)|like I said"
    r"|hab(?:e)? ich (?:\w+ ){0,2}(?:schon|vorhin|eben)\b|wie gesagt"
    r"|comme je (?:l['’]ai )?di[ts]|j['’]ai déjà dit"
    r"|como (?:ya )?(?:he )?(?:dije|dicho)|ya lo (?:he )?dij?[eo]|come ho (?:già )?detto|l['’]ho già detto"
    r"|como (?:eu )?(?:já )?disse|já disse|zoals ik (?:al )?zei"
    r"|heb ik (?:al|net) gezegd)\b|刚才(?:已经)?说过",
    re.IGNORECASE,
)


def is_broken(said: str) -> bool:
    """Whether `said` hangs on what was asked, corrects itself, or points at an earlier answer."""
    return any(each.search(said) for each in (_HANGS, _CORRECTED, _TOLD_BEFORE))
