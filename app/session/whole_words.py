"""Typed text that wraps between words, and not in the middle of one, at the screen's edge."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import fragment_list_to_text, to_formatted_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.utils import get_cwidth


class WholeWords(Processor):
    """Puts spaces, on the screen alone, before a word that would cross the edge."""

    def __init__(self, session: PromptSession[str]) -> None:
        self._session = session

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        text = fragment_list_to_text(transformation_input.fragments)
        room = transformation_input.width - self._before()
        if room < 2 or get_cwidth(text) < room:
            return Transformation(transformation_input.fragments)
        starts = shown_at(text, room)
        ends = [0, *(start + 1 for start in starts)]
        padded = (" " * (start - end) + sign for sign, start, end in zip(text, starts, ends, strict=False))
        return Transformation(
            [("", "".join(padded))],
            source_to_display=lambda at: starts[min(at, len(text))],
            display_to_source=lambda at: sum(start <= at for start in starts[1:]),
        )

    def _before(self) -> int:
        """The width of what stands before every line: the last line of the prompt."""
        prompt = fragment_list_to_text(to_formatted_text(self._session.message))
        return get_cwidth(prompt.rpartition("\n")[2])


def lines_of(text: str, room: int) -> list[str]:
    """`text` in lines of `room` columns at most, broken between words; a longer word is broken."""
    lines = [""]
    for word in text.split():
        if lines[-1] and get_cwidth(lines[-1]) + 1 + get_cwidth(word) <= room:
            lines[-1] += f" {word}"
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if lines[-1] and get_cwidth(lines[-1] + sign) > room:
                lines.append("")
            lines[-1] += sign
    return lines


def shown_at(text: str, room: int) -> Sequence[int]:
    """Where each sign of `text` stands among those that are shown in lines of `room` columns.

    A last one says where the next sign would stand. A word that is longer than a line is broken.
    """
    starts: list[int] = []
    column = shown = 0
    for at, sign in enumerate(text):
        begins_word = sign != " " and (at == 0 or text[at - 1] == " ")
        if begins_word and column:
            word, space, _ = text[at:].partition(" ")
            # With the space behind it, which would begin the next line.
            width = get_cwidth(word + space)
            if column + width > room >= width:
                shown += room - column
                column = 0
        width = get_cwidth(sign)
        if column + width > room:
            column = 0
        starts.append(shown)
        shown += 1
        column += width
    return [*starts, shown]
