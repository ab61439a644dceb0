"""Asking again in other words: what was learned by its wording alone does not sit."""

from __future__ import annotations

import re

from agents.sayings import options
from domain.interview import ENGLISH
from language.asking import with_mark
from language.wording import lower_first, pick

_TURNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), turned)
    for pattern, turned in (
        (
            r"^how (do|would|can|could|should|will) you (?P<rest>.+)\?$",
            (
                "Take me through how you {word}{rest}.",
                "Say I sit next to you and watch. How you {word}{rest} is what I want to see.",
            ),
        ),
        (
            r"^how did you (?P<rest>.+)\?$",
            (
                "I'd like to understand how you came to {rest}.",
                "How you managed to {rest}: tell me from the beginning.",
            ),
        ),
        (
            r"^why did you (?P<rest>.+)\?$",
            ("What made you {rest}?", "Defend this for me: you chose to {rest}."),
        ),
        (
            r"^why (?P<rest>do you .+|would you .+)\?$",
            ("What are your reasons? I mean this: why {rest}?",),
        ),
        (
            r"^(?:tell me|talk to me|talk) about (?P<rest>(?!yourself).+?)[.?]$",
            (
                "Take me back to {rest}.",
                "I have read a line about this; tell me the rest: {rest}.",
            ),
        ),
        (
            r"^(?:describe|explain) (?P<rest>.+?)[.?]$",
            ("Help me understand {rest}.", "How would you put this to a new colleague: {rest}?"),
        ),
        (
            r"^(?:have|do|are|can|could|would|will) you (?P<rest>.+)\?$",
            ("I'd like to hear your yes or no to this, and the case behind it. {question}",),
        ),
        (
            r"^what (?:is|are) (?P<rest>.+)\?$",
            ("Explain this to someone who has never met it: {rest}.", "{Rest}: put it into your own words."),
        ),
        (
            r"^what (?:was|were) (?P<rest>.+)\?$",
            ("Tell me about {rest}.", "{Rest}: what do you say to that?"),
        ),
    )
)


def reworded(question: str, times: int, seed: object, language: str = ENGLISH) -> str:
    """`question` as it is put to somebody who has been asked it `times` times: first as it stands.

    After that in other words, which neighbouring times do not share. Nothing of an answer is in them, since
    they are made of the question alone.
    """
    question = with_mark(question, language)
    if times == 0:
        return question
    # Turning a question around is a matter of each grammar; framing it is not.
    turned = _turned(question) if language == ENGLISH else []
    framed = (frame.format(question=question) for frame in options("interviewer", language, "again"))
    ways = [*turned, *framed]
    begin = pick(range(len(ways)), seed, question)
    return ways[(begin + times) % len(ways)]


def _turned(question: str) -> list[str]:
    # A question in two sentences cannot be turned around by its beginning.
    if re.search(r"[.?!]\s", question):
        return []
    for pattern, turned in _TURNS:
        if match := pattern.match(question):
            rest = match["rest"]
            auxiliary = match[1].lower() if pattern.groups > 1 else "do"
            word = "" if auxiliary == "do" else f"{auxiliary} "
            return [
                text.format(
                    rest=lower_first(rest), Rest=rest[0].upper() + rest[1:], word=word, question=question
                )
                for text in turned
            ]
    return []
