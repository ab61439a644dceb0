"""What is a question about a task."""

from __future__ import annotations

_AROUND = " -*•\t\"'“”„«»¿"
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 9


def bare(sentence: str) -> str:
    """`sentence` without the mark of an item, and without quotes."""
    return sentence.strip(_AROUND)


def is_question(sentence: str) -> bool:
    """Whether it asks something; "Really?" asks nothing of the task."""
    words = bare(sentence)
    long = len(words.split()) >= _FEWEST_WORDS or len(words) >= _FEWEST_LETTERS
    return words.endswith(("?", "？")) and long
