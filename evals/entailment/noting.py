"""Sentences as dense notes: "We moved from four nodes to nine because of memory" as "4 -> 9 nodes: memory".

By hand-made rules, so that what was labelled beside sentences also teaches how notes are read.
"""

from __future__ import annotations

import random
import re

_BEING = "am|are|is|was|were|have|had"
# What a note does without, and the signs that stand for words; in this order.
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (r"^(?:so|and|then|also|first),? ", ""),
        (rf"^(?:i|we|they|it|you|there)(?:'(?:m|re|s|ve|d))? (?:(?:{_BEING}) )?(?!not?\b)", ""),
        (r"\bfrom ([^,;.]{1,25}?) to ([^,;.\s]+)", r"\1 -> \2"),
        (r"\b(?:at least|no fewer than|not less than) (?=\d)", ">= "),
        (r"\b(?:at most|no more than|up to) (?=\d)", "<= "),
        (r"\b(?:more than|over|above) (?=\d)", "> "),
        (r"\b(?:less than|fewer than|under|below) (?=\d)", "< "),
        (r" per ?cent\b", " %"),
        (r"(?<=\d) (?:minutes|minute)\b", " min"),
        (r"(?<=\d) (?:hours|hour)\b", " h"),
        (r"\b(?:for each|per|each|every) (?=[a-z])", "/ "),
        (r",? (?:because|since|as) (?:of )?", ": "),
        (r",? (?:instead of|rather than) ", ", not "),
        (r" without (?:a |an |any |the )?", ", no "),
        (r",? (?:so that|so|which means that) ", " -> "),
        (r" and then ", ", "),
        (r" and ", " + "),
        (r"\b(?:a|an|the|our|my|their|its|his|her|which|that|who) ", ""),
        (r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would) (?!not\b|n't)", ""),
        (r"\b(?:i|we|they|it|you) (?=[a-z])", ""),
    )
)  # fmt: skip
_FEWEST_WORDS = 2
# How often each rule is used: nobody shortens all that could be.
_OFTEN = 0.8


def noted(sentence: str, rng: random.Random) -> str:
    """`sentence` in the style of a note, or as it is where next to nothing would be left."""
    note = sentence.rstrip(" .")
    for pattern, sign in _RULES:
        if rng.random() < _OFTEN:
            note = pattern.sub(sign, note)
    note = re.sub(r"\s{2,}", " ", note).strip(" ,:+")
    if len(note.split()) < _FEWEST_WORDS:
        return sentence
    return note[0].upper() + note[1:] if rng.random() < 1 / 2 else note[0].lower() + note[1:]
