"""Elements of a page: plain HTML, whose text is text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement

from domain.shown import shown

Handler = Callable[..., Awaitable[None] | None]


def tag(kind: str, text: str = "", classes: str = "", /, **attributes: str | int | bool) -> Element:
    """The element `<kind class=classes …>text</name>`; an attribute's `_` is a `-`, and `for_` is `for`.

    Text and attributes are values, never markup: signs that steer are made visible, as in the terminal.
    """
    element = TextElement(tag=kind, text=shown(text)) if text else Element(kind)
    if classes:
        element.classes(classes)
    for key, value in attributes.items():
        if value is not False:
            element.props[key.rstrip("_").replace("_", "-")] = (
                shown(value) if isinstance(value, str) else value
            )
    return element


def button(text: str, do: Handler, classes: str = "", /, **attributes: str | int | bool) -> Element:
    """A button that calls `do`."""
    made = tag("button", text, classes, **{"type": "button", **attributes})
    made.on("click", lambda: do())
    return made


def link(text: str, address: str, classes: str = "", /, **attributes: str | int | bool) -> Element:
    """A link to a page of ours; `address` is made by us, and begins with a slash."""
    return tag("a", text, classes, href=reached(address), **attributes)


def reached(address: str) -> str:
    """An address of ours as this browser reaches it: below the path at which the page stands.

    It is made by us, and begins with a slash.
    """
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError(address)
    return f"{ui.context.client.request.scope.get('root_path', '')}{address}"


def select(name: str, key: str, choices: Mapping[str, str], chosen: str, do: Callable[[str], None]) -> None:
    """A list called `name` to choose one of `choices` from; `do` is given its value."""
    with tag("label"):
        tag("span", name)
        with tag("select", name=key) as made:
            for value, text in choices.items():
                tag("option", text, value=value, selected=value == chosen)
    made.on("change", lambda event: do(str(event.args)), js_handler="(e) => emit(e.target.value)")


class Component(Element):
    """An element with a script of its own, whose props are set by name."""

    def given(self, **props: Any) -> Component:
        """Set props; a change is sent to the browser."""
        for key, value in props.items():
            self.props[key.replace("_", "-")] = value
        self.update()
        return self
