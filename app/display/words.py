"""How figures, moments and places of a session are put into words, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from agents import quoting, reasons
from agents.reasons import used
from agents.reasons.said import share
from app.display.labels import label, of_band, of_end, of_label, of_mode
from domain.guide import Source
from domain.interview import ENGLISH, Question, Session, Turn, TurnKind
from domain.later import later
from domain.objection import Objection
from domain.refinement import Outcome
from domain.report import Advice, Cited, Report, Words
from domain.rescoring import Rescoring
from domain.shown import shown_in_a_line
from domain.unscored import Unscored
from domain.usage import Setback
from domain.verdict import DRAFT, Evidence, KeyPointVerdict, Label, Verdict

if TYPE_CHECKING:
    from agents.coach import heard as listening
else:
    listening = later("agents.coach.heard")

_ASKED_AS = {TurnKind.QUESTION: "question", TurnKind.FOLLOW_UP: "a_follow_up", TurnKind.REPLY: "a_reply"}


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
    """A score and its interval, 0 to 1, as "46 (12–76)"; as "100" where it has no width."""
    told, least, most = (f"{100 * min(1.0, max(0.0, each)):.0f}" for each in (value, low, high))
    return told if told == least == most else f"{told} ({least}–{most})"


def mean(value: float, half_width: float) -> str:
    """A mean, 0 to 1, with half its interval's width."""
    return interval(value, value - half_width, value + half_width)


def outcome(verdict: Verdict | None, language: str = ENGLISH) -> str:
    """What a verdict came to: "Solid · 71 (62–80)", or why there is no score."""
    if verdict is None:
        return label("not_judged", language)
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
    heard = listening.label_told(found)
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
    return told if sure is None else f"{told}, {share(sure, language)}"


def objected(objection: Objection, language: str = ENGLISH) -> str:
    """An objection in a line: which words, to which point, and what came of it."""
    change = of_label(objection.before, language)
    if objection.ruling.is_accepted:
        after, before = of_label(objection.after, language), percent(objection.score_before)
        change = label("said_before_after", language, label=change, after=after, before=before)
    return label(
        "said_objected",
        language,
        words=objection.words.quote,
        point=objection.key_point.text,
        change=change,
        told=reasons.ruled(objection, language),
    )


def unmasked(language: str = ENGLISH) -> str:
    """That nothing was masked of what left this machine."""
    return label("unmasked", language)


def places(sources: Sequence[Source]) -> str:
    """Where something stands in the guides."""
    return ", ".join(str(source) for source in sources)


def quoted(evidence: Evidence, language: str = ENGLISH) -> str:
    """Words that were said, in quotes; what was said over two turns is two quotations."""
    return " ".join(quoting.quoted(words, language) for words in evidence.quotations)


def setback(news: Setback, language: str = ENGLISH) -> str:
    """Why a model is not asked from now on, and what is done instead."""
    return used.setback(news, language)


def skipped(question: Question) -> str:
    """Where the answer to a question that was left out stands; of a posting's, only where it asks for it."""
    key = "skip_posting" if question.from_posting else "skip"
    return label(key, question.language, place=question.sources[0])


def time_for(question: Question) -> str:
    """How long the answer to a question takes: seconds, and minutes for a task."""
    if question.work is not None:
        return label("minutes", question.language, count=round(question.seconds / 60))
    return label("seconds", question.language, count=question.seconds)


def time_left(minutes: int, planned: float, language: str = ENGLISH) -> str:
    """That time is running short: `minutes` left of those `planned`, 0 where it is nearly over."""
    if minutes:
        return label("minutes_left", language, left=minutes, planned=f"{planned:g}")
    return label("nearly_over", language)


def time_taken(report: Report) -> str:
    """How long the answers of a session took."""
    if report.minutes < 1:
        return label("under_a_minute", report.language)
    return label("minutes", report.language, count=f"{report.minutes:.0f}")


def answered_for(report: Report) -> str:
    """The same where nothing beside it says that it is the answers' time: the session took longer."""
    return label("answered_for", report.language, time=time_taken(report))


def facts(report: Report, session: Session) -> list[str]:
    """How long a session took, how much of it was asked, in which mode, and how it ended before its end."""
    language = report.language
    minutes = answered_for(report)
    asked = label("asked", language, asked=report.asked, planned=report.planned)
    if report.skipped:
        asked += f", {label('skipped', language, count=report.skipped)}"
    told = [minutes, asked, of_mode(session.mode, language)]
    if session.simulated:
        told.append(label("was_demo", language))
    if report.asked < report.planned:
        told.append(of_end(report.ended, language))
    return told


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


def most_follow_ups(turn: Turn) -> int:
    """How many follow-ups the question of a follow-up may have."""
    return turn.follow_up.most if turn.follow_up is not None else 0


def asked_as(turn: Turn) -> str:
    """What the interviewer did in a turn."""
    return label(_ASKED_AS[turn.kind], turn.question.language)


def rescored_by(rescoring: Rescoring) -> str:
    """Who judged again; a draft that stands in for a model is not passed off as that model's."""
    by, verdicts = rescoring.provenance.model, [one.verdict for one in rescoring.judged]
    refinements = [verdict.provenance.refinement for verdict in verdicts]
    drafts = [each for each in refinements if each is not None and each.outcome is not Outcome.REPAIRED]
    if by == DRAFT or not drafts:
        return by
    why = reasons.unused(drafts[0]).rstrip(".")
    return f"{by}, though {len(drafts)} of {len(verdicts)} verdicts are drafts in its place ({why})"


def judged_by(verdict: Verdict, language: str = ENGLISH) -> str:
    """Who judged, with what: "draft, calibration 3, entailment/1/0a1b; model unavailable: …"."""
    made = verdict.provenance
    told = ", ".join(part for part in (made.model, made.prompt, verdict.calibration, verdict.encoder) if part)
    if verdict.score is not None and not verdict.encoder:
        told += f"; {label('words_compared', language)}"
    note = reasons.note(made, language)
    return f"{told}; {note}" if note else told
