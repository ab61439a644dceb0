"""How contradictions within the guides are shown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from app.display.screen import Screen
from domain.contradiction import Contradiction

NOTHING = "Your guides do not contradict themselves anywhere that could be seen."


def show(found: Sequence[Contradiction], screen: Screen) -> None:
    """The contradictions, each with both places and the question an interviewer would ask."""
    if not found:
        screen.notice(NOTHING)
        return
    for number, one in enumerate(found, start=1):
        head = Text.assemble(
            (f"{number}. ", "bold"),
            (one.sentence, "bold"),
            (f"  [{one.severity.value}, {one.kind.value}]", "dim"),
        )
        screen.console.print(head)
        for side in (one.first, one.second, *one.others):
            screen.console.print(
                Padding(Text.assemble(f"“{side.quote}”  ", (str(side.source), "dim")), (0, 4))
            )
        screen.console.print(Padding(Text(f"They would ask: {one.question}", style="italic"), (0, 4)))
    screen.blank()
