"""The follow-up prober: one more question, at the weightiest thing the answer left out, or one further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agents.aloud import Say, led_by
from agents.beside_the_loop import beside_the_loop
from agents.follow_up_prober import refine
from agents.follow_up_prober.aims import part_of_story, tells_nothing_done
from agents.follow_up_prober.by_question import asks_for_no_story
from agents.follow_up_prober.clauses import keys
from agents.follow_up_prober.drafting import Asked, drafted
from agents.follow_up_prober.listening import Heard, agrees, evades, listen
from agents.follow_up_prober.policy import (
    GOOD_ENOUGH,
    IN_PART,
    MARKS,
    Circumstances,
    Target,
    Weakness,
    after_no,
    never_did,
    not_caught,
    since_led_back,
    still_open,
    weakness,
)
from agents.follow_up_prober.sparing import agreed, ends_untold, spared
from agents.follow_up_prober.stretching import another_case, can_go_further, stretch
from agents.sayings import options, toned_key
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase, Question
from domain.rounds import Tone
from domain.verdict import FlagKind, Label, Provenance, Verdict
from knowledge import lenses
from knowledge.base import KnowledgeBase
from knowledge.projects import project_of
from language.taken_back import as_it_stands
from language.wording import pick
from models.language_model import LanguageModel
from telemetry import watching

_NO_INTRODUCTION = frozenset(
    {FlagKind.QUESTION_COPIED, FlagKind.INSTRUCTION, FlagKind.KEYWORD_SOUP, FlagKind.OTHER_ANSWER}
)
_GENTLY = frozenset(
    {
        Target.NOT_CAUGHT,
        Target.EASIER_WAY_IN,
        Target.NEVER_DID,
        Target.OTHER_LANGUAGE,
        Target.BACK_TO_QUESTION,
    }
)
_FEW_POINTS = 2
"""A story that is told in no more key points has several things in each."""
_OF_THIS, _OF_FEW = 3, 2
"""So many of the guide's words in an answer, or in one of a few words, are no chance: it is about this."""
_TRIES = 4
"""So many things that were left out are looked at for one that is worth asking about."""


def aim(
    verdict: Verdict,
    question: Question,
    earlier: Sequence[FollowUp],
    *,
    answers: Sequence[str] = (),
    point: TalkingPoint | None = None,
    further: bool = False,
    guide: Sequence[str] = (),
    recent: Sequence[str] = (),
    good_enough: float = GOOD_ENOUGH,
    has_word: Callable[[str], bool] | None = None,
) -> Weakness | None:
    """What a follow-up should dig at, None where the answer needs none.

    `answers` are those to this question so far, `point` what it stands on, `guide` the guides' texts, if
    known, `recent` the words of the follow-ups before, oldest first. `further` lets a strong answer be taken
    further; from `good_enough` on nothing is dug for; `has_word` tells what is a word at all. Where nothing
    is worth asking of one thing, the next is looked at.
    """
    question = _as_asked(question, point)
    answers = as_it_stands(answers)
    heard = listen(answers, question.language, question.text, has_word)
    tried = frozenset(before.aim for before in earlier)
    if heard.is_noise or heard.told_before or heard.never_did or _is_a_bare_no(heard, verdict):
        return _without_digging(heard, answers, question, tried, earlier)
    if point is not None and point.kind is TalkingPointKind.CONTRADICTION:
        return _doubt(point, answers, tried, question)
    known = _known(verdict, question, point, heard, answers, earlier, guide, good_enough)
    # Whoever was asked for the other language has not been asked about the answer yet.
    first = all(before.aim == MARKS[Target.OTHER_LANGUAGE] for before in earlier)
    asking = _Asking(verdict, question, answers, point, earlier, recent)
    found = asking.first_of(
        lambda known: _weakest(verdict, question, answers, heard, known, first=first), known
    )
    # Who had to be asked before has said enough.
    if found is not None or earlier or point is None or heard.nothing_more or not further:
        return found
    return _beyond(asking, point, heard, known)


