"""A session as one page of HTML that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from agents.coach.heard import label_told
from app.display import words
from app.display.labels import label, of_finding
from app.past import spending
from app.past.comparing import side_by_side
from app.past.formats import svg
from app.past.formats.archive import Archive
from app.past.transcript import Asked, by_question, said
from app.practice.progress import Progress
from domain.interview import Turn
from domain.mastery import State
from domain.report import Advice, Cited, Report
from domain.rescoring import Rescoring
from domain.shown import shown
from domain.unscored import Unscored
from domain.usage import TurnUsage
from domain.verdict import Band, FigureLabel, Label, Verdict

_PAGE = Path(__file__).with_name("page.html")
_MOST_SESSIONS = 20
_STATES = {State.NEVER: "missing", State.WEAK: "weak", State.FADING: "developing", State.SOLID: "strong"}


def as_html(archive: Archive, progress: Progress | None = None) -> str:
    """The page, with a map of the guides where `progress` is known.

    Whatever the candidate, a guide or a model wrote is escaped.
    """
    session = archive.session
    asked = by_question(archive.turns)
    title = f"Interview {session.id} · {words.when(session.started_at)}"
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="soft">{escape(_about(archive))}</p>',
        _cards(archive),
        _scores(asked),
        *(_report(archive.report) if archive.report is not None else ()),
        *(_progress(progress) if progress is not None else ()),
        "<h2>Transcript</h2>",
        *(_question(number, one) for number, one in enumerate(asked, start=1)),
        *(_rescoring(archive.turns, rescoring) for rescoring in archive.rescorings),
        _spending(archive.usage),
        f'<p class="soft">{escape(_made_with(archive))}</p>',
    ]
    page = Template(_PAGE.read_text(encoding="utf-8"))
    return shown(page.substitute(title=escape(title), body="\n".join(part for part in body if part)))


def _about(archive: Archive) -> str:
    session = archive.session
    parts = [f"{session.mode.value} mode", f"guides: {words.guides(session)}", session.status.value]
    if session.forked_from:
        parts.append(f"forked from {session.forked_from}")
    if archive.report is not None:
        parts.append(archive.report.ended)
    if session.unmasked:
        parts.append(words.UNMASKED)
    return " · ".join(parts)


def _made_with(archive: Archive) -> str:
    models = {turn.question.provenance.model for turn in archive.turns}
    models |= {turn.verdict.provenance.model for turn in archive.turns if turn.verdict is not None}
    made = ", ".join(sorted(models)) or "nothing"
    return (
        f"Worded and judged by: {made}. A score is the coverage of the candidate's own talking points, 0 to "
        "100, with the interval that held for 80 % of the answers people graded."
    )


def _spending(usage: Sequence[TurnUsage]) -> str:
    rows = spending.rows(usage)
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in spending.COLUMNS)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<h2>{escape(spending.TITLE)}</h2>{table}"


def _cards(archive: Archive) -> str:
    session, report = archive.session, archive.report
    overall = words.percent(session.score)
    if report is not None and report.overall is not None:
        overall = words.mean(report.overall, report.overall_half_width)
    cards = [
        (overall, "overall, of 100"),
        (f"{session.asked} of {session.planned}", "asked"),
        (str(session.answered), "answered"),
        (str(session.unscored), "unscored"),
    ]
    if report is not None:
        cards.append((f"{report.minutes:.0f} min", "spoken"))
    items = "".join(f"<li><b>{escape(figure)}</b>{escape(label)}</li>" for figure, label in cards)
    return f'<ul class="cards">{items}</ul>'


def _scores(asked: Sequence[Asked]) -> str:
    rows = [_score_bar(number, one) for number, one in enumerate(asked, start=1)]
    labels = [
        label_told(found) for one in asked if one.verdict is not None for found in one.verdict.key_points
    ]
    counts = [(label.value, labels.count(label), label.value) for label in Label]
    parts = [svg.bars(rows, "Score of each question"), svg.shares(counts, "What became of the key points")]
    if labels:
        parts.insert(1, '<p class="soft">Key points of all questions</p>')
    return "<h2>Scores</h2>" + "".join(parts) if rows else ""


def _score_bar(number: int, asked: Asked) -> svg.Bar:
    label = f"{number}. {asked.question.text}"
    score = asked.verdict.score if asked.verdict is not None else None
    if score is None:
        return svg.Bar(label, None, note=words.NOT_JUDGED if asked.verdict is None else "unscored")
    return svg.Bar(
        label, score.value, score.low, score.high, words.percent(score.value), score.band.value.lower()
    )


def _report(report: Report) -> Iterable[str]:
    language = report.language
    yield "<h2>Report</h2>"
    yield svg.bars(
        [
            svg.Bar(
                f"{result.name} ({100 * result.weight:.0f} %)",
                result.value,
                None if result.value is None else max(0.0, result.value - result.half_width),
                None if result.value is None else min(1.0, result.value + result.half_width),
                label("no_answer_scored", language) if result.value is None else words.percent(result.value),
                result.band.value.lower() if result.band is not None else "",
            )
            for result in report.criteria
        ],
        "Criteria of the rubric",
    )
    yield _list(label("lean_on", language), report.strengths)
    yield _list(label("fix_first", language), report.fix_first, ordered=True)
    yield _list(label("delivery", language), [Cited(text=note) for note in report.delivery])
    yield _list("Unscored, and left out of every figure", [Cited(text=why) for why in report.unscored])


def _progress(progress: Progress) -> Iterable[str]:
    """How the guides sit, and the scores of all interviews so far."""
    yield "<h2>How your guides sit</h2>"
    for covered in progress.guides:
        yield f"<h3>{escape(covered.name)}</h3>"
        yield svg.shares(
            [(state.value, covered.count(state), _STATES[state]) for state in State], covered.name
        )
    if len(progress.trend) > 1:
        rows = [
            svg.Bar(
                words.when(each.at),
                each.score,
                note=words.percent(each.score),
                css=Band.of(each.score).value.lower(),
            )
            for each in progress.trend[-_MOST_SESSIONS:]
        ]
        yield "<h3>Interviews so far</h3>"
        yield svg.bars(rows, "Overall score of each interview")


def _list(title: str, rows: Sequence[Cited], *, ordered: bool = False) -> str:
    if not rows:
        return ""
    tag = "ol" if ordered else "ul"
    items = "".join(f"<li>{_cited(row)}</li>" for row in rows)
    return f"<h4>{escape(title)}</h4><{tag}>{items}</{tag}>"


def _cited(cited: Cited) -> str:
    where = f' <span class="soft">{escape(words.places(cited.sources))}</span>' if cited.sources else ""
    return escape(cited.text) + where


def _question(number: int, asked: Asked) -> str:
    verdict, language = asked.verdict, asked.question.language
    parts = [
        _badge(verdict, language),
        f"<h3>{number}. {escape(asked.question.text)}</h3>",
        f'<p class="soft">{escape(words.places(asked.question.sources))}</p>',
        *(_turn(turn) for turn in asked.turns),
    ]
    if verdict is not None:
        if isinstance(verdict.outcome, Unscored):
            parts.append(f"<p>{escape(words.outcome(verdict, language))}</p>")
        if asked.advice is not None:
            parts.append(_advice(asked.advice, language))
        parts.append(_key_points(verdict))
        parts.append(_other_findings(verdict))
        objections = [each for turn in asked.turns for each in turn.objections]
        parts.append(_list("Objected", [Cited(text=words.objected(each)) for each in objections]))
        parts.append(f'<p class="soft">judged by {escape(words.judged_by(verdict))}</p>')
    return f"<article>{''.join(parts)}</article>"


def _badge(verdict: Verdict | None, language: str) -> str:
    score = verdict.score if verdict is not None else None
    if score is None:
        return f'<span class="badge none">{"unscored" if verdict is not None else words.NOT_JUDGED}</span>'
    return f'<span class="badge {score.band.value.lower()}">{escape(words.outcome(verdict, language))}</span>'


def _turn(turn: Turn) -> str:
    asked = f'<div class="turn"><b>{words.asked_as(turn)} {turn.number}</b>{escape(turn.said)}</div>'
    if turn.message is None:
        return asked
    took = "" if turn.message.seconds is None else f" · {turn.message.seconds:.0f} s"
    return f'{asked}<div class="turn"><b>You{took}</b><p class="said">{escape(said(turn))}</p></div>'


def _advice(advice: Advice, language: str) -> str:
    parts = [f"<p>{escape(advice.opening)}</p>" if advice.opening else ""]
    for title, rows in advice.findings:
        parts.append(_list(of_finding(title, language), rows))
    better = advice.better_answer or ((advice.say_first,) if advice.say_first is not None else ())
    if better:
        said_better = " ".join(_said_better(cited, language) for cited in better)
        parts.append(f"<h4>A better answer</h4><blockquote>{said_better}</blockquote>")
    return "".join(parts)


def _said_better(cited: Cited, language: str) -> str:
    if words.is_own(cited):
        return f'{escape(cited.text)} <span class="soft">({escape(words.whose(cited, language))})</span>'
    return _cited(cited)


def _key_points(verdict: Verdict) -> str:
    if not verdict.key_points:
        return ""
    rows = "".join(
        f'<tr><td class="label {label_told(found).value}">{label_told(found).value}</td>'
        f"<td>{escape(found.key_point.text)}</td>"
        f"<td>{escape(words.quoted(found.evidence)) if found.evidence is not None else ''}</td>"
        f'<td class="soft">{escape(str(found.key_point.source))}</td></tr>'
        for found in verdict.key_points
    )
    head = "<tr><th></th><th>Key point</th><th>Your words</th><th>Guide</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _other_findings(verdict: Verdict) -> str:
    rows = [
        Cited(
            text=f"You said “{figure.said.quote}”; your guide has {figure.expected}.",
            sources=(figure.source,) if figure.source is not None else (),
        )
        for figure in verdict.figures
        if figure.label is FigureLabel.WRONG
    ]
    rows += [
        Cited(text=f"Not to say: “{hit.evidence.quote}” ({hit.red_flag})", sources=(hit.source,))
        for hit in verdict.red_flags
    ]
    rows += [
        Cited(text=flag.message, sources=(flag.source,) if flag.source else ()) for flag in verdict.flags
    ]
    return _list("Also", rows)


def _rescoring(turns: Sequence[Turn], rescoring: Rescoring) -> str:
    judged = side_by_side(turns, rescoring)
    chart = svg.bars(
        [
            svg.Bar(
                one.text,
                one.new.score.value if one.new.score is not None else None,
                note=words.change(one.difference) or words.outcome(one.new),
                css=one.new.score.band.value.lower() if one.new.score is not None else "",
                beside=one.old.score.value if one.old.score is not None else None,
            )
            for one in judged
        ],
        "New scores, with a mark where the old ones were",
    )
    rows = "".join(
        f"<tr><td>{escape(one.text)}</td><td>{escape(words.outcome(one.old))}</td>"
        f"<td>{escape(words.outcome(one.new))}</td>"
        f'<td class="figure">{words.change(one.difference)}</td></tr>'
        for one in judged
    )
    unmasked = f'<p class="soft">{escape(words.UNMASKED)}.</p>' if rescoring.unmasked else ""
    head = '<tr><th>Question</th><th>Then</th><th>Judged again</th><th class="figure">Change</th></tr>'
    return (
        f"<h2>Judged again · {escape(words.when(rescoring.at))} · {escape(words.rescored_by(rescoring))}</h2>"
        f"{unmasked}{chart}<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    )
