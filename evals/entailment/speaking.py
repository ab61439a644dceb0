"""Answers as a speech recogniser or a hurried hand leaves them: no commas, no capitals, words that fill.

By hand-made rules, so that what was labelled beside whole sentences also teaches how flat speech is read.
"""

from __future__ import annotations

import random
import re

from evals.entailment.compose import Example

_FILLERS = ("um", "uh", "like", "you know", "so", "well", "basically", "i mean", "right", "erm", "and yeah")
# How many words pass between two of them, in an answer that has them at all.
_BETWEEN = (6, 22)
_HALF = 1 / 2
# Shorter in writing, each of them now and then.
_SHORTER = (
    (re.compile(r"\bbecause\b"), "cuz"),
    (re.compile(r"\bwith(?=\s)"), "w/"),
    (re.compile(r"\bwithout\b"), "w/o"),
    (re.compile(r"\bgoing to\b"), "gonna"),
    (re.compile(r"\bwant to\b"), "wanna"),
    (re.compile(r"\bthrough\b"), "thru"),
    (re.compile(r"\bhours?\b"), "h"),
    (re.compile(r"\bminutes?\b"), "min"),
    (re.compile(r"\btwice\b"), "2x"),
    (re.compile(r"\btwo\b"), "2"),
    (re.compile(r"\bthree\b"), "3"),
    (re.compile(r"\bfour\b"), "4"),
    (re.compile(r"\bfive\b"), "5"),
    (re.compile(r"\bten\b"), "10"),
)
_SHORTENED = 0.3
# Signs that part clauses; those within figures and words ("99.9", "on-call", "24/7") stay.
_PARTING = re.compile(
    r"(?<!\d)[.,:](?!\d)|(?<=\d)[.,:](?!\d)|[;!?\"“”…()]|(?<=\s)[–—-](?=\s)|^[-*•]\s*", re.M
)


def bare(text: str) -> str:
    """`text` in small letters, without the signs that part its clauses.

    A full stop ends it, as the encoder is given every answer.
    """
    return re.sub(r"\s+", " ", _PARTING.sub(" ", text)).strip().lower() + "."


def flat(text: str, rng: random.Random) -> str:
    """`text` as `bare` has it, now and then with shorter spellings and with words that fill."""
    said = bare(text)[:-1]
    if rng.random() < _HALF:
        for pattern, short in _SHORTER:
            if rng.random() < _SHORTENED:
                said = pattern.sub(short, said)
    if rng.random() < _HALF:
        said = _filled(said, rng)
    return f"{said}."


def spoken_flat(example: Example, rng: random.Random) -> Example:
    """The same answer as flat speech; what it tells is the same."""
    return Example(example.kind, flat(example.text, rng), example.points, example.labels)


def _filled(said: str, rng: random.Random) -> str:
    words: list[str] = []
    due = rng.randint(*_BETWEEN)
    for word in said.split():
        due -= 1
        if due == 0:
            words.append(rng.choice(_FILLERS))
            due = rng.randint(*_BETWEEN)
        words.append(word)
    return " ".join(words)
