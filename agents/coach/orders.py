"""Notes that say what is to be done, in English: "Fine-tune it on our data"."""

from __future__ import annotations

import re

from language.patterns import regex

# What such a note begins with, and what no sentence about the past does.
BASE = regex(
    r"^(?:to )?(?:(?:achieve|add|agree|allow|avoid|bring|build|calm|change|check|clean|close|convince|create"
    r"|cut|decide|decrease|deliver|design|develop|double|drive|end|ensure|establish|explain|fill|find|finish|fix"
    r"|analy[sz]e|assess|automate|define|evaluate|get|give|grow|halve|handle|help|hire|hit|identify|improve|increase"
    r"|integrate|introduce|investigate|keep|maintain|measure|negotiate|optimi[sz]e|organi[sz]e|shadow|simplify|launch|lead|learn|lower|make"
    r"|manage|meet|migrate|move|open|plan|prepare|prevent|protect|prove|put|raise|reach|rebuild|reduce|remove"
    r"|adopt|apply|ask|collect|combine|compare|configure|containeri[sz]e|deploy|detect|encrypt|enforce|escalate"
    r"|extract|fine-tune|follow|generate|implement|ingest|inject|isolate|listen|minimi[sz]e|notify|prioriti[sz]e"
    r"|promote|provide|quanti[sz]e|reject|retrain|retry|roll (?:out|back)|rotate|serve|simulate|store"
    r"|summari[sz]e|track(?! records?)|use(?! cases?)|verify|version|wait|watch|replace|restore"
    r"|rewrite|save|scale|secure|set|settle|ship|show|shorten|solve|speed up|stabili[sz]e"
    r"|standardi[sz]e|start|stop|streamline|support|take|talk|teach|train|turn|understand|validate|win|work|write)\b(?!['’-])"
    # "Work was done", "Change requests fell": there it is a noun.
    r"(?! (?:\w+ )?(?:was|were|is|are|had|has|fell|went|rose|came|dropped|took|got|grew|stopped|began)\b))",
    re.IGNORECASE,
)
# What only stands behind a verb tells one: "ship what is promised", "talk to both of them".
ORDERED = regex(
    r"^(?!(?:no|not|just|only|that|this|and|but|or|is|was|about|on|in|of|for|to|at|by|like)\b)"
    r"[a-z]{2,}(?<!ing)(?<!ed)(?<!s) (?:what|who|whoever|whatever|whether)\b"
    r"|^(?:talk|listen|speak|wait|look|agree|deal|stick|begin) (?:to|for|at|with|on)\b",
    re.IGNORECASE,
)
# Verbs that are no nouns, and what one is never to do: "ensure it is passed on", "never let them sign".
ORDER = regex(
    r"^(?:ensure|avoid|ask|configure|define|establish|explain|identify|introduce|listen|maintain|notify|prevent"
    r"|prioriti[sz]e|provide|remove|retrain|simplify|simulate|understand|validate|verify) "
    r"(?!(?:was|were|is|are)\b)\w"
    r"|^(?:never|always) (?:agree|argue|ask|assume|blame|call|check|do|give|go|guess|have|hide|ignore|keep"
    r"|leave|let|listen|look|make|offer|open|promise|read|ring|rush|say|send|sign|start|stop|take|talk|tell|touch|trust|try"
    r"|use|wait|work|write) \w",
    re.IGNORECASE,
)
# What one is asked to tell as one's habit.
_HABIT = regex(
    r"^(?:and |so )?(?:what|how|when|where|who|which)\b.{0,60}\b(?:do|are) you\b|^(?:do|are) you\b"
    r"|\byour (?:\w+ )?(?:approach|routine|process|way|method)\b",
    re.IGNORECASE,
)
# A label that says when: what is done then needs no other beginning.
_WHEN = regex(
    r"^(?:first|second|third|then|next|last|finally|before|after|during|until|on|in|at|days?|weeks?|months?|years?|hours?"
    r"|mornings?|evenings?|nights?|phase|step|\d)\b",
    re.IGNORECASE,
)


def says_when(label: str) -> bool:
    """Whether a label only says when something is done: "First month", "Week 2"."""
    return _WHEN.match(label) is not None


def asks_for_habit(question: str) -> bool:
    """Whether `question` asks for what one does, and not for what one did or would do."""
    return _HABIT.search(question) is not None
