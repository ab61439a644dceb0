"""Guides that take long to read."""

from __future__ import annotations

import sys

import pytest

from app.reading import telling_what_is_read


def test_what_takes_long_to_read_is_told_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    with telling_what_is_read(seconds=0.0) as progress:
        progress("big.md")
        while "Reading" not in (told := capsys.readouterr().err):
            sys.stderr.flush()

    assert told in {"Reading big.md …\n", "Reading your guides …\n"}


def test_nothing_is_told_of_what_is_read_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with telling_what_is_read(seconds=60.0) as progress:
        progress("small.md")

    assert capsys.readouterr().err == ""
