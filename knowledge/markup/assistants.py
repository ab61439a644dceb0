"""A chat with an assistant, pasted as it stands on the page.

Whose turn it is, what the assistant was asked, and what it says around the guide that it writes, are no part
of that guide.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.markup.page import Page, bare

_LONGEST_HEAD = 40
_FEWEST_TURNS = 3
_MOST_LINES = 6
"""What somebody writes to an assistant; notes that were pasted have more."""
_MOST_WORDS = 25
_FEWEST_ASKED = 2
_SPEAKERS = {"me": "Candidate", "it": "Interviewer"}
_MOST_AT_THE_END = 3


def with_assistants_turns(page: Page) -> None:
    """Keep of such a chat what the assistant wrote, and longer notes that it was given; in linear time."""
    turns = [(index, whose) for index, line in page.said() if (whose := _whose(line))]
    if len(turns) < _FEWEST_TURNS or {whose for _, whose in turns} != {"me", "it"}:
        return
    ends = [*(index for index, _ in turns[1:]), len(page.lines)]
    told = [
        (start, whose, [index for index in range(start + 1, end) if page.lines[index].strip()])
        for (start, whose), end in zip(turns, ends, strict=True)
    ]
    rehearsed = _is_rehearsed(page, told)
    for start, whose, filled in told:
        page.hide(start)
        if whose == "it" or not rehearsed:
            page.apart.add(start)
        if rehearsed:
            for index in filled[:1]:
                page.lines[index] = f"{_SPEAKERS[whose]}: {page.lines[index].strip()}"
        elif whose == "me" and len(filled) <= _MOST_LINES:
            for index in filled:
                page.leave_out(index)
        elif whose == "it":
            _without_what_it_says(page, filled)


def _is_rehearsed(page: Page, told: Sequence[tuple[int, str, list[int]]]) -> bool:
    """Does the assistant play the interviewer: do most of its turns, all short, end with a question?"""
    its = [filled for _, whose, filled in told if whose == "it" and filled]
    asked = sum(
        len(filled) <= _MOST_LINES and Phrase(page.lines[filled[-1]].strip()).ends_as_question
        for filled in its
        if not cue("offers_more").match(folded(bare(page.lines[filled[-1]])))
    )
    return asked >= _FEWEST_ASKED and asked * 3 >= len(its) * 2


def _whose(line: str) -> str:
    """Whether a line says that somebody's own turn begins, or the assistant's; "" for any other."""
    text = bare(line)
    if not text or len(text) > _LONGEST_HEAD:
        return ""
    text = folded(text)
    return "me" if cue("my_turn").match(text) else "it" if cue("assistants_turn").match(text) else ""


def _without_what_it_says(page: Page, filled: list[int]) -> None:
    """Leave out how the assistant begins its turn, and what it offers at the end."""
    for index in filled[:1]:
        said = page.lines[index].strip()
        names = Phrase(bare(said))
        if said.startswith(("#", "-", "*", "|", ">")) or len(said.split()) > _MOST_WORDS or names.topic:
            continue
        if names.label(Role.QUESTION, Role.ANSWER) is not None or names.ends_as_question:
            continue
        if said.endswith((":", "：")) or cue("assistant_begins").match(folded(said)):
            page.leave_out(index)
    for index in reversed(filled[-_MOST_AT_THE_END:]):
        text = folded(bare(page.lines[index]))
        if text and not any(cue(sign).match(text) for sign in ("offers_more", "assistant_ends")):
            break
        page.leave_out(index)
