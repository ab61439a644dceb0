"""A question that goes into words of the answer, which may say what is open, or half of it, or deny it."""

from __future__ import annotations

from collections.abc import Sequence

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import (
    Aim,
    is_telling,
    tells_an_end,
)
from agents.follow_up_prober.anchors import (
    Place,
    is_denied,
    sentence_of,
)
from agents.follow_up_prober.by_kind import aim_in, of_its_kind
from agents.follow_up_prober.by_question import (
    discreet,
    of_a_concern,
    was_once,
)
from agents.follow_up_prober.clauses import keys
from agents.follow_up_prober.kinds import kind_of
from agents.follow_up_prober.plain import Shape, plain_asks, shape_of, tells_little
from agents.follow_up_prober.said import Said
from agents.follow_up_prober.sayable import is_deed, is_own
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Phase
from language.figures import states_a_measure, values
from language.wording import pick

_OF_DEEDS = frozenset({Aim.PROOF, Aim.OUTCOME, Aim.RECORD, Aim.REASON, Aim.TRADE_OFF})
_A_NUMBER = 10
"""From here on a bare number is a figure that one may be asked about."""
OF_A_HEADING = frozenset({Aim.FAILURE, Aim.EXCEPTION, Aim.REASON, Aim.TRADE_OFF, Aim.MEASURE})
"""What can be asked of a thing that is named, whatever was said of it."""
_TRIFLE = 2
"""So few words that carry meaning tell nothing that could be weighed: "I ask whoever wrote it"."""
_TELLS = 3
"""Words that carry meaning, from which on a clause that says no deed tells of something."""


def into_a_doubt(words: str, said: Said) -> str:
    """What speaks for `words`, which may deny what is open: nothing else tells whether they do."""
    if said.phase is Phase.OPENING or not words or not said.is_new(words):
        return ""
    return said.about(words, said.of("doubted_then" if was_once(words, said) else "doubted"))


def into(words: str, missing: KeyPoint, point: TalkingPoint, said: Said, *, quoting: bool) -> str:
    """A question that goes into `words`, which may say `missing`, or say half of it.

    `quoting` says that they are what was heard of it, and said back with a plain question as well.
    """
    aim = aim_in(missing, point, said)
    # Where the candidate is doubted, what speaks for them is asked, and no plan is held against them.
    if said.phase is Phase.CONCERN and (asks := discreet(of_a_concern(said), missing, said)):
        return said.choice.of(asks)
    if _goes_deeper(aim, words, missing, point, said):
        asks = [said.about(words, each) for each in said.options(f"deeper.{aim}")]
        if left := discreet(asks, missing, said):
            return said.choice.of(left)
    kind = kind_of(said.question, said.language)
    asked_of_it = kind is not None or (aim in OF_A_HEADING and suits(aim, words, said.language, said.answer))
    ask = of_its_kind(missing, point, said) if asked_of_it else None
    # What every interview asks next stands alone, and is not about a piece of the answer.
    if ask is not None and kind is not None:
        return ask
    if ask is not None:
        return said.about(words, pick(said.options("quoted"), said.seed, ask), ask)
    # A thing that is so was not done by anybody: one can only ask to hear more.
    if not is_own(words, said.language):
        return "" if said.is_settled else said.about(words, said.options("unsure")[0])
    if wish := of_a_wish(words, missing, said):
        return wish
    fitting_it = _fitting(words, missing, said)
    usual = shape_of(said) in (Shape.USUAL, Shape.PLAN)
    if fitting_it == "unsure" and usual and (plain := plain_asks(said, missing, aim)):
        return _plainly_into(words, plain, said, quoting=quoting)
    # "Tell me more" is for who told little.
    return "" if fitting_it == "unsure" and said.is_settled else said.about(words, said.of(fitting_it, words))


def _plainly_into(words: str, plain: Sequence[str], said: Said, *, quoting: bool) -> str:
    """One of the `plain` questions, put to `words` where these are quoted; else "that" is all of it."""
    # Nor is a trifle held up.
    if not quoting or tells_little(said) or len(keys(words, said.language)) <= _TRIFLE:
        return said.choice.of(plain)
    # Of words that decide nothing nobody asks why that way.
    why = {*said.options("plain.why_so"), *said.options("plain.why_then")}
    decided = cues.pattern(said.language, "decided").search(words)
    left = [each for each in plain if decided or each not in why]
    if left:
        return said.about(words, said.of("quoted"), said.choice.of(left))
    return "" if said.is_settled else said.about(words, said.of("unsure"))


def of_a_wish(words: str, missing: KeyPoint, said: Said) -> str | None:
    """A question for why, where `words` say what draws the candidate: a wish has no steps and no example."""
    if is_deed(words, said.language) or not cues.pattern(said.language, "about_yourself.motive").search(
        words
    ):
        return None
    asks = discreet(said.options("ask.motive"), missing, said)
    return said.about(words, said.of("quoted"), asks[0]) if asks else None


def _fitting(words: str, missing: KeyPoint, said: Said) -> str:
    """How words that may say the point are gone into: steps of deeds, no example of an end or a figure."""
    language = said.language
    if is_deed(words, language):
        return f"beside.{Place.WITHIN}_then" if was_once(words, said) else "unsure_deed"
    if (told := values(words, language)) and not cues.pattern(language, "clock").search(words):
        # "Three go into the prompt" has nothing behind its figure.
        # How many it took in a story was so once.
        once = said.phase is Phase.STORY
        counts = states_a_measure(words) or max(told) >= _A_NUMBER
        return "unsure_figure" if counts and not once else "unsure"
    # What was not done has no other time and no steps.
    if is_denied(words, language):
        return "unsure_denied"
    # Only words that tell an end can be asked what made it.
    ends = cues.pattern(language, f"aims.{Aim.OUTCOME}").search(words) or tells_an_end(words, language)
    return "unsure_outcome" if ends else "unsure"


def _goes_deeper(aim: Aim, words: str, missing: KeyPoint, point: TalkingPoint, said: Said) -> bool:
    """Whether `words` are of the kind that is asked into; what it changed can be asked of anything done."""
    if f"deeper.{aim}" not in said.keys:
        return False
    if not is_telling(aim, missing, point, said.question, said.language, ordered=said.ordered):
        return False
    if aim is Aim.OUTCOME:
        return is_deed(words, said.language) and not is_denied(words, said.language)
    return cues.pattern(said.language, f"aims.{aim}").search(words) is not None


def suits(aim: Aim, words: str, language: str, said: str) -> bool:
    """Whether `aim` can be asked of `words`: what was not so has no reason, what was not done no end."""
    # What would be done has not come to anything yet, and what was tried may not have been kept.
    if is_denied(words, language) or any(
        cues.pattern(language, each).search(words) for each in ("would", "tried")
    ):
        return False
    # Who gave the reason is not asked for it.
    if aim is Aim.REASON and cues.pattern(language, "reasoned").search(sentence_of(words, said)):
        return False
    # Only what was decided had its price: who sat down beside somebody gave nothing up.
    if aim is Aim.TRADE_OFF:
        return cues.pattern(language, "decided").search(words) is not None
    if aim in _OF_DEEDS:
        return is_deed(words, language)
    # How it stood before has no number that anybody would ask for; what was done, and what came of it, has.
    if aim is Aim.MEASURE:
        return is_deed(words, language) or bool(cues.pattern(language, "aims.outcome").search(words))
    # "All within six hours" is nothing that could go wrong.
    least = _TELLS if not values(words, language) else 2 * _TELLS
    return is_deed(words, language) or len(keys(words, language)) >= least
