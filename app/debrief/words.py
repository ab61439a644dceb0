"""What was understood of a transcript, in words, the same on the screen and on the page."""

from __future__ import annotations

from app.debrief.debriefing import Heard
from app.debrief.matching import Matched
from language.wording import counted, listed, shorten

_LONGEST = 70
UNNAMED = "Nobody is named: what ends in a question is theirs, the rest yours."


def you(found: Heard) -> str:
    """Who was taken for the candidate, and that it is a guess where it is one."""
    if found.roles.unnamed:
        return UNNAMED
    guess = ", who answers most" if found.roles.guessed else ""
    return f"You are {found.roles.me}{guess}."


def asked_by(found: Heard) -> str:
    """Who asked, in their order, "" where nobody is named."""
    return "" if found.roles.unnamed else f"Asked by {listed(asking(found))}."


def asking(found: Heard) -> list[str]:
    """The names of those who asked, each once."""
    return list(dict.fromkeys(each.exchange.speaker for each in found.questions))


def asked(each: Matched) -> str:
    """A question as it was asked, in a line."""
    return shorten(each.exchange.asked, _LONGEST)


def taken_for(each: Matched) -> str:
    """What a question was taken for: a place in the guides, the candidate's own, or new."""
    if each.exchange.theirs:
        return "your own questions"
    return str(each.point.source) if each.point is not None else "new: in none of your guides"


def followed_up(each: Matched) -> str:
    """How often it was followed up, "" for never."""
    return counted(len(each.follow_ups), "follow-up") if each.follow_ups else ""


def small_talk(found: Heard) -> str:
    """How much at the beginning was none of the interview's, "" for nothing."""
    if not found.small_talk:
        return ""
    return f"{counted(found.small_talk, 'question')} at the beginning taken for small talk."
