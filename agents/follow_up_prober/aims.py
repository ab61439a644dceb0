"""What kind of thing a key point says, so that it can be asked for without saying it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from domain.guide import KeyPoint, KeyPointOrigin


class Aim(StrEnum):
    """The kinds of thing an interviewer digs for."""

    OUTCOME = "outcome"
    MEASURE = "measure"
    REASON = "reason"
    TRADE_OFF = "trade-off"
    FAILURE = "failure"
    PROOF = "proof"
    PEOPLE = "people"
    SAFETY = "safety"
    COST = "cost"
    SCALE = "scale"
    SITUATION = "situation"
    TASK = "task"
    LEARNT = "learnt"
    HISTORY = "history"
    MOTIVE = "motive"
    METHOD = "method"


_STAR = {"situation": Aim.SITUATION, "task": Aim.TASK, "result": Aim.OUTCOME}
# In order: the first kind one of whose patterns stands in the key point is the one that is asked for.
_WORDS = (
    (Aim.LEARNT, r"\blearn(?:ed|t|ing)?\b \blesson next\stime\b in\shindsight would\sdo\sdifferently"),
    (
        Aim.TRADE_OFF,
        r"trade-?off drawback downside limit(?:s|ed|ation) instead\sof rather\sthan alternativ \bvs\b",
    ),
    (Aim.REASON, r"\bbecause\b so\sthat in\sorder\sto the\sreason \bdecided\b \bchose\b \bwhy\b"),
    (
        Aim.FAILURE,
        r"fail outage incident roll\s?back \bretr(?:y|ies) error \bbroke crash dead.?letter recover",
    ),
    (
        Aim.OUTCOME,
        r"\bresult reduc improv increas \bcut\b \bsav(?:ed|es|ing)\b \bgrew\b dropped went\sfrom down\sto "
        r"adopt \bwon\b promoted",
    ),
    (
        Aim.PROOF,
        r"\btest \bmeasur \bmonitor metric dashboard alert evaluat validat benchmark \btrac(?:e|ing)\b a/b "
        r"experiment",
    ),
    (Aim.SAFETY, r"secur complian privacy \bpii\b gdpr \baudit encrypt permission"),
    (Aim.COST, r"\bcosts?\b budget cheap expensive [$€£]\s?\d \bmoney\b"),
    (
        Aim.SCALE,
        r"\bscal(?:e|ing) throughput per\ssecond per\sday million billion \bload\b concurren latency "
        r"\bp9\d\b",
    ),
    (
        Aim.PEOPLE,
        r"stakeholder mentor convinc persuad collaborat cross-functional buy-in \bworkshop alongside "
        r"work(?:ed|ing)?\s(?:closely\s)?with\s(?:(?:the|my|a|our|client|other)\s)*"
        r"(?:\w+\s)?(?:team|people|client|customer|manager|engineer|colleague) "
        r"\bbrought\b.{1,30}\balong\b \b(?:led|lead|managed|grew)\s(?:a|the|my)\s(?:\w+\s)?team "
        r"\btrain(?:ed|ing)\s(?:\w+\s){0,3}(?:engineers|colleagues|people|associates|users)",
    ),
    (Aim.MEASURE, r"\d"),
)
# What a person says of themselves falls into fewer kinds.
_WORDS_ABOUT_YOURSELF = (
    (
        Aim.MOTIVE,
        r"excit drawn\sto looking\sfor interested\sin opportunit \bmission\b \bwhy\s(?:I|this|here)\b "
        r"\bI\swant\b next\sstep",
    ),
    (
        Aim.HISTORY,
        r"\bstarted\b \bbegan\b transition \bmoved\s(?:in)?to\b \bcame\sfrom\b previously \bdegree\b studied "
        r"graduat \bbackground\b \byears?\b \bsince\b",
    ),
    *((aim, words) for aim, words in _WORDS if aim in (Aim.OUTCOME, Aim.PEOPLE, Aim.MEASURE)),
)


def _compiled(words: Sequence[tuple[Aim, str]]) -> tuple[tuple[Aim, re.Pattern[str]], ...]:
    return tuple((aim, re.compile("|".join(each.split()), re.IGNORECASE)) for aim, each in words)


_COMPILED, _COMPILED_ABOUT_YOURSELF = _compiled(_WORDS), _compiled(_WORDS_ABOUT_YOURSELF)


def aim_of(key_point: KeyPoint, *, about_yourself: bool = False) -> Aim:
    """What kind of thing `key_point` says; METHOD where nothing tells.

    `about_yourself` says that it belongs to an introduction.
    """
    if about_yourself:
        kinds = (aim for aim, pattern in _COMPILED_ABOUT_YOURSELF if pattern.search(key_point.text))
        return next(kinds, Aim.METHOD)
    label = re.match(r"\s*(situation|task|result)\b\s*:", key_point.text, re.IGNORECASE)
    if key_point.origin is KeyPointOrigin.STAR and label:
        return _STAR[label[1].lower()]
    return next((aim for aim, pattern in _COMPILED if pattern.search(key_point.text)), Aim.METHOD)