def _beyond(asking: _Asking, point: TalkingPoint, heard: Heard, known: Circumstances) -> Weakness | None:
    """What a strong answer is asked next: what was left out goes before what lies beyond the guide."""
    verdict, question = asking.verdict, asking.question
    if can_go_further(verdict, question, point) and (
        left := asking.first_of(lambda known: still_open(verdict, known), known)
    ):
        return left
    further = stretch(verdict, question, point, "\n".join(asking.answers), heard)
    return asking.first_of(lambda _: further, known)


class _Asking(NamedTuple):
    """What is known where it is decided whether there is anything worth asking."""

    verdict: Verdict
    question: Question
    answers: Sequence[str]
    point: TalkingPoint | None
    earlier: Sequence[FollowUp]
    recent: Sequence[str]

    def first_of(
        self, weakest: Callable[[Circumstances], Weakness | None], known: Circumstances
    ) -> Weakness | None:
        """The first of the weaknesses that `weakest` finds, in turn, that has words worth saying."""
        for _ in range(_TRIES):
            found = weakest(known)
            if found is None or self._has_words(found):
                return found
            if found.key_point is None:
                return None
            known = known._replace(spared=known.spared | {found.key_point.id})
        return None

    def _has_words(self, found: Weakness) -> bool:
        if self.point is None or not self.answers:
            return True
        asked = Asked(
            self.question, "\n".join(since_led_back(self.answers, self.earlier)), self.verdict, self.point
        )
        return bool(drafted(found, asked, self.earlier, self.recent, seed=0))


def _known(
    verdict: Verdict,
    question: Question,
    point: TalkingPoint | None,
    heard: Heard,
    answers: Sequence[str],
    earlier: Sequence[FollowUp],
    guide: Sequence[str],
    good_enough: float,
) -> Circumstances:
    tried = frozenset(before.aim for before in earlier)
    again = _worth_asking_twice(question, verdict, earlier)
    # What was told of something else has neither deeds nor an end of this story.
    to_it = since_led_back(answers, earlier)
    to_it = answers if _shares(answers[: len(answers) - len(to_it)], question, point) else to_it
    return Circumstances(
        tried,
        spared(verdict, question, point, tried - again, heard, answers),
        agreed(verdict, point, guide, question.language),
        _deeds_untold(question, point, to_it),
        ends_untold(question, point, to_it, verdict),
        again,
        _is_told_elsewhere(verdict, point),
        heard.nothing_more,
        _shares(answers[-1:], question, point),
        question.language,
        good_enough,
    )


def _shares(answers: Sequence[str], question: Question, point: TalkingPoint | None) -> bool:
    """Whether `answers` have several words of the guide's answer that do not stand in the question."""
    if point is None:
        return False
    guide = keys("\n".join((point.title, point.text)), question.language)
    own = keys("\n".join(answers), question.language) - keys(question.text, question.language)
    shared = len(own & guide)
    # Of a few words half is as much.
    return shared >= _OF_THIS or (shared >= _OF_FEW and 2 * shared >= len(own))


def _is_a_bare_no(heard: Heard, verdict: Verdict) -> bool:
    return heard.says_no and not verdict.labelled(Label.COVERED, Label.PARTLY)


def _without_digging(
    heard: Heard,
    answers: Sequence[str],
    question: Question,
    tried: frozenset[str],
    earlier: Sequence[FollowUp],
) -> Weakness | None:
    """What is asked of "asdf" and of a bare no; whoever has told it already is not asked for it again."""
    if heard.is_noise:
        return not_caught(question.phase, tried)
    if heard.never_did:
        return never_did(question.phase, tried)
    if heard.told_before or earlier:
        return None
    language = question.language
    return after_no(question.text, question.phase, tried, language, agrees=agrees(answers[-1], language))


