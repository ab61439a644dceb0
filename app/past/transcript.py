"""A session's transcript, whole and question by question."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.work import judging as of_work
from app.display.worked import sheets_of
from domain.interview import IN_OWN_WORDS, FollowUp, MessageKind, Question, Turn
from domain.report import Advice
from domain.spoken import Spoken
from domain.turns import asked_as, final_turns
from domain.values import Frozen
from domain.verdict import Verdict
from domain.worked import is_answered, worked
from memory.store import SessionStore


class Asked(Frozen):
    """A question with everything that was said to it.

    `turns` are all of it, also where it was asked again; `answers` are the candidate's answers to the asking
    that counts, in order, follow-ups included; `judged` is the number of the turn that holds the final
    verdict, 0 where the question was never judged.
    """

    question: Question
    turns: tuple[Turn, ...]
    answers: tuple[str, ...]
    judged: int = 0
    verdict: Verdict | None = None
    advice: Advice | None = None

    @property
    def answer(self) -> str:
        """The answers as the evaluator reads them."""
        return "\n".join(self.answers)

    @property
    def in_turns(self) -> list[tuple[list[str], list[FollowUp]]]:
        """For each answer in turn it and those before it, and the follow-ups till then; one without any."""
        answers: list[str] = []
        follow_ups: list[FollowUp] = []
        found: list[tuple[list[str], list[FollowUp]]] = []
        for turn in asked_as(self.turns, self.judged or self.turns[-1].number):
            follow_ups += [turn.follow_up] if turn.follow_up is not None else []
            if is_answered(turn) and turn.message:
                answers.append(turn.message.text)
                found.append((list(answers), list(follow_ups)))
        return found or [([], [])]

    @property
    def seconds(self) -> float | None:
        """The time the judged answer took, None where it is not known."""
        return next(
            (turn.message.seconds for turn in reversed(self.turns) if is_answered(turn) and turn.message),
            None,
        )


async def transcript(store: SessionStore, session_id: str) -> list[Turn]:
    """The turns of a session, with what was said last even where nothing was done with it yet."""
    turns = await store.turns(session_id)
    if turns and turns[-1].message is None:
        kept = await store.kept_message(session_id, turns[-1].number)
        turns[-1] = turns[-1].model_copy(update={"message": kept})
    return turns


def by_question(turns: Sequence[Turn]) -> list[Asked]:
    """The questions of a transcript, in the order in which they were asked."""
    finals = {turn.question.id: turn for turn in final_turns(turns)}
    grouped: dict[str, list[Turn]] = {}
    for turn in turns:
        grouped.setdefault(turn.question.id, []).append(turn)
    return [_asked(group, finals.get(name)) for name, group in grouped.items()]


def _asked(turns: Sequence[Turn], final: Turn | None) -> Asked:
    return Asked(
        question=turns[0].question,
        turns=tuple(turns),
        answers=_answers(asked_as(turns, final.number if final is not None else turns[-1].number)),
        judged=final.number if final is not None else 0,
        verdict=final.verdict if final is not None else None,
        advice=final.advice if final is not None else None,
    )


def _answers(turns: Sequence[Turn]) -> tuple[str, ...]:
    """What was said to a question, as the evaluator read it: at a task, what was thought aloud as well."""
    if turns[0].question.work is not None:
        said = of_work.said_of(turns[0].question.work, worked(turns, turns[0].question.id))
        return (said,) if said.strip() else ()
    return tuple(turn.message.text for turn in turns if is_answered(turn) and turn.message)


def said(turn: Turn, *, work: bool = True) -> str:
    """What the candidate said in `turn` as it is shown.

    A command of the interface stands there by its name, in brackets where it was asked for in other words;
    so does what was said beside the answer. The code that was handed in follows, but for `work`.
    """
    message = turn.message
    if message is None:
        return ""
    command = f"/{message.kind.value}"
    if message.words:
        command = f"{message.words} ({command})"
    main = message.text if message.kind in IN_OWN_WORDS else command
    code: list[str] = []
    if work and message.work is not None:
        code = [line for sheet in sheets_of(message.work, turn.question.language) for line in sheet]
    return "\n".join([*(f"({each})" for each in message.aside), *([main] if main or not code else []), *code])


def spoken_in(turns: Sequence[Turn]) -> tuple[Spoken, ...]:
    """How the answers of a transcript were spoken, those that were."""
    messages = [turn.message for turn in turns if turn.message is not None]
    return tuple(
        each.spoken for each in messages if each.spoken is not None and each.kind is MessageKind.ANSWER
    )


def score_of(verdict: Verdict | None) -> float | None:
    """The score of a verdict, 0 to 1; None where there is none."""
    return None if verdict is None or verdict.score is None else verdict.score.value


def mean(scores: Sequence[float | None]) -> float | None:
    """The mean of the scores that there are, None where there is none."""
    there = [score for score in scores if score is not None]
    return sum(there) / len(there) if there else None
