"""What an interview looks like in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.quoting import marks, quoted, within
from app.display import typed, words
from app.display.agenda import agenda_line
from app.display.arithmetic import arithmetic, key_points
from app.display.cited import CitedRow, cited_rows
from app.display.labels import label, of_finding
from app.display.notes import Notes
from app.display.places import LONGEST_NAME, in_short
from app.display.region import Region, thinking
from app.display.reported import STYLES, criteria
from app.display.rounds import held_as, mode_of, speaker
from app.display.solution import show_code, show_tried, show_work
from domain.interview import ENGLISH, Agenda, Question, Session, Turn, TurnKind
from domain.report import Advice, Cited, Report
from domain.usage import Setback
from domain.verdict import Score, Verdict
from domain.work import Work, WorkKind

_LABEL_WIDTH = 12
_SPOKEN_WIDTH = 92


class Screen:
    """Prints an interview; colours only where the console has them.

    Where it is `live`, words are shown while they are still being written, and taken back where they must be.
    """

    def __init__(self, console: Console, *, live: bool = False) -> None:
        self.console = console
        self._region = Region(console, live=live)
        self._begun: Advice | None = None
        self._notes = Notes()
        self._language = ENGLISH

    @property
    def live(self) -> bool:
        """Whether words may be shown before they are final."""
        return self._region.live

    @property
    def language(self) -> str:
        """The language in which what we say of our own is said."""
        return self._language

    def speak(self, language: str) -> None:
        """Say it in `language` from now on; every question brings its own."""
        self._language = language

    def thinking(self) -> None:
        """Show that a model is at work, where nothing else tells it."""
        if self._region.empty:
            self._region.show(thinking(self._label("thinking")))

    def saying(self, who: str, text: str) -> None:
        """What the interviewer or the coach says so far, the whole of it each time; "" takes it back."""
        if not text:
            self._region.show(thinking(self._label("thinking")))
        elif who == "coach":
            row = _in_full(text, "", self._language)
            # Room for the places from the start, so that no line is broken anew when they are known.
            grid = self._advised([row], places=LONGEST_NAME)
            self._region.show(Padding(grid, (0, 2), expand=False))
        else:
            self._region.show(_dialogue(self._label("interviewer"), Text(text), "bold cyan"))

    def settle(self) -> None:
        """Erase what is not final."""
        self._region.clear()

    def line(self, label: str, text: str) -> None:
        """A line of the head: "Guides      2 read, 118 talking points"."""
        if " " not in text and len(text) > self.console.width - _LABEL_WIDTH:
            # An address or a token is copied, or clicked, as a whole.
            self.console.print(Text(label, style="bold"))
            self.console.print(Text(text), soft_wrap=True)
            return
        grid = Table.grid(padding=(0, 0))
        grid.add_column(width=_LABEL_WIDTH, style="bold")
        grid.add_column(overflow="fold")
        grid.add_row(label, Text(typed.in_sentences(text)))
        self.console.print(grid)

    def planned(self, agenda: Agenda, session: Session) -> None:
        """The head's last two lines: the agenda, and the session that begins."""
        self.line(self._label("head_agenda"), agenda_line(agenda, self._language))
        mode = mode_of(session, self._language)
        self.line(self._label("head_session"), self._label("session_line", session=session.id, mode=mode))
        self.blank()

    def help(self, commands: Mapping[str, str]) -> None:
        """What a candidate can do besides answering."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(style="dim", overflow="fold")
        for command, meaning in commands.items():
            grid.add_row(Text(command), Text(typed.in_sentences(meaning)))
        self.console.print(Padding(grid, (0, 0, 0, 2), expand=False))

    def notice(self, text: str) -> None:
        """Something the candidate should know that is no part of the interview."""
        told = Text(typed.in_sentences(text), style="dim")
        self.console.print(Padding(told, (0, 0, 0, 2), expand=False))

    def tell(self, key: str, **given: object) -> None:
        """A notice in words of ours: those of `app/display/labels` for `key`."""
        self.notice(self._label(key, **given))

    def setbacks(self, news: Sequence[Setback]) -> None:
        """Why models are not asked from now on; notes that say no more than that are not shown any more."""
        for setback in news:
            self._notes.know(setback)
            self.notice(words.setback(setback, self._language))

    def blank(self) -> None:
        self.console.print()

    def question(
        self, turn: Turn, position: int, planned: int, follow_ups: int, *, numbered: bool = False
    ) -> None:
        """What the interviewer says, with where the interview stands and, where `numbered`, the turn."""
        self.settle()
        self._language = turn.question.language
        match turn.kind:
            case TurnKind.QUESTION:
                shown_marks = [f"{position}/{planned}", words.time_for(turn.question)]
            case TurnKind.FOLLOW_UP:
                shown_marks = [self._label("follow_up", number=follow_ups, most=words.most_follow_ups(turn))]
            case _:
                shown_marks = []
        if numbered:
            shown_marks.append(self._label("turn", number=turn.number))
        mark = f"[{' · '.join(shown_marks)}]" if shown_marks else ""
        text = Text(turn.said)
        if mark:
            text.append(self._before_mark(text, mark)).append(mark, style="dim")
        self._spoken(speaker(turn), text, "bold cyan")
        if turn.question.shown and turn.kind is TurnKind.QUESTION:
            show_code(self.console, turn.question.shown)

    def _label(self, key: str, **given: object) -> str:
        """A label in the language that is spoken."""
        return label(key, self._language, **given)

    def _before_mark(self, text: Text, mark: str) -> str:
        """What stands between a question and its mark, so that the mark is never broken over two lines."""
        width = min(_SPOKEN_WIDTH, self.console.width - _LABEL_WIDTH - 1)
        last = text.wrap(self.console, width)[-1]
        return "  " if len(last.plain.rstrip()) + 2 + len(mark) <= width else "\n"

    def task_begun(self, question: Question, lines: int) -> None:
        """How a task is worked on, and how many lines of work stand already."""
        of = "" if question.work in (None, WorkKind.CODE) else f"_{question.work}"
        self.tell(f"work_how{of}")
        if lines:
            self.tell(f"work_kept{of}", lines=lines)

    def tried(self, work: Work) -> None:
        """What came of work that was tried, and not handed in."""
        show_tried(self.console, work, self._language)

    def answer(self, text: str, who: str = "") -> None:
        """What the candidate said, where it was not typed on this screen."""
        self._spoken(who or self._label("you"), Text(text), "bold")

    def skipped(self, question: Question) -> None:
        """Where the guide has the answer to a question that was left out."""
        self.notice(words.skipped(question))

    def time_left(self, minutes: int, planned: float) -> None:
        """That time is running short, or nearly over."""
        self.notice(words.time_left(minutes, planned, self._language))

    def _spoken(self, who: str, text: Text, style: str) -> None:
        self.console.print(_dialogue(who, text, style))

    def feedback_begun(self, verdict: Verdict, advice: Advice) -> None:
        """The coach on a question, as far as it stands while a model words the better answer."""
        self.settle()
        if advice == self._begun:
            # Begun once already, before the database went away for a moment.
            return
        self._begun = advice
        self.console.print()
        self.console.print(Padding(_head(verdict, advice, self._language), (0, 2)))
        found = [CitedRow("", Text(advice.opening, style="italic"))] if advice.opening else []
        for title, rows in advice.findings:
            shown = of_finding(title, self._language)
            for at, cited in enumerate(rows):
                found.append(CitedRow(shown if at == 0 else "", Text(cited.text), in_short(cited.sources)))
        self.console.print(Padding(self._advised([*found, *_say_first(advice, self._language)]), (0, 2)))

    def _advised(self, rows: Sequence[CitedRow], places: int = 0) -> Table:
        return cited_rows(
            rows, self.console.width - 4, heads=_LABEL_WIDTH - 2, most=76, places=places, style="bold"
        )

    def feedback(self, turn: Turn) -> None:
        """The coach on a question: one screen, the most useful thing first.

        Where it was begun, what was missing follows: the better answer that was shown as it came stays.
        """
        verdict, advice = turn.verdict, turn.advice
        if verdict is None or advice is None:
            return
        self.settle()
        self._language = turn.question.language
        if self._begun is None:
            self.feedback_begun(verdict, advice)
            self._in_full(advice)
        else:
            if self._begun.say_first is None and advice.say_first is not None:
                self.console.print(Padding(self._advised(_say_first(advice, self._language)), (0, 2)))
            if advice.provenance.prompt:
                sources = [source for cited in advice.better_answer for source in cited.sources]
                text = " ".join(cited.text for cited in advice.better_answer)
                row = _in_full(text, in_short(sources), self._language)
                self.console.print(Padding(self._advised([row], places=LONGEST_NAME), (0, 2)))
        self._begun = None
        show_work(self.console, verdict, self._language)
        for note in self._notes.news(turn, self._language):
            self.notice(note)
        self.console.print()

    def judged_again(self, turn: Turn) -> None:
        """Nothing: what came of it is a notice already, and the feedback above stays as it was printed."""

    def objections(self, turn: Turn) -> None:
        """What the candidate held against the verdict of `turn`, and what came of it."""
        for objection in turn.objections:
            self.notice(f"/said {words.objected(objection, turn.question.language)}")

    def _in_full(self, advice: Advice) -> None:
        """The better answer where it is more than what is to be said first; what is put in stands out."""
        if not words.is_more(advice):
            return
        own = marks(self._language)
        text = Text(own.opens)
        for at, cited in enumerate(advice.better_answer):
            said = within(cited.text, self._language)
            text.append(" " if at else "").append(said, style="" if words.is_own(cited) else "bold")
        added = [
            source for cited in advice.better_answer if not words.is_own(cited) for source in cited.sources
        ]
        row = CitedRow(self._label("in_full"), text.append(own.closes), in_short(added))
        self.console.print(Padding(self._advised([row]), (0, 2)))

    def debrief(self, turns: Sequence[Turn]) -> None:
        """The coach on every question of a session that had no feedback while it lasted."""
        coached = [turn for turn in turns if turn.advice is not None]
        if not coached:
            return
        self.console.print()
        self.console.print(Text(label("debrief", coached[0].question.language), style="bold"))
        for number, turn in enumerate(coached, start=1):
            self.console.print()
            self._spoken(f"{number}.", Text(turn.question.text), "bold cyan")
            self.feedback(turn)

    def better_answer(self, advice: Advice) -> None:
        """The whole of the better answer, sentence by sentence with its lines."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(overflow="fold", max_width=88)
        grid.add_column(style="dim", overflow="fold", max_width=28)
        for cited in advice.better_answer:
            grid.add_row(Text(cited.text), words.whose(cited, self._language))
        self.console.print(Padding(grid, (0, 2)))

    def why(self, verdict: Verdict, advice: Advice | None) -> None:
        """The arithmetic of a score, key point by key point, and the better answer."""
        self.console.print()
        score = verdict.score
        if score is None:
            self.notice(words.why_unscored(verdict, self._language))
        else:
            self.console.print(Padding(arithmetic(score, self._language), (0, 2)))
        if verdict.key_points:
            shown = key_points(verdict, self._language, self.console.width)
            self.console.print(Padding(shown, (1, 2)))
        self.tell("judged_by", who=words.judged_by(verdict, self._language))
        if advice is not None and advice.better_answer:
            self.console.print(Padding(Text(self._label("better"), style="bold"), (1, 2, 0, 2)))
            self.better_answer(advice)
        self.console.print()

    def report(self, report: Report, session: Session) -> None:
        """The report on a session."""
        self._language = report.language
        parts = [
            self._label("title", session=report.session_id),
            *words.facts(report, session),
            *held_as(session, self._language),
        ]
        self.console.print()
        self.console.print(Text(" · ".join(parts), style="bold"))
        self.console.print(Padding(criteria(report, self.console.width), (0, 2)))
        if report.overall is None:
            self.notice(self._label("no_overall"))
        self._unscored(report)
        self.section(self._label("lean_on"), report.strengths, numbered=False)
        self.section(self._label("fix_first"), report.fix_first, numbered=True)
        for note in report.delivery:
            self.console.print(Text(f"  {note}"))
        if report.model:
            self.tell("told_model", model=report.model)
        self.console.print()
        for drill in report.drills:
            self.line(self._label("next"), f"{drill.text} · {typed.command(drill.command)}")
        self.line(self._label("again"), typed.command(f"interview report {report.session_id}"))

    def _unscored(self, report: Report) -> None:
        if not report.unscored:
            return
        count = len(report.unscored)
        told = self._label("one_unscored" if count == 1 else "many_unscored", count=count)
        self.console.print(Text(f"  {told}"))
        for reason in report.unscored:
            self.console.print(Padding(Text(reason, style="dim"), (0, 4)))

    def section(self, title: str, rows: Sequence[Cited], *, numbered: bool) -> None:
        """A title with lines and their places; nothing where there are no lines."""
        if not rows:
            return
        self.console.print(Text(title, style="bold"))
        cited = (
            CitedRow(f"{at}." if numbered else "·", Text(row.text), in_short(row.sources))
            for at, row in enumerate(rows, start=1)
        )
        self.console.print(Padding(cited_rows(cited, self.console.width - 4, heads=2, most=84), (0, 2)))