def _deeds_untold(question: Question, point: TalkingPoint | None, answers: Sequence[str]) -> frozenset[str]:
    """The key points that tell what was done in the story of `point`; none where the answer tells a deed."""
    if point is None or question.phase is not Phase.STORY:
        return frozenset()
    if not tells_nothing_done("\n".join(answers), question.language):
        return frozenset()
    return frozenset(each.id for each in point.key_points if part_of_story(each, point) is None)


def _worth_asking_twice(question: Question, verdict: Verdict, earlier: Sequence[FollowUp]) -> frozenset[str]:
    """The key points asked for once that tell a story whole, or half of one: that is more than one thing."""
    points = {judged.key_point.id for judged in verdict.key_points}
    if question.phase is not Phase.STORY or len(points) > _FEW_POINTS:
        return frozenset()
    asked = Counter(follow_up.aim for follow_up in earlier)
    return frozenset(each for each in points if asked[each] == 1)


def _as_asked(question: Question, point: TalkingPoint | None) -> Question:
    """`question` as it is asked, whenever it is asked for.

    What pitches a project is no introduction, and "Why QLoRA?" no story, under whatever heading it stands.
    """
    if point is None:
        return question
    pitches = question.phase is Phase.OPENING and bool(project_of(point))
    tells_none = question.phase is Phase.STORY and point.kind is not TalkingPointKind.STAR_STORY
    if pitches or (tells_none and asks_for_no_story(question)):
        return question.model_copy(update={"phase": Phase.TECHNICAL})
    return question


def _weakest(
    verdict: Verdict,
    question: Question,
    answers: Sequence[str],
    heard: Heard,
    known: Circumstances,
    *,
    first: bool,
) -> Weakness | None:
    """What is weakest; whoever has told another case than was asked for is taken up on it, once."""
    found = _of_a_pitch(weakness(verdict, question.phase, known=known), verdict, question, known.tried)
    if found is not None and found.target is Target.BACK_TO_QUESTION:
        # What was taken up once was an answer: nobody is led back from it to the question.
        case = None if _is_another_answer(verdict) else another_case(question, answers, heard)
        return (case or found) if first else None
    return found


def _is_another_answer(verdict: Verdict) -> bool:
    """Whether what was told is the guides' answer to another question, and no case of one's own."""
    return any(flag.kind is FlagKind.OTHER_ANSWER for flag in verdict.flags)


def _is_told_elsewhere(verdict: Verdict, point: TalkingPoint | None) -> bool:
    """Whether another question's answer was told, and not another story that would do as well."""
    own = {key_point.id for key_point in point.key_points} if point is not None else set()
    held = all(judged.key_point.id in own for judged in verdict.key_points)
    return point is not None and held and _is_another_answer(verdict)


def _of_a_pitch(
    found: Weakness | None, verdict: Verdict, question: Question, tried: frozenset[str]
) -> Weakness | None:
    """`found`; whoever introduces himself otherwise than the guide does is not told that it is no answer."""
    if found is None or found.target is not Target.BACK_TO_QUESTION or question.phase is not Phase.OPENING:
        return found
    if not any(flag.kind in _NO_INTRODUCTION for flag in verdict.flags):
        easier = Weakness(target=Target.EASIER_WAY_IN, why="little of the pitch was told")
        return easier if MARKS[Target.EASIER_WAY_IN] not in tried else None
    return found


def _doubt(
    point: TalkingPoint, answers: Sequence[str], tried: frozenset[str], question: Question
) -> Weakness | None:
    """The one reaction to an answer that goes round what the guides tell in two ways."""
    evaded = bool(answers) and evades(point, "\n".join(answers), question.language, question.text)
    if not evaded or MARKS[Target.CONTRADICTION] in tried or question.phase is Phase.THEIR_QUESTIONS:
        return None
    return Weakness(target=Target.CONTRADICTION, why="neither version was told")


