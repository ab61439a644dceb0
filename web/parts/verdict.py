"""The verdict on an answer, as a card: what landed, what did not, and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui.element import Element

from agents import reasons
from agents.coach.heard import label_told
from agents.reasons.said import decimal
from app.display import words
from app.display.labels import label, of_finding
from domain.objection import OPEN_TO_OBJECTION
from domain.report import Advice, Cited
from domain.verdict import KeyPointVerdict, Score, Verdict
from web.parts.citations import citations
from web.parts.elements import tag
from web.parts.marked import marked
from web.parts.work import work_findings

Objecting = Callable[[int, str], None]
"""Called with the number of a point, as `/said` counts them, and the words that were selected."""
_SELECTED = "() => emit(window.getSelection().toString())"


def verdict_card(
    verdict: Verdict,
    advice: Advice | None,
    answer: str,
    language: str,
    objecting: Objecting | None = None,
) -> Element:
    """The card; with `objecting` each open point has a button "I did say that"."""
    with tag("section", "", "card verdict", aria_label=words.outcome(verdict, language)) as card:
        _head(verdict, advice, language)
        if advice is not None and advice.opening:
            tag("p", advice.opening, "opening")
        work_findings(verdict, language)
        if answer:
            marked(answer, verdict)
        if advice is not None:
            for title, rows in advice.findings:
                findings(of_finding(title, language), rows, title.lower().replace(" ", "-"))
            _better(advice, language)
        _points(verdict, language, objecting)
        _arithmetic(verdict, language)
    return card


def findings(title: str, rows: Sequence[Cited], kind: str) -> None:
    """A title with lines and their places; nothing where there are no lines."""
    if not rows:
        return
    with tag("div", "", f"findings {kind}"):
        tag("h4", title)
        with tag("ul"):
            for cited in rows:
                with tag("li"):
                    tag("span", cited.text)
                    citations(cited.sources)


def _head(verdict: Verdict, advice: Advice | None, language: str) -> None:
    score = verdict.score
    with tag("div", "", "verdict-head"):
        tag(
            "h3",
            words.outcome(verdict, language),
            score.band.value.lower() if score is not None else "unscored",
        )
        if isinstance(score, Score):
            with tag("span", "", "gauge", aria_hidden="true"):
                low, width = 100 * score.low, 100 * (score.high - score.low)
                tag("span", "", "gauge-range").style(f"left:{low:.1f}%;width:{width:.1f}%")
                tag("span", "", "gauge-value").style(f"left:{100 * score.value:.1f}%")
        if advice is not None and advice.delivery:
            tag("p", advice.delivery, "delivery")


def _better(advice: Advice, language: str) -> None:
    if advice.say_first is not None:
        findings(label("say_first", language), (advice.say_first,), "say-first")
    if words.is_more(advice):
        with tag("details", "", "better"):
            tag("summary", label("better", language).rstrip(":"))
            with tag("p"):
                for cited in advice.better_answer:
                    tag("span", f"{cited.text} ", "own" if words.is_own(cited) else "added")
            citations([source for cited in advice.better_answer for source in cited.sources])


def _points(verdict: Verdict, language: str, objecting: Objecting | None) -> None:
    if not verdict.key_points:
        return
    open_points = verdict.labelled(*OPEN_TO_OBJECTION)
    numbers = {found.key_point.id: number for number, found in enumerate(open_points, start=1)}
    with tag("details", "", "points"):
        count = len(verdict.key_points)
        tag("summary", label("page_one_point" if count == 1 else "page_points", language, count=count))
        with tag("ul"):
            for found in verdict.key_points:
                number = numbers.get(found.key_point.id)
                _point(found, language, number if verdict.score is not None else None, objecting)


def _point(found: KeyPointVerdict, language: str, number: int | None, objecting: Objecting | None) -> None:
    with tag("li", "", f"point {label_told(found).value}"):
        tag("span", words.labelled(found, language), "label")
        tag("span", found.key_point.text, "point-text")
        if found.evidence is not None:
            tag("q", found.evidence.quote)
        citations((found.key_point.source,))
        if objecting is not None and number is not None:
            said = tag("button", label("page_did_say", language), "quiet", type="button")
            said.on(
                "click",
                lambda event, number=number: objecting(number, str(event.args or "")),
                js_handler=_SELECTED,
            )


def _arithmetic(verdict: Verdict, language: str) -> None:
    with tag("details", "", "arithmetic"):
        tag("summary", label("page_why_score" if verdict.score is not None else "page_why_none", language))
        if verdict.score is None:
            tag("p", words.why_unscored(verdict, language))
        else:
            with tag("table"), tag("tbody"):
                for part in verdict.score.parts:
                    with tag("tr"):
                        tag("th", reasons.part(part, language), scope="row")
                        tag("td", decimal(part.value, 2, language), "number")
                        tag("td", f"× {decimal(part.weight, 2, language)}", "number")
                        tag("td", reasons.because(part, language))
                with tag("tr"):
                    tag("th", label("why_score", language), scope="row")
                    tag("td", decimal(verdict.score.value, 2, language), "number")
                    tag("td")
                    tag("td", label("why_coverage", language))
        tag("p", label("judged_by", language, who=words.judged_by(verdict, language)), "notice")
