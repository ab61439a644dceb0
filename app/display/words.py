"""How figures, moments and places of a session are put into words, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from agents import quoting, reasons
from agents.coach.heard import label_told
from app.display.labels import label, of_band, of_label
from domain.guide import Source
from domain.interview import ENGLISH, Session, Turn, TurnKind
from domain.objection import Objection
from domain.refinement import Outcome
from domain.report import Advice, Cited, Words
from domain.rescoring import Rescoring
from domain.shown import shown_in_a_line
from domain.unscored import Unscored
from domain.verdict import DRAFT, Evidence, KeyPointVerdict, Label, Verdict

NOT_JUDGED = "not judged"
UNMASKED = "--no-mask: what went to a language model or an embedding server was not masked"


def when(moment: datetime) -> str:
    """A moment in the local time of whoever reads."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def percent(score: float | None) -> str:
    """A score from 0 to 1 as a figure from 0 to 100."""
    return "–" if score is None else f"{100 * score:.0f}"


def change(difference: float | None) -> str:
    """A difference of two scores: "+12", "-3", "±0"."""
    if difference is None:
        return ""
    points = round(100 * difference)
    return f"{points:+d}" if points else "±0"


def interval(value: float, low: float, high: float) -> str:
    """A score and its interval, 0 to 1, as "71 ± 9"; as "46 (12–76)" where its two sides differ."""
    least, most = max(0.0, low), min(1.0, high)
    if round(100 * (value - least)) == round(100 * (most - value)):
        return f"{100 * value:.0f} ± {50 * (most - least):.0f}"
    return f"{100 * value:.0f} ({100 * least:.0f}–{100 * most:.0f})"


def mean(value: float, half_width: float) -> str:
    """A mean, 0 to 1, with half its interval's width."""
    return interval(value, value - half_width, value + half_width)


def outcome(verdict: Verdict | None, language: str = ENGLISH) -> str:
    """What a verdict came to: "Solid · 71 ± 9", or why there is no score."""
    if verdict is None:
        return NOT_JUDGED
    score = verdict.score
    if score is not None:
        return f"{of_band(score.band, language)} · {interval(score.value, score.low, score.high)}"
    return f"{label('unscored', language)} · {why_unscored(verdict, language)}"


def why_unscored(verdict: Verdict | None, language: str = ENGLISH) -> str:
    """Why there is no score, "" where there is one or nothing was judged."""
    outcome = verdict.outcome if verdict is not None else None
    return reasons.unscored(outcome, language) if isinstance(outcome, Unscored) else ""


def labelled(found: KeyPointVerdict, language: str = ENGLISH) -> str:
    """The label that the candidate is told, and how sure the encoder is of it where it read the answer.

    A doubt has no figure: none of what it may be is sure.
    """
    heard = label_told(found)
    told = of_label(heard, language)
    if found.surely is None:
        return told
    surely = found.surely
    sure = {
        Label.COVERED: surely.covered,
        Label.PARTLY: surely.covered + surely.partly,
        Label.MISSING: surely.absent + surely.denied,
        Label.CONTRADICTED: surely.denied,
    }.get(heard)
    return told if sure is None else f"{told}, {sure:.0%}"


def objected(objection: Objection) -> str:
    """An objection in a line: which words, to which point, and what came of it."""
    change = objection.before.value
    if objection.ruling.is_accepted:
        change = f"{change}, now {objection.after.value}; score before: {percent(objection.score_before)}"
    return (
        f"“{objection.words.quote}” says “{objection.key_point.text}” ({change}). {reasons.ruled(objection)}"
    )


def places(sources: Sequence[Source]) -> str:
    """Where something stands in the guides."""
    return ", ".join(str(source) for source in sources)


def quoted(evidence: Evidence, language: str = ENGLISH) -> str:
    """Words that were said, in quotes; what was said over two turns is two quotations."""
    return " ".join(quoting.quoted(words, language) for words in evidence.quotations)


def is_own(cited: Cited) -> bool:
    """Whether a sentence of a better answer is the candidate's, as it was said."""
    return cited.words is Words.OWN


def whose(cited: Cited, language: str = ENGLISH) -> str:
    """Where a sentence of a better answer comes from: the candidate's own words, or places in the guides."""
    return label("your_words", language) if is_own(cited) else places(cited.sources)


def is_more(advice: Advice) -> bool:
    """Whether the better answer is more than what is to be said first."""
    first = advice.say_first.text if advice.say_first is not None else ""
    return bool(advice.better_answer) and [cited.text for cited in advice.better_answer] != [first]


def guides(session: Session) -> str:
    """The guides of a session by their names."""
    return ", ".join(shown_in_a_line(PurePath(guide).name or guide) for guide in session.guides)


def asked_as(turn: Turn) -> str:
    """What the interviewer did in a turn."""
    return {TurnKind.QUESTION: "Question", TurnKind.FOLLOW_UP: "Follow-up", TurnKind.REPLY: "Reply"}[
        turn.kind
    ]


def rescored_by(rescoring: Rescoring) -> str:
    """Who judged again; a draft that stands in for a model is not passed off as that model's."""
    by, verdicts = rescoring.provenance.model, [one.verdict for one in rescoring.judged]
    refinements = [verdict.provenance.refinement for verdict in verdicts]
    drafts = [each for each in refinements if each is not None and each.outcome is not Outcome.REPAIRED]
    if by == DRAFT or not drafts:
        return by
    why = reasons.unused(drafts[0]).rstrip(".")
    return f"{by}, though {len(drafts)} of {len(verdicts)} verdicts are drafts in its place ({why})"


def judged_by(verdict: Verdict) -> str:
    """Who judged, with what: "draft, calibration 3, entailment/1/0a1b; model unavailable: …"."""
    made = verdict.provenance
    told = ", ".join(part for part in (made.model, made.prompt, verdict.calibration, verdict.encoder) if part)
    if verdict.score is not None and not verdict.encoder:
        told += "; words were compared, not what they mean"
    note = reasons.note(made)
    return f"{told}; {note}" if note else told
