"""What stands on a card: one thing at a time, and no more on a back than can be said in a breath."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.guide import TalkingPoint, TalkingPointKind
from domain.shown import shown
from knowledge.figures.exact import asked_for
from language.figures import figures
from language.sentences import sentences
from language.wording import as_question, plain, shorten

MOST_SIGNS = 200
"""So many characters a back has at most, its place included; code besides."""
_CODE = "    "
"""What a line of code begins with in a talking point's text."""
_BLANK = "[…]"
_CUE = 60
_PLACE = 70


@dataclass(frozen=True, slots=True)
class Face:
    """A card's text as HTML: front and back, or, where it is a cloze, the text with what is left out and "".

    `name` tells it from the others of its talking point: "" for the first, whose identity is the talking
    point's own.
    """

    front: str
    back: str
    name: str = ""
    cloze: bool = False


def faces(point: TalkingPoint, *, which: bool) -> list[Face]:
    """The cards of a talking point; `which` is whether to say which guide's answer is asked for.

    Each figure of a fact is a card. An answer that is too long for one back is as many cards as it takes,
    which say what came before; each of its lines with figures is a cloze besides, a card a figure.
    """
    match point.kind:
        case TalkingPointKind.FACT:
            made = list(_of_fact(point))
        case TalkingPointKind.RED_FLAG:
            asked = f"Say it better: “{escape(plain(point.title))}”"
            made = list(_parts(asked, [point.say_instead], point, listed=False))
        case _:
            asked = escape(as_question(plain(point.title)))
            lines = [plain(key_point.text) for key_point in point.key_points]
            made = [*_parts(asked, lines, point, listed=True), *_clozes(asked, lines, point)]
    if not which:
        return made
    whose = f'<div class="place">{escape(point.source.guide)}</div>'
    return [Face(f"{face.front}{whose}", face.back, face.name, face.cloze) for face in made]


def escape(text: str) -> str:
    """`text` as HTML that shows it; Anki obeys brackets, as in [sound:…] and [latex], and braces."""
    escaped = html.escape(shown(text)).replace("[", "&#91;")
    return escaped.replace("{", "&#123;").replace("}", "&#125;")


def _of_fact(point: TalkingPoint) -> Iterator[Face]:
    title, text = plain(point.title), point.text.strip() or plain(point.title)
    wanted = asked_for(point)
    where = _place(point)
    if len(wanted) < 2 or not point.text.strip():
        back = shorten(text, MOST_SIGNS - len(str(point.source)))
        yield Face(f"{escape(title)}: the exact figure?", f"{escape(back)}{where}")
        return
    for at, figure in enumerate(wanted):
        around = f"{text[: figure.start]}{_BLANK}{text[figure.end :]}"
        asked = f"{escape(title)}: {escape(shorten(around, MOST_SIGNS))}"
        yield Face(asked, f"{escape(figure.quote)}{where}", f"figure {at}" if at else "")


def _parts(asked: str, lines: Sequence[str], point: TalkingPoint, *, listed: bool) -> Iterator[Face]:
    """An answer on as many backs as it takes, with its code on the last."""
    room = MOST_SIGNS - min(len(str(point.source)), _PLACE)
    backs = list(_packed([part for line in lines for part in _fitting(line, room)], room))
    code = "".join(f"<pre>{escape(block)}</pre>" for block in _code_of(point.text)) if listed else ""
    before = ""
    for at, back in enumerate(backs):
        front = asked
        if len(backs) > 1:
            front += f" ({at + 1} of {len(backs)})"
        if before:
            front += f'<div class="place">after “{escape(shorten(before, _CUE))}”</div>'
        said = "".join(f"<li>{escape(line)}</li>" for line in back)
        said = f"<ul>{said}</ul>" if listed else escape(" ".join(back))
        yield Face(
            front, f"{said}{code if at == len(backs) - 1 else ''}{_place(point)}", f"part {at}" if at else ""
        )
        before = back[-1]


def _fitting(line: str, room: int) -> Iterator[str]:
    """`line` in pieces that fit: whole where it does, else by sentences, else by words."""
    if len(line) <= room:
        yield line
        return
    for sentence in sentences(line):
        yield from textwrap.wrap(sentence.strip(), room) or ()


def _packed(lines: Sequence[str], room: int) -> Iterator[list[str]]:
    """Lines together as long as they fit on a back; one that is empty is a back of its own kind: none."""
    held: list[str] = []
    for line in lines:
        if held and sum(map(len, held)) + len(held) + len(line) > room:
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _clozes(asked: str, lines: Sequence[str], point: TalkingPoint) -> Iterator[Face]:
    for line in lines:
        found = figures(line)
        if not found or len(line) > MOST_SIGNS:
            continue
        text, masked, end = "", "", 0
        for number, figure in enumerate(found, start=1):
            between = line[end : figure.start]
            text += f"{escape(between)}{{{{c{number}::{escape(figure.quote)}}}}}"
            masked += f"{between}{_BLANK}"
            end = figure.end
        # By what is around the figures: one that is put right is the same card.
        yield Face(
            f"{asked}<br>{text}{escape(line[end:])}", _place(point), f"cloze {masked}{line[end:]}", cloze=True
        )


def _place(point: TalkingPoint) -> str:
    return f'<div class="place">{escape(shorten(str(point.source), _PLACE))}</div>'


def _code_of(text: str) -> list[str]:
    """The code in a talking point's text, block by block."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith(_CODE):
            blocks[-1].append(line.removeprefix(_CODE))
        elif line.strip():
            blocks.append([])
        elif blocks[-1]:
            blocks[-1].append("")
    return ["\n".join(block).strip("\n") for block in blocks if block]
