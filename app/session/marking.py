"""What is doubtful in a text that was heard: it is underlined, and one key goes to it or mends it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples, fragment_list_to_text
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

from voice.heard import Heard

KEY = "tab"
_STYLE = "underline"


class Marking(Processor):
    """Underlines the words of `marks`; `offers` is what may stand in place of some of them."""

    def __init__(self) -> None:
        self.marks: Sequence[str] = ()
        self.offers: Mapping[str, str] = {}

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        fragments = transformation_input.fragments
        text = fragment_list_to_text(fragments)
        spans = self._spans(text)
        if not spans:
            return Transformation(fragments)
        styled: StyleAndTextTuples = []
        at = 0
        for start, end in spans:
            styled += [("", text[at:start]), (_STYLE, text[start:end])]
            at = end
        return Transformation([*styled, ("", text[at:])])

    def mark(self, heard: Heard) -> None:
        """Mark what is doubtful in `heard`, besides what is marked already."""
        words = [word.bare for word in heard.doubtful]
        self.marks = [*self.marks, *filter(None, words)]
        self.offers = {**self.offers, **{offer.heard: offer.term for offer in heard.offers}}

    def clear(self) -> None:
        """Nothing is doubtful any more: it was sent."""
        self.marks, self.offers = (), {}

    def bind(self, bindings: KeyBindings) -> None:
        """Give `bindings` the key; where nothing is doubtful it does what it did."""

        @bindings.add(KEY)
        def _(event: KeyPressEvent) -> None:
            if not self.mend(event.current_buffer):
                event.current_buffer.insert_text("\t")

    def mend(self, buffer: Buffer) -> bool:
        """Go to the next doubtful place, from the beginning again after the last; take what is offered there.

        Whether there was one.
        """
        spans = self._spans(buffer.text)
        if not spans:
            return False
        start, end = next((span for span in spans if span[1] > buffer.cursor_position), spans[0])
        term = self.offers.get(buffer.text[start:end])
        if term is None:
            buffer.cursor_position = end
        else:
            buffer.document = Document(buffer.text[:start] + term + buffer.text[end:], start + len(term))
        return True

    def _spans(self, text: str) -> list[tuple[int, int]]:
        wanted = sorted({*self.marks, *self.offers}, key=len, reverse=True)
        if not wanted:
            return []
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)"
        return [match.span() for match in re.finditer(pattern, text)]
