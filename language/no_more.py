"""The words that end an answer and say nothing: "No, that's all"."""

from __future__ import annotations

import re

from language.text import Text, subtext

_NO_MORE = {
    "en": r"(?:(?:no|nope|nah|well|so|and|okay),?\s)*(?:i (?:think|guess) )?"
    r"(?:that(?:['’]s| is| was|['’]d be| would be)(?: really| about| basically)* (?:all|it|everything)"
    r"|(?:there(?:['’]s| is) )?nothing (?:else|more))"
    r"(?:,? (?:from me|really|i think|i have|there is|for now|to add|i can think of))*",
    "de": r"(?:nein,? )?(?:das (?:war|wär|wäre|ist)(?:['’]?s| es)?(?: eigentlich)?(?: alles)?|mehr nicht"
    r"|sonst nichts(?: mehr)?|nichts (?:mehr|weiter)|mehr fällt mir nicht ein)",
    "fr": r"(?:non,? )?(?:c['’]est tout|voilà(?: tout)?|rien d['’]autre|rien de plus)",
    "es": r"(?:no,? )?(?:eso es todo|nada más|y ya está)",
    "it": r"(?:no,? )?(?:è tutto|tutto qui|nient['’]altro|ecco tutto)",
    "pt": r"(?:não,? )?(?:é (?:só|tudo)(?: isso)?|nada mais|mais nada)",
    "nl": r"(?:nee,? )?(?:dat (?:is|was) (?:het|alles)|verder niets|niets meer)",
    "zh": r"(?:没有?了|就这些|没有别的了?|说完了)",
}
_ANY = "|".join(f"(?:{each})" for each in _NO_MORE.values())
_ENDS = re.compile(_ANY, re.IGNORECASE)
# Typed without a capital it may open no sentence of its own: "… and we never bought it. that's all".
_BEHIND_A_STOP = re.compile(rf"(?<=[.!?…])\s+(?:{_ANY})[\s.!…]*$", re.IGNORECASE)


def says_no_more(sentence: str) -> bool:
    """Whether a sentence only says that there is no more, in whatever language it is said."""
    return _ENDS.fullmatch(sentence.strip(" .!…。")) is not None


def without_the_end(heard: Text) -> Text:
    """`heard` without a last sentence that only says that there is no more.

    Its "no" answers whoever asked for more, and denies nothing that was told.
    """
    *before, last = heard.sentences or (heard,)
    if before and says_no_more(last.said):
        return subtext(heard, (token for sentence in before for token in sentence.tokens))
    behind = _BEHIND_A_STOP.search(last.said) if heard.tokens else None
    if behind is None:
        return heard
    start, _ = last.span
    return subtext(heard, (token for token in heard.tokens if token.start < start + behind.start()))
