"""What a guide says: its text without what is not meant to be read, as Markdown whatever its notation."""

from __future__ import annotations

from knowledge.markup.aligned import with_aligned
from knowledge.markup.arrows import with_arrows
from knowledge.markup.assistants import with_assistants_turns
from knowledge.markup.chapters import with_chapters
from knowledge.markup.chats import with_messages
from knowledge.markup.comments import without_comments
from knowledge.markup.fences import code_lines
from knowledge.markup.indented import with_indented
from knowledge.markup.mails import with_mails
from knowledge.markup.markup_languages import from_markup_languages
from knowledge.markup.nested_marks import with_nested_marks
from knowledge.markup.notations import as_markdown
from knowledge.markup.own_bullets import with_own_bullets
from knowledge.markup.own_letters import with_own_letters
from knowledge.markup.own_marks import with_own_marks, without_remarks
from knowledge.markup.page import Page
from knowledge.markup.signs import is_of_notes, with_dashes, with_powers, without_block_names
from knowledge.markup.slides import with_slides
from knowledge.markup.star_letters import with_star_letters
from knowledge.markup.struck import without_struck
from knowledge.markup.two_columns import with_two_columns


def said_in(text: str) -> Page:
    """The lines of `text`, line n still line n, without comments, struck text and marks of programs."""
    lines = text.split("\n")
    page = Page(list(lines), *code_lines(lines))
    of_notes = is_of_notes(text)
    without_comments(page, text)
    if "~~" in text or "</" in text:
        without_struck(page)
    if "^" in text or "<su" in text.lower():
        with_powers(page)
        without_block_names(page, of_notes)
    from_markup_languages(page)
    with_messages(page)
    with_assistants_turns(page)
    with_mails(page)
    with_nested_marks(page)
    with_two_columns(page)
    without_remarks(page)
    with_indented(page)
    as_markdown(page, of_notes)
    with_own_marks(page)
    with_own_bullets(page)
    with_arrows(page)
    with_dashes(page)
    with_own_letters(page)
    with_star_letters(page)
    with_aligned(page)
    with_slides(page)
    with_chapters(page)
    if any(_moves_fences(page, index, line) for index, line in enumerate(lines)):
        page.code, page.marks, page.fenced = code_lines(page.lines)
    return page


def _moves_fences(page: Page, index: int, line: str) -> bool:
    """Did a line change from which one tells what is code?"""
    written = page.lines[index]
    if written == line:
        return False
    return page.fenced[index] or page.marks[index] or "```" in written or "~~~" in written
