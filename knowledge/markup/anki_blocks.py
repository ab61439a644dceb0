"""Cards between START and END, which a program takes from notes into Anki."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.markup.page import Page

_MOST_LINES = 80
FRONT = (
    "front|question|q|term|frage|vorderseite|recto|anverso|pregunta|pergunta|frente|fronte|voorkant|domanda"
    "|vraag|正面|问题"
)
BACK = (
    "back|answer|a|definition|antwort|rückseite|verso|réponse|reverso|respuesta|resposta|retro|achterkant"
    "|risposta|antwoord|背面|答案"
)
_FRONT = re.compile(rf"^\s*(?:{FRONT})\s*[:：]\s*", re.IGNORECASE)
_BACK = re.compile(rf"^\s*(?:{BACK})\s*[:：]\s*", re.IGNORECASE)
_BESIDE = re.compile(r"^\s*(?:tags|id)\s*[:：]", re.IGNORECASE)
_INLINE = re.compile(
    rf"^START(?:I)\s*\[[^\[\]]*\]\s*(?:(?:{FRONT})\s*[:：]\s*)?(?P<front>.*?)\s(?:{BACK})\s*[:：]\s*(?P<back>.*?)"
    r"(?:\s(?:tags|id)\s*:.*?)?\s*ENDI\s*$",
    re.IGNORECASE,
)


def block_at(page: Page, start: int, as_card: Callable[[str, str], str]) -> int:
    """Read the card that begins at the index `start`; the index after it, `start` where none does.

    A card with gaps instead of a front and a back is left as it is.
    """
    line = page.lines[start]
    inline = _INLINE.match(line)
    if inline:
        page.lines[start] = as_card(inline["front"], inline["back"])
        return start + 1
    if line.strip() != "START":
        return start
    within = range(start + 1, min(start + _MOST_LINES, len(page.lines)))
    end = next((index for index in within if page.lines[index].strip() == "END"), start)
    fields = [index for index in range(start + 1, end) if page.lines[index].strip()]
    if len(fields) < 2:
        return start
    for index in (start, end, fields[0]):
        page.hide(index)
    said = [index for index in fields[1:] if not _BESIDE.match(page.lines[index])]
    for index in set(fields[1:]) - set(said):
        page.hide(index)
    back = next((index for index in said if _BACK.match(page.lines[index])), None)
    page.apart.add(start)
    if back is None or back == said[0]:
        return end + 1
    front = " ".join(_FRONT.sub("", page.lines[index]).strip() for index in said if index < back)
    for index in said[1 : said.index(back)]:
        page.hide(index)
    page.lines[said[0]] = as_card(front, "")
    page.lines[back] = _BACK.sub("", page.lines[back])
    return end + 1
