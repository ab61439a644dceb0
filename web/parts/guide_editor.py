"""The text of a guide, to be changed and saved."""

from __future__ import annotations

from collections.abc import Mapping

from web.parts.elements import Component


class GuideEditor(Component, component="guide_editor.js"):
    """A box with line numbers. What was typed and not saved stays in the browser under `kept_as`.

    `given` is the text as `as_props` of `web.pages.guide_files` makes it, `line` where the cursor begins, 0
    for nowhere.
    """

    def __init__(self, name: str, address: str, kept_as: str, given: Mapping[str, str], line: int) -> None:
        super().__init__()
        self.given(
            name=name,
            address=address,
            kept_as=kept_as,
            file_text=given["text"],
            file_seen=given["seen"],
            note=given["note"],
            line=line,
        )
