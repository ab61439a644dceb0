"""How the interviewer words a question without a language model."""

from __future__ import annotations

import re
from collections.abc import Collection

from agents.sayings import options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import AgendaItem, Phase
from language.wording import (
    as_question,
    is_asked,
    lower_first,
    pick,
    plain,
    sentence_case,
    spoken_time,
    to_second_person,
    upper_first,
)

_OPENERS = (
    "Let's start simply.",
    "Good to meet you. Let's begin.",
    "Thanks for making the time. First things first.",
)
_TRANSITIONS = {
    Phase.STORY: (
        "Now I'd like to hear about things you have done.",
        "Let's talk about how you work.",
        "Next, a story or two.",
    ),
    Phase.TECHNICAL: (
        "Let's get technical.",
        "I'd like to go into the details now.",
        "Let's look under the bonnet.",
    ),
    Phase.DESIGN: (
        "Let's design something together.",
        "Time to think at the whiteboard, in words.",
        "A design question.",
    ),
    Phase.CONCERN: (
        "Let me be direct about something.",
        "There's one thing I'd worry about in my seat.",
        "I want to raise a concern.",
    ),
    Phase.THEIR_QUESTIONS: ("That's most of mine.", "I've asked enough for a while."),
    Phase.CLOSING: ("We're almost at the end.", "One last thing."),
}
_TO_MOTIVES = (
    "Let's leave the details for a moment.",
    "Something about you now.",
    "A different kind of question.",
)
_LINKS = (
    "",
    "",
    "",
    "All right.",
    "Thanks.",
    "Okay, next one.",
    "Good to know.",
    "Let's move on.",
    "Here's another.",
)
_TOUCHED = (
    "That brings me to something I wanted to ask anyway.",
    "You've just come close to my next question.",
    "Let's stay near that.",
)
_SECOND_PERSON_STATEMENT = re.compile(
    r"^(?:you|your|you're|you've|sie (?:haben|sind|waren|k[öo]nnen)|ihnen fehl|du (?:hast|bist|kannst)|"
    r"usted|(?:no |nunca )?(?:tienes|eres|has)|voc[êe]|vous|u (?:hebt|bent)|je (?:hebt|bent)|"
    r"(?:non )?(?:hai|sei)|你|您)"
    r"(?:\b|(?<=[你您]))",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"^\W*(?:prompt|scenario|given|enunciado|escenario|场景)\s*[:：]\s*(.+)$", re.IGNORECASE | re.MULTILINE
)
_STORY_TITLE = re.compile(
    r"^(?:story|situation|example|star(?: story)?)\s*(?:#?\d+)?\s*[:.–—-]+\s*", re.IGNORECASE
)


def lead_in(
    point: TalkingPoint, phase: Phase, *, first: bool, new_phase: bool, touched: bool, seed: object
) -> str:
    """The words before a question, often none.

    `first` opens the interview, `new_phase` a stage of it; `touched` says that the answer before came near
    this question. The same `seed` gives the same words.
    """
    if first:
        return pick(_OPENERS, seed, "opener")
    if new_phase and phase is Phase.CONCERN and not _is_doubt(point):
        return pick(_TO_MOTIVES, seed, "transition")
    if new_phase:
        return pick(_TRANSITIONS.get(phase, _LINKS), seed, "transition")
    return pick(_TOUCHED if touched else _LINKS, seed, point.id, "link")


def _is_doubt(point: TalkingPoint) -> bool:
    """Whether `point` is something to worry about, and not a question for what moves the candidate."""
    doubts = (TalkingPointKind.WEAK_AREA, TalkingPointKind.CONTRADICTION)
    return point.kind in doubts or bool(_SECOND_PERSON_STATEMENT.match(plain(point.title)))


def question(point: TalkingPoint, item: AgendaItem, *, seed: object, in_lower_case: Collection[str]) -> str:
    """`point` as a question; the same `seed` gives the same words."""
    title = sentence_case(plain(point.title), in_lower_case)
    if item.phase is Phase.THEIR_QUESTIONS:
        return pick(
            (
                "What would you like to ask me?",
                "What do you want to know about us? Ask me two or three things.",
            ),
            seed,
        )
    match point.kind:
        case TalkingPointKind.PITCH:
            return _pitch(point, item, seed)
        case TalkingPointKind.STAR_STORY:
            return _story(title, seed, point, in_lower_case)
        case TalkingPointKind.WEAK_AREA:
            return _concern(title, seed, point, in_lower_case)
        case TalkingPointKind.REQUIREMENT:
            return pick(
                (
                    f"The job asks for this: {lower_first(title, in_lower_case)}. What do you bring?",
                    f"One of our requirements reads “{title}”. Where have you done that?",
                    f"We need someone for this: {lower_first(title, in_lower_case)}. Convince me.",
                ),
                seed,
                point.id,
            )
        case TalkingPointKind.SYSTEM_DESIGN:
            return _design(title, point)
        case TalkingPointKind.CONTRADICTION:
            return point.title
        case _ if _SECOND_PERSON_STATEMENT.match(title) and not title.endswith("?"):
            return _concern(title, seed, point, in_lower_case)
        case _ if not is_asked(title):
            return f"Tell me about this: {lower_first(to_second_person(title), in_lower_case)}."
    return upper_first(as_question(title))


