"""What is typed wrong behind `interview` is one line that names it, and exit code 2."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from app.cli import app


def lines_on_stderr(*arguments: str) -> list[str]:
    done = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "60"})
    assert done.exit_code == 2
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("start --minutes 0", "--minutes takes at least 1, not 0."),
        ("start -m 241", "--minutes takes at most 240, not 241."),
        ("start --minutes soon", "--minutes takes a number, not soon."),
        ("drill --limit 2.5", "--limit takes a whole number, not 2.5."),
        ("replay --speed -1", "--speed takes at least 0, not -1."),
        ("start --pause 0.1", "--pause takes at least 0.5, not 0.1."),
    ],
)
def test_a_number_out_of_its_range_says_the_range_in_our_words(arguments: str, told: str) -> None:
    command = arguments.split()[0]

    assert lines_on_stderr(*arguments.split()) == [
        f"interview: {told} `interview {command} --help` shows what there is."
    ]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["strat"], "'start'"),
        (["--nope"], "--nope"),
        (["drill", "--nope"], "--nope"),
        (["drill", "--limit"], "--limit"),
        (["start", "--mode", "silly"], "'study', 'real'"),
        (["ask"], "QUESTION"),
        (["forget"], "--all"),
        (["rescore", "--variant", "draft"], "One variant is nothing to compare."),
    ],
)
def test_whatever_else_is_wrong_is_one_line_that_names_it(arguments: list[str], named: str) -> None:
    (line,) = lines_on_stderr(*arguments)

    assert line.startswith("interview: ")
    assert named in line
    assert "Value error" not in line


@pytest.mark.parametrize("typed", ["--guide", "--guids"])
def test_an_option_that_is_none_is_told_with_the_one_that_was_meant(typed: str) -> None:
    assert lines_on_stderr("start", typed, "notes.md") == [
        f"interview: No such option: {typed}. Did you mean --guides? "
        "`interview start --help` shows what there is."
    ]


@pytest.mark.parametrize(
    ("typed", "meant"), [("--real", "--mode real"), ("--recruiter", "--round recruiter")]
)
def test_who_typed_a_choice_as_an_option_is_told_whose_choice_it_is(typed: str, meant: str) -> None:
    assert lines_on_stderr("start", typed) == [
        f"interview: No such option: {typed}. Did you mean {meant}? "
        "`interview start --help` shows what there is."
    ]


def test_guides_that_are_only_named_are_told_where_they_stand() -> None:
    assert lines_on_stderr("start", "notes.md") == [
        "interview: Got unexpected extra argument (notes.md). Guides stand behind --guides. "
        "`interview start --help` shows what there is."
    ]


def test_a_command_without_arguments_that_shows_its_help_says_nothing_else() -> None:
    done = CliRunner().invoke(app, [])

    assert done.exit_code == 2
    assert "one-pager" in done.output
    assert done.stderr == ""
