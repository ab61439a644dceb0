"""The frame of every page: its style, its name, the way to the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from nicegui import ui
from nicegui.element import Element

from domain.errors import InterviewError, UnknownSession
from web.doors import SIGN_OUT
from web.parts.elements import link, reached, tag

STATIC = Path(__file__).resolve().parent.parent / "static"
FAVICON = STATIC / "favicon.svg"
_PAGES = {
    "/": "Interview",
    "/guides": "Guides",
    "/practice": "Practice",
    "/past": "Past",
    "/settings": "Settings",
}
_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +(?=\S)")
_COMMAND = re.compile(r"`(?:interview |--)")


@contextmanager
def page(title: str, at: str, *, wide: bool = False) -> Iterator[Element]:
    """The page called `title` with the navigation, in which `at` is here; yields its main part."""
    ui.page_title(f"{title} · Mock interviewer")
    style, script = reached("/static/page.css"), reached("/static/page.js")
    ui.add_head_html(f'<link rel="stylesheet" href="{style}"><script src="{script}"></script>')
    # NiceGUI calls all of a page its main part; ours is what stands below the navigation.
    for each in ui.context.client.content.ancestors():
        each.props["role"] = "none"
    with tag("div", "", "frame"):
        link("To the content", at or "/", "skip").props["href"] = "#main"
        with tag("header", "", "top"):
            link("Mock interviewer", "/", "name")
            with tag("nav", aria_label="Pages"):
                for target, name in _PAGES.items():
                    link(name, target, aria_current="page" if target == at else False)
            _signed_in()
        with tag("main", "", "wide" if wide else "", id="main") as main:
            yield main


def _signed_in() -> None:
    """Who is signed in, and the way out; nothing where the page is for one candidate."""
    house = ui.context.client.request.scope.get("state", {}).get("house")
    user: str = getattr(house, "user", "")
    if user:
        with tag("form", "", "signed-in no-print", method="post", action=reached(SIGN_OUT)):
            tag("span", user, "notice")
            tag("button", "Sign out", "quiet", type="submit")


def told(error: str) -> None:
    """A line that says what did not work."""
    tag("p", without_commands(error), "error", role="alert")


def failed(error: InterviewError) -> None:
    """A line that says what did not work; what is not there, or is another's, has that status, too."""
    if isinstance(error, UnknownSession):
        ui.context.client.status_code = 404
    told(str(error))


def without_commands(error: str) -> str:
    """`error` without what it says to type at a terminal, unless it says nothing else."""
    left = [_before_a_command(sentence) for sentence in _SENTENCE_ENDS.split(error)]
    return " ".join(sentence for sentence in left if sentence) or error


def _before_a_command(sentence: str) -> str:
    """The clauses of `sentence` before the one that names a command; what follows that one rests on it."""
    clauses = list(takewhile(lambda clause: not _COMMAND.search(clause), sentence.split("; ")))
    return sentence if "; ".join(clauses) == sentence else "; ".join(clauses) + "." * bool(clauses)