def _dialogue(who: str, text: Text, style: str) -> Table:
    grid = Table.grid(padding=(0, 0))
    grid.add_column(width=max(_LABEL_WIDTH, len(who) + 1) + 1, style=style)
    grid.add_column(overflow="fold", max_width=_SPOKEN_WIDTH)
    grid.add_row(who, text)
    return grid


def _say_first(advice: Advice, language: str) -> list[CitedRow]:
    """What is to be said first, where there is anything."""
    first = advice.say_first
    if first is None:
        return []
    return [
        CitedRow(label("say_first", language), Text(quoted(first.text, language)), in_short(first.sources))
    ]


def _in_full(text: str, places: str, language: str) -> CitedRow:
    own = marks(language)
    said = f"{own.opens}{within(text, language)}{own.closes if places else ''}"
    return CitedRow(label("in_full", language), Text(said), places)


def _head(verdict: Verdict, advice: Advice, language: str) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column()
    grid.add_column(justify="right", style="dim")
    outcome = verdict.outcome
    if isinstance(outcome, Score):
        head = Text(words.outcome(verdict, language), style=STYLES[outcome.band])
    else:
        why = words.why_unscored(verdict, language)
        head = Text.assemble((label("unscored", language), "bold"), f" · {why}")
    grid.add_row(head, advice.delivery)
    return grid
