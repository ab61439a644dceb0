"""Whose words a statement is, and whether it tells a fact, a target or a plan."""

from __future__ import annotations

import re
from enum import Enum, auto

from knowledge.consistency.words import words


class Voice(Enum):
    """Whose words a statement is."""

    CANDIDATE = auto()
    OTHERS = auto()
    ADVICE = auto()


class Mood(Enum):
    """What a statement claims to be."""

    FACT = auto()
    TARGET = auto()
    HYPOTHESIS = auto()


_NOT_SAID = re.compile(
    r"^\s*(?:❌|✗|✘|🚫)|\b(?:don'?t|do not|never|avoid) (?:say|saying|claim|mention)"
    r"|\binstead of saying\b|^\s*bad\b:",
    re.IGNORECASE,
)
_RATHER_SAY = re.compile(r"✅|→\s*(?=[\"“])|\b(?:instead|rather) say\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"questions? (?:you |i )?(?:should |to |could |can |might |want to )*ask|ask (?:them"
    r"|the interviewer)|about the "
    r"(?:company|role|team)|company (?:research|context|facts|background)|job description"
    r"|what they(?:'re| are)? "
    r"(?:want|look)|why (?:this|it|these).{0,20}works?|they ask|target role|clarifying questions"
    r"|red flags? (?:about|from)"
    r"|interviewers?\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^\W*(?:q\d*\s*[:.]|question\b|they (?:ask|say)\b|interviewer\b|requirement\b|prompt\b"
    r"|task\s*:|scenario\b)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"checklist|delivery tips|day before|night before|practice plan|schedule\b|tips\b|remember to|logistics",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:targets?|goals?|sl[ao]s?|objectives?|aim(?:s|ed|ing)?|projected|estimat(?:e|ed|es)"
    r"|expected|forecast)\b",
    re.IGNORECASE,
)
# "Expected questions" are no target.
_AIMS = re.compile(
    r"\W*(?:my |our |the )?(?:targets?|goals?|aims?)\b(?! (?:question|role|compan))", re.IGNORECASE
)
_HYPOTHESIS = re.compile(
    r"\b(?:would|could|will|should|might|(?-i:may)|if|i'd|you'd|we'd|imagine|suppose|let's|at scale|future"
    r"|future state|plan to"
    r"|planned|hypothetical(?:ly)?|in theory|ideally|next step|for example|e\.g\.)\b"
    r"|\b\d+[kmb]?x? scale\b|\bscale (?:to|it|this)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL_TASK = re.compile(
    r"\bhow would you\b|\bwhat would you\b|\bhow (?:do|can) you scale\b|\bscale (?:this|your|it|to"
    r"|up)\b|\bdesign (?:an?|the|this)\b|\btimes the (?:volume|load|traffic)\b"
    r"|\bhow i'd\b|\bsystem design\b|\bwhat if\b|\b\d+[kmb]?x? scale\b|\bat scale\b|^at \S*\d"
    r"|\byou'd\b|\bsuppose\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 60
# `The manager will say: "You have only two years."`
_REPORTED = re.compile(
    r"^(?!\W*(?:I|ich|ik|yo|eu|je|io|我)\b)[^:：\"“„«]{2,60}?"
    r"(?:\b(?:say|says|said|ask|asks|asked|sagt|sagen|sagte|meint|fragt|zegt|zeggen|zei|dice|dicen|dirá|dijo|diz|dizem"
    r"|disse|dit|disent|dira|dicono|chiede)|说|会说|问)\s*[:：,]\s*[\"“„«「『]",
    re.IGNORECASE,
)
_TODAY = re.compile(r"^\W*(?:current(?:ly)?|today|now|existing|as is|status quo)\b", re.IGNORECASE)


def is_asked(text: str) -> bool:
    """Whether `text` opens a question or a task that somebody puts to the candidate."""
    return bool(_ASKED.match(text))


def voice_of(text: str, headings: tuple[str, ...], label: str) -> Voice:
    """Whose words `text` is; `headings` without the title, `label` is the nearest lead-in."""
    above = (*headings, label)
    if _REPORTED.match(text):
        return Voice.OTHERS
    theirs = any(_THEIRS.search(title) or _asks_or_says(title) for title in above) or _THEIRS.match(
        text.lstrip('"“*_ ')
    )
    if theirs or is_asked(text) or text.rstrip('"”*_ ').endswith("?"):
        return Voice.OTHERS
    return Voice.ADVICE if any(_ADVICE.search(title) for title in above) else Voice.CANDIDATE


def _asks_or_says(title: str) -> bool:
    """Whether a title names what somebody else asks for or says, in another language."""
    return len(title) <= _LONGEST_TITLE and bool(words("theirs").search(title))


def is_not_said(text: str) -> bool:
    """Whether `text` says of itself that it is not to be said: `don't say …`, `❌ …`."""
    return bool(_NOT_SAID.search(text))


def rather_said(text: str) -> str:
    """What a line "don't say X, rather say Y" would have the candidate say; "" for any other line."""
    better = _RATHER_SAY.search(text)
    return text[better.end() :] if better else ""


def _is_target(text: str) -> bool:
    return bool(_TARGET.search(text) or words("target").search(text))


def mood_of(text: str, headings: tuple[str, ...], labels: tuple[str, ...], question: str) -> Mood:
    """What `text` claims to be, from its own words, its lead-ins, and the question it answers."""
    if any(_TODAY.match(title) for title in (text, *labels[-1:])):
        return Mood.FACT
    aims = any(words("target").search(title) or _AIMS.match(title) for title in headings)
    if _is_target(text) or any(map(_is_target, labels)) or aims:
        return Mood.TARGET
    task = (question, *labels, *headings)
    if _HYPOTHESIS.search(text) or words("hypothesis").search(text):
        return Mood.HYPOTHESIS
    if any(_HYPOTHETICAL_TASK.search(title) or words("hypothetical_task").search(title) for title in task):
        return Mood.HYPOTHESIS
    return Mood.FACT
