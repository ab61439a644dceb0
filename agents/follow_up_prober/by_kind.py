"""What is asked by the kind of thing that is missing, and which kind that is."""

from __future__ import annotations

from agents.figures_told import are_told
from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import (
    GENERAL,
    Aim,
    aim_of,
    fitting,
    is_telling,
    is_thin,
    part_of_story,
)
from agents.follow_up_prober.by_question import (
    discreet,
    is_supposed,
    of_a_concern,
    tells_what_changed,
    was_done,
)
from agents.follow_up_prober.kinds import Kind, kind_of
from agents.follow_up_prober.said import Said
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Phase
from language.figures import values

ON_A_SUBJECT = frozenset({Phase.TECHNICAL, Phase.DESIGN})
"""Where a subject is asked about, and no story or person."""
_DONE = frozenset({Aim.OUTCOME, Aim.RECORD, Aim.REASON, Aim.TRADE_OFF, Aim.LEARNT, Aim.SITUATION, Aim.TASK})
"""What is asked of what was done, and not of what one would do."""
_TOLD_OF = frozenset({Aim.SAFETY, Aim.SCALE, Aim.COST})
_ABOUT_ANYBODY = (Aim.MOTIVE, Aim.OUTCOME)
_TOLD_BY = {
    Aim.HISTORY: ("about_yourself.history",),
    Aim.MOTIVE: ("about_yourself.motive",),
    Aim.OUTCOME: ("about_yourself.proud", "aims.outcome"),
    Aim.PEOPLE: ("aims.people",),
}
"""By what an introduction tells of each kind; figures have wordings of their own."""
_HARDLY_ANYTHING = 10
"""With fewer words that carry meaning an introduction says next to nothing of the work itself."""


def of_its_kind(missing: KeyPoint, point: TalkingPoint, said: Said) -> str | None:
    """A question for its kind of thing; None where that tells nothing, or was asked for."""
    kind = None if said.phase is Phase.OPENING else kind_of(said.question, said.language)
    if kind is not None:
        # Best first, and not by chance: what is asked next depends on what was said.
        own = discreet(said.options(f"kinds.{kind}.{_how_far(kind, said)}"), missing, said)
        return own[0] if own else None
    asks = _asks(missing, point, said)
    # The same kind of thing asked for twice sounds as if nobody had listened; so does what was told anyway.
    if asks is None or not all(map(said.choice.is_new, asks)) or _is_told_of(missing, point, said):
        return None
    left = discreet(asks, missing, said)
    return said.choice.of(left) if left else None


def _how_far(kind: Kind, said: Said) -> str:
    """Which of its wordings a question that every interview has goes on with."""
    # Who told what they do about it is not asked what they do about it.
    if kind is Kind.WEAKNESS and said.begun and tells_what_changed(said):
        return "since"
    return "more" if said.begun else "open"


def _is_told_of(missing: KeyPoint, point: TalkingPoint, said: Said) -> bool:
    """Whether the answer has something of the point's kind, for the kinds that nothing deeper is asked of."""
    aim = aim_in(missing, point, said)
    if aim not in _TOLD_OF or said.phase is Phase.OPENING:
        return False
    return cues.pattern(said.language, f"aims.{aim}").search(said.answer) is not None


def _asks(missing: KeyPoint, point: TalkingPoint, said: Said) -> tuple[str, ...] | None:
    about_yourself = said.phase is Phase.OPENING
    aim = aim_in(missing, point, said)
    if said.phase in ON_A_SUBJECT and so_far(missing, said):
        return said.options("ask.so_far")
    # Asking somebody who gave figures for figures sounds as if nobody had listened.
    if aim is Aim.MEASURE and are_told(missing, said.answer, said.language):
        return None
    if aim is Aim.MEASURE and values(said.answer):
        return said.options("more_figures.about_yourself") if about_yourself else None
    if about_yourself:
        return _about_yourself(aim, said)
    if said.phase is Phase.CONCERN and aim in GENERAL:
        return of_a_concern(said)
    # "What was your part in it?" has asked what was theirs to do.
    if aim is Aim.TASK and cues.pattern(said.language, "yours").search(said.question):
        return None
    # Whoever has told how it ended is not asked how it ended.
    ended = aim is Aim.OUTCOME and said.ended
    if aim in GENERAL or (ended and said.phase is Phase.STORY):
        return None
    if not is_telling(aim, missing, point, said.question, said.language, ordered=said.ordered):
        return None
    # Of what one would do nothing has come yet, nor has it been decided, written down or, but for a design,
    # counted.
    if is_supposed(said) and (aim in _DONE or (aim is Aim.MEASURE and said.phase is not Phase.DESIGN)):
        return None
    # What came of a way to do something is no end: whoever tells how they do it is not asked for one.
    if aim is Aim.OUTCOME and said.phase is not Phase.STORY and not was_done(said):
        return None
    return said.options(
        "ask.change" if said.phase is not Phase.STORY and aim is Aim.OUTCOME else f"ask.{aim}"
    )


def so_far(missing: KeyPoint, said: Said) -> bool:
    """Whether `missing` is what came of a way to do something so far, and the question is for that way."""
    if was_done(said) or is_supposed(said):
        return False
    return cues.pattern(said.language, "came_out").search(missing.text) is not None and bool(
        values(missing.text, said.language)
    )


def _about_yourself(aim: Aim, said: Said) -> tuple[str, ...] | None:
    """What is asked after an introduction: what is done in the work, what came of it, else what is missing.

    Any interviewer asks for the work first, and for what draws the candidate here last. Who said what came
    before is not asked for it. None where all was told.
    """
    asks = said.options(f"about_yourself.{Aim.METHOD}")
    if is_thin(said.answer, said.language, _HARDLY_ANYTHING) and all(map(said.choice.is_new, asks)):
        return asks
    for kind in (Aim.OUTCOME, aim, *_ABOUT_ANYBODY):
        told = _TOLD_BY.get(kind, ())
        if kind in GENERAL or any(cues.pattern(said.language, each).search(said.answer) for each in told):
            continue
        if all(map(said.choice.is_new, asks := said.options(f"about_yourself.{kind}"))):
            return asks
    return None


def aim_in(missing: KeyPoint, point: TalkingPoint, said: Said) -> Aim:
    """The kind of thing that `missing` is in what was asked: a part of a story, or what its words tell."""
    part = part_of_story(missing, point)
    if part is not None:
        return part
    aim = aim_of(missing, about_yourself=said.phase is Phase.OPENING, language=said.language)
    # What one usually does has taught nothing that one could be asked for.
    if aim is Aim.LEARNT and said.phase in ON_A_SUBJECT and not was_done(said):
        aim = Aim.METHOD
    return fitting(aim, said.question, missing, said.language) if said.phase in ON_A_SUBJECT else aim
