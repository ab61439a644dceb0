"""A run as JUnit XML, which CI servers show."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

from evals.runs.results import Result, Summary
from evals.runs.telling import transcript


def write(path: Path, results: Sequence[Result], summary: Summary) -> None:
    """Write the run: a test case a scenario; known failures are skipped ones, too, with their reason."""
    broken = sum(result.broken for result in results)
    suite = ElementTree.Element(
        "testsuite",
        name="interview eval",
        tests=str(len(results)),
        failures=str(broken),
        skipped=str(summary.known_failures + summary.skipped),
        time=f"{summary.milliseconds / 1000:.3f}",
    )
    for result in results:
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=f"evals.{result.candidate}",
            name=f"{result.scenario}[{result.seed}]",
            time=f"{result.milliseconds / 1000:.3f}",
        )
        if result.broken:
            failure = ElementTree.SubElement(case, "failure", message=_legal("; ".join(result.failed)))
            failure.text = _legal(transcript(result))
        elif result.skipped:
            ElementTree.SubElement(case, "skipped", message=_legal(result.skipped))
        elif not result.passed:
            ElementTree.SubElement(case, "skipped", message=_legal(f"known: {result.known_failure}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def _legal(text: str) -> str:
    """`text` without the signs that XML 1.0 has no way to write."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r"
        or "\x20" <= sign <= "\ud7ff"
        or "\ue000" <= sign <= "\ufffd"
        or sign >= "\U00010000"
    )
