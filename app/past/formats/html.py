"""A session as one page of HTML that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from agents.coach.heard import label_told
from agents.sayings import spoken
from app.display import words
from app.display.labels import label, of_end, of_finding, of_label
from app.display.rounds import mode_of, speaker
from app.display.worked import Section, numbered, sections
from app.past import spending
from app.past.comparing import side_by_side
from app.past.formats import svg
from app.past.formats.archive import Archive
from app.past.transcript import Asked, by_question, said
from app.practice.progress import Progress
from domain.interview import ENGLISH, Turn
from domain.mastery import State
from domain.report import Advice, Cited, Report
from domain.rescoring import Rescoring
from domain.shown import shown
from domain.turns import language_of
from domain.unscored import Unscored
from domain.usage import TurnUsage
from domain.verdict import Band, FigureLabel, KeyPointVerdict, Label, Verdict
from domain.work import DesignWork

_PAGE = Path(__file__).with_name("page.html")
_MOST_SESSIONS = 20
_STATES = {State.NEVER: "missing", State.WEAK: "weak", State.FADING: "developing", State.SOLID: "strong"}


def as_html(archive: Archive, progress: Progress | None = None) -> str:
    """The page, with a map of the guides where `progress` is known.

    Whatever the candidate, a guide or a model wrote is escaped.
    """
    session = archive.session
    asked = by_question(archive.turns)
    language = language_of(archive.turns)
    title = f"{label('interview', language, session=session.id)} · {words.when(session.started_at)}"
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="soft">{escape(_about(archive, language))}</p>',
        _cards(archive, language),
        _scores(asked, language),
        *(_report(archive.report) if archive.report is not None else ()),
        *(_progress(progress, language) if progress is not None else ()),
        f"<h2>{escape(label('transcript', language))}</h2>",
        *(_question(number, one) for number, one in enumerate(asked, start=1)),
        *(_rescoring(archive.turns, rescoring, language) for rescoring in archive.rescorings),
        _spending(archive.usage, language),
        f'<p class="soft">{escape(_made_with(archive, language))}</p>',
    ]
    page = Template(_PAGE.read_text(encoding="utf-8"))
    shown_body = "\n".join(part for part in body if part)
    return shown(page.substitute(language=spoken(language), title=escape(title), body=shown_body))


def _about(archive: Archive, language: str) -> str:
    session = archive.session
    parts = [
        mode_of(session, language),
        label("of_guides", language, guides=words.guides(session)),
        label(f"status_{session.status.value}", language),
    ]
    if session.forked_from:
        parts.append(label("forked_from", language, session=session.forked_from))
    if archive.report is not None:
        parts.append(of_end(archive.report.ended, language))
    if session.unmasked:
        parts.append(label("unmasked"))
    return " · ".join(parts)


def _made_with(archive: Archive, language: str) -> str:
    models = {turn.question.provenance.model for turn in archive.turns}
    models |= {turn.verdict.provenance.model for turn in archive.turns if turn.verdict is not None}
    return label("made_with", language, who=", ".join(sorted(models)) or "–")


def _spending(usage: Sequence[TurnUsage], language: str) -> str:
    rows = spending.rows(usage, language)
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in spending.columns(language))
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<h2>{escape(spending.title(language))}</h2>{table}"


def _cards(archive: Archive, language: str) -> str:
    session, report = archive.session, archive.report
    overall = words.percent(session.score)
    if report is not None and report.overall is not None:
        overall = words.mean(report.overall, report.overall_half_width)
    cards = [
        (overall, label("of_100", language)),
        (
            label("of_planned", language, asked=session.asked, planned=session.planned),
            label("card_asked", language),
        ),
        (str(session.answered), label("card_answered", language)),
        (str(session.unscored), label("card_unscored", language)),
    ]
    if report is not None:
        cards.append((words.time_taken(report), label("card_spoken", language)))
    items = "".join(f"<li><b>{escape(figure)}</b>{escape(name)}</li>" for figure, name in cards)
    return f'<ul class="cards">{items}</ul>'


def _scores(asked: Sequence[Asked], language: str) -> str:
    rows = [_score_bar(number, one, language) for number, one in enumerate(asked, start=1)]
    labels = [
        label_told(found) for one in asked if one.verdict is not None for found in one.verdict.key_points
    ]
    counts = [(of_label(found, language), labels.count(found), found.value) for found in Label]
    parts = [
        svg.bars(rows, label("each_score", language)),
        svg.shares(counts, label("what_became", language)),
    ]
    if labels:
        parts.insert(1, f'<p class="soft">{escape(label("all_key_points", language))}</p>')
    head = f"<h2>{escape(label('scores', language))}</h2>"
    return head + "".join(parts) if rows else ""


def _score_bar(number: int, asked: Asked, language: str) -> svg.Bar:
    name = f"{number}. {asked.question.text}"
    score = asked.verdict.score if asked.verdict is not None else None
    if score is None:
        return svg.Bar(name, None, note=_without_score(asked.verdict, language))
    return svg.Bar(
        name, score.value, score.low, score.high, words.percent(score.value), score.band.value.lower()
    )


def _report(report: Report) -> Iterable[str]:
    language = report.language
    yield f"<h2>{escape(label('report', language))}</h2>"
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
        label("criteria", language),
    )
    yield _list(label("lean_on", language), report.strengths)
    yield _list(label("fix_first", language), report.fix_first, ordered=True)
    yield _list(label("delivery", language), [Cited(text=note) for note in report.delivery])
    yield _list(label("left_out_of_figures", language), [Cited(text=why) for why in report.unscored])


def _progress(progress: Progress, language: str) -> Iterable[str]:
    """How the guides sit, and the scores of all interviews so far."""
    yield f"<h2>{escape(label('how_guides_sit', language))}</h2>"
    for covered in progress.guides:
        yield f"<h3>{escape(covered.name)}</h3>"
        yield svg.shares(
            [(_state(state, language), covered.count(state), _STATES[state]) for state in State], covered.name
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
        yield f"<h3>{escape(label('interviews_so_far', language))}</h3>"
        yield svg.bars(rows, label("each_overall", language))


def _state(state: State, language: str) -> str:
    return label(f"state_{state.name.lower()}", language)


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
        *_shown(asked.question.shown),
        *(_turn(turn) for turn in asked.turns),
    ]
    if verdict is not None:
        if isinstance(verdict.outcome, Unscored):
            parts.append(f"<p>{escape(words.outcome(verdict, language))}</p>")
        if asked.advice is not None:
            parts.append(_advice(asked.advice, language))
        if isinstance(verdict.work, DesignWork):
            count = len(verdict.work.drawn.components)
            parts.append(svg.drawing(verdict.work.drawn, label("page_diagram", language, count=count)))
        parts += [_worked(section) for section in sections(verdict, language)]
        parts.append(_key_points(verdict, language))
        parts.append(_other_findings(verdict, language))
        objections = [each for turn in asked.turns for each in turn.objections]
        told = [Cited(text=words.objected(each, language)) for each in objections]
        parts.append(_list(label("objected", language), told))
        judged = label("judged_by", language, who=words.judged_by(verdict, language))
        parts.append(f'<p class="soft">{escape(judged)}</p>')
    return f"<article>{''.join(parts)}</article>"


def _shown(code: str) -> Iterable[str]:
    if code:
        yield f'<pre class="said">{escape(numbered(code))}</pre>'


def _badge(verdict: Verdict | None, language: str) -> str:
    score = verdict.score if verdict is not None else None
    if score is None:
        return f'<span class="badge none">{escape(_without_score(verdict, language))}</span>'
    return f'<span class="badge {score.band.value.lower()}">{escape(words.outcome(verdict, language))}</span>'


def _without_score(verdict: Verdict | None, language: str) -> str:
    return label("not_judged" if verdict is None else "card_unscored", language)


def _turn(turn: Turn) -> str:
    asked = (
        f'<div class="turn"><b>{words.asked_as(turn)} {turn.number}{_by(turn)}</b>{escape(turn.said)}</div>'
    )
    if turn.message is None:
        return asked
    you = escape(label("you", turn.question.language))
    took = "" if turn.message.seconds is None else f" · {turn.message.seconds:.0f} s"
    return f'{asked}<div class="turn"><b>{you}{took}</b><p class="said">{escape(said(turn))}</p></div>'


def _by(turn: Turn) -> str:
    return f" · {escape(speaker(turn))}" if turn.question.by is not None else ""


def _advice(advice: Advice, language: str) -> str:
    parts = [f"<p>{escape(advice.opening)}</p>" if advice.opening else ""]
    for title, rows in advice.findings:
        parts.append(_list(of_finding(title, language), rows))
    better = advice.better_answer or ((advice.say_first,) if advice.say_first is not None else ())
    if better:
        said_better = " ".join(_said_better(cited, language) for cited in better)
        parts.append(
            f"<h4>{escape(label('a_better_answer', language))}</h4><blockquote>{said_better}</blockquote>"
        )
    return "".join(parts)


def _said_better(cited: Cited, language: str) -> str:
    if words.is_own(cited):
        return f'{escape(cited.text)} <span class="soft">({escape(words.whose(cited, language))})</span>'
    return _cited(cited)


def _told(found: KeyPointVerdict, language: str) -> str:
    return escape(of_label(label_told(found), language))


def _worked(section: Section) -> str:
    """A part of work that was handed in, with its evidence."""
    rows = [
        Cited(text=f"{row.sign} {row.text}", sources=(row.source,) if row.source else ())
        for row in section.rows
    ]
    return _list(section.head, rows)


def _key_points(verdict: Verdict, language: str) -> str:
    if not verdict.key_points:
        return ""
    rows = "".join(
        f'<tr><td class="label {label_told(found).value}">{_told(found, language)}</td>'
        f"<td>{escape(found.key_point.text)}</td>"
        f"<td>{escape(words.quoted(found.evidence, language)) if found.evidence is not None else ''}</td>"
        f'<td class="soft">{escape(str(found.key_point.source))}</td></tr>'
        for found in verdict.key_points
    )
    names = (label(key, language) for key in ("key_point", "your_words_title", "guide"))
    head = f"<tr><th></th>{''.join(f'<th>{escape(name)}</th>' for name in names)}</tr>"
    return f'<table class="points"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _other_findings(verdict: Verdict, language: str) -> str:
    rows = [
        Cited(
            text=label("wrong_figure", language, said=figure.said.quote, expected=figure.expected),
            sources=(figure.source,) if figure.source is not None else (),
        )
        for figure in verdict.figures
        if figure.label is FigureLabel.WRONG
    ]
    rows += [
        Cited(
            text=label("not_to_say", language, said=hit.evidence.quote, flag=hit.red_flag),
            sources=(hit.source,),
        )
        for hit in verdict.red_flags
    ]
    # A flag's own sentence is in English; in other languages the advice above tells what it is about.
    flags = verdict.flags if spoken(language) == ENGLISH else ()
    rows += [Cited(text=flag.message, sources=(flag.source,) if flag.source else ()) for flag in flags]
    return _list(label("also", language), rows)


def _rescoring(turns: Sequence[Turn], rescoring: Rescoring, language: str) -> str:
    judged = side_by_side(turns, rescoring)
    chart = svg.bars(
        [
            svg.Bar(
                one.text,
                one.new.score.value if one.new.score is not None else None,
                note=words.change(one.difference) or words.outcome(one.new, language),
                css=one.new.score.band.value.lower() if one.new.score is not None else "",
                beside=one.old.score.value if one.old.score is not None else None,
            )
            for one in judged
        ],
        label("new_scores", language),
    )
    rows = "".join(
        f"<tr><td>{escape(one.text)}</td><td>{escape(words.outcome(one.old, language))}</td>"
        f"<td>{escape(words.outcome(one.new, language))}</td>"
        f'<td class="figure">{words.change(one.difference)}</td></tr>'
        for one in judged
    )
    unmasked = f'<p class="soft">{escape(label("unmasked"))}.</p>' if rescoring.unmasked else ""
    names = [escape(label(key, language)) for key in ("question", "then", "judged_again", "change")]
    firsts = "".join(f"<th>{name}</th>" for name in names[:3])
    head = f'<tr>{firsts}<th class="figure">{names[3]}</th></tr>'
    title = f"{names[2]} · {escape(words.when(rescoring.at))} · {escape(words.rescored_by(rescoring))}"
    return f"<h2>{title}</h2>{unmasked}{chart}<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