@watching.agent("follow_up_prober")
async def probe(
    target: Weakness,
    question: Question,
    answer: str,
    verdict: Verdict,
    knowledge: KnowledgeBase,
    *,
    earlier: Sequence[FollowUp] = (),
    recent: Sequence[str] = (),
    seed: int,
    most: int = 2,
    tone: Tone = Tone.EVEN,
    model: LanguageModel | None = None,
    say: Say | None = None,
) -> FollowUp:
    """The follow-up at `target`, grounded on the talking point and on what the index has beside it.

    `earlier` are this question's follow-ups, of which there may be `most`, `recent` the words of those
    before, oldest first. The words that the `tone` puts before it are no model's, and stand from the start.
    """
    point = knowledge.point(question.talking_point_id)
    question = _as_asked(question, point)
    point = _with_hooks(point, question.phase, target, knowledge)
    before = [follow_up.text for follow_up in earlier]
    (answer,) = as_it_stands([answer])
    asked = Asked(question, answer, verdict, point)
    seeded = (seed, question.id, len(earlier))
    text = await beside_the_loop(drafted, target, asked, earlier, recent, seeded) or _anything_else(question)
    lead = _lead(tone, target, question, len(earlier), seed)
    provenance = Provenance(agent="follow_up_prober", index_version=knowledge.version)
    # A follow-up at the answer as a whole keeps no point secret, and its plain words are right as they are.
    if model is not None and target.key_point is not None:
        worded = await refine.phrase(
            text, question, answer, target.key_point.text, model, led_by(lead, say), asked=before, tone=tone
        )
        text, provenance = worded.value, worded.made(provenance)
    sources = _sources(target, question)
    made = FollowUp(text=text, aim=_mark(target), why=target.why, sources=sources, provenance=provenance)
    return made.model_copy(update={"lead": lead, "most": most})


def _anything_else(question: Question) -> str:
    """What is asked where `aim` found something and, with more known since, no words are left for it."""
    return options("follow_up_prober", question.language, "beside.beside")[-1]


def _lead(tone: Tone, target: Weakness, question: Question, earlier: int, seed: int) -> str:
    """What the tone says before a follow-up; nothing in an even one."""
    # Whoever found nothing to say is not pressed, nor whoever is brought back to the question.
    digs = target.target not in _GENTLY
    if tone is Tone.EVEN or not digs:
        return ""
    leads = options("follow_up_prober", question.language, toned_key("lead", tone))
    start = pick(range(len(leads)), seed, question.id)
    return leads[(start + earlier) % len(leads)]


def _with_hooks(
    point: TalkingPoint, phase: Phase, target: Weakness, knowledge: KnowledgeBase
) -> TalkingPoint:
    """`point` with the follow-ups that the guides expect beside it, its own first."""
    # An introduction is near everything, so what is near it says nothing. To what was not said at all only
    # the question's own lead.
    if point.follow_up_hooks or target.target not in IN_PART or target.key_point is None:
        return point
    if phase is Phase.OPENING:
        return point
    beside = lenses.for_prober(knowledge, point, target.key_point.text, k=3)
    hooks = tuple(
        hook
        for passage in beside
        if passage.source.guide == point.source.guide
        for hook in knowledge.point(passage.talking_point_id).follow_up_hooks
    )
    return point.model_copy(update={"follow_up_hooks": hooks[:2]})


def _mark(target: Weakness) -> str:
    """What later follow-ups know this one by, so that none digs twice at the same place."""
    if target.key_point is not None:
        return target.key_point.id
    if target.figure is not None:
        return target.figure.said.quote
    return MARKS.get(target.target, MARKS[Target.BACK_TO_QUESTION])


def _sources(target: Weakness, question: Question) -> tuple[Source, ...]:
    if target.key_point is not None:
        return (target.key_point.source,)
    if target.figure is not None and target.figure.source is not None:
        return (target.figure.source,)
    return question.sources[:1]
