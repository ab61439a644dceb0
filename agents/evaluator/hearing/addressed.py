"""What of an answer is addressed to the grader, taken out of what is heard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator.hearing.forged import Span, forged
from agents.evaluator.hearing.instructions import speaks_to_the_grader
from domain.verdict import Flag, FlagKind
from language.sentences import spans
from language.text import Text, Token, subtext

_BEFORE_A_WORD = re.compile(r"[^\w\s]{0,12}$")


def without_instructions(answer: Text, model_answer: Text) -> tuple[Text, Flag | None]:
    """What is left of `answer` without what is addressed to the grader, and the finding that says so."""
    addressed = forged(answer.raw)
    # At every stop: what speaks to the grader may begin with any sign, and must not take a sentence along.
    for start, end in spans(answer.raw, every_stop=True):
        said = answer.raw[start:end]
        # What stands before the first word ("<|system|>", "[INST]") belongs to the sentence too.
        before = _BEFORE_A_WORD.search(answer.raw[max(0, start - 12) : start])
        lead = len(before[0]) if before else 0
        # What the guide itself would have the candidate say is no instruction.
        if said.rstrip(".!?…") not in model_answer.raw and speaks_to_the_grader(
            answer.raw[start - lead : end + 2]
        ):
            addressed.append((start, end))
    if not addressed:
        return answer, None
    kept, dropped = _parted(answer.tokens, addressed)
    # The first part alone is shown: up to where the first that drops a word ends.
    until = min((end for _, end in addressed if dropped and end > dropped[0].start), default=0)
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
