"""A page of HTML to what it holds, in one pass over its elements."""

from __future__ import annotations

from lxml import etree

from knowledge.files.html.page import Page
from knowledge.files.rich import Rich


def read_html(text: str) -> Rich:
    """What the page `text` holds; a page that is cut off or badly nested is read as a browser would."""
    page = Page()
    # To the parser's target, and not as a tree: there depth has a limit, past which text is lost.
    parser = etree.HTMLParser(target=page, huge_tree=True)
    parser.feed(text)
    rich: Rich = parser.close()
    return rich
