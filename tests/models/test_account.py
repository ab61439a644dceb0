"""What a session's models used is counted by turn and agent, and limited."""

from __future__ import annotations

import pytest

from agents.reasons.used import told, told_cost
from domain.usage import Instead, Setback, SetbackKind, TurnUsage, Usage, by_agent
from models.account import Account, Limits
from models.failures import BudgetSpent, TurnTimeSpent
from models.prices import Price
from tests.models.samples import Clock

PRICE = Price(model="a:b", input=1, output=2)


def test_usage_is_counted_by_turn_and_agent() -> None:
    account = Account()
    judge, coach = account.meter("evaluator"), account.meter("coach")
    account.at_turn(1)
    judge.sent()
    judge.spent((900, 80), (0, 0))
    judge.answered(250.0, repaired=False)
    account.at_turn(2)
    judge.cached()
    coach.failed(1000.0)

    assert account.turns == (
        TurnUsage(
            turn=1,
            agents={
                "evaluator": Usage(
                    calls=1, accepted=1, input_tokens=900, output_tokens=80, unpriced=1, milliseconds=250
                )
            },
        ),
        TurnUsage(
            turn=2, agents={"evaluator": Usage(from_cache=1), "coach": Usage(failures=1, milliseconds=1000)}
        ),
    )
    assert account.usage.tokens == 980
    assert by_agent(account.turns)["evaluator"].replies == 2
    assert coach.usage == Usage(failures=1, milliseconds=1000)


def test_what_was_used_in_another_process_counts_towards_the_budget() -> None:
    earlier = TurnUsage(turn=3, agents={"coach": Usage(input_tokens=150)})
    account = Account(Limits(tokens=200), [earlier])
    account.at_turn(3)
    account.check()
    account.meter("coach").spent((40, 10), (0, 0))

    assert account.of_turn(3).agents["coach"].tokens == 200
    with pytest.raises(BudgetSpent, match=r"^the session's budget of 200 tokens is used up$"):
        account.check()


def test_a_budget_of_money_is_used_up_by_what_is_priced() -> None:
    account = Account(Limits(dollars=0.5))
    account.meter().spent((490_000, 0), (0, 0), PRICE)
    account.check()
    account.meter().spent((0, 5_000), (0, 0), PRICE)

    with pytest.raises(BudgetSpent, match=r"budget of \$0\.50 is used up"):
        account.check()


def test_a_turns_time_runs_from_its_first_call_and_the_next_turn_has_its_own() -> None:
    clock = Clock()
    account = Account(Limits(turn_seconds=45), clock=clock)
    account.at_turn(1)
    clock.now += 100
    assert account.seconds_left == 45

    account.begin()
    clock.now += 40
    account.begin()
    account.at_turn(1)
    assert account.seconds_left == 5
    account.check()
    clock.now += 5
    with pytest.raises(TurnTimeSpent, match="the 45 s for the models' work in one turn are used up"):
        account.check()

    account.at_turn(2)
    account.check()


def test_a_setback_is_said_once_and_again_when_it_comes_back() -> None:
    account = Account()
    rests = Setback(kind=SetbackKind.LEFT_ALONE, amount=60, instead=Instead.UNTIL_THEN, model="a:b")
    account.say("a:b", rests)
    account.say("a:b", rests)
    assert account.news() == (rests,)
    assert account.news() == ()

    account.say("a:b", rests)
    assert account.news() == ()
    account.over("a:b")
    account.say("a:b", rests)
    assert account.news() == (rests,)


def test_a_limit_that_is_reached_is_said_once() -> None:
    account = Account(Limits(tokens=1))
    account.meter().spent((1, 1), (0, 0))
    for _ in range(3):
        with pytest.raises(BudgetSpent):
            account.check()

    assert [setback.error for setback in account.news()] == ["the session's budget of 1 tokens is used up"]


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        (Usage(), ""),
        (Usage(input_tokens=12_000, output_tokens=340, unpriced=4), "12,340 tokens, price not known"),
        (Usage(input_tokens=12_000, output_tokens=340), "12,340 tokens, no charge"),
        (Usage(input_tokens=12_000, output_tokens=340, dollars=0.0345), "12,340 tokens, $0.03"),
        (Usage(input_tokens=900, dollars=0.0045), "900 tokens, less than $0.01"),
        (Usage(input_tokens=900, estimated=1, dollars=1.5), "about 900 tokens, $1.50"),
    ],
)
def test_tokens_and_cost_are_told_as_far_as_they_are_known(usage: Usage, words: str) -> None:
    assert told(usage) == words


def test_a_sum_with_an_unknown_part_says_so() -> None:
    mixed = Usage(input_tokens=10, dollars=0.25, unpriced=3)

    assert told_cost(mixed) == "$0.25 and 3 calls of unknown price"
