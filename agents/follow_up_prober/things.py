"""The thing in a strong answer that a good interviewer would take up: a decision, a name, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from agents.follow_up_prober import cues
from agents.follow_up_prober.clauses import Sentence, keys, told
from agents.follow_up_prober.listening import Heard
from agents.sayings import spoken
from language.figures import figures
from language.wording import plain, shorten

_LONGEST = 90
_SHORTEST = 12
_SHORTEST_HAN = 5
_NAME = re.compile(
    r"\b[A-ZÄÖÜÉÈ][\w+#.-]*(?:\s(?:(?:de|di|da|do|del|von|of|van)\s)?[A-ZÄÖÜÉÈ][\w-]+)*|\b[a-z]+[A-Z\d]\w*"
)
# A name looks like one wherever it stands: "BigQuery", "S3".
_UNMISTAKABLE = re.compile(r"^(?:\w*[a-z][A-Z]\w*|[A-Za-z]+\d\w*)$")
# "SQL" is a tool and "PII" is none: they are asked about where there is nothing better.
_SHORT = re.compile(r"^[A-Z][A-Z0-9]+s?$")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class ThingKind(StrEnum):
    """What it is, and how it is asked about; a decision may have had its reason already."""

    DECISION = "decision"
    REASONED = "reasoned"
    NAME = "name"
    NUMBER = "number"


class Thing(NamedTuple):
    """Words of the candidate's own."""

    words: str
    kind: ThingKind


def thing_in(answer: str, question: str, heard: Heard, language: str) -> Thing | None:
    """What to take up of `answer`, None where it names nothing; never what was turned down or others did."""
    own = [
        Sentence(sentence.words, tuple(clause for clause in sentence.clauses if clause not in heard.aside))
        for sentence in told(answer, spoken(language))
    ]
    return (
        next(_doings(own, "decided", language), None)
        or min(_names(own, question, language), key=_doubtful, default=None)
        or next(_numbers(own), None)
        or next(_doings(own, "did", language), None)
        or next(_names(own, question, language, short=True), None)
    )


def _doings(own: Sequence[Sentence], key: str, language: str) -> Iterator[Thing]:
    doing, reason, instead = (cues.pattern(language, each) for each in (key, "reasoned", "instead"))
    for sentence in own:
        for clause in sentence.clauses:
            if not doing.search(clause):
                continue
            # What was not done is not what is asked about.
            cut = instead.search(clause)
            words = _sayable(clause[: cut.start()] if cut else clause)
            if words and doing.search(words):
                given = reason.search(sentence.words) is not None
                yield Thing(words, ThingKind.REASONED if given else ThingKind.DECISION)


def _names(own: Sequence[Sentence], question: str, language: str, *, short: bool = False) -> Iterator[Thing]:
    none, asked = cues.words(language, "no_names"), keys(question, language)
    for sentence in own:
        for clause in sentence.clauses:
            for found in _NAME.finditer(_HAN.sub(" ", clause)):
                name = found[0].strip(" .-")
                plainly = _UNMISTAKABLE.match(name.split()[0]) is not None
                # German writes every noun like a name, and every sentence begins like one.
                likely = name[:1].isupper() and found.start() > 0 and language != "de"
                known = name.split()[0].casefold() in none or keys(name, language) & asked
                is_short = _SHORT.match(name) is not None
                if (
                    (plainly or likely or is_short)
                    and is_short is short
                    and not known
                    and keys(name, language)
                ):
                    yield Thing(name, ThingKind.NAME)


def _doubtful(name: Thing) -> bool:
    """Whether it may be no name but a word that was written with a capital."""
    return _UNMISTAKABLE.match(name.words.split()[0]) is None


def _numbers(own: Sequence[Sentence]) -> Iterator[Thing]:
    counted = [(len(figures(clause)), clause) for sentence in own for clause in sentence.clauses]
    for count, clause in sorted(counted, key=lambda each: -each[0]):
        if count and (words := _sayable(clause)):
            yield Thing(words, ThingKind.NUMBER)


def _sayable(clause: str) -> str:
    words = plain(shorten(plain(clause), _LONGEST))
    fewest = _SHORTEST_HAN if _HAN.search(words) else _SHORTEST
    return words if len(words) >= fewest else ""
