"""What the guides have for a posting, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from app.display.labels import label
from app.display.screen import Screen
from domain.guide import Source
from domain.interview import ENGLISH
from domain.posting import AskedKind, Posting, YearsAsked
from domain.shown import shown_in_a_line
from knowledge.posting.matched import Coverage, Matched, Shown
from language.tongues_named import name_of
from language.wording import counted, listed

_STYLES = {
    Coverage.COVERED: "green",
    Coverage.THIN: "yellow",
    Coverage.COMPARABLE: "yellow",
    Coverage.UNSURE: "yellow",
    Coverage.MISSING: "red",
    Coverage.CONTRADICTED: "bold red",
}
TITLES = {
    AskedKind.MUST: "What you must have",
    AskedKind.NICE: "What would be welcome",
    AskedKind.DUTY: "What you would do",
}


def show(posting: Posting, matched: Sequence[Matched], screen: Screen) -> None:
    """The posting in a line, then what it asks for, each beside what the guides have."""
    head = [posting.title, posting.seniority, name_of(posting.language)]
    screen.line("Posting", " · ".join(shown_in_a_line(each) for each in head if each))
    screen.line("Asks", tally(matched))
    if done := duties_told(matched):
        screen.line("Would do", done)
    for kind, title in TITLES.items():
        rows = [each for each in matched if each.asked.kind is kind]
        if rows:
            screen.blank()
            screen.console.print(Text(title, style="bold"))
            screen.console.print(_table(rows))


def tally(matched: Sequence[Matched], language: str = ENGLISH) -> str:
    """How much of what one must have, or would have at best, is covered: "9 covered, 2 thin, 1 missing"."""
    asked = [each for each in matched if each.asked.kind is not AskedKind.DUTY]
    key = "posting_one_thing" if len(asked) == 1 else "posting_things"
    return label(key, language, count=len(asked), each=_counts(asked, language))


def duties_told(matched: Sequence[Matched]) -> str:
    """How much of what one would do is told: "3 duties: 1 covered, 2 missing"; "" for no duties."""
    duties = [each for each in matched if each.asked.kind is AskedKind.DUTY]
    return f"{counted(len(duties), 'duty', 'duties')}: {_counts(duties, ENGLISH)}" if duties else ""


def _counts(matched: Sequence[Matched], language: str) -> str:
    counts = Counter(each.coverage for each in matched)
    return ", ".join(
        label(f"posting_{coverage.value}", language, count=counts[coverage])
        for coverage in Coverage
        if counts[coverage]
    )


def because(matched: Matched) -> str:
    """What stands behind a finding: the talking points, the years, the names that are nowhere."""
    shown = [f"{told_of(each)} ({_place(each.source)})" for each in matched.shown]
    told = (years_of(matched), instead_of(matched), *shown, lacks_of(matched))
    return "; ".join(each for each in told if each)


def told_of(shown: Shown) -> str:
    """The talking point that shows something, by its title; a guess is called so."""
    title = shown_in_a_line(shown.title)
    return f"perhaps: {title}" if shown.is_a_guess else title


def years_of(matched: Matched) -> str:
    """The years that are asked for beside those that are told, "" where none are asked for."""
    years = matched.asked.years
    if years is None or matched.coverage is Coverage.MISSING:
        return ""
    if matched.told is None:
        return f"{years_told(years)} years asked, your guides tell no years of it"
    own = f"your guides tell {matched.told.years:g} ({_place(matched.told.source)})"
    return f"{years_told(years)} years asked, {own}"


def instead_of(matched: Matched) -> str:
    """What the guides tell in place of what is asked, "" where they tell nothing of its kind."""
    if matched.coverage is Coverage.COVERED:
        return ""
    if matched.alike:
        told = listed(list(dict.fromkeys(each.told for each in matched.alike)))
        return f"not {listed([shown_in_a_line(each.asked) for each in matched.alike])}, but {told}"
    return "you tell of leading a project, not people" if matched.coverage is Coverage.COMPARABLE else ""


def lacks_of(matched: Matched) -> str:
    """The names that stand nowhere, and nothing of their kind either; "" for none."""
    alike = {each.asked for each in matched.alike}
    lacks = [shown_in_a_line(name) for name in matched.lacks if name not in alike]
    return f"nowhere: {listed(lacks)}" if lacks and matched.coverage is not Coverage.COVERED else ""


def years_told(years: YearsAsked) -> str:
    """Years as a posting asks for them: "5", "3 to 5"."""
    return f"{years.least:g}" if years.most is None else f"{years.least:g} to {years.most:g}"


def _table(rows: Sequence[Matched]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="dim")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=5)
    table.add_column(overflow="fold", ratio=5, style="dim")
    table.add_row("Line", "", "", "Your guides", style="dim")
    for row in rows:
        line = str(row.asked.source.first_line)
        finding = Text(row.coverage.value, style=_STYLES[row.coverage])
        table.add_row(line, finding, Text(shown_in_a_line(row.asked.text)), Text(because(row)))
    return table


def _place(source: Source) -> str:
    return shown_in_a_line(str(source))
