"""What is no answer at all: silence, copied questions, word heaps, and words addressed to the grader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from agents.evaluator.hearing.forged import Span, forged
from agents.evaluator.hearing.instructions import speaks_to_the_grader
from agents.evaluator.text import Text, Token, subtext
from agents.evaluator.words import AFTER_NO_DETERMINER, DETERMINERS, NO_SENTENCE_END
from domain.verdict import Flag, FlagKind

_BEFORE_A_WORD = re.compile(r"[^\w\s]{0,12}$")
_DONT_KNOW = re.compile(
    r"\b(?:i (?:really |honestly |just )*(?:don'?t|do not) (?:really )?"
    r"(?:know|remember|have (?:an |a good )?(?:answer|idea))"
    r"|no idea|not sure|i have no (?:idea|clue|answer)|i(?:'m| am) not (?:really )?sure|no clue"
    r"|can'?t (?:answer|say|remember)|dunno|(?:let'?s |can we )?skip (?:this|that|it)|pass|no comment|n/?a"
    r"|no (?:answer|submission)|i (?:forgot|forget))\b",
    re.IGNORECASE,
)
_DONT_KNOW_MOST_CONTENT_WORDS = 10
_SOUP_WORDS = 9
# The most that words without sentences score: less than talking around the question in sentences.
_NO_SENTENCES = 0.02
# Spoken and written English has 35 to 55 % function words, note-like bullets seldom under 12 %.
_SOUP_FUNCTION_SHARE = 0.1
_GLUE_LETTERS = 3
_UNGLUED_FUNCTION_SHARE = 0.25
_SHUFFLED_WORDS = 12
_SHUFFLED_BREAKS = 3
_SHUFFLED_SHARE = 0.25
# Of answers that say this share of a model answer's words, not one in twenty thousand graded ones on texts of
# such a length kept fewer of its neighbours together, but for two that repeat themselves.
_REARRANGED_FROM_WORDS = 14
_REARRANGED_RECALL = 0.65
_REARRANGED_PAIRS = 0.1
_NEARLY_ALL = 0.95
_NEARLY_ALL_PAIRS = 0.2


@dataclass(frozen=True, slots=True)
class Integrity:
    """What is left of an answer to judge, the most it may score, and why.

    `by_form` says that the ceiling rests on the order of the words alone.
    """

    heard: Text
    ceiling: float = 1.0
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    by_form: bool = False

    def as_read(self, *, by_meaning: bool) -> Integrity:
        """What holds where the encoder read the answer: it tells a heap of words from notes."""
        if not (by_meaning and self.by_form):
            return self
        flags = tuple(flag for flag in self.flags if flag.kind is not FlagKind.KEYWORD_SOUP)
        return Integrity(self.heard, 1.0, "", flags)


def examine(answer: Text, question: Text, model_answer: Text) -> Integrity:
    """Take out what is addressed to the grader and say what the rest is worth at most.

    Ceilings are for what is certain enough to cost points; everything else is a flag.
    """
    heard, instruction = _without_instructions(answer, model_answer)
    flags = [instruction] if instruction else []
    if not heard.tokens:
        if not flags:
            flags.append(Flag(kind=FlagKind.EMPTY, message="Nothing was said."))
        return Integrity(heard, 0.0, "nothing of an answer was said", tuple(flags))
    worst = 1.0
    reason = ""
    for flag, ceiling in filter(
        None,
        (
            _dont_know(heard),
            _copied(heard, question, model_answer),
            _heap(heard, model_answer),
            _shuffled(heard, model_answer),
        ),
    ):
        flags.append(flag)
        if ceiling < worst:
            worst, reason = ceiling, flag.message
    by_form = all(flag.kind in (FlagKind.KEYWORD_SOUP, FlagKind.INSTRUCTION) for flag in flags)
    return Integrity(heard, worst, reason, tuple(flags), by_form)


def _without_instructions(answer: Text, model_answer: Text) -> tuple[Text, Flag | None]:
    spans = forged(answer.raw)
    for sentence in answer.sentences:
        start, end = sentence.span
        # What stands before the first word ("<|system|>", "[INST]") belongs to the sentence too.
        before = _BEFORE_A_WORD.search(answer.raw[max(0, start - 12) : start])
        start -= len(before[0]) if before else 0
        # What the guide itself would have the candidate say is no instruction.
        if sentence.said not in model_answer.raw and speaks_to_the_grader(answer.raw[start : end + 2]):
            spans.append(sentence.span)
    if not spans:
        return answer, None
    kept, dropped = _parted(answer.tokens, spans)
    # The first part alone is shown: up to where the first that drops a word ends.
    until = min((end for _, end in spans if dropped and end > dropped[0].start), default=0)
    first = [token for token in dropped if token.start < until]
    flag = Flag(
        kind=FlagKind.INSTRUCTION,
        message="This part speaks to the grader, not to the interviewer; it was not counted.",
        evidence=subtext(answer, first or dropped).evidence() if dropped else None,
    )
    return subtext(answer, kept), flag


def _parted(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[list[Token], list[Token]]:
    """The tokens that begin in none of the spans, and those that do; in one pass over both."""
    kept: list[Token] = []
    dropped: list[Token] = []
    ordered = sorted(spans)
    at = until = 0
    for token in tokens:
        while at < len(ordered) and ordered[at][0] <= token.start:
            until = max(until, ordered[at][1])
            at += 1
        (dropped if token.start < until else kept).append(token)
    return kept, dropped


def _dont_know(heard: Text) -> tuple[Flag, float] | None:
    start, end = heard.span
    if len(heard.content) > _DONT_KNOW_MOST_CONTENT_WORDS or not _DONT_KNOW.search(
        heard.raw[start:end].replace("’", "'")
    ):
        return None
    return Flag(
        kind=FlagKind.DONT_KNOW, message="You said that you do not know.", evidence=heard.evidence()
    ), 0.15


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
    message = "That repeats the question; the answer itself is still to come."
    return Flag(kind=FlagKind.QUESTION_COPIED, message=message, evidence=heard.evidence()), 0.2


def _heap(heard: Text, model_answer: Text) -> tuple[Flag, float] | None:
    """Keywords in a row, where the guide does not answer in keywords itself."""
    if not _is_heap(heard) or _function_share(model_answer) < 2 * _SOUP_FUNCTION_SHARE:
        return None
    planned = model_answer.raw.casefold()
    if all(sentence.said.casefold() in planned for sentence in heard.sentences):
        return None
    message = "These are keywords without sentences: say what you did with them."
    return Flag(kind=FlagKind.KEYWORD_SOUP, message=message, evidence=heard.evidence()), _NO_SENTENCES


def _is_heap(heard: Text) -> bool:
    # Calculations and lists of short items are written without small words for good reason.
    words = _spelt(heard)
    if len(words) < _SOUP_WORDS or len(words) < 0.7 * len(heard.tokens) or not _spaced_english(heard):
        return False
    if len(heard.sentences) > len(words) / 6:
        return False
    # No sentence of such a length does without "a", "of" or "it"; a heap may hold "while" and "because".
    glued = any(token.is_function_word and len(token.word) <= _GLUE_LETTERS for token in words)
    return _function_share(heard) < _SOUP_FUNCTION_SHARE or (
        not glued and _function_share(heard) < _UNGLUED_FUNCTION_SHARE
    )


def _function_share(text: Text) -> float:
    words = _spelt(text)
    return sum(token.is_function_word for token in words) / len(words) if words else 0.0


def _spelt(text: Text) -> list[Token]:
    return [token for token in text.tokens if token.word[0].isalpha() and len(token.word) > 1]


def _shuffled(heard: Text, model_answer: Text) -> tuple[Flag, float] | None:
    """Words in no order: not English ("a" or "my" before "of"), or the guide's own words rearranged."""
    if not _spaced_english(heard) or not (
        (_disordered(heard) and not _disordered(model_answer)) or _rearranged(heard, model_answer)
    ):
        return None
    message = "The words stand in no order that makes sentences, so little of it can count."
    return Flag(kind=FlagKind.KEYWORD_SOUP, message=message, evidence=heard.evidence()), _NO_SENTENCES


