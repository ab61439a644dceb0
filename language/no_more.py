"""The words that end an answer and say nothing: "No, that's all"."""

from __future__ import annotations

import re

from language.text import Text, subtext

_NO_MORE = {
    "en": r"(?:(?:no|nope|nah|well|so|and|okay),?\s)*(?:i (?:think|guess) )?"
    r"(?:that(?:['’]s| is| was|['’]d be| would be)(?: really| about| basically)* (?:all|it|everything)"
    r"|(?:(?:there(?:['’]s| is)|i(?:['’]ve| have)(?: got)?) )?(?:really )?"
    r"nothing (?:else|more|further|to add)"
    r"|i (?:can|could|would|do)(?:['’]t|not|n['’]t| not) (?:(?:want|have) to )?(?:really )?"
    r"(?:add (?:anything|to that|more)|think of anything|have (?:anything|much))"
    r"(?: else| more| further| to add)?)"
    r"(?:,? (?:from me|really|i think|i have|there is|for now|at the moment|right now|here"
    r"|to (?:add|say|tell)|(?:about|on|to) (?:that|this|it)|i can think of))*",
    "de": r"(?:nein,? )?(?:das (?:war|wär|wäre|ist)(?:['’]?s| es)?(?: eigentlich)?(?: alles)?"
    r"|(?:(?:dazu|dem|da) (?:habe|hab|hätte) ich|ich (?:habe|hab|hätte)(?: dem| dazu| da)?) "
    r"nichts (?:mehr )?(?:hinzuzufügen|zu ergänzen)"
    r"|mehr nicht|sonst nichts(?: mehr)?|nichts (?:mehr|weiter)|mehr fällt mir nicht ein)",
    "fr": r"(?:non,? )?(?:c['’]est tout|voilà(?: tout)?|rien d['’]autre|rien de plus"
    r"|je n['’]ai (?:plus )?rien (?:d['’]autre |de plus )?à (?:ajouter|dire)(?: à (?:ça|cela))?)",
    "es": r"(?:no,? )?(?:eso es todo|nada más|y ya está"
    r"|no tengo nada (?:más )?que (?:añadir|agregar)(?: a eso)?)",
    "it": r"(?:no,? )?(?:è tutto|tutto qui|nient['’]altro|ecco tutto"
    r"|non ho (?:niente|nulla|altro)(?: altro)? da aggiungere(?: a questo)?)",
    "pt": r"(?:não,? )?(?:é (?:só|tudo)(?: isso)?|nada mais|mais nada"
    r"|não tenho (?:mais )?nada (?:mais )?a acrescentar(?: a isso)?)",
    "nl": r"(?:nee,? )?(?:dat (?:is|was) (?:het|alles)|verder niets|niets meer"
    r"|(?:ik heb )?(?:daar |hier )?(?:verder )?niets (?:meer )?(?:aan )?toe te voegen)",
    "zh": r"(?:没有?了|就这些|没有别的了?|说完了|我?没有?(?:什么)?(?:要|可)?补充的?了?)",
}
_ANY = "|".join(f"(?:{each})" for each in _NO_MORE.values())
_ENDS = re.compile(_ANY, re.IGNORECASE)
# Typed without a capital it may open no sentence of its own: "… and we never bought it. that's all".
_BEHIND_A_STOP = re.compile(rf"(?<=[.!?…])\s+(?:{_ANY})[\s.!…]*$", re.IGNORECASE)


def says_no_more(sentence: str) -> bool:
    """Whether a sentence only says that there is no more, in whatever language it is said."""
    return _ENDS.fullmatch(sentence.strip(" .!…。")) is not None


def without_the_end(heard: Text) -> Text:
    """`heard` without the sentences that only say that there is no more, where anything else was said.

    They answer whoever asked for more, and deny nothing that was told. One may stand in the middle, where
    somebody was asked further and went on.
    """
    said = [sentence for sentence in heard.sentences or (heard,) if not says_no_more(sentence.said)]
    if said and len(said) < len(heard.sentences):
        heard = subtext(heard, (token for sentence in said for token in sentence.tokens))
    *_, last = heard.sentences or (heard,)
    behind = _BEHIND_A_STOP.search(last.said) if heard.tokens else None
    if behind is None:
        return heard
    start, _ = last.span
    return subtext(heard, (token for token in heard.tokens if token.start < start + behind.start()))
