"""How a key point is asked for that was not said, or not surely, without saying it."""

from __future__ import annotations

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import (
    Aim,
    is_telling,
    part_of_story,
    tells_nothing_done,
)
from agents.follow_up_prober.anchors import (
    Anchor,
    Place,
    nearest_clause,
    said_back,
    tells_much,
)
from agents.follow_up_prober.by_kind import ON_A_SUBJECT, aim_in, of_its_kind, so_far
from agents.follow_up_prober.by_question import (
    admits_a_lack,
    called_for,
    discreet,
    of_a_concern,
    unless_told,
    was_once,
)
from agents.follow_up_prober.clauses import bare, keys
from agents.follow_up_prober.into_words import OF_A_HEADING, into, of_a_wish, suits
from agents.follow_up_prober.kinds import kind_of
from agents.follow_up_prober.plain import (
    Shape,
    plain_asks,
    shape_of,
    tells_a_case,
    tells_many,
    was_only_named,
    widening,
)
from agents.follow_up_prober.policy import IN_PART, Target
from agents.follow_up_prober.said import Said
from agents.follow_up_prober.sayable import is_deed, telling
from agents.follow_up_prober.stretching import hooks_left
from agents.follow_up_prober.things import greatest_deed
from agents.follow_up_prober.topics import reveals, topic_of
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Phase
from language.casing import sentence_case
from language.figures import states_a_measure, values
from language.wording import pick

_OF_A_DECISION = frozenset({Aim.REASON, Aim.TRADE_OFF})
"""What is asked of a deed that was told, and of nothing else."""
# Asked without what they are about, these are about nothing: "How did you know that it really worked?"
_ABOUT_SOMETHING = frozenset(
    {
        Aim.REASON,
        Aim.TRADE_OFF,
        Aim.FAILURE,
        Aim.PROOF,
        Aim.SAFETY,
        Aim.COST,
        Aim.SCALE,
        Aim.RECORD,
        Aim.OUTCOME,
        Aim.EXCEPTION,
        Aim.MEASURE,
    }
)
_MUCH = 3
"""With more clauses than these that tell something, much of an answer was told."""
_OF_A_SUBJECT = frozenset({Aim.RECORD, Aim.PEOPLE, Aim.EXCEPTION, Aim.FAILURE, Aim.SAFETY, Aim.COST})
"""What can be asked of a whole subject, without words of the answer."""
_OF_KNOWLEDGE = frozenset({Aim.KNOWLEDGE, Aim.WHY})


def at_what_is_open(target: Target, missing: KeyPoint, quote: str, point: TalkingPoint, said: Said) -> str:
    """The follow-up at a key point that was not said, or not surely; "" where nothing is worth asking."""
    words = _words_near(target, missing, quote, point, said)
    # Words that may say it are gone into; else what the guide would ask goes before what we would.
    if (target is not Target.UNSURE_POINT or not words) and (hook := _hook(point, missing, said)):
        return hook
    aim = aim_in(missing, point, said)
    by_question = _by_what_was_asked(target, aim, missing, point, said)
    if by_question is not None:
        return by_question
    # Where much was told the label may be wrong, and a plain question fits in any case; where things were
    # only named, how it goes is asked before anything else.
    if _was_only_named(said) and (how := discreet(said.options("plain.how"), missing, said)):
        return said.choice.of(how)
    if target in IN_PART and _told_much(said) and (plain := plain_asks(said, missing, aim)):
        return said.choice.of(plain)
    if target in IN_PART and words:
        unsure = target is Target.UNSURE_POINT and bare(words).strip() in bare(quote)
        return into(words, missing, point, said, quoting=unsure)
    if said.phase is not Phase.OPENING and (deeper := _deeper(missing, point, said)):
        return deeper
    ask = of_its_kind(missing, point, said)
    topic = _topic(missing, point, said)
    if target is Target.MISSING_POINT and not topic and (rest := _of_little(aim, ask, missing, said)):
        return rest
    # What may have been said has no place beside what was.
    if ask is None and not (topic and target in IN_PART) and (anchored := _anchored(missing, said)):
        return anchored
    if ask is not None and not topic and aim in _ABOUT_SOMETHING and not _has_own_kind(said):
        # How it ended is asked of all of it, and not of a piece of it.
        if aim is not Aim.OUTCOME and (about := _suited(aim, said)):
            return said.about(about, pick(said.options("quoted"), said.seed, ask), ask)
        if aim in _OF_A_DECISION:
            ask = _anchored(missing, said)
    # Who told enough, and was asked once, is asked for something in particular or for nothing.
    return "" if said.is_settled and not topic else _by_topic(topic, ask, missing, point, said)


