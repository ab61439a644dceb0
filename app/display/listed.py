"""What is said of the questions as they will be asked."""

from __future__ import annotations

from collections.abc import Sequence

from agents.interviewer.listing import ListedQuestion, Misgiving
from language.wording import counted

WHY = {
    Misgiving.FRAGMENT: "its title names a topic and asks nothing",
    Misgiving.LABEL: "a label or a number stands before what is asked",
    Misgiving.LONG: "too long to be said",
    Misgiving.CUT: "it ends in the middle",
    Misgiving.CAPITALS: "written with the capitals of a heading",
    Misgiving.BLANK: "something was to be filled in",
}
"""Why a question reads badly."""


def in_all(listed: Sequence[ListedQuestion]) -> str:
    """How many questions there are, and how many of them read badly."""
    badly = sum(bool(question.misgivings) for question in listed)
    advice = ": reword their titles in the guide" if badly else ""
    return f"{counted(len(listed), 'question')}, {badly} marked{advice}."
