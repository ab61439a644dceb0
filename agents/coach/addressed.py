"""A key point of the guide as it is told to the candidate."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.coach.joining import beginning
from agents.coach.own_words import told
from agents.coach.spoken import VERB_FIRST
from domain.guide import KeyPoint, KeyPointOrigin
from domain.interview import ENGLISH
from language.wording import lower_first, plain, shorten, to_second_person

_LONGEST = 170
_SENTENCE = re.compile(r"^(?:I|We|My|Our|The|This|It|They|You)\b")
# "What I like is the seam", "That was the price": whole sentences, which follow no verb.
_STATED = re.compile(
    r"what (?!is |are |was |were ).+ (?:is|are|was|were) \S"
    r"|that (?:is|was|will|would|can|could|means|meant|makes|made|gives|gave|has|had|takes|took)\b"
)
_LABELLED = re.compile(r"^((?:[^\s:]+ ?){1,5}):\s+(.+)$", re.DOTALL)
_STAR_PARTS = frozenset({"situation", "task", "action", "actions", "result", "results", "outcome"})
_MOST_LABEL = 40
_ASIDES = {
    KeyPointOrigin.WHAT_THEY_WANT: "missing.listened_for",
    KeyPointOrigin.WHY_IT_WORKS: "missing.makes_it_work",
}


class Addressed(NamedTuple):
    """A key point told to the candidate; `is_clause` says that it can follow a verb: "that you cut it"."""

    text: str
    is_clause: bool


def addressed(key_point: KeyPoint, language: str = ENGLISH) -> Addressed:
    """A key point as it is told to the candidate: "that you cut it to forty minutes".

    In other languages than English it is told in the guide's own words.
    """
    # Told by itself it links to nothing: "And I speak to a child alone".
    text = beginning(plain(key_point.text), language)
    if key_point.origin in _ASIDES:
        own = lower_first(text) if language == ENGLISH else text
        return Addressed(told(_ASIDES[key_point.origin], language, point=shorten(own, _LONGEST)), True)
    if language != ENGLISH:
        return Addressed(shorten(text, _LONGEST), False)
    labelled = _LABELLED.match(text)
    if labelled and len(labelled[1]) <= _MOST_LABEL and not _SENTENCE.search(labelled[1]):
        return _labelled(*labelled.groups())
    if re.match(r"^(?:I|We)\b", text):
        return Addressed(f"that {shorten(to_second_person(text), _LONGEST)}", True)
    if VERB_FIRST.match(text) and len(text.split()) > 2:
        return Addressed(f"that you {shorten(to_second_person(lower_first(text)), _LONGEST)}", True)
    own = _lower(text)
    is_clause = own.startswith(("that ", "what ")) and not _STATED.match(own)
    return Addressed(shorten(to_second_person(own), _LONGEST), is_clause)


def _labelled(name: str, rest: str) -> Addressed:
    """What stands behind a label: the parts of a story are told, other labels stay as the guide has them."""
    if name.lower() in _STAR_PARTS:
        if name.lower().startswith("action") and VERB_FIRST.match(rest):
            return Addressed(f"that you {shorten(to_second_person(lower_first(rest)), _LONGEST)}", True)
        return Addressed(f"the {name.lower()}: {shorten(to_second_person(_lower(rest)), _LONGEST)}", False)
    further = _LABELLED.match(rest)
    if further and len(further[1]) <= _MOST_LABEL:
        name, rest = f"{name}, {lower_first(further[1])}", further[2]
    return Addressed(f"{name}: {shorten(to_second_person(rest), _LONGEST)}", False)


def _lower(text: str) -> str:
    """`lower_first`, for contractions as well: "You're right" becomes "you're right"."""
    return text[0].lower() + text[1:] if re.match(r"(?:You|We|They|It|That)['’]", text) else lower_first(text)
