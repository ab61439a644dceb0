"""The report on a session."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui.element import Element

from app.display import words
from app.display.delivery import over_line
from app.display.labels import label, of_band
from app.display.rounds import held_as
from domain.interview import Session
from domain.report import CriterionResult, Report
from domain.spoken import Spoken
from voice.delivery import together
from web.parts.elements import link, tag
from web.parts.verdict import findings


def report_card(
    report: Report, session: Session, spoken: Sequence[Spoken] = (), *, leads_on: bool = True
) -> Element:
    """The report: the rubric with its figures, what to lean on, what to mend first, what to do next.

    `spoken` are the deliveries of the answers that were spoken. `leads_on` is whether it has a link to the
    session's page.
    """
    language = report.language
    with tag(
        "section", "", "card report", aria_label=label("title", language, session=report.session_id)
    ) as card:
        tag("h2", label("title", language, session=report.session_id))
        tag("p", " · ".join([*words.facts(report, session), *held_as(session, language)]), "notice")
        _criteria(report)
        if report.unscored:
            count = len(report.unscored)
            tag("p", label("one_unscored" if count == 1 else "many_unscored", language, count=count))
            with tag("ul"):
                for reason in report.unscored:
                    tag("li", reason)
        findings(label("lean_on", language), report.strengths, "landed")
        findings(label("fix_first", language), report.fix_first, "missing")
        for note in report.delivery:
            tag("p", note)
        if spoken:
            tag("p", over_line(together(spoken), len(spoken), language), "delivery")
        if report.model:
            tag("p", label("told_model", language, model=report.model), "notice")
        for drill in report.drills:
            with tag("p"):
                tag("strong", f"{label('next', language)}: ")
                link(drill.text, "/practice")
        if leads_on:
            with tag("p"):
                link(label("page_look_again", language), f"/past/{session.id}")
    return card


def _criteria(report: Report) -> None:
    language = report.language
    with tag("table", "", "criteria"), tag("tbody"):
        for result in report.criteria:
            _criterion(result, language)
        if report.overall is not None:
            with tag("tr", "", "overall"):
                tag("th", label("overall", language), scope="row")
                tag("td")
                _bar(report.overall)
                tag("td", words.mean(report.overall, report.overall_half_width), "number")
                tag("td")
    if report.overall is None:
        tag("p", label("no_overall", language), "notice")


def _criterion(result: CriterionResult, language: str) -> None:
    share = f"{100 * result.weight:.0f} %"
    with tag("tr"):
        tag("th", result.name, scope="row")
        if result.value is None or result.band is None:
            tag("td", label("no_answer_scored", language), "notice")
            tag("td")
            tag("td")
            tag("td", share, "notice")
            return
        tag("td", of_band(result.band, language), result.band.value.lower())
        _bar(result.value)
        tag("td", words.mean(result.value, result.half_width), "number")
        key = "one_answer" if result.answers == 1 else "answers"
        tag("td", f"{share}, {label(key, language, count=result.answers)}", "notice")


def _bar(value: float) -> None:
    with tag("td", aria_hidden="true"), tag("span", "", "bar"):
        tag("span").style(f"width:{100 * value:.1f}%")