def _by_what_was_asked(
    target: Target, aim: Aim, missing: KeyPoint, point: TalkingPoint, said: Said
) -> str | None:
    """What question and answer call for, whatever is missing; "" where that is nothing, None where not."""
    if done := _what_was_done(missing, point, said):
        return done
    if (called := called_for(aim, missing, point, said)) is not None:
        return called
    if said.phase is Phase.OPENING or kind_of(said.question, said.language) is not None:
        return None
    if (lacking := _of_a_lack(missing, said)) is not None:
        return lacking
    if said.phase not in ON_A_SUBJECT:
        return None
    shape = shape_of(said)
    if shape is Shape.ATTITUDE or (shape is Shape.EXPERIENCE and not tells_a_case(said)):
        plain = plain_asks(said, missing)
        return said.choice.of(plain) if plain else ""
    return _of_much(target, aim, missing, point, said) if tells_many(said) else None


def _of_little(aim: Aim, ask: str | None, missing: KeyPoint, said: Said) -> str:
    """What is asked where a thing or two were told: the kind that is missing, or the rest.

    What has its place before or after one of them is asked for there.
    """
    placed = said.anchors and said.anchors[0].place in (Place.BEFORE, Place.AFTER)
    if said.phase not in ON_A_SUBJECT or _has_own_kind(said) or placed or not said.begun:
        return ""
    rest = widening(said, missing)
    return ask if rest and ask and _stands_alone(aim, missing, said) else rest


def _of_a_lack(missing: KeyPoint, said: Said) -> str | None:
    """How somebody would get into what they have hardly done, once; None where no such lack was admitted."""
    asked = said.phase is Phase.CONCERN or shape_of(said) is Shape.EXPERIENCE
    if not asked or not admits_a_lack(said):
        return None
    asks = said.options("plain.gap")
    if not all(map(said.choice.is_new, asks)):
        return None
    left = discreet(asks, missing, said)
    return said.choice.of(left) if left else None


def _of_much(target: Target, aim: Aim, missing: KeyPoint, point: TalkingPoint, said: Said) -> str:
    """What is asked where many things were told: what was not touched on, a piece of it, or all of it."""
    if target is Target.MISSING_POINT and (topic := _topic(missing, point, said)):
        return said.of("topic.alone").format(topic=topic)
    ask = of_its_kind(missing, point, said)
    if ask is not None and target is Target.MISSING_POINT and _stands_alone(aim, missing, said):
        return ask
    if ask is not None and aim in _ABOUT_SOMETHING and (about := _suited(aim, said)):
        return said.about(about, pick(said.options("quoted"), said.seed, ask), ask)
    plain = plain_asks(said, missing, aim)
    return said.choice.of(plain) if plain else ""


def _stands_alone(aim: Aim, missing: KeyPoint, said: Said) -> bool:
    """Whether `aim` can be asked of a whole subject, of which nothing of that kind was told."""
    if so_far(missing, said):
        return True
    told = cues.pattern(said.language, f"aims.{aim}").search(said.answer) if aim in _OF_A_SUBJECT else None
    return aim in _OF_A_SUBJECT and told is None


def _what_was_done(missing: KeyPoint, point: TalkingPoint, said: Said) -> str | None:
    """A question for what the candidate did, where a story was hardly begun and nothing was done in it."""
    if said.phase is not Phase.STORY or part_of_story(missing, point) is not None:
        return None
    asks = said.options("ask.action")
    if not tells_nothing_done(said.answer, said.language) or not all(map(said.choice.is_new, asks)):
        return None
    left = discreet(asks, missing, said)
    return said.choice.of(left) if left else None


