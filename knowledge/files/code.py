"""Code that a document holds line by line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from knowledge.files.rich import Block, Code


def joined(blocks: Iterable[Block], also_between_languages: bool) -> list[Block]:
    """`blocks` with code that follows code as one piece, whose language is the first that is named."""

    def kind(block: Block) -> tuple[bool, bool, str]:
        if not isinstance(block, Code):
            return False, False, ""
        return True, block.by_font, "" if also_between_languages else block.language

    made: list[Block] = []
    for _, group in groupby(blocks, kind):
        run = list(group)
        code = [block for block in run if isinstance(block, Code)]
        if len(code) < 2 or (code[0].language and not also_between_languages):
            made.extend(run)
            continue
        lines = tuple(line for block in code for line in block.lines)
        language = next((block.language for block in code if block.language), "")
        made.append(Code(lines, language, code[0].depth, code[0].by_font))
    return made
