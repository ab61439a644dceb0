"""The page for the day of the interview, on the screen or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.display import words
from app.display.screen import Screen
from domain.report import Section
from domain.shown import shown


def show(screen: Screen, sections: Sequence[Section]) -> None:
    """Print the page."""
    for section in sections:
        screen.section(section.title, section.rows, numbered=False)


def markdown(sections: Sequence[Section], guides: Sequence[str]) -> str:
    """The page as a Markdown file, each line with its place."""
    return shown("\n".join(_lines(sections, guides)))


def _lines(sections: Sequence[Section], guides: Sequence[str]) -> Iterator[str]:
    yield f"# For the day: {', '.join(guides)}"
    for section in sections:
        yield from ("", f"## {section.title}")
        for row in section.rows:
            place = words.places(row.sources)
            yield f"- {row.text}" + (f" ({place})" if place else "")
    yield ""
