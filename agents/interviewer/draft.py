"""How the interviewer words a question without a language model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from agents.interviewer.phases import asks_why_here, phase_of
from agents.sayings import options, toned_key
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, AgendaItem, Phase
from domain.rounds import Tone
from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.projects import project_of
from knowledge.stories import asks_for_story
from language import asking
from language.asking import Asked, Form
from language.casing import has_capitals
from language.patterns import regex
from language.wording import lower_first, pick, plain, spoken_length, to_second_person, upper_first

_STOPS = ".:;,?!？。：！"
_SILENCES = 3
"""As often as this no word leads over to a question, beside the words that may."""
_SECOND_PERSON_STATEMENT = regex(
    r"^(?:you|your|you're|you've|sie (?:haben|sind|waren|k[öo]nnen)|ihnen fehl|du (?:hast|bist|kannst)|"
    r"usted|(?:no |nunca )?(?:tienes|eres|has)|voc[êe]|vous|u (?:hebt|bent)|je (?:hebt|bent)|"
    r"(?:non )?(?:hai|sei)|你|您)"
    r"(?:\b|(?<=[你您]))",
    re.IGNORECASE,
)
_HELD_AGAINST = regex(
    r"n't\b|\b(?:no|not|never|only|just|too|without|few|little|lack\w*|missing"
    r"|nie|nur|kein\w*|nicht|ohne|zu|fehl\w*|wenig|solo|nunca|sin|poc[oa]s?|demasiad\w*|jamais|pas|trop|sans"
    r"|seulement|aucun\w*|peu|so|sem|nao|pouc[oa]s?|mai|non|senza|troppo|poc[oh]\w*|alleen|nooit|geen|niet|te|zonder)\b"
    r"|(?:have|'ve) (?:been|had|come|changed|worked|left|moved|spent|done)\b|[只没不未太]"
)
_GIVEN = regex(
    r"^\W*(?:prompt|scenario|given|enunciado|escenario|场景)\s*[:：]\s*(.+)$", re.IGNORECASE | re.MULTILINE
)
_POST = regex(r"[A-ZÀ-Þ][^,:.?]*, [A-ZÀ-Þ]")
_SURELY = 99
"""A post has its capitals however often its words are written small elsewhere."""
_CAPITAL = regex(r"\b[A-ZÀ-Þ][^\W\d_]+")
_WORD_WITHIN_SENTENCE = regex(r"(?<=[^\W_A-Z] |[,;] )([^\W\d_])([^\W\d_A-Z'’]+)\b")
# "Why you chose batch": a clause that a question would turn round.
_CLAUSE = regex(r"^(?:why|how|what|when|where|which \w+) (?:you|i|we)\b(?!['’])", re.IGNORECASE)
_NOTE_TO_SELF = regex(r"\s*[(（][^()（）]*[)）]$")
# What a story is good for, noted behind its name: "The no-go (courage, stakeholder)".
_TAGS = regex(r"\s*[(（][^\W\d_A-Z][^\d()（）]*[)）]\W*$")
_SENTENCE = regex(r"(?:\S+\s+){3,}\S+[.!]\W*$|\S{6,}[。！]\W*$")
_LONGEST_STORY = 18
_LONGEST_IN_CHINESE = 40
_LONGEST_NAME = 7
"""A requirement of more words, or in Chinese of three times as many signs, is a line and no name."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A question that puts the guide's words into a frame: the frame's key, and what goes into it."""

    key: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rotation:
    """Which of its frames a question gets: `used` were heard with the same key before, `start` begins."""

    start: object
    used: int


