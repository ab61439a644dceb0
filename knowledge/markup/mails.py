"""Mails somebody wrote to themselves: who wrote when is nothing that is said, the subject a title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.markup.page import Page

_FIELD = re.compile(
    r"^[\s*_>]*(?P<name>from|to|cc|bcc|subject|date|sent|reply-to"
    r"|von|an|betreff|datum|gesendet|de|para|asunto|assunto|fecha|data|enviado(?: el)?"
    r"|à|objet|envoyé|da|a|oggetto|inviato|van|aan|onderwerp|verzonden|发件人|收件人|主题|日期)"
    r"[*_]*\s?[:：][*_]*\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_SUBJECT = frozenset("subject betreff asunto assunto objet oggetto onderwerp 主题".split())
_SENDER = frozenset("from von de da van 发件人".split())
_AGAIN = re.compile(
    r"^(?:(?:re|fwd?|fw|aw|wg|rv|tr|res|enc|i|antw|doorst|回复|转发)\s?[:：]\s*)+", re.IGNORECASE
)
_CODE = re.compile(r"^(?P<code>\S+)\s+(?:#?\d{1,3}\b)?\s*(?:[-–—:|]\s*)?(?=\S)")
_SENT_BY = re.compile(
    r"^(?:sent from my|gesendet von mein|von meinem \w+ gesendet|enviado desde mi|enviado do meu"
    r"|envoyé de(?:puis)? mon"
    r"|inviato da(?:l mio)?|verzonden vanaf mijn|发自我的|get outlook for)\b.{0,40}$",
    re.IGNORECASE,
)
_SUBJECT_LINE = re.compile(rf"^[\s*_>]*(?:{'|'.join(sorted(_SUBJECT))})\b", re.IGNORECASE)
_FEWEST_FIELDS = 2


def with_mails(page: Page) -> None:
    """Write the subjects of mails as titles and hide their other fields; what is no mail stays as it is."""
    if not any(_SUBJECT_LINE.match(line) for line in page.lines if ":" in line[:12] or "：" in line[:12]):
        return
    heads = list(_heads(page))
    if not heads:
        return
    subjects = {
        index: _AGAIN.sub("", found["value"]).strip()
        for head in heads
        for index in head
        if (found := _FIELD.match(page.lines[index])) and found["name"].lower() in _SUBJECT
    }
    for head in heads:
        for index in head:
            page.hide(index)
    for index, title in _without_code(subjects).items():
        if title:
            page.hidden.discard(index)
            page.lines[index] = f"# {title}"
    for index, line in page.said():
        if _SENT_BY.match(line.strip()):
            page.hide(index)


def _heads(page: Page) -> Iterator[Sequence[int]]:
    """The lines of each head of a mail: two fields at least, one below the other, a sender and a subject."""
    block: list[int] = []
    for index, line in enumerate([*page.lines, ""]):
        if index < len(page.lines) and not page.code[index] and _FIELD.match(line):
            block.append(index)
            continue
        names = {found["name"].lower() for at in block if (found := _FIELD.match(page.lines[at]))}
        if (
            len(block) >= _FEWEST_FIELDS
            and names & _SUBJECT
            and names & (_SENDER | {"to", "an", "para", "à", "aan"})
        ):
            yield block
        block = []


def _without_code(subjects: dict[int, str]) -> dict[int, str]:
    """The subjects without the word that all mails about one thing begin with: `ZURLEB 2 - stories`."""
    codes = Counter(found["code"] for title in subjects.values() if (found := _CODE.match(title)))
    return {
        index: _CODE.sub("", title) if (found := _CODE.match(title)) and codes[found["code"]] > 1 else title
        for index, title in subjects.items()
    }