def _was_only_named(said: Said) -> bool:
    usual = said.phase in ON_A_SUBJECT and kind_of(said.question, said.language) is None
    named = usual and shape_of(said) is Shape.USUAL and was_only_named(said)
    return named and all(map(said.choice.is_new, said.options("plain.how")))


def _told_much(said: Said) -> bool:
    usual = said.phase in ON_A_SUBJECT and kind_of(said.question, said.language) is None
    return usual and tells_much(said.answer, said.language, _MUCH)


def _has_own_kind(said: Said) -> bool:
    return said.phase is Phase.OPENING or kind_of(said.question, said.language) is not None


def _by_topic(topic: str, ask: str | None, missing: KeyPoint, point: TalkingPoint, said: Said) -> str:
    """`ask`, or what asks for more in general, put to the `topic`, where there is one."""
    if not topic:
        return ask or _in_general(missing, point, said)
    if ask is not None and _fits_a_heading(ask, missing, point, said):
        return said.of("topic.named").format(topic=topic, ask=ask)
    return said.of("topic.alone").format(topic=topic)


def _fits_a_heading(ask: str | None, missing: KeyPoint, point: TalkingPoint, said: Said) -> bool:
    """Whether `ask` can be put to a heading of the guide, as "And “Cost”? How did you know?" cannot."""
    return ask is not None and aim_in(missing, point, said) in OF_A_HEADING


def _words_near(target: Target, missing: KeyPoint, quote: str, point: TalkingPoint, said: Said) -> str:
    """The words of the answer that may say `missing`, to be said back; "" where there are none."""
    # An introduction is a whole: to quote a piece of it back sounds like a cross-examination.
    if said.phase is Phase.OPENING:
        return ""
    words = said_back(quote, missing.text, said.answer, said.language)
    if not words and target is Target.UNSURE_POINT:
        words = nearest_clause(
            missing.text, f"{said.question}\n{_others(missing, point)}", said.answer, said.language
        )
    return words if said.is_new(words) else ""


def _others(missing: KeyPoint, point: TalkingPoint) -> str:
    return "\n".join(other.text for other in point.key_points if other.id != missing.id)


def _suited(aim: Aim, said: Said) -> str:
    """The first words of the answer that `aim` can be asked of; "" where there are none."""
    words = (anchor.words for anchor in said.anchors if said.is_new(anchor.words))
    return next((each for each in words if suits(aim, each, said.language, said.answer)), "")


def _topic(missing: KeyPoint, point: TalkingPoint, said: Said) -> str:
    """The heading or label that `missing` stands under, where it is no secret; "" where there is none."""
    # A story has parts, and its labels name what was done in it.
    if _has_own_kind(said) or said.phase is Phase.STORY:
        return ""
    topic = topic_of(missing, said.question, said.known, said.language)
    # What was named, or asked about, is no topic to come to.
    if not topic or keys(topic, said.language) & keys(said.known, said.language):
        return ""
    return sentence_case(topic, language=said.language)


def _hook(point: TalkingPoint, missing: KeyPoint, said: Said) -> str | None:
    """A follow-up that the guide expects and that gives nothing away."""
    for hook in hooks_left(point, said.answer, said.language):
        # Nor does it presuppose something else that nobody has told yet.
        unsaid = (missing, *point.key_points)
        if said.choice.is_new(hook) and not any(
            reveals(hook, each.text, said.known, said.language) for each in unsaid
        ):
            return hook
    return None


def _deeper(missing: KeyPoint, point: TalkingPoint, said: Said) -> str | None:
    """A question about what of this kind was told already: whether there is any is no question then."""
    aim = aim_in(missing, point, said)
    if f"deeper.{aim}" not in said.keys:
        return None
    if not is_telling(aim, missing, point, said.question, said.language, ordered=said.ordered):
        return None
    met = cues.pattern(said.language, f"aims.{aim}")
    for sentence in reversed(telling(said.answer, said.language)):
        for clause in sentence.clauses:
            words = (
                said_back(clause, missing.text, sentence.words, said.language) if met.search(clause) else ""
            )
            asks = [said.about(words, each) for each in said.options(f"deeper.{aim}")]
            if words and said.is_new(words) and (left := discreet(asks, missing, said)):
                return said.choice.of(left)
    return None


