"""What kind of thing a key point says, so that it can be asked for without saying it."""

from __future__ import annotations

import re
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
    (Aim.PEOPLE, r"\bteam stakeholder customer client colleague manager mentor engineers?\b \busers?\b"),
    (Aim.MEASURE, r"\d"),
)
_COMPILED = tuple((aim, re.compile("|".join(words.split()), re.IGNORECASE)) for aim, words in _WORDS)


def aim_of(key_point: KeyPoint) -> Aim:
    """What kind of thing `key_point` says; METHOD where nothing tells."""
    label = re.match(r"\s*(situation|task|result)\b\s*:", key_point.text, re.IGNORECASE)
    if key_point.origin is KeyPointOrigin.STAR and label:
        return _STAR[label[1].lower()]
    return next((aim for aim, pattern in _COMPILED if pattern.search(key_point.text)), Aim.METHOD)
