"""An old session's answers judged again, within a request or as a job."""

from __future__ import annotations

from typing import Literal, TypeAlias

from app.bootstrap.memory import now
from app.bootstrap.sandbox import open_sandbox
from app.past import rescoring
from app.past.transcript import transcript
from app.users.budget import Budget
from app.users.workspaces import Workspace
from domain.interview import Mode, SessionStatus
from domain.rescoring import Rescoring
from models.account import for_session
from service.holding import guides_opened
from service.problems import UNUSABLE, Problem

Judge: TypeAlias = Literal["service", "draft"]


async def judged_again(
    workspace: Workspace, most_tokens: int | None, session_id: str, judge: Judge
) -> Rescoring:
    """How today's evaluator judges the answers; kept beside what was judged then.

    "draft" is the evaluator without its model. Raises `Problem` for a real interview that is still open,
    `UnknownSession`, `NoGuides`, and `NotToBeJudgedAgain` where its guides are not what they were.
    """
    store = workspace.memory.store
    session = await store.session(session_id)
    if session.status is SessionStatus.OPEN and session.mode is Mode.REAL:
        raise Problem(UNUSABLE, "Verdicts on a real interview may be seen when it is finished.")
    turns = await transcript(store, session_id)
    rescoring.check_judged(session_id, turns)
    opened = await guides_opened(workspace, session)
    budget = Budget(workspace, most_tokens)
    account = await budget.account()
    model = for_session(workspace.models, account).get("evaluator") if judge == "service" else None
    try:
        found = await rescoring.rescore(
            turns,
            opened.knowledge.with_doubts(opened.doubts),
            model,
            now(),
            unmasked=not workspace.settings.mask,
            sandbox=open_sandbox(workspace.settings.common_home),
        )
    finally:
        await budget.count(account.usage.tokens)
    await store.add_rescoring(session_id, found)
    return found
