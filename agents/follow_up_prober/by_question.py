"""What the question itself calls for next, whatever is open: reasons weighed, a story's end, a first step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import Aim, tells_a_deed
from agents.follow_up_prober.fixed import fixed_part
from agents.follow_up_prober.kinds import kind_of
from agents.follow_up_prober.said import Said
from agents.follow_up_prober.topics import reveals
from agents.sayings import spoken, wordings
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import ENGLISH, Phase, Question
from knowledge.stories import asks_for_story

_DONE_SO_FAR = 1
"""Which of the wordings for a concern asks for what was done about it."""
_SHOWN = 2
"""Which of them asks where it was shown."""
_WEIGHS_MOST = 1
"""Which of the wordings for reasons asks for the weightiest."""
_LAST = 2
"""So many key points at the end of a story may tell how it ended, whatever they look like."""


def called_for(aim: Aim, missing: KeyPoint, point: TalkingPoint, said: Said) -> str | None:
    """The follow-up that the question calls for where `missing`, of the kind `aim`, is open; None if none.

    These fit whatever was answered, and no step, place or proof does.
    """
    if is_of_a_mistake(said.question, said.language):
        return _of_a_mistake(missing, said)
    if said.phase is Phase.STORY:
        return (
            _for_its_end(missing, said)
            if aim is Aim.OUTCOME or missing in point.key_points[-_LAST:]
            else None
        )
    if said.phase is Phase.OPENING or kind_of(said.question, said.language) is not None:
        return None
    asked = said.question.strip()
    if is_of_a_calling(said):
        left = discreet(said.options("plain.calling"), missing, said)
        return said.choice.of(left) if left else ""
    for listened, asks in (("why_question", for_reasons(said)), ("proposal", said.options("ask.proposal"))):
        if cues.pattern(said.language, listened).search(asked):
            left = discreet(asks, missing, said)
            return said.choice.of(left) if left else None
    return None


def for_reasons(said: Said) -> tuple[str, ...]:
    """What is asked of reasons; which of them weighs most only where there are several."""
    known = said.options("ask.for_reasons")
    several = len(cues.pattern(said.language, "reasons").findall(said.answer)) > 1
    return known if several else tuple(each for at, each in enumerate(known) if at != _WEIGHS_MOST) or known


def asks_for_no_story(question: Question) -> bool:
    """Whether `question` is for reasons, or for how something is done: nothing happened there."""
    asked = question.text.strip()
    if cues.pattern(question.language, "why_question").search(asked):
        return True
    usual = cues.pattern(question.language, "procedure").search(asked)
    done = cues.pattern(question.language, "asked_of_deeds").search(asked)
    return usual is not None and done is None and not asks_for_story(asked)


def is_of_a_calling(said: Said) -> bool:
    """Whether the question why is answered by what somebody is and likes, and weighs no two ways."""
    asked = said.question.strip()
    why = cues.pattern(said.language, "why_question").search(asked)
    weighs = cues.pattern(said.language, "compares").search(asked)
    personal = cues.pattern(said.language, "personal").search(said.answer)
    motive = cues.pattern(said.language, "of_a_motive").search(asked)
    return why is not None and weighs is None and (personal is not None or motive is not None)


def asks_for_experience(said: Said) -> bool:
    """Whether the question is what one has worked with: by its words, or as a line of a job ad is asked."""
    if cues.pattern(said.language, "experience").search(said.question):
        return True
    return any(each in said.question for each in _of_a_job_ad(spoken(said.language)))


def asks_for_the_last_time(said: Said) -> bool:
    """Whether a line of a job ad is asked for by when one did it last: what is told then is a case."""
    *_, last = wordings("interviewer", spoken(said.language))["requirement.line"]
    return fixed_part(last) in said.question


@cache
def _of_a_job_ad(language: str) -> tuple[str, ...]:
    known = wordings("interviewer", language)
    return tuple(fixed_part(each) for key in ("requirement.named", "requirement.line") for each in known[key])


def of_a_concern(said: Said) -> tuple[str, ...]:
    """What is asked of who is doubted: who told what they did about it is not asked what they did."""
    known = said.options("ask.concern")
    told = tells_a_deed(said.answer, said.language)
    lacks = admits_a_lack(said)
    return (
        tuple(
            each
            for at, each in enumerate(known)
            # Who admits to lack it has shown it nowhere.
            if (at == _DONE_SO_FAR) is not told and not (at == _SHOWN and lacks)
        )
        or known
    )


def admits_a_lack(said: Said) -> bool:
    """Whether the last that was said admits that one has not done, or hardly knows, what was asked for."""
    return cues.pattern(said.language, "lacks").search(said.answer) is not None


def is_of_a_thing(said: Said) -> bool:
    """Whether the question is for a thing that somebody made or runs: it has no last time."""
    return cues.pattern(said.language, "of_a_thing").search(said.question.strip()) is not None


def is_of_a_mistake(question: str, language: str) -> bool:
    """Whether `question` is for something that the candidate did wrong."""
    return cues.pattern(language, "of_a_mistake").search(question) is not None


def _of_a_mistake(missing: KeyPoint, said: Said) -> str | None:
    """What a mistake has changed, then how it ended, then how it came out; None where all was asked."""
    since = () if tells_what_changed(said) else said.options("ask.since")
    ended = said.ended
    for asks in (since, () if ended else said.options(f"ask.{Aim.OUTCOME}"), said.options("ask.mistake")):
        if asks and all(map(said.choice.is_new, asks)) and (left := discreet(asks, missing, said)):
            return said.choice.of(left)
    return None


def tells_what_changed(said: Said) -> bool:
    listened = (f"aims.{Aim.LEARNT}", "changed_since")
    return any(cues.pattern(said.language, each).search(said.answer) for each in listened)


def _for_its_end(missing: KeyPoint, said: Said) -> str | None:
    """How a story ended, where that is what is open; what was taken away from it, where an end was told."""
    asks = unless_told(Aim.LEARNT, said) if said.ended else said.options(f"ask.{Aim.OUTCOME}")
    left = discreet(asks, missing, said) if all(map(said.choice.is_new, asks)) else []
    return said.choice.of(left) if left else None


def unless_told(aim: Aim, said: Said) -> tuple[str, ...]:
    """What asks for `aim`; nothing where the answer has something of that kind, or it was asked for.

    Who says what is done otherwise since has told what was learnt.
    """
    asks = said.options(f"ask.{aim}")
    told = (
        tells_what_changed(said)
        if aim is Aim.LEARNT
        else cues.pattern(said.language, f"aims.{aim}").search(said.answer) is not None
    )
    return () if told or not all(map(said.choice.is_new, asks)) else asks


def is_supposed(said: Said) -> bool:
    """Whether the question is what one would do: nobody did anything there yet.

    When one would, or which of two, is a judgement, and no plan that could go wrong.
    """
    if cues.pattern(said.language, "of_judgement").search(said.question.strip()):
        return False
    supposing = cues.pattern(said.language, "hypothetical").search(said.question)
    # Who is asked what they do, and says what they would, has not done it.
    would = cues.pattern(said.language, "procedure").search(said.question) and _would(said)
    return said.phase is Phase.DESIGN or supposing is not None or bool(would)


def _would(said: Said) -> bool:
    """Whether an answer says what one would do, and nothing that was done."""
    would = cues.pattern(said.language, "would").search(said.answer)
    return would is not None and not tells_a_deed(said.answer, said.language)


def was_done(said: Said) -> bool:
    """Whether the question is what somebody did, and not how they usually do it or would."""
    asked = cues.pattern(said.language, "asked_of_deeds").search(said.question.strip())
    return not is_supposed(said) and (asked is not None or asks_for_story(said.question))


def was_once(words: str, said: Said) -> bool:
    """Whether `words` tell what was done once, which has no practice that one could go through.

    In other languages than English a verb does not always tell, and the question does.
    """
    if said.phase is Phase.STORY:
        return True
    done = any(cues.pattern(said.language, each).search(words) for each in ("did", "decided"))
    return done and (said.language == ENGLISH or was_done(said))


def discreet(asks: Sequence[str], missing: KeyPoint, said: Said) -> list[str]:
    """Those of `asks` that this question has not had, and that reveal nothing of `missing`."""
    return [
        ask
        for ask in asks
        if said.choice.is_new(ask) and not reveals(ask, missing.text, said.known, said.language)
    ]
