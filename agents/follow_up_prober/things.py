"""What in a strong answer a good interviewer would take up: a decision, a tool, a number, a deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from agents.follow_up_prober import cues
from agents.follow_up_prober.anchors import is_denied
from agents.follow_up_prober.clauses import Sentence, keys
from agents.follow_up_prober.listening import Heard, listen
from agents.follow_up_prober.sayable import is_deed, reads_well, telling
from agents.sayings import spoken
from language.figures import Dimension, figures, states_a_measure
from language.hesitating import trimmed
from language.patterns import regex
from language.wording import plain

_LONGEST = 100
_NAME = regex(
    r"\b[A-ZÄÖÜÉÈ][\w+#.-]*(?:\s(?:(?:de|di|da|do|del|von|of|van)\s)?[A-ZÄÖÜÉÈ][\w-]+)*|\b[a-z]+[A-Z\d]\w*"
)
# A name looks like one wherever it stands: "BigQuery", but "McAllister" is somebody.
_UNMISTAKABLE = regex(r"^(?!(?:Mac|Mc|De|Di|La|Le|O)[A-Z])\w*[a-z][A-Z]\w*$")
_WHOLE = 100
_FEWEST_OF_A_PLAN, _FEWEST_OF_A_DEED = 3, 2
"""So many words that tell something make a plan of a clause, or a deed to ask about."""
_HAN = regex(r"[\u4e00-\u9fff]")


class ThingKind(StrEnum):
    """What it is, and how it is asked about; a decision may have had its reason already.

    A name is that of a tool or a method: who would have done without Leeds? A number is something achieved.
    """

    DECISION = "decision"
    REASONED = "reasoned"
    NAME = "name"
    NUMBER = "number"
    DEED = "deed"
    PLAN = "plan"


class Thing(NamedTuple):
    """Words of the candidate's own."""

    words: str
    kind: ThingKind


def thing_in(answer: str, question: str, heard: Heard, language: str) -> Thing | None:
    """What to take up of `answer`, None where it names nothing; never what was turned down or others did."""
    own = [
        Sentence(sentence.words, tuple(clause for clause in sentence.clauses if clause not in heard.aside))
        for sentence in telling(answer, spoken(language))
    ]
    return (
        next(_decisions(own, language), None)
        or min(_tools(own, question, language), key=_doubtful, default=None)
        or next(_achievements(own, language), None)
        or next(_deeds(own, language), None)
        or next(_plans(own, question, language), None)
    )


def greatest_deed(answer: str, language: str) -> str:
    """Of what an introduction says was done, the clause that tells most; "" where it tells nothing.

    What somebody is looking for is no deed, nor is how long they did something.
    """
    heard, wishes = listen([answer], language), cues.pattern(language, "about_yourself.motive")
    went = cues.pattern(language, "habit")
    deeds = [
        words
        for sentence in telling(answer, spoken(language))
        for clause in sentence.clauses
        if clause not in heard.aside
        and is_deed(clause, language)
        and not wishes.search(clause)
        and not went.search(clause)
        if (words := _sayable(clause, language)) and len(keys(words, language)) >= _FEWEST_OF_A_DEED
    ]
    return max(deeds, key=lambda words: len(keys(words, language)), default="")


def _decisions(own: Sequence[Sentence], language: str) -> Iterator[Thing]:
    reason = cues.pattern(language, "reasoned")
    for sentence, words in _doings(own, "decided", language):
        given = reason.search(sentence.words) is not None
        yield Thing(words, ThingKind.REASONED if given else ThingKind.DECISION)


def _deeds(own: Sequence[Sentence], language: str) -> Iterator[Thing]:
    deeds = [words for _, words in _doings(own, "did", language)]
    for words in sorted(deeds, key=lambda words: -len(keys(words, language))):
        yield Thing(words, ThingKind.DEED)


