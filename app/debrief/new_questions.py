"""The questions that no guide has, as a guide to be written on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app import files
from app.debrief.matching import Matched
from domain.shown import shown
from language.wording import plain


def write(out: Path, found: Sequence[Matched], transcript: str) -> None:
    """Write the new questions of `found` to `out`. Raises `InterviewError` where that cannot be done."""
    files.write(out, written(found, transcript))


def written(found: Sequence[Matched], transcript: str) -> str:
    """The same as a text."""
    return shown("\n".join(_lines(found, transcript)))


def beside(transcript: Path) -> Path:
    """A file beside the transcript that is not there yet."""
    number = 1
    while True:
        number_ = f"-{number}" if number > 1 else ""
        out = transcript.with_name(f"{transcript.stem}-questions{number_}.md")
        if not out.exists():
            return out
        number += 1


def _lines(found: Sequence[Matched], transcript: str) -> Iterator[str]:
    yield f"# Questions from {transcript}"
    for number, each in enumerate(found, start=1):
        yield from ("", f"### Q{number}: {_line(each.exchange.asked)}", "")
        # What was said is no planned answer: it stands where a reader of guides passes it over.
        yield f"<!-- You said: {_commented(each.exchange.answer)} -->"
        for follow_up in each.follow_ups:
            yield f"<!-- And then: {_commented(follow_up.asked)} — {_commented(follow_up.answer)} -->"
    yield ""


def _line(text: str) -> str:
    return plain(" ".join(text.split()))


def _commented(text: str) -> str:
    """`text` in a line of a comment, which it cannot end."""
    return _line(text).replace("--", "–").replace(">", "›")
