"""Why a part of a score is what it is, and how it was told before it had a type."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.values import Count, Frozen


class PartKind(StrEnum):
    """What a term of the arithmetic measures; `agents.reasons` has the name of each.

    Of work that was handed in its terms are the parts of it, `domain.work.WorkPart`.
    """

    ENTAILED = "entailed"
    WORDED = "worded"
    KEY_POINTS = "key_points"
    PRECISION = "precision"
    LETTERS = "letters"
    LENGTH = "length"
    MEANING = "meaning"
    LABELLED = "labelled"
    EXACT = "exact"
    AVOIDED = "avoided"
    NOTHING = "nothing"
    OLD = "old"


class BecauseKind(StrEnum):
    """Why it came out so; `agents.reasons` has the clause for each.

    The last ones hold a score down, and are called as the `FlagKind` is that says the same.
    """

    MEASURED = "measured"
    ENTAILED = "entailed"
    WORDED = "worded"
    LABELLED = "labelled"
    EXACT = "exact"
    SAID_RED_FLAG = "said_red_flag"
    FEW_FOR_WORDS = "few_for_words"
    HARDLY_ABOUT = "hardly_about"
    WRONG_IN_IT = "wrong_in_it"
    LONG_ANSWER = "long_answer"
    OLD = "old"
    EMPTY = "empty"
    DONT_KNOW = "dont_know"
    QUESTION_COPIED = "question_copied"
    KEYWORD_SOUP = "keyword_soup"
    INSTRUCTION = "instruction"
    DISOWNED = "disowned"
    REPORTED = "reported"
    WISHED = "wished"
    ASKED = "asked"


class Because(Frozen):
    """One reason. `amount` is the share, or the factor, that it is about; `count` of `whole` were exact.

    `told` is the clause of a session from before the kinds, where it is none that is known.
    """

    kind: BecauseKind
    amount: float = Field(default=0.0, ge=0, le=10, allow_inf_nan=False)
    count: Count = 0
    whole: Count = 0
    told: str = ""


# How sessions tell it that were kept before this was a type. Append only: they are still read.
_OLD_NAMES = {
    "key points conveyed": PartKind.ENTAILED,
    "in words of your guide": PartKind.WORDED,
    "key points, by their words": PartKind.KEY_POINTS,
    "kept to the point": PartKind.PRECISION,
    "likeness, spelling forgiven": PartKind.LETTERS,
    "length, up to the guide's": PartKind.LENGTH,
    "meaning as a whole": PartKind.MEANING,
    "key points, as the judge labelled them": PartKind.LABELLED,
    "figures, exact": PartKind.EXACT,
    "not said": PartKind.AVOIDED,
    "key points": PartKind.NOTHING,
}
_OLD_CLAUSES = {
    "you said what you meant to avoid": BecauseKind.SAID_RED_FLAG,
    "words alone add at most five points": BecauseKind.FEW_FOR_WORDS,
    "nothing of an answer was said": BecauseKind.EMPTY,
    "You said that you do not know.": BecauseKind.DONT_KNOW,
    "That repeats the question; the answer itself is still to come.": BecauseKind.QUESTION_COPIED,
    "These are keywords without sentences: say what you did with them.": BecauseKind.KEYWORD_SOUP,
    "The words stand in no order that makes sentences, so little of it can count.": BecauseKind.KEYWORD_SOUP,
    "These are your guide's words, but they stand together in no way that says what it says.": (
        BecauseKind.KEYWORD_SOUP
    ),
    "You took back what you said with this, so none of it counts as yours.": BecauseKind.DISOWNED,
    "You told what somebody else says or does; what you do yourself is still to come.": BecauseKind.REPORTED,
    "You said what you would wish for or should have done, not what you did.": BecauseKind.WISHED,
    "You asked these things instead of saying them.": BecauseKind.ASKED,
}
# Patterns are compiled when a session of that time is read.
_OLD_SHARES = (
    (r"(\d{1,3})% measured", BecauseKind.MEASURED),
    (r"(\d{1,3})% of your key points, by their weight, came across", BecauseKind.ENTAILED),
    (r"(\d{1,3})% of it in words of your guide", BecauseKind.WORDED),
    (r"(\d{1,3})% of the weight covered", BecauseKind.LABELLED),
    (r"as far as (\d{1,3})% of a long answer reaches", BecauseKind.LONG_ANSWER),
)
_OLD_FACTORS = (
    (r"times (\d\.\d\d), because it is hardly about this question", BecauseKind.HARDLY_ABOUT),
    (r"times (\d\.\d\d), for what is wrong in it", BecauseKind.WRONG_IN_IT),
)
_OLD_EXACT = r"(\d{1,6}) of (\d{1,6}), value and unit"
# The clauses were joined by this, and one of them has it within itself.
_OLD_JOIN = r"; (?!the answer itself|what you do yourself)"


def of_old_part(part: Any) -> Any:
    """A part as it was kept when its name and its reasons were sentences, with their kinds."""
    if not isinstance(part, dict) or not isinstance(part.get("name"), str):
        return part
    kept = {name: value for name, value in part.items() if name not in ("name", "because")}
    kind = _OLD_NAMES.get(part["name"], PartKind.OLD)
    told = part["name"] if kind is PartKind.OLD else ""
    clauses = [clause for clause in re.split(_OLD_JOIN, str(part.get("because", ""))) if clause]
    return {"kind": kind, "told": told, "why": tuple(map(_of_old_clause, clauses)), **kept}


def _of_old_clause(clause: str) -> Because:
    if clause in _OLD_CLAUSES:
        return Because(kind=_OLD_CLAUSES[clause])
    for pattern, kind in _OLD_SHARES:
        if match := re.fullmatch(pattern, clause):
            return Because(kind=kind, amount=int(match[1]) / 100)
    for pattern, kind in _OLD_FACTORS:
        if match := re.fullmatch(pattern, clause):
            return Because(kind=kind, amount=float(match[1]))
    if match := re.fullmatch(_OLD_EXACT, clause):
        return Because(kind=BecauseKind.EXACT, count=int(match[1]), whole=int(match[2]))
    return Because(kind=BecauseKind.OLD, told=clause)
