"""What the candidate took back, told so that nobody wonders what was judged."""

from __future__ import annotations

from agents.coach.own_words import told
from domain.report import Cited
from language.taken_back import taken_back, turned_round
from language.wording import plain, shorten

_LONGEST = 110
_MOST = 2


def put_right(answer: str, language: str) -> tuple[Cited, ...]:
    """Each statement that was taken back, and what is judged in its stead."""
    found = []
    for each in taken_back(answer)[:_MOST]:
        said = answer[each.start : each.end]
        places = turned_round(said) if each.turned else None
        now = each.instead or ("".join(said[at] for at in places) if places else "")
        key = "put_right.instead" if now else "put_right.gone"
        found.append(Cited(text=told(key, language, said=_short(said), now=_short(now)), sources=()))
    return tuple(found)


def _short(words: str) -> str:
    return shorten(plain(" ".join(words.split())).rstrip(".。"), _LONGEST)
