"""The guide that the page's tests are over: short, and with whole answers to type."""

from __future__ import annotations

_POINTS = {
    "How did you make the nightly job faster?": (
        "I replaced the nightly batch with a stream of parcel events",
        "Consumers are idempotent because redelivery is certain",
        "The run went from four hours to forty minutes",
    ),
    "How do you handle schema changes?": (
        "Every topic has a schema in a registry",
        "Only backward compatible changes pass the build",
        "A breaking change gets a new topic and a migration window",
    ),
    "How do you find out that data is late?": (
        "Each partition carries a watermark",
        "An alert fires when the watermark is ten minutes behind",
    ),
}

GUIDE = "# Technical questions\n\n" + "\n".join(
    f"### {title}\n\n" + "".join(f"- {said}.\n" for said in said_to) for title, said_to in _POINTS.items()
)


def titles() -> tuple[str, ...]:
    """The questions of the guide."""
    return tuple(_POINTS)


def whole_answer(question: str) -> str:
    """All that the guide says to `question`, and that there is no more, so that nothing further is asked."""
    said = next(said for title, said in _POINTS.items() if title[1:] in question)
    return f"{'. '.join(said)}. That's all."


def weak_answer(question: str) -> str:
    """The first of what the guide says to `question`, so that more is asked."""
    said = next(said for title, said in _POINTS.items() if title[1:] in question)
    return f"{said[0]}, and that was most of it."
