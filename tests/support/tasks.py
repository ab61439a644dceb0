"""A guide with two tasks to code, and solutions to the first: right, half right, and others."""

from __future__ import annotations

from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind

TEXT = """Challenge: find the places of two numbers that add up to a target. Mind error handling. (15 minutes)
Input: numbers = [2, 7, 11, 15], target = 9
Output: [0, 1]

    def two_sum(numbers, target):
        seen = {}
        for place, number in enumerate(numbers):
            if target - number in seen:
                return [seen[target - number], place]
            seen[number] = place
        return []

    assert two_sum([3, 3], 6) == [0, 1]
    assert two_sum([1, 2], 9) == []

Points to mention:

- A dictionary makes one pass enough
"""
_SOURCE = Source(guide="tasks.md", first_line=1, last_line=20, heading_path=("Coding challenges",))
TWO_SUM = TalkingPoint(
    id="two-sum",
    kind=TalkingPointKind.CODING_CHALLENGE,
    title="Two numbers that add up",
    text=TEXT,
    source=_SOURCE,
    key_points=(
        KeyPoint(
            id="two-sum/0",
            text="A dictionary makes one pass enough",
            weight=1.0,
            origin=KeyPointOrigin.ANSWER,
            source=_SOURCE,
        ),
    ),
)
OTHERWISE = """def places(numbers: list[int], target: int) -> list[int]:
    for at, number in enumerate(numbers):
        for before in range(at):
            if number + numbers[before] == target:
                return [before, at]
    return []
"""
"""Right, by another algorithm."""
WRONG = OTHERWISE.replace("[before, at]", "[at, before]")
BROKEN = "def places(numbers, target):\n    return [\n"
