"""What a candidate asked before designing, beside what the guide says must be asked."""

from __future__ import annotations

from collections.abc import Sequence

from domain.values import Frozen
from language.sentences import sentences
from language.text import read
from language.thesaurus import SYNONYMS
from rounds.design.lexicon import question_kinds
from rounds.design.task import Ask
from rounds.questions import bare, is_question

MOST = 30
_SHARED = 0.5


class Asked(Frozen):
    """One of the guide's questions with the candidate's that asks it ("" for none); a question of the
    candidate's own has no `ask`. `line` is the candidate's (1-based)."""

    ask: Ask | None
    question: str = ""
    line: int | None = None

    @property
    def told(self) -> bool:
        """Was it asked?"""
        return bool(self.question)


def questions(words: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """The questions among `words` (line, text), at most thirty; "Really?" asks nothing of the task."""
    found = []
    for line, text in words:
        for sentence in sentences(text[:2000]):
            if is_question(sentence):
                found.append((line, bare(sentence)))
    return tuple(found[:MOST])


def asked(asks: Sequence[Ask], given: Sequence[tuple[int, str]]) -> tuple[Asked, ...]:
    """Each of the guide's questions with the first that asks it, then what was asked beyond them."""
    found: list[Asked] = []
    used: set[int] = set()
    for each in asks:
        at = next((n for n, (_, question) in enumerate(given) if asks_same(question, each.text)), None)
        if at is None:
            found.append(Asked(ask=each))
        else:
            used.add(at)
            found.append(Asked(ask=each, question=given[at][1], line=given[at][0]))
    beyond = [Asked(ask=None, question=q, line=line) for n, (line, q) in enumerate(given) if n not in used]
    return (*found, *beyond)


def asks_same(question: str, wanted: str) -> bool:
    """Do two questions ask for one thing: by what they ask for, or by most of their words?"""
    if question_kinds(question) & question_kinds(wanted):
        return True
    own, theirs = read(question).stems, read(wanted).stems
    near = own.union(*(SYNONYMS.get(stem, frozenset()) for stem in own))
    return len(near & theirs) >= 2 and len(near & theirs) >= _SHARED * min(len(own), len(theirs))


def answer_to(question: str, asks: Sequence[Ask]) -> str:
    """What the guide answers to `question`, "" where it has no answer."""
    return next((each.answer for each in asks if each.answer and asks_same(question, each.text)), "")
