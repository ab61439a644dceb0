"""What was done on a task so far, out of its turns."""

from __future__ import annotations

from collections.abc import Sequence

from domain.interview import CandidateMessage, MessageKind, Turn
from domain.values import Frozen
from domain.work import HandedIn


class Worked(Frozen):
    """Everything said and handed in to one task, in order.

    `work` is what was handed in last, None where nothing was. `asked` are the candidate's questions before
    that first came; `said` what was said meanwhile, and in answer to what was asked of the work. `answered`
    are the aims of the follow-ups that were answered, in whatever way.
    """

    work: HandedIn | None
    asked: tuple[str, ...]
    said: tuple[str, ...]
    answered: tuple[str, ...] = ()


def worked(turns: Sequence[Turn], question_id: str, last: CandidateMessage | None = None) -> Worked:
    """What was done on the task `question_id`; `last` is a message that stands in no turn yet."""
    messages = [
        turn.message for turn in turns if turn.question.id == question_id and turn.message is not None
    ]
    if last is not None:
        messages.append(last)
    handed = [each.work for each in messages if each.work is not None]
    first = next((at for at, each in enumerate(messages) if each.work is not None), len(messages))
    return Worked(
        work=_last(handed),
        asked=tuple(each.text for each in messages[:first] if each.kind is MessageKind.ASK),
        said=tuple(
            each.text
            for each in messages
            if each.kind in (MessageKind.ALOUD, MessageKind.ANSWER) and each.text.strip()
        ),
        answered=tuple(
            turn.follow_up.aim
            for turn in turns
            if turn.question.id == question_id and turn.follow_up is not None and is_answered(turn)
        ),
    )


def _last(handed: Sequence[HandedIn]) -> HandedIn | None:
    """What was handed in last; a better version that comes alone leaves the findings as they were."""
    if not handed:
        return None
    last = handed[-1]
    if last.text.strip() or not last.better.strip():
        return last
    before = next((each.text for each in reversed(handed) if each.text.strip()), "")
    return last.model_copy(update={"text": before})


def is_answered(turn: Turn) -> bool:
    """Whether what was said in `turn` answers what was asked."""
    return turn.message is not None and turn.message.kind is MessageKind.ANSWER
