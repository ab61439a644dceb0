"""Scores and delivery over interviews, as plots with their figures."""

from __future__ import annotations

from collections.abc import Sequence

from app.display import words
from app.past.trends import Held
from domain.spoken import Spoken
from voice.delivery import together
from web.parts.charts import Point, figures, line
from web.parts.elements import tag

_STEP = 50
"""Words a minute between two marks of a scale."""


def trends(found: Sequence[Held]) -> None:
    """How interviews went, one after the other; a sentence where there is none yet."""
    if not found:
        tag("p", "No interview has a score yet.")
        return
    first, last = found[0], found[-1]
    scores = f"{words.percent(first.score)} to {words.percent(last.score)}"
    told = f"Scores of {len(found)} interviews: from {scores}."
    tag("h3", "Score, with the interval it is good for")
    line([_score(each) for each in found], told if len(found) > 1 else f"Score {words.percent(last.score)}.")
    rows = [
        (
            f"{words.when(each.at)} · {each.session.id}{' · imported' if each.session.imported else ''}",
            words.percent(each.score) if each.half_width is None else words.mean(each.score, each.half_width),
        )
        for each in found
    ]
    figures("Scores as a table", ("Interview", "Score"), rows)
    _delivery(found)
    _spoken(found)


def _score(each: Held) -> Point:
    low = None if each.half_width is None else each.score - each.half_width
    high = None if each.half_width is None else each.score + each.half_width
    return Point(_day(each), each.score, low, high)


def _delivery(found: Sequence[Held]) -> None:
    known = [each for each in found if each.delivered is not None and each.delivered.in_time is not None]
    if not known:
        return
    tag("h3", "Answers within their time")
    tag("p", "Typed answers are timed as if they were spoken, at 150 words a minute: an estimate.", "notice")
    points = [Point(_day(each), each.delivered.in_time or 0.0) for each in known if each.delivered]
    line(points, f"Share of answers within their time: last {100 * points[-1].value:.0f} of 100.")
    rows = [
        (
            f"{words.when(each.at)} · {each.session.id}",
            f"{100 * (each.delivered.in_time or 0):.0f} %",
            f"{each.delivered.words:.0f}",
            f"{each.delivered.seconds:.0f} s",
            f"{each.delivered.fillers:.1f}",
            f"{each.delivered.hedges:.1f}",
        )
        for each in known
        if each.delivered is not None
    ]
    head = (
        "Interview",
        "In time",
        "Words an answer",
        "Spoken",
        "Fillers in 100 words",
        "Hedges in 100 words",
    )
    figures("Delivery as a table", head, rows)


def _spoken(found: Sequence[Held]) -> None:
    """How answers were spoken, as it was measured; nothing where none was."""
    known = [(each, together(each.spoken)) for each in found if each.spoken]
    if not known:
        return
    tag("h3", "How you speak")
    tag("p", "Fillers and restarts are those that the recogniser wrote down: at least so many.", "notice")
    last = known[-1][1]
    # The next round figure above the fastest.
    top = _STEP * max(1, -(-max(whole.words_per_minute for _, whole in known) // _STEP))
    points = [Point(_day(each), whole.words_per_minute / top) for each, whole in known]
    line(points, f"Words a minute: last {last.words_per_minute}.", top)
    rows = [
        (
            f"{words.when(each.at)} · {each.session.id}",
            f"{len(each.spoken)}",
            f"{whole.words_per_minute}",
            f"{_a_minute(whole.pauses, whole):.1f}",
            f"{whole.longest_pause:.1f} s",
            f"{_a_minute(whole.fillers, whole):.1f}",
            f"{_a_minute(whole.restarts, whole):.1f}",
        )
        for each, whole in known
    ]
    head = (
        "Interview",
        "Answers spoken",
        "Words a minute",
        "Pauses a minute",
        "Longest pause",
        "Fillers a minute",
        "Restarts a minute",
    )
    figures("How you speak, as a table", head, rows)


def _a_minute(count: int, whole: Spoken) -> float:
    return 60 * count / whole.seconds if whole.seconds else 0.0


def _day(each: Held) -> str:
    return words.when(each.at).split()[0]
