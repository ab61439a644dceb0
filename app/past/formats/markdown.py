"""A session as Markdown: to read, to print, to put beside one's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.display import words
from app.display.labels import label, of_band, of_end, of_finding
from app.display.rounds import mode_of, speaker
from app.display.worked import numbered, sections
from app.past import spending
from app.past.comparing import side_by_side
from app.past.formats.archive import Archive
from app.past.numbering import places
from app.past.transcript import said
from domain.interview import Session, Turn, TurnKind
from domain.report import Advice, Cited, Report
from domain.rescoring import Rescoring
from domain.shown import shown
from domain.turns import language_of
from domain.usage import TurnUsage
from domain.verdict import Verdict

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK = re.compile(r"^(\s*)(\d+(?=[.)])|[-+=](?=\s|[-=]|$))", re.MULTILINE)


def as_markdown(archive: Archive) -> str:
    """The whole of a session: transcript with feedback, report, and how it was judged again."""
    language = language_of(archive.turns)
    lines = [*_head(archive.session, language), *transcript_lines(archive.turns, feedback=True)]
    if archive.report is not None:
        lines += report_lines(archive.report)
    for rescoring in archive.rescorings:
        lines += _rescoring(archive.turns, rescoring, language)
    lines += _spending(archive.usage, language)
    return _joined(lines)


def as_shown(session: Session, turns: Sequence[Turn], report: Report | None, *, feedback: bool) -> str:
    """A session as its candidate saw it; without `feedback` only the report says how it went."""
    lines = [*_head(session, language_of(turns)), *transcript_lines(turns, feedback=feedback)]
    if report is not None:
        lines += report_lines(report)
    return _joined(lines)


def plain(text: str) -> str:
    """`text` so that Markdown shows it as it is: nothing in it is a mark, a tag or the start of a list."""
    marked = _MARKS.sub(r"\\\1", text)
    return _BLOCK.sub(lambda found: f"{found[1]}{_guarded(found[2])}", marked)


def transcript_lines(turns: Sequence[Turn], *, feedback: bool) -> Iterable[str]:
    """The turns, each question under a heading of its own."""
    numbers = places(turns)
    for turn in turns:
        if turn.kind is TurnKind.QUESTION:
            yield f"## {numbers[turn.question.id]}. {_line(turn.question.text)}"
        language = turn.question.language
        name, number = _line(speaker(turn)), label("turn", language, number=turn.number)
        yield f"**{name}** ({words.asked_as(turn).lower()}, {number}): {_line(turn.said)}"
        if turn.kind is TurnKind.QUESTION and turn.question.shown:
            yield _quoted(numbered(turn.question.shown))
        if turn.message is not None:
            yield f"**{label('you', language)}**:"
            yield _quoted(said(turn))
        if feedback and turn.verdict is not None and turn.advice is not None:
            yield from _feedback(turn.verdict, turn.advice, language)
            objected = [Cited(text=words.objected(each, language)) for each in turn.objections]
            yield from _section(label("objected", language), objected)


def report_lines(report: Report) -> Iterable[str]:
    """The report on the session."""
    language = report.language
    yield f"## {label('report', language)}"
    asked = label(
        "asked_answered",
        language,
        asked=report.asked,
        planned=report.planned,
        answered=report.answered,
        skipped=report.skipped,
    )
    yield f"{words.answered_for(report)}, {asked}; {_line(of_end(report.ended, language))}."
    heads = " | ".join(label(key, language) for key in ("criterion", "weight", "score"))
    rows = [f"| {heads} | |", "|---|---:|---:|---|"]
    for result in report.criteria:
        score = words.percent(None) if result.value is None else words.mean(result.value, result.half_width)
        band = (
            of_band(result.band, language) if result.band is not None else label("no_answer_scored", language)
        )
        rows.append(f"| {_line(result.name)} | {100 * result.weight:.0f} % | {score} | {band} |")
    if report.overall is not None:
        overall = words.mean(report.overall, report.overall_half_width)
        rows.append(f"| **{label('overall', language)}** | | {overall} | |")
    yield "\n".join(rows)
    yield from _section(label("lean_on", language), report.strengths)
    yield from _section(label("fix_first", language), report.fix_first)
    yield from _section(label("delivery", language), [Cited(text=note) for note in report.delivery])
    unscored = [Cited(text=why) for why in report.unscored]
    yield from _section(label("left_out_of_figures", language), unscored)
    if report.model:
        yield label("language_model", language, model=_line(report.model))


def _head(session: Session, language: str) -> Iterable[str]:
    yield f"# {label('interview', language, session=_line(session.id))}"
    mode, status = mode_of(session, language), label(f"status_{session.status.value}", language)
    told = f"{words.when(session.started_at)} · {mode} · {status}"
    if session.forked_from:
        told += f" · {label('forked_from', language, session=_line(session.forked_from))}"
    yield f"{told} · {label('of_guides', language, guides=_line(words.guides(session)))}"
    if session.unmasked:
        yield f"*{_line(words.unmasked(language))}.*"


def _feedback(verdict: Verdict, advice: Advice, language: str) -> Iterable[str]:
    yield f"**{_line(words.outcome(verdict, language))}** {_line(advice.opening)}".strip()
    for title, rows in advice.findings:
        yield from _section(of_finding(title, language), rows)
    for part in sections(verdict, language):
        told = [
            Cited(text=f"{row.sign} {row.text}", sources=(row.source,) if row.source else ())
            for row in part.rows
        ]
        yield from _section(_line(part.head), told)
    if advice.say_first is not None:
        yield from _section(label("say_first", language), [advice.say_first])
    if words.is_more(advice):
        yield f"{label('in_full', language)}:"
        yield _quoted(
            " ".join(f"{cited.text} ({words.whose(cited, language)})" for cited in advice.better_answer)
        )


def _section(title: str, rows: Sequence[Cited]) -> Iterable[str]:
    if rows:
        yield f"{title}:"
        yield "\n".join(f"- {_cited(row)}" for row in rows)


def _cited(cited: Cited) -> str:
    where = f" ({_line(words.places(cited.sources))})" if cited.sources else ""
    return _line(cited.text) + where


def _rescoring(turns: Sequence[Turn], rescoring: Rescoring, language: str) -> Iterable[str]:
    again = label("judged_again", language)
    yield f"## {again}, {words.when(rescoring.at)}, {_line(words.rescored_by(rescoring))}"
    if rescoring.unmasked:
        yield f"*{_line(words.unmasked(language))}.*"
    heads = " | ".join(label(key, language) for key in ("question", "then", "judged_again", "change"))
    rows = [f"| {heads} |", "|---|---|---|---:|"]
    rows += [
        f"| {_line(one.text)} | {_line(words.outcome(one.old, language))} "
        f"| {_line(words.outcome(one.new, language))} "
        f"| {words.change(one.difference)} |"
        for one in side_by_side(turns, rescoring)
    ]
    yield "\n".join(rows)


def _spending(usage: Sequence[TurnUsage], language: str) -> Iterable[str]:
    if rows := spending.rows(usage, language):
        yield f"## {spending.title(language)}"
        head = [f"| {' | '.join(spending.columns(language))} |", "|---|---:|---:|---:|---|"]
        yield "\n".join([*head, *(f"| {' | '.join((_line(name), *figures))} |" for name, *figures in rows)])


def _line(text: str) -> str:
    return plain(" ".join(text.split()))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in plain(text).splitlines())


def _guarded(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _joined(lines: Iterable[str]) -> str:
    return shown("\n\n".join(lines) + "\n")
