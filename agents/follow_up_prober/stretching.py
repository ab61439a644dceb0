"""What a strong answer is asked next, and that it costs the candidate nothing."""

from __future__ import annotations

from collections.abc import Sequence

from agents.follow_up_prober import cues
from agents.follow_up_prober.clauses import keys
from agents.follow_up_prober.kinds import kind_of
from agents.follow_up_prober.listening import Heard
from agents.follow_up_prober.policy import MARKS, Target, Weakness
from agents.follow_up_prober.things import thing_in
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase, Question
from domain.verdict import LEAST, Band, Verdict
from knowledge.projects import project_of
from knowledge.stories import asks_for_story
from language.sentences import count_words
from language.wording import as_question, is_asked, plain

_IN = frozenset({Phase.STORY, Phase.TECHNICAL, Phase.DESIGN, Phase.CONCERN})
_NOT_FOR = frozenset({TalkingPointKind.PITCH, TalkingPointKind.FACT, TalkingPointKind.RED_FLAG})
_A_CASE = 30
"""So many words with something done in them tell a case."""
_ANSWERED = 0.7
"""A hook is answered already where this share of its words stands in the answer."""


def can_go_further(verdict: Verdict, question: Question, point: TalkingPoint) -> bool:
    """Whether an answer is strong, and to a question that has a further one: a pitch and facts have none."""
    if question.phase not in _IN or verdict.red_flags or (point.kind in _NOT_FOR and not project_of(point)):
        return False
    return verdict.score is not None and verdict.score.value >= LEAST[Band.SOLID]


def stretch(
    verdict: Verdict, question: Question, point: TalkingPoint, answer: str, heard: Heard
) -> Weakness | None:
    """The one question further that a strong answer gets, None where there is nothing to take up.

    For answers in which nothing weighty is open.
    """
    if not can_go_further(verdict, question, point):
        return None
    if not (
        hooks_left(point, answer, question.language)
        or kind_of(question.text, question.language)
        or thing_in(answer, question.text, heard, question.language)
        or _asks_for_a_way(question)
    ):
        return None
    return Weakness(target=Target.STRETCH, why="stretch: nothing weighty is open")


def _asks_for_a_way(question: Question) -> bool:
    """Whether one was asked how, or why, one does something: what else can always be asked of that."""
    text = question.text.strip()
    return any(cues.pattern(question.language, key).search(text) for key in ("procedure", "why_question"))


def another_case(question: Question, answers: Sequence[str], heard: Heard) -> Weakness | None:
    """A question at a case of the candidate's own that the guide does not have; None where none was told.

    Who is asked for any case may tell another one than was prepared: it is no way round the question.
    """
    answer = "\n".join(answers)
    if question.phase is not Phase.STORY or not asks_for_story(question.text):
        return None
    if count_words(answer) < _A_CASE or not cues.pattern(question.language, "did").search(answer):
        return None
    thing = thing_in(answer, question.text, heard, question.language)
    return Weakness(target=Target.STRETCH, why="another case than the guide's was told") if thing else None


def hooks_left(point: TalkingPoint, answer: str, language: str) -> list[str]:
    """The follow-ups that the guide expects and the answer has not met, as they are asked."""
    said = keys(answer, language)
    hooks = [as_question(plain(hook)) for hook in point.follow_up_hooks]
    # What stands under "follow-ups" may be something to do: "Thank them by e-mail".
    return [
        hook
        for hook in hooks
        if is_asked(hook) and len(keys(hook, language) & said) < _ANSWERED * (len(keys(hook, language)) or 1)
    ]


def is_stretch(follow_up: FollowUp) -> bool:
    """Whether `follow_up` only took a strong answer further, and nothing had been left out."""
    return follow_up.aim == MARKS[Target.STRETCH]


def unhurt(before: Verdict, after: Verdict) -> Verdict:
    """The verdict after a stretching question was answered: never a lower one than before it.

    `before` is on the answers until then, `after` on all of them. What the guides say not to say counts in
    every answer.
    """
    if before.score is None or (after.score is not None and after.score.value >= before.score.value):
        return after
    return before.model_copy(update={"red_flags": after.red_flags})