def _pitch(point: TalkingPoint, item: AgendaItem, seed: object) -> str:
    time = spoken_time(item.seconds)
    if item.phase is Phase.CLOSING:
        return pick(
            ("Is there anything you'd like to leave me with?", "Why should it be you? Close it for me."),
            seed,
            point.id,
        )
    headings = [part for part in point.source.heading_path if part != point.title]
    project = next((part for part in reversed(headings) if "project" in part.lower()), "")
    if project and not re.search(r"yourself", point.title, re.IGNORECASE):
        name = plain(re.sub(r"^[^:]*:\s*", "", project))
        return pick(
            (
                f"Give me {name} in {time}: what is it, and why does it matter?",
                f"Pitch me {name}. You have {time}.",
            ),
            seed,
            point.id,
        )
    # A pitch that names no project is about the candidate.
    return pick(
        (
            f"Tell me about yourself, in about {time}.",
            f"Who am I talking to? Take {time}.",
            f"Introduce yourself, in {time} or so.",
        ),
        seed,
        point.id,
    )


def _design(title: str, point: TalkingPoint) -> str:
    title = upper_first(title)
    asked = as_question(title)
    if not is_asked(title):
        asked = f"{title}. How would you build it? Think aloud, and start with what you would ask me."
    given = _GIVEN.search(point.text)
    if given is None:
        return asked
    return f"{asked} Here is what we know: {plain(given[1])}."


def _story(title: str, seed: object, point: TalkingPoint, in_lower_case: Collection[str]) -> str:
    topic = _STORY_TITLE.sub("", title).strip()
    if is_asked(topic):
        return as_question(topic)
    # The candidate's notes say "I"; asked by somebody else it is "you". A request keeps its "me".
    topic = to_second_person(topic)
    if not topic or len(topic.split()) > 18:
        return "Tell me about a project you are proud of, from the beginning to the end."
    topic = lower_first(topic, in_lower_case)
    return pick(
        (
            f"Tell me the story of this one: {topic}. What was your part in it?",
            f"I'd like to hear about this: {topic}. What happened, and what did you do?",
            f"Take me through this one: {topic}. Start with the situation.",
        ),
        seed,
        point.id,
    )


def _concern(title: str, seed: object, point: TalkingPoint, in_lower_case: Collection[str]) -> str:
    if title.endswith("?"):
        return title
    if _SECOND_PERSON_STATEMENT.match(title):
        statement = title[0].upper() + title[1:]
        return pick(
            (
                f"{statement}. What do you say to that?",
                f"{statement}. Why shouldn't that worry me?",
                f"{statement}. How would you answer someone who says so?",
            ),
            seed,
            point.id,
        )
    topic = lower_first(title, in_lower_case)
    return pick(
        (
            f"A gap I could see here: {topic}. How would you handle it?",
            f"Someone on the panel may bring this up: {topic}. What do you tell them?",
            f"Let me name a weak spot: {topic}. What are you doing about it?",
        ),
        seed,
        point.id,
    )


_CLARIFY = (
    "Let me put it differently.",
    "Sure, let me say it another way.",
    "Fair question. What I mean is this.",
)


_WANTED = {
    TalkingPointKind.STAR_STORY: "I'd like one real case: what was up, what you did yourself, how it ended.",
    TalkingPointKind.PITCH: "I'd like to know who you are, what you have done that matters, and why here.",
    TalkingPointKind.WEAK_AREA: "I'd like to know whether you see it yourself, and what you do about it.",
    TalkingPointKind.CONTRADICTION: "I've heard it from you in two ways, and would like to know which holds.",
    TalkingPointKind.SYSTEM_DESIGN: (
        "I'd like to hear the requirements you would pin down first, then the parts, then what breaks."
    ),
}
_WANTED_ELSE = "I'd like to hear what you did, why you did it that way, and what came of it."


def clarified(asked: str, point: TalkingPoint, seed: object) -> str:
    """The same question in other words, for a candidate who asks what was meant."""
    wanted = plain(point.what_they_want)
    lead = pick(_CLARIFY, seed)
    if wanted:
        return f"{lead} I'm listening for this: {lower_first(wanted)}. So: {asked}"
    form = _WANTED.get(point.kind, _WANTED_ELSE)
    return f"{lead} {form} So: {asked}"


def repeated(asked: str, language: str, seed: object) -> str:
    """The question again."""
    return pick(options("interviewer", language, "repeat"), seed).format(asked=asked)
