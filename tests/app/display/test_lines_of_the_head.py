"""The lines at the head of the screen, where a terminal has few columns."""

from __future__ import annotations

from io import StringIO

import pytest

from app.display.console import PlainConsole
from app.display.screen import Screen

_LINK = "http://127.0.0.1:8765/?key=" + "k3Yz_" * 9


def _shown(label: str, text: str, width: int) -> list[str]:
    printed = StringIO()
    Screen(PlainConsole(file=printed, width=width)).line(label, text)
    return printed.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 80])
def test_an_address_is_never_broken_over_two_lines(width: int) -> None:
    assert _shown("Page", _LINK, width) == ["Page", _LINK]


def test_an_address_that_fits_stands_beside_its_name() -> None:
    assert _shown("Page", _LINK, 100) == [f"Page        {_LINK}"]


def test_words_are_wrapped_beside_their_name() -> None:
    assert _shown("Model", "none: drafts only, and nothing is sent", 40) == [
        "Model       none: drafts only, and",
        "            nothing is sent",
    ]
