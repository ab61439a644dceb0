"""What a guide says not to tell is a red flag and never something to say, however the label is spelt."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind
from knowledge.lines.forbidden import forbidden_in
from tests.support.guides import understood

FORBIDDEN = {
    "dont mention: got lost in docker": "got lost in docker",
    "DONT SAY - im a perfectionist": "im a perfectionist",
    "Don’t say: that I was bored": "that I was bored",
    "do not say that i need money": "i need money",
    "never mention my old boss": "my old boss",
    "pls dont bring up: the outage": "the outage",
    "nicht erwähnen: die Kündigung": "die Kündigung",
    "nie sagen - mir war langweilig": "mir war langweilig",
    "meinen alten Chef nicht erwähnen": "meinen alten Chef",
    "ne pas dire : le burn-out": "le burn-out",
    "pas mentionner mon ancien chef": "mon ancien chef",
    "no mencionar: el despido": "el despido",
    "não falar de: a demissão": "a demissão",
    "non dire che mi annoiavo": "mi annoiavo",
    "niet noemen: het ontslag": "het ontslag",
    "别提：被裁员": "被裁员",
}
TO_SAY = (
    "I never mention my boss",
    "Never tell a patient that it is fine",
    "Never say no to my team: it pays",
    "Don't mention it, we help anyone",
    "Ich würde meinen Chef nicht erwähnen",
    "Je ne parle pas de mon ancien chef",
)


@pytest.mark.parametrize(("line", "said"), FORBIDDEN.items())
@pytest.mark.parametrize("mark", ["", "- "])
def test_what_is_forbidden_is_a_red_flag_and_no_key_point(line: str, said: str, mark: str) -> None:
    guide = understood(
        "## Tell me about a hard bug\n\nWe had a memory leak in the worker, which I found with heap dumps.\n"
        f"I fixed the cache that grew without bound.\n\n{mark}{line}\n"
    )
    flags = [each.title for each in guide.talking_points if each.kind is TalkingPointKind.RED_FLAG]
    told = [point.text for each in guide.talking_points for point in each.key_points]
    assert flags == [said]
    assert len(told) == 2
    assert not any(said in each for each in told)


@pytest.mark.parametrize("line", TO_SAY)
def test_a_sentence_of_the_answer_forbids_nothing(line: str) -> None:
    assert forbidden_in(line) is None


def test_a_sentence_within_a_paragraph_is_taken_out_of_it() -> None:
    guide = understood(
        "## A hard bug?\n\n"
        "I found the leak with heap dumps in two days. dont mention: got lost in docker. I fixed the cache.\n"
    )
    asked, flag = sorted(guide.talking_points, key=lambda each: each.kind is TalkingPointKind.RED_FLAG)
    assert (flag.kind, flag.title) == (TalkingPointKind.RED_FLAG, "got lost in docker")
    assert "docker" not in asked.text
    assert not any("docker" in each.text for each in asked.key_points)


def test_a_line_that_is_the_order_alone_forbids_the_items_below_it() -> None:
    guide = understood(
        "## A hard bug?\n\nI found the leak with heap dumps.\n\nDont say\n- it was luck\n- i guessed\n"
    )
    flags = [each.title for each in guide.talking_points if each.kind is TalkingPointKind.RED_FLAG]
    assert flags == ["it was luck", "i guessed"]