@dataclass(frozen=True, slots=True)
class Hand:
    """How a guide is written, and spoken from: its language (a code), the words it has small, and those with
    a capital; the tone of whoever asks."""

    language: str = ENGLISH
    in_lower_case: Collection[str] = field(default_factory=frozenset)
    names: Collection[str] = field(default_factory=frozenset)
    tone: Tone = Tone.EVEN

    def asked(self, title: str) -> Asked:
        """`title` as a person would say it."""
        return asking.asked(title, self.language, self.in_lower_case, self.names)

    def topic(self, title: str) -> str:
        """`title` as it stands inside a sentence that the interviewer says to the candidate."""
        text = asking.topic(title, self.language, self.in_lower_case, self.names)
        # The candidate's notes say "I"; asked by somebody else it is "you".
        return to_second_person(text) if self.language == ENGLISH else text

    def named(self, title: str) -> str:
        """`title` as the name of what is asked about. One word alone may be a name ("Portugal") and stays."""
        text = self.topic(title)
        alone = " " not in text and text not in self.in_lower_case
        return asking.without_label(title).rstrip(_STOPS) if alone else text

    def say(self, key: str, *seed: object, **words: object) -> str:
        """One of the wordings for `key`, always the same for the same `seed`."""
        return pick(options("interviewer", self.language, key), *seed).format(**words)

    def toned(self, key: str) -> tuple[str, ...]:
        """The wordings for `key` in the tone of whoever asks."""
        return options("interviewer", self.language, toned_key(key, self.tone))

    def framed(self, framed: Framed, rotation: Rotation) -> str:
        """`framed` in the frame whose turn it is: none comes again before all the others were heard."""
        frames = options("interviewer", self.language, framed.key)
        start = pick(range(len(frames)), rotation.start, framed.key)
        return frames[(start + rotation.used) % len(frames)].format(**framed.words)


