"""The box that code is written in, and whatever else is handed in."""

from __future__ import annotations

from collections.abc import Callable

from web.parts.elements import Component


class CodeBox(Component, component="code_box.js"):
    """A box for a sheet with Run and Hand in: `typed`, `run` and `hand_in` are called with what stands there.

    Without a `run_word` nothing can be tried. More signs than `most` are told as `too_long`, and go nowhere.
    `prose` says that long lines are wrapped.

    What stands in it is kept in the browser under `session` and `question`. `code` is what the server has,
    `at` when that was typed, in milliseconds since 1970. `focus` says that the keyboard goes there.
    """

    def __init__(
        self,
        session: str,
        question: str,
        *,
        label: str,
        rules: str,
        run_word: str,
        hand_in_word: str,
        too_long: str,
        most: int,
        prose: bool,
        code: str,
        at: int,
        focus: bool,
        typed: Callable[[str], None],
        run: Callable[[str], None],
        hand_in: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.given(
            name=f"{session}:{question}",
            label=label,
            rules=rules,
            run_word=run_word,
            hand_in_word=hand_in_word,
            too_long=too_long,
            most=most,
            prose=prose,
            code=code,
            at=at,
            focus=focus,
        )
        for event, called in (("typed", typed), ("run", run), ("hand-in", hand_in)):
            self.on(event, lambda arguments, called=called: called(str(arguments.args or "")))
