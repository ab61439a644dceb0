"""What is said beside the matter: excuses, thinking aloud, thanks, and that there is no more."""

from __future__ import annotations

import re

from language.patterns import regex

_BESIDE = regex(
    r"^(?:(?:oh|ah|well|and|but|so|um|uh|er|yes|yeah|no|okay),?\s)*(?:sorry\b|pardon|excuse me|apologies|my (?:mistake|bad)\b"
    r"|i(?:['’]m| am) (?:\w+ ){0,3}(?:nervous|rambling|babbling|digressing)|let me (?:just )?(?:think|start|see|rephrase)"
    r"|where was i\b|good question|thanks?\b|thank you|(?:i think )?that(?:['’]s| is| was|['’]d be)(?: really| about)? (?:it|all|everything)\b"
    r"|(?:i )?hope (?:that|this) (?:makes|helps|answers))"
    r"|^(?:(?:ja|naja|also|und|ähm?|ok),?\s)*(?:entschuldig\w+|verzeihung|tut mir leid|ich bin (?:\w+ ){0,2}(?:nervös|aufgeregt)"
    r"|moment\b|gute frage|danke|das (?:war|wär|wäre|ist)(?:['’]?s| es| eigentlich)* ?(?:alles)?(?: so)?[.!]?$)"
    r"|^(?:(?:euh|bon|ben|voilà|et|donc),?\s)*(?:pardon|désolée?|excusez|je suis (?:\w+ ){0,2}(?:nerveu|stress)|attendez|bonne question"
    r"|merci|voilà[.!]?$|c['’]est tout|voilà tout)"
    r"|^(?:(?:eh|bueno|pues|y),?\s)*(?:perdón|perdone|disculp\w+|lo siento|estoy (?:\w+ ){0,2}nervios|un momento|buena pregunta|gracias"
    r"|eso es todo|nada más|y ya está)"
    r"|^(?:(?:eh|beh|allora|e),?\s)*(?:scusi|scusate|mi (?:scusi|dispiace)|sono (?:\w+ ){0,2}(?:nervos|agitat)|un attimo|bella domanda|grazie"
    r"|è tutto|ecco tutto|tutto qui)"
    r"|^(?:(?:eh|bem|bom|e),?\s)*(?:desculp\w+|perdão|estou (?:\w+ ){0,2}nervos|um momento|boa pergunta|obrigad|é (?:só|tudo)(?: isso)?[.!]?$)"
    r"|^(?:(?:eh|nou|ja|en),?\s)*(?:sorry|pardon|excuus|ik ben (?:\w+ ){0,2}(?:nerveus|zenuwachtig)|even denken|goede vraag|bedankt|dank u"
    r"|dat (?:was|is) (?:het|alles))"
    r"|^(?:不好意思|对不起|抱歉|我(?:有点|很)?紧张|让我想想|谢谢|就这些|没了|说完了)",
    re.IGNORECASE,
)


def is_beside(sentence: str) -> bool:
    """Whether `sentence` says nothing of the matter, in whatever language it is said."""
    return _BESIDE.match(sentence.strip()) is not None