def _anchored(missing: KeyPoint, said: Said) -> str | None:
    """A question that begins at words of the candidate's next to which `missing` belongs."""
    if said.phase is Phase.OPENING:
        deed = greatest_deed(said.answer, said.language)
        # How somebody began is no deed to go into.
        began = cues.pattern(said.language, f"about_yourself.{Aim.HISTORY}")
        if not deed or not said.is_new(deed) or began.search(deed):
            return None
        return said.of("about_yourself.thing").format(thing=deed)
    first = said.anchors[0].place if said.phase is Phase.STORY and said.anchors else None
    # Of a story that was told without it, what one took away can always be asked.
    if first is Place.WHOLE and (learnt := discreet(unless_told(Aim.LEARNT, said), missing, said)):
        return said.choice.of(learnt)
    # Of one that was hardly told, all of it is.
    if first is Place.BESIDE:
        return None
    for anchor in said.anchors:
        # Who has begun a story is not asked for what came before it.
        if anchor.place is Place.BEFORE and said.phase is Phase.STORY:
            continue
        if anchor.words and said.is_new(anchor.words) and (wish := of_a_wish(anchor.words, missing, said)):
            return wish
        # What else there is beside it is asked for by what one would ask anyway.
        if anchor.place is Place.WHOLE or (anchor.place is Place.BESIDE and said.phase is not Phase.STORY):
            if plain := plain_asks(said, missing):
                return said.choice.of(plain)
            continue
        begun = said.options(_beginning_at(anchor, said), anchor.words)
        if said.is_new(anchor.words) and (asks := discreet(begun, missing, said)):
            return said.about(anchor.words, said.choice.of(asks))
    return None


def _beginning_at(anchor: Anchor, said: Said) -> str:
    """The key of the wordings that begin at `anchor`; a figure is no way to go about something."""
    if (
        anchor.place is Place.WITHIN
        and states_a_measure(anchor.words)
        and not is_deed(anchor.words, said.language)
        and said.phase is not Phase.STORY
    ):
        return "unsure_figure"
    then = said.phase is Phase.STORY or (anchor.place is Place.WITHIN and was_once(anchor.words, said))
    return f"beside.{anchor.place}{'_then' if then else ''}"


def _tells_several(said: Said) -> bool:
    return tells_much(said.answer, said.language) or len(telling(said.answer, said.language)) > 1


def _in_general(missing: KeyPoint, point: TalkingPoint, said: Said) -> str:
    """A question that asks for more, where nothing else is left to begin at."""
    aim = aim_in(missing, point, said)
    table = "about_yourself" if said.phase is Phase.OPENING else "ask"
    general = Aim.KNOWLEDGE if aim in _OF_KNOWLEDGE else Aim.METHOD
    tables = [said.options(f"{table}.{general}"), said.options(f"ask.{Aim.METHOD}")]
    if said.phase is Phase.CONCERN:
        tables = [of_a_concern(said)]
    # What is so all the time has no case that one could go through.
    elif said.phase in ON_A_SUBJECT and said.has_no_episode:
        tables = [tuple(plain_asks(said, missing, aim))]
    # Who has told it step by step is not asked for the steps.
    elif said.phase is not Phase.OPENING and _tells_several(said):
        tables = [tuple(plain_asks(said, missing, aim)), *tables]
    # Of a story of which hardly anything was told all is asked for.
    elif said.phase is Phase.STORY and tells_nothing_done(said.answer, said.language):
        tables = [said.options(f"ask.{Aim.SITUATION}"), *tables]
    elif said.phase is Phase.STORY:
        tables = [tuple(plain_asks(said, missing, aim)), *tables]
    # A figure, or an end, has no example, and "anything else?" is no question.
    elif said.phase is not Phase.OPENING and (
        states_a_measure(said.answer) or said.ended or (aim is Aim.MEASURE and values(said.answer))
    ):
        return ""
    for asks in () if said.is_settled else tables:
        if left := discreet(asks, missing, said):
            return said.choice.of(left)
    return ""