def capitals(points: Iterable[TalkingPoint]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that `points` write small within sentences, and those with a capital there (all small).

    This tells a plain word from a name, which is written small here and there as well (`docker` in a
    command), so the more frequent form counts. A title tells it, too, where it is written as a sentence, and
    a post of a CV ("Systems Engineer, Orrin Logistics") has names alone.
    """
    small: Counter[str] = Counter()
    for point in points:
        if point.kind is TalkingPointKind.FACT and _POST.match(point.title):
            small.subtract(dict.fromkeys(map(str.lower, _CAPITAL.findall(point.title)), _SURELY))
        title = "" if has_capitals(point.title) else point.title
        for text in (point.text, title):
            for first, rest in _WORD_WITHIN_SENTENCE.findall(text):
                small[first.lower() + rest] += 1 if first.islower() else -1
    return (
        frozenset(word for word, count in small.items() if count > 0),
        frozenset(word for word, count in small.items() if count < 0),
    )


def lead_in(
    point: TalkingPoint,
    phase: Phase,
    *,
    first: bool,
    new_phase: bool,
    touched: bool,
    seed: object,
    hand: Hand | None = None,
    skipped: bool = False,
    handed_over: bool = False,
) -> str:
    """The words before a question, often none.

    `first` opens the interview, `new_phase` a stage of it; `touched` says that the answer before came near
    this question, `skipped` that there was none, `handed_over` that somebody else asks than before. The same
    `seed` gives the same words.
    """
    hand = hand or Hand()
    if first:
        return pick(hand.toned("opener"), seed, "opener")
    if handed_over:
        return hand.say("handed_over", seed, "handed over")
    if new_phase and phase is not Phase.OPENING:
        return hand.say(f"transition.{_part(point, phase)}", seed, "transition")
    if touched and not skipped:
        return pick(hand.toned("touched"), seed, point.id, "link")
    # Nobody is thanked for an answer that was not given.
    links = hand.toned("passed" if skipped else "link")
    return pick((*[""] * _SILENCES, *links), seed, point.id, "link")


def _part(point: TalkingPoint, phase: Phase) -> str:
    """What a part of the interview is announced as, which is to fit the question that it begins with."""
    if phase is Phase.CONCERN and not is_doubt(point):
        return "motive"
    if phase is Phase.STORY and not is_story(point):
        return "habit"
    return phase.name.lower()


def is_story(point: TalkingPoint) -> bool:
    """Whether `point` asks for something that happened, and not for how the candidate usually does it."""
    return point.kind is TalkingPointKind.STAR_STORY or asks_for_story(point.title)


def is_doubt(point: TalkingPoint) -> bool:
    """Whether `point` is something to worry about, and not a question for what moves the candidate."""
    doubts = (TalkingPointKind.WEAK_AREA, TalkingPointKind.CONTRADICTION)
    return point.kind in doubts or bool(_SECOND_PERSON_STATEMENT.match(plain(point.title)))


def question(
    point: TalkingPoint,
    item: AgendaItem,
    *,
    seed: object,
    in_lower_case: Collection[str] = (),
    names: Collection[str] = (),
    language: str = ENGLISH,
    rotation: Rotation | None = None,
) -> str:
    """`point` as a question in `language`; the same `seed` gives the same words.

    `in_lower_case` and `names` are the words that the guides write small, and with a capital, within
    sentences. With a `rotation` the frame is the one whose turn it is, and not one by the seed.
    """
    hand = Hand(language, in_lower_case, names)
    wording = _wording(point, item, seed, hand)
    if isinstance(wording, str):
        return wording
    if rotation is not None:
        return hand.framed(wording, rotation)
    return hand.say(wording.key, seed, point.id, **wording.words)


def frame_of(point: TalkingPoint, item: AgendaItem, language: str = ENGLISH) -> str:
    """The key of the frames that `point` is asked in; "" where it has words of its own."""
    wording = _wording(point, item, 0, Hand(language))
    return wording.key if isinstance(wording, Framed) else ""


def _wording(point: TalkingPoint, item: AgendaItem, seed: object, hand: Hand) -> str | Framed:
    if item.phase is Phase.THEIR_QUESTIONS:
        return hand.say("their_questions", seed)
    if item.asked_as is not None:
        return _task(item.asked_as.quote, hand)
    match point.kind:
        case TalkingPointKind.PITCH | TalkingPointKind.STRENGTH:
            return _pitch(point, item, seed, hand)
        case TalkingPointKind.SCHEDULE_ITEM:
            if item.phase in (Phase.OPENING, Phase.CLOSING):
                return _pitch(point, item, seed, hand)
            return _task(point.title, hand)
        case TalkingPointKind.STAR_STORY:
            return _story(point, seed, hand)
        case TalkingPointKind.WEAK_AREA:
            return _concern(point, hand)
        case TalkingPointKind.REQUIREMENT:
            return _requirement(point, hand)
        case TalkingPointKind.SYSTEM_DESIGN:
            return _design(point, hand)
        case TalkingPointKind.CONTRADICTION:
            return point.title
    return _plainly(point, hand)


def _plainly(point: TalkingPoint, hand: Hand) -> str | Framed:
    title = asking.without_label(point.title)
    if _objects(title, point.title) and not title.endswith(("?", "？")):
        return _concern(point, hand)
    if hand.language == ENGLISH and _CLAUSE.match(title):
        return Framed("clause", {"clause": lower_first(to_second_person(title)).rstrip("?. ")})
    asked = hand.asked(point.title)
    if asked.form is not Form.TOPIC:
        return asked.text
    plain = folded(point.title)
    if cue("first_days").search(plain) and (days := re.findall(r"\d{2,3}", plain)):
        # "My 30-60-90 days": the last number is how long they are in all.
        return Framed("first_days", {"days": days[-1]})
    # "A time you disagreed with a vet": what one thinks of it is no question.
    told = "story.told" if asks_for_story(point.title) else "topic"
    happens = cue("scenario").search(plain) or _is_a_situation(point.title)
    frame = "scenario" if happens else told
    return Framed(frame, {"topic": hand.topic(point.title)})


def _objects(title: str, written: str) -> bool:
    """Does `title` say what somebody might hold against the candidate: "You've only used Go for three years"?

    "You smell alcohol on a colleague.", a whole sentence as it was `written`, tells what happens.
    """
    told = _SECOND_PERSON_STATEMENT.match(title) is not None
    return told and (_HELD_AGAINST.search(folded(title)) is not None or not _is_a_situation(written))


def _is_a_situation(title: str) -> bool:
    """Is `title` a whole sentence that asks nothing: "The client changes the date at six weeks."?"""
    title = title.strip(' *_"”»')
    return bool(_SENTENCE.match(title)) and not cue("first_person").search(folded(title))


def _requirement(point: TalkingPoint, hand: Hand) -> Framed:
    topic = hand.topic(point.title)
    long = len(topic) > 3 * _LONGEST_NAME if hand.language == "zh" else len(topic.split()) > _LONGEST_NAME
    named = not long and hand.asked(point.title).form is Form.TOPIC
    return Framed("requirement.named" if named else "requirement.line", {"topic": topic})


def _pitch(point: TalkingPoint, item: AgendaItem, seed: object, hand: Hand) -> str | Framed:
    time = _time(item.seconds, hand)
    if item.phase is Phase.CLOSING:
        return Framed("pitch.closing", {})
    if asks_why_here(point.title):
        asked = hand.asked(point.title)
        return asked.text if asked.form is not Form.TOPIC else f"{upper_first(asked.text).rstrip('.?？')}?"
    if project := project_of(point):
        return hand.say("pitch.project", seed, point.id, name=asking.without_label(project), time=time)
    # A pitch that names no project is about the candidate.
    return hand.say("pitch.self", seed, point.id, time=time)


def _time(seconds: float, hand: Hand) -> str:
    name, count = spoken_length(seconds)
    counted = options("interviewer", hand.language, "time.count")
    return hand.say(f"time.{name}", count=counted[max(count, 2) - 2])


def _task(words: str, hand: Hand) -> str:
    """A task of the guide's own schedule."""
    asked = hand.asked(words)
    if asked.form is Form.QUESTION:
        return asked.text
    return hand.say("design.task", task=upper_first(asked.text).rstrip(".。"))


def _design(point: TalkingPoint, hand: Hand) -> str:
    asked = hand.asked(point.title)
    text = asked.text
    if asked.form is Form.TOPIC:
        text = hand.say("design.task", task=upper_first(text))
    given = _GIVEN.search(point.text)
    return text if given is None else hand.say("design.given", asked=text, given=plain(given[1]))


def _story(point: TalkingPoint, seed: object, hand: Hand) -> str | Framed:
    asked = hand.asked(point.title)
    if asked.form is not Form.TOPIC:
        return asked.text
    topic = hand.named(_TAGS.sub("", point.title) or point.title)
    most = _LONGEST_IN_CHINESE if hand.language == "zh" else _LONGEST_STORY
    long = len(topic) > most if hand.language == "zh" else len(topic.split()) > most
    if not topic or long:
        return hand.say("story.any", seed)
    situation = plain(point.star.situation) if point.star is not None else ""
    if situation and plain(point.title).rstrip(".") in situation:
        return Framed("story.situation", {"topic": topic})
    return Framed("story.told", {"topic": topic})


def _concern(point: TalkingPoint, hand: Hand) -> str | Framed:
    title = _NOTE_TO_SELF.sub("", asking.without_label(point.title))
    if title.endswith(("?", "？")):
        return hand.asked(point.title).text
    if _SECOND_PERSON_STATEMENT.match(title):
        return Framed("concern.statement", {"statement": upper_first(title).rstrip(".。")})
    return Framed("concern.topic", {"topic": hand.named(title)})


_WANTED = frozenset(
    {
        TalkingPointKind.STAR_STORY,
        TalkingPointKind.PITCH,
        TalkingPointKind.WEAK_AREA,
        TalkingPointKind.CONTRADICTION,
        TalkingPointKind.SYSTEM_DESIGN,
    }
)
_WANTED_IN = {
    Phase.OPENING: "pitch",
    Phase.STORY: "star_story",
    Phase.DESIGN: "system_design",
    Phase.CONCERN: "motivation",
}
"""What is wanted of a question that the guide calls no more than a question, by where it is asked."""


def clarified(
    asked: str, point: TalkingPoint, seed: object, language: str = ENGLISH, *, meant: str = ""
) -> str:
    """The same question in other words, for a candidate who asks what was meant.

    `meant` is what a follow-up would like to hear.
    """
    hand = Hand(language)
    if meant:
        # The follow-up again, with its quotation, would say less than what was just explained.
        return _joined(language, hand.say("clarify.lead", seed), meant)
    wanted = plain(point.what_they_want)
    if wanted:
        form = hand.say("clarify.listening", wanted=asking.topic(wanted, language))
    else:
        form = hand.say(f"clarify.wanted.{_sort_wanted(point)}")
    return _joined(language, hand.say("clarify.lead", seed), form, asked)


def _sort_wanted(point: TalkingPoint) -> str:
    """What sort of answer is wanted: by what the guide calls it, else by what its title asks for."""
    if point.kind in _WANTED:
        return point.kind.value
    phase = phase_of(point)
    return _WANTED_IN.get(phase, "anything") if phase is not None else "anything"


def repeated(asked: str, hand: Hand, seed: object) -> str:
    """The question again."""
    return pick(hand.toned("repeat"), seed).format(asked=asked)


def hinted(hint: str, asked: str, language: str) -> str:
    """A hint, and the question after it."""
    return _joined(language, hint, asked)


def _joined(language: str, *parts: str) -> str:
    return ("" if language == "zh" else " ").join(parts)