def _disordered(heard: Text) -> bool:
    if len(heard.tokens) < _SHUFFLED_WORDS:
        return False
    breaks = chances = 0
    for sentence in heard.sentences:
        words = sentence.words
        for word, following in pairwise(words):
            if word in DETERMINERS:
                chances += 1
                breaks += following in AFTER_NO_DETERMINER
        if words[-1] in NO_SENTENCE_END:
            breaks += 1
            chances += 1
    return breaks >= _SHUFFLED_BREAKS and breaks >= _SHUFFLED_SHARE * chances


def _rearranged(heard: Text, model_answer: Text) -> bool:
    wanted = [token.stem for token in model_answer.content]
    said = [token.stem for token in heard.content]
    if len(wanted) < _REARRANGED_FROM_WORDS or len(said) < _SHUFFLED_WORDS:
        return False
    recall = len(heard.stems & model_answer.stems) / len(model_answer.stems)
    pairs = set(pairwise(wanted))
    kept = len(pairs & set(pairwise(said))) / len(pairs)
    return recall >= _REARRANGED_RECALL and kept < (
        _NEARLY_ALL_PAIRS if recall >= _NEARLY_ALL else _REARRANGED_PAIRS
    )


def _spaced_english(text: Text) -> bool:
    """Whether word order can be looked at: a script with spaces, mostly ASCII letters."""
    letters = "".join(text.words)
    return sum(sign.isascii() for sign in letters) > 0.9 * len(letters)
