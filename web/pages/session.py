"""One past session: its report, what was said and found, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from app.display import words
from app.display.labels import label
from app.display.rounds import mode_of
from app.past import spending
from app.past.formats.archive import Archive, collect
from app.past.revealing import tells_as_it_goes
from app.past.transcript import spoken_in
from domain.errors import InterviewError
from domain.interview import Session, SessionStatus
from voice import keeping
from web.house import Here, House
from web.pages.session_actions import Actions
from web.parts import charts
from web.parts.elements import link, reached, tag
from web.parts.layout import failed, page
from web.parts.rejudged import rejudged
from web.parts.report import report_card
from web.parts.timing import timing
from web.parts.transcript import question

_FORMATS = {"html": "HTML", "markdown": "Markdown", "json": "JSON"}


def register() -> None:
    """Put the page at `/past/…`."""

    @ui.page("/past/{session_id}")
    async def past_session(house: Here, session_id: str) -> None:
        with page(f"Interview {session_id}", "/past"):
            try:
                archive = await collect(house.memory.store, session_id)
                others = [each for each in await house.memory.store.sessions() if each.id != session_id]
            except InterviewError as error:
                tag("h1", f"Interview {session_id}")
                failed(error)
                link("All sessions", "/past")
                return
            _show(house, archive, others)


def badges(session: Session) -> None:
    """What sets a session apart: open, imported, a demo, forked from another."""
    if session.status is SessionStatus.OPEN:
        tag("span", "open", "badge")
    if session.imported:
        tag("span", "imported", "badge")
    if session.simulated:
        tag("span", "demo", "badge")
    if session.forked_from:
        tag("span", f"from {session.forked_from}", "badge")


def _show(house: House, archive: Archive, others: Sequence[Session]) -> None:
    session = archive.session
    tag("h1", f"Interview {session.id}")
    with tag("p", "", "notice"):
        tag("span", f"{words.when(session.started_at)} · {mode_of(session)} · {words.guides(session)} ")
        badges(session)
    if session.imported:
        tag(
            "p",
            "It came out of a file: what stands in it is as its writer has it, and the guides it names are "
            "not opened here.",
            "notice",
        )
    if session.unmasked:
        tag("p", f"{label('unmasked')}.", "notice")
    actions = Actions(house, archive)
    _doing(session, others, actions)
    if archive.report is not None:
        report_card(archive.report, session, spoken_in(archive.turns), leads_on=False)
    elif session.status is SessionStatus.OPEN:
        tag("p", "It was left open, so it has no report yet.")
    timing(archive.turns)
    # A real interview tells nothing before its end.
    told_all = tells_as_it_goes(session)
    recordings = keeping.names(house.memory.audio, session.id)
    tag("h2", "What was said")
    for number, asked in enumerate(actions.asked, start=1):
        question(number, asked, actions.fork, session.id, recordings, feedback=told_all)
    if not actions.asked:
        tag("p", "Nothing was asked yet.")
    for rescoring in archive.rescorings:
        rejudged(archive.turns, rescoring)
    actions.results()
    if rows := spending.rows(archive.usage):
        tag("h2", spending.title())
        charts.table(spending.columns(), rows, spending.title())
    actions.forgetting()


def _doing(session: Session, others: Sequence[Session], actions: Actions) -> None:
    with tag("div", "", "doing"):
        if session.status is SessionStatus.OPEN and not session.imported:
            link("Go on with it", f"/interview/{session.id}", "primary")
        link("Replay", f"/past/{session.id}/replay", "primary")
        actions.judging()
    with tag("p", "", "exports"):
        tag("span", "Keep it as a file: ")
        for form, name in _FORMATS.items():
            link(name, f"/past/{session.id}/export/{form}", download=True)
    if others:
        with tag("form", "", "filter", method="get", action=reached("/compare"), aria_label="Compare"):
            tag("input", type="hidden", name="first", value=session.id)
            with tag("label"):
                tag("span", "Beside another")
                with tag("select", name="second"):
                    for other in others[:100]:
                        name = f"{other.id} · {words.when(other.started_at)} · {words.percent(other.score)}"
                        tag("option", name, value=other.id)
            tag("button", "Compare", type="submit")
    actions.news()
