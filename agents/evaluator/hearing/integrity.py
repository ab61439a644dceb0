"""What is left of an answer to judge and what it is worth at most: silence, the question, heaps of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.evaluator.by_meaning.conveyed import is_foreign
from agents.evaluator.hearing.addressed import without_instructions
from agents.evaluator.hearing.heaps import heap, shuffled, single_words
from domain.scoring import Because, BecauseKind
from domain.verdict import Flag, FlagKind
from language.text import Text

_DONT_KNOW = re.compile(
    r"\b(?:i (?:really |honestly |just )*(?:don'?t|do not) (?:really )?"
    r"(?:know|remember|have (?:an |a good )?(?:answer|idea))"
    r"|no idea|not sure|i have no (?:idea|clue|answer)|i(?:'m| am) not (?:really )?sure|no clue"
    r"|can'?t (?:answer|say|remember)|dunno|idk|beats me"
    r"|(?:let'?s |can we )?skip (?:this|that|it)|no comment|n/?a"
    r"|no (?:answer|submission)|i (?:forgot|forget))\b"
    # Tests and changes pass, too.
    r"|(?:^\W*|\b(?:i|i'?ll|i will|i'?d rather|can i|may i|let me) )pass"
    r"(?:\W*$| (?:on )?(?:this|that|it|for now)\b)",
    re.IGNORECASE,
)
_DONT_KNOW_MOST_CONTENT_WORDS = 10
# With more words of content in other sentences something was answered, whatever is not known beside it.
_DONT_KNOW_MOST_BESIDE = 4
# Padded with so many words of one's own the question is no copy where other words may be the answer.
_OWN_WORDS_IN_A_COPY = 3
# The most that words without sentences score: less than talking around the question in sentences.
_NO_SENTENCES = 0.02


@dataclass(frozen=True, slots=True)
class Integrity:
    """What is left of an answer to judge, the most it may score, and why.

    `by_form` says that the ceiling rests on the order of the words alone, which notes may have, too;
    `by_echo` that it rests on the question's words, beside which there are some of the candidate's own.
    """

    heard: Text
    ceiling: float = 1.0
    reason: Because | None = None
    flags: tuple[Flag, ...] = ()
    by_form: bool = False
    by_echo: bool = False

    def as_read(self, *, by_meaning: bool, told: bool) -> Integrity:
        """What holds where the encoder read the answer, and whether it found a key point told.

        It tells a heap of words from notes, and an answer to a short question from its echo.
        """
        wrong = FlagKind.KEYWORD_SOUP if self.by_form else FlagKind.QUESTION_COPIED
        if not by_meaning or not (self.by_form or (self.by_echo and told)):
            return self
        return Integrity(self.heard, 1.0, None, tuple(flag for flag in self.flags if flag.kind is not wrong))


def examine(answer: Text, question: Text, model_answer: Text) -> Integrity:
    """Take out what is addressed to the grader and say what the rest is worth at most.

    Ceilings are for what is certain enough to cost points; everything else is a flag.
    """
    heard, instruction = without_instructions(answer, model_answer)
    flags = [instruction] if instruction else []
    if not heard.tokens:
        if not flags:
            flags.append(Flag(kind=FlagKind.EMPTY, message="Nothing was said."))
        return Integrity(heard, 0.0, Because(kind=BecauseKind.EMPTY), tuple(flags))
    worst = 1.0
    reason = None
    for flag, ceiling in filter(
        None,
        (
            _dont_know(heard, model_answer),
            _copied(heard, question, model_answer),
            _in_no_sentences(heap(heard, model_answer)),
            _in_no_sentences(shuffled(heard, model_answer)),
        ),
    ):
        flags.append(flag)
        if ceiling < worst:
            worst, reason = ceiling, because(flag)
    by_form = not single_words(heard) and all(
        flag.kind in (FlagKind.KEYWORD_SOUP, FlagKind.INSTRUCTION) for flag in flags
    )
    return Integrity(heard, worst, reason, tuple(flags), by_form, _is_an_echo_alone(heard, question, flags))


def _is_an_echo_alone(heard: Text, question: Text, flags: list[Flag]) -> bool:
    """Whether the question's words alone hold it down, with more than a few of its own beside them."""
    kinds = {flag.kind for flag in flags} - {FlagKind.INSTRUCTION}
    return kinds == {FlagKind.QUESTION_COPIED} and len(heard.stems - question.stems) > _OWN_WORDS_IN_A_COPY


def because(flag: Flag) -> Because:
    """That what a flag tells holds the score down."""
    return Because(kind=BecauseKind(flag.kind.value))


def _in_no_sentences(finding: Flag | None) -> tuple[Flag, float] | None:
    return (finding, _NO_SENTENCES) if finding is not None else None


def _dont_know(heard: Text, model_answer: Text) -> tuple[Flag, float] | None:
    unknowing = [each for each in heard.sentences if _says_so(each.said, model_answer.raw)]
    beside = len(heard.content) - sum(len(each.content) for each in unknowing)
    if not unknowing or len(heard.content) > _DONT_KNOW_MOST_CONTENT_WORDS or beside > _DONT_KNOW_MOST_BESIDE:
        return None
    return Flag(
        kind=FlagKind.DONT_KNOW, message="You said that you do not know.", evidence=heard.evidence()
    ), 0.15


def _says_so(said: str, model_answer: str) -> bool:
    """Does `said` tell that one does not know?

    Consumers that "skip it" do so in the guide's own answer, too; but nobody speaks of oneself by chance.
    """
    said, planned = said.replace("’", "'").lower(), model_answer.replace("’", "'").lower()
    found = [each[0] for each in _DONT_KNOW.finditer(said)]
    return any(each.startswith("i ") or each == said.strip(" .!") or each not in planned for each in found)


def _copied(heard: Text, question: Text, model_answer: Text) -> tuple[Flag, float] | None:
    """The question said back, bare or padded: most of its words, and next to nothing of the answer."""
    asked = [token.stem for token in question.content]
    if len(asked) < 2 or not heard.content:
        return None
    repeated = sum(stem in heard.stems for stem in asked) / len(asked)
    new = heard.stems - frozenset(asked)
    wanted = model_answer.stems - frozenset(asked)
    told = len(new & wanted) / max(1, min(len(wanted), 12))
    if repeated < 0.75 or told > 0.2 or (len(new) > 2 * len(asked) + 15):
        return None
    if len(new) > _OWN_WORDS_IN_A_COPY and is_foreign(heard, model_answer):
        return None
    message = "That repeats the question; the answer itself is still to come."
    return Flag(kind=FlagKind.QUESTION_COPIED, message=message, evidence=heard.evidence()), 0.2
