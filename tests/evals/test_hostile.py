"""The replies of hostile and empty models: none shown, and the good ones are accepted."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.hostile.__main__ import main
from evals.hostile.cases import AGENTS, cases
from evals.hostile.trying import try_all


def test_there_are_enough_of_each_and_half_of_them_are_unseen() -> None:
    hostile = Counter(case.agent for case in cases() if case.hostile)
    good = Counter(case.agent for case in cases() if not case.hostile)
    assert all(hostile[agent] >= 30 and good[agent] >= 20 for agent in AGENTS)
    for agent in AGENTS:
        unseen = sum(case.unseen for case in cases() if case.agent == agent)
        assert 0.4 <= unseen / (hostile[agent] + good[agent]) <= 0.7


def test_nothing_hostile_of_the_seen_half_is_shown_and_the_good_is_accepted() -> None:
    tried = try_all([case for case in cases() if not case.unseen], None)
    assert [each.case.reply for each in tried if each.case.hostile and each.used] == []
    assert [each.case.reply for each in tried if not each.case.hostile and not each.used] == []


def test_the_unseen_mistakes_are_not_listed() -> None:
    with pytest.raises(SystemExit):
        main(["--mistakes"])
