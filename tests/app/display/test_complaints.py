"""What goes wrong, on standard error: one line, wrapped where somebody reads it."""

from __future__ import annotations

import pytest

from app.display.complaints import complain, wrapped


def test_no_word_and_no_command_is_broken_at_any_width() -> None:
    told = (
        "interview: Left open. `interview drill --resume` goes on at the same question. What you had typed "
        "is kept."
    )

    for width in range(40, 120):
        lines = wrapped(told, width).split("\n")

        assert all(len(line) <= width for line in lines)
        assert " ".join(line.strip() for line in lines) == told
        assert any("`interview drill --resume`" in line for line in lines)


def test_where_no_terminal_reads_it_it_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain("A long sentence. " * 20 + "\x1b[31m\nand a second line")

    shown = capsys.readouterr().err
    assert shown.count("\n") == 1 and "\x1b" not in shown
