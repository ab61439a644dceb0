"""Tasks of each kind, and solutions to the one to code: right, half right, and others."""

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

REVIEW_TEXT = """Look at this before it is merged.

    def log_in(name, password, seen=[]):
        print(name, password)  # the password leaks!
        seen.append(name)
        return True

Issues:

- [critical] The password is printed
- [minor] A list as a default is shared by all calls

Better:

    def log_in(name, password, seen=None):
        seen = [] if seen is None else seen
        seen.append(name)
        return True
"""
LOG_IN = TalkingPoint(
    id="log-in",
    kind=TalkingPointKind.CODE_REVIEW,
    title="A log-in",
    text=REVIEW_TEXT,
    source=Source(guide="tasks.md", first_line=30, last_line=60, heading_path=("Code review",)),
)
DESIGN_TEXT = """Design a service that makes a photo's thumbnails.

**1. Requirements** (3 min):

- How many photos a day? (two million)
- How soon must a thumbnail be there?

**2. High level** (5 min):

    [Client] -> [Upload API] -> [Queue] -> [Workers] -> [Object storage]

**3. Detail** (6 min):

- Workers read from the queue and are as many as it is long
- Thumbnails are stored under the digest of the photo

**Trade-offs**:

- Sizes are made at once and not when they are asked for, which costs storage

**4. Scaling to ten times the users** (4 min):

- The queue takes the peaks and workers are added
"""
THUMBNAILS = TalkingPoint(
    id="thumbnails",
    kind=TalkingPointKind.SYSTEM_DESIGN,
    title="Design a thumbnail service",
    text=DESIGN_TEXT,
    source=Source(guide="tasks.md", first_line=70, last_line=100, heading_path=("System design",)),
)
