"""A file of any kind to clean text, with a note of what had to be mended."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from domain.guide import Repair
from domain.shown import shown_in_a_line
from knowledge.files.contents import contents_of, sha256
from knowledge.files.decode import decoded
from knowledge.files.documents import DOCUMENT_SUFFIXES, to_markdown
from knowledge.files.mojibake import mend
from knowledge.values import GuideText

_STYLED_LETTER = re.compile("[\U0001d400-\U0001d7ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
# A joiner between Latin letters or emoji means nothing to a reader; between Arabic or Indic letters it does.
_INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e]|(?<![\u0600-\u0dff])[\u200c\u200d]"
)
_ODD_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
# What stands between letters and control characters is also what damaged UTF-8 is made of: looked at last.
_CONTROL_TOO = re.compile("[\x80-\x9f]")


def read_text(path: Path, name: str | None = None) -> GuideText:
    """Read the guide at `path`; `name` is what sources call it (the file's name where left out).

    Line numbers are those of the file, but for PDF, DOCX and HTML, where they count the Markdown made of it.
    Raises `UnreadableGuide` for a file that is missing, too large, binary, damaged or locked away.
    """
    name = shown_in_a_line(path.name) if name is None else name
    data = contents_of(path, name)
    repairs: list[Repair] = []
    if path.suffix.lower() in DOCUMENT_SUFFIXES:
        text, guessed = to_markdown(data, path.suffix.lower(), name)
        repairs.append(Repair(what=f"read through Markdown made of the {path.suffix[1:].upper()} file"))
        repairs += guessed
    else:
        text = decoded(data, name, repairs)
    return GuideText(name=name, text=_clean(text, repairs), digest=sha256(data), repairs=tuple(repairs))


def _clean(text: str, repairs: list[Repair]) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ODD_SPACE.sub(" ", text)
    text = _counted(_CONTROL, "", text, "control characters left out", repairs)
    fixed = mend(text)
    if fixed.mended:
        repairs.append(Repair(what=f"signs of UTF-8 read as {fixed.page} put right", count=fixed.mended))
    if fixed.lost:
        repairs.append(Repair(what="signs that had lost a byte left out", count=fixed.lost))
    text = _counted(_CONTROL_TOO, "", fixed.text, "control characters left out", repairs)
    text = _counted(_INVISIBLE, "", text, "invisible characters left out", repairs)
    plain, styled = _STYLED_LETTER.subn(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if styled:
        repairs.append(Repair(what="letters made of special signs read as letters", count=styled))
    return plain


def _counted(pattern: re.Pattern[str], by: str, text: str, what: str, repairs: list[Repair]) -> str:
    text, count = pattern.subn(by, text)
    if count:
        repairs.append(Repair(what=what, count=count))
    return text
