"""A candidate made of the guides, for the demo: good answers, gaps, a slip, a better second try."""

from __future__ import annotations

from app.display.front import Front
from app.display.labels import label
from app.session.candidate import Candidate
from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from domain.interview import Phase, Turn, TurnKind
from domain.work import About, WorkKind
from knowledge.base import KnowledgeBase
from language.figures import written
from language.wording import pick, plain, upper_first
from rounds.coding.snippets import snippets
from rounds.coding.task import task_of
from rounds.design.task import DesignTask, design_of
from rounds.review.task import review_of

_MANNERS = ("whole", "gaps", "slip", "beginning", "whole", "blank", "gaps", "whole")
_MOST_WORDS = 150


class SimulatedCandidate:
    """Answers from the guides themselves; the same seed gives the same interview."""

    measures_time = False
    draft = ""

    def __init__(self, knowledge: KnowledgeBase, seed: int) -> None:
        self._knowledge = knowledge
        self._seed = seed
        self._asked = 0
        self._steps: dict[str, list[str]] = {}

    async def answer(self, turn: Turn) -> str:
        question = turn.question
        if question.phase is Phase.THEIR_QUESTIONS:
            prepared = self._knowledge.of_kind(TalkingPointKind.QUESTION_TO_ASK)
            return " ".join(point.title for point in prepared[:2])
        point = self._knowledge.point(question.talking_point_id)
        if question.work is not None:
            return self._at_task(turn, point)
        if point.stated:
            return point.stated[0].quote
        key_points = point.key_points
        if not key_points:
            return label("not_done_yet", question.language)
        if turn.kind is TurnKind.FOLLOW_UP:
            aim = turn.follow_up.aim if turn.follow_up is not None else ""
            wanted = [kp for kp in key_points if kp.id == aim] or list(key_points[:2])
            return _spoken(wanted)
        self._asked += 1
        return self._first_answer(key_points, question.language)

    async def read_on(self) -> str:
        return ""

    def _at_task(self, turn: Turn, point: TalkingPoint) -> str:
        """Ask, think aloud, write what the guide has, try it, hand it in; each once a task."""
        kind, language = turn.question.work, turn.question.language
        if turn.kind is TurnKind.FOLLOW_UP and (turn.follow_up is None or turn.follow_up.aim != About.BETTER):
            return label("not_sure_of_it", language)
        key = f"{turn.question.id} {turn.kind}"
        if key not in self._steps:
            self._steps[key] = self._steps_at(point, kind, language, better=turn.kind is TurnKind.FOLLOW_UP)
        steps = self._steps[key]
        # Without code the first /done only says so.
        return steps.pop(0) if steps else "/done"

    def _steps_at(
        self, point: TalkingPoint, kind: WorkKind | None, language: str, *, better: bool
    ) -> list[str]:
        raw = self._knowledge.lines_of(point.source.guide)
        match kind:
            case WorkKind.REVIEW:
                task = review_of(point, raw)
                if better:
                    return [_fenced(task.better)] if task.better else []
                return [issue.text for issue in task.issues[::2]]
            case WorkKind.DESIGN:
                return _design_steps(design_of(point, raw))
            case _:
                return _steps(point, language)

    def _first_answer(self, key_points: tuple[KeyPoint, ...], language: str) -> str:
        manner = _MANNERS[(self._asked - 1 + self._seed) % len(_MANNERS)]
        match manner:
            case "whole":
                return _spoken(key_points)
            case "gaps":
                return _spoken(key_points[::2])
            case "beginning":
                return _spoken(key_points[: max(1, len(key_points) // 3)])
            case "slip":
                return _with_a_slip(_spoken(key_points))
            case _:
                return label(pick(("not_sure_of_it", "not_by_heart"), self._seed), language)


class Shown:
    """A candidate whose answers are printed, because nobody types them."""

    measures_time = False
    draft = ""

    def __init__(self, candidate: Candidate, screen: Front) -> None:
        self._candidate = candidate
        self._screen = screen

    async def answer(self, turn: Turn) -> str:
        said = await self._candidate.answer(turn)
        self._screen.answer(said, who=label("simulated", self._screen.language))
        return said

    async def read_on(self) -> str:
        return await self._candidate.read_on()


def _steps(point: TalkingPoint, language: str) -> list[str]:
    """What is said and done at a task, in its order."""
    task = task_of(point)
    code = next((each.text for each in snippets(point.text)), "")
    said = _spoken(task.said)
    written = [_fenced(code), "/run"] if code else []
    return [label("simulated_asks", language), *([said] if said else []), *written, "/done"]


def _design_steps(task: DesignTask) -> list[str]:
    """Half of what must be asked, the guide's drawing, half of its points."""
    names = task.drawn.components
    drawn = [f"[{names[one]}] -> [{names[other]}]" for one, other in task.drawn.arrows]
    return [
        *(each.text if each.text.endswith("?") else f"{each.text}?" for each in task.asks[::2]),
        "/next",
        *(["\n".join(drawn), "/run"] if drawn else []),
        "/next",
        *(["\n".join(each.text for each in task.expected[::2])] if task.expected else []),
    ]


def _fenced(code: str) -> str:
    return f"```\n{code.rstrip()}\n```"


def _spoken(key_points: tuple[KeyPoint, ...] | list[KeyPoint]) -> str:
    sentences: list[str] = []
    words = 0
    for key_point in key_points:
        sentence = upper_first(plain(key_point.text)) + "."
        words += len(sentence.split())
        if sentences and words > _MOST_WORDS:
            break
        sentences.append(sentence)
    return " ".join(sentences)


def _with_a_slip(answer: str) -> str:
    """`answer` with its first figure of two digits or more remembered wrongly."""
    told = [number for number in written(answer) if number.in_digits]
    wrong = next((number for number in told if number.end - number.start >= 2), next(iter(told), None))
    if wrong is None:
        return answer
    return f"{answer[: wrong.start]}{wrong.value + max(3, wrong.value // 3):.10g}{answer[wrong.end :]}"
