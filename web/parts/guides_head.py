"""The head of the pages about the guides: where one is among them, and whose guides these are."""

from __future__ import annotations

from urllib.parse import urlencode

from app.bootstrap.people import Chosen
from app.display.whose import whose
from web.parts.elements import link, tag

GUIDES = "/guides"
CONTRADICTIONS = "/guides/contradictions"
QUESTIONS = "/guides/questions"
_PAGES = {GUIDES: "What was understood", CONTRADICTIONS: "Contradictions", QUESTIONS: "Questions as asked"}


def guides_head(title: str, at: str) -> None:
    """The title, and the way to the other pages about the guides."""
    tag("h1", title)
    with tag("nav", "", "within", aria_label="Guides"):
        for address, name in _PAGES.items():
            link(name, address, aria_current="page" if address == at else False)


def several_people(chosen: Chosen, at: str, before: str = "") -> None:
    """Whose guides these are where they are several people's, with a link to `at` for each of them.

    `before` stands before each name.
    """
    if not chosen.people.are_several:
        return
    for line in whose(chosen, "I take"):
        tag("p", line if line.endswith(".") else f"{line}.", "notice")
    with tag("p", "", "people"):
        for person in chosen.people.persons:
            current = person == chosen.person
            address = f"{at}?{urlencode({'person': person.name})}"
            link(f"{before}{person.name}", address, "choice-link", aria_current="true" if current else False)


def guide_address(name: str, line: int = 0) -> str:
    """The page that shows the guide called `name`, at a line where one is given."""
    return f"/guide?{urlencode({'name': name, **({'line': line} if line else {})})}"


def edit_address(name: str, line: int = 0) -> str:
    """The page that edits it."""
    return f"/guide/edit?{urlencode({'name': name, **({'line': line} if line else {})})}"


def line_of(given: str) -> int:
    """The number of a line out of an address; 0 for what is none."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