def _plans(own: Sequence[Sentence], question: str, language: str) -> Iterator[Thing]:
    """The clause that says most of what one would do, where that was asked for."""
    judged = cues.pattern(language, "of_judgement").search(question.strip())
    if judged or not cues.pattern(language, "hypothetical").search(question):
        return
    asked = keys(question, language)
    # What stands first announces the rest: "I would split it into steps."
    clauses = [clause for sentence in own[1:] for clause in sentence.clauses]
    for clause in sorted(clauses, key=lambda each: -len(keys(each, language) - asked)):
        tells = len(keys(clause, language) - asked) >= _FEWEST_OF_A_PLAN and len(clause) <= _LONGEST
        if tells and not is_denied(clause, language) and (words := _sayable(clause, language)):
            yield Thing(words, ThingKind.PLAN)


def _doings(own: Sequence[Sentence], key: str, language: str) -> Iterator[tuple[Sentence, str]]:
    """What was done once, in the candidate's words; a habit is no decision between two ways."""
    doing, habit, instead, tried, ended = (
        cues.pattern(language, each) for each in (key, "habit", "instead", "tried", "ended")
    )
    for sentence in own:
        # How it ended was no choice.
        if habit.search(sentence.words) or ended.search(sentence.words):
            continue
        for clause in sentence.clauses:
            # What was tried stands for nothing without what came of it.
            if not doing.search(clause) or tried.search(clause):
                continue
            # What was not done is not what is asked about.
            cut = instead.search(clause)
            words = _sayable(clause[: cut.start()] if cut else clause, language)
            if words and doing.search(words):
                yield sentence, words


def _tools(own: Sequence[Sentence], question: str, language: str) -> Iterator[Thing]:
    """The names of what was worked with; places, people and employers have names, too."""
    none, asked = cues.words(language, "no_names"), keys(question, language)
    using, holding = cues.pattern(language, "using"), cues.pattern(language, "holding")
    for sentence in own:
        for clause in sentence.clauses:
            for found in _NAME.finditer(_HAN.sub(" ", clause)):
                name = found[0].strip(" .-")
                plainly = _UNMISTAKABLE.match(name.split()[0]) is not None
                # German writes every noun like a name, and every sentence begins like one.
                likely = name[:1].isupper() and found.start() > 0 and language != "de"
                before = clause[: found.start()]
                tool = (using.search(before) and (plainly or likely)) or (plainly and holding.search(before))
                known = name.split()[0].casefold() in none or keys(name, language) & asked
                if tool and not known and keys(name, language):
                    yield Thing(name, ThingKind.NAME)


def _doubtful(name: Thing) -> bool:
    """Whether it may be no name but a word that was written with a capital."""
    return _UNMISTAKABLE.match(name.words.split()[0]) is None


def _achievements(own: Sequence[Sentence], language: str) -> Iterator[Thing]:
    """The clauses with most figures about something that got better, and that could get better still."""
    better, rule, ended = (
        cues.pattern(language, each) for each in ("aims.outcome", "condition", "at_the_end")
    )
    counted = [
        (len(figures(clause)), clause)
        for sentence in own
        if not rule.search(sentence.words)
        for clause in sentence.clauses
        # "Cut into three parts" got nothing better: that has a measure.
        if better.search(clause) and not ended.search(clause) and states_a_measure(clause)
    ]
    for count, clause in sorted(counted, key=lambda each: -each[0]):
        if count and not _exhausted(clause) and (words := _sayable(clause, language)):
            yield Thing(words, ThingKind.NUMBER)


def _exhausted(clause: str) -> bool:
    """Whether a figure of `clause` is nothing at all, or all there is."""
    return any(
        figure.high == 0 or (figure.dimension is Dimension.RATIO and figure.high == _WHOLE)
        for figure in figures(clause)
    )


def _sayable(clause: str, language: str) -> str:
    words = trimmed(plain(clause), language)
    return words if reads_well(words, language, longest=_LONGEST) else ""
