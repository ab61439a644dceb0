"""What was done on a task so far, out of its turns."""

from __future__ import annotations

from collections.abc import Sequence

from domain.interview import CandidateMessage, MessageKind, Turn
from domain.values import Frozen
from domain.work import HandedIn


class Worked(Frozen):
    """Everything said and handed in to one task, in order.

    `work` is what was handed in last, None where nothing was. `asked` are the candidate's questions before
    that first came; `said` what was said meanwhile, and in answer to what was asked of the work.
    """

    work: HandedIn | None
    asked: tuple[str, ...]
    said: tuple[str, ...]


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
        work=handed[-1] if handed else None,
        asked=tuple(each.text for each in messages[:first] if each.kind is MessageKind.ASK),
        said=tuple(
            each.text
            for each in messages
            if each.kind in (MessageKind.ALOUD, MessageKind.ANSWER) and each.text.strip()
        ),
    )
