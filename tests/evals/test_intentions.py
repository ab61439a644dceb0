"""The runner that counts requests and answers at the prompt."""

from __future__ import annotations

import pytest

from evals.intentions.__main__ import main
from evals.intentions.measure import Message, messages, precision, recall


def test_it_prints_precision_and_recall_by_kind_and_language(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--part", "unseen"])

    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("precision 100.0%   of 103 answers")
    assert [line.split()[2] for line in shown[2:10]] == [
        "back",
        "stop",
        "skip",
        "restart",
        "done",
        "clarify",
        "repeat",
        "think",
    ]
    assert {line.split()[2] for line in shown[10:]} == {"en", "de", "es", "fr", "it", "nl", "pt", "zh"}


def test_the_mistakes_of_the_unseen_part_are_not_to_be_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--part", "unseen", "--mistakes"])
    assert "tunes on them" in capsys.readouterr().err


def test_what_is_taken_for_something_else_counts_against_both() -> None:
    request = next(each for each in messages() if each.wish is not None)
    right = Message("en", "We moved it to a log.", None, "seen")
    wrong = Message("en", request.said, None, "seen")
    deaf = Message("en", right.said, request.wish, "seen")

    assert precision([right, wrong]) == 0.5
    assert (recall("all", [request, deaf]).heard, recall("all", [request, deaf]).share) == (1, 0.5)
