"""A specification that numbers its lines by its parts, and marks them; standards with their numbers."""

from __future__ import annotations

import pytest

from domain.posting import AskedKind
from knowledge.posting.details import tools_in
from knowledge.posting.parts import explains_marks
from knowledge.posting.read import understood
from knowledge.values import GuideText

SPECIFICATION = """Fernhill Trust
Job Specification: Night Porter

E = essential, D = desirable

1. Knowledge
1.1 Fire doors and what to do when one is blocked (E)
1.2 how stretchers are cleaned between two wards (D)

2. Experience
2.1 Moving people who cannot move themselves (E)
2.2 Writing a note that the day shift understands (E)
"""


def test_each_numbered_line_is_a_row_and_what_titles_it_is_none() -> None:
    posting = understood(GuideText(name="spec.txt", text=SPECIFICATION, digest=""))

    assert posting.title == "Night Porter"
    assert [(each.source.first_line, each.kind) for each in posting.asked] == [
        (7, AskedKind.MUST),
        (8, AskedKind.NICE),
        (11, AskedKind.MUST),
        (12, AskedKind.MUST),
    ]
    assert all(not each.text[0].isdigit() for each in posting.asked)


def test_a_single_figure_at_the_beginning_numbers_nothing() -> None:
    text = "## Requirements\n- 2.1 honours degree in chemistry\n- Patience with samples\n"
    posting = understood(GuideText(name="posting.md", text=text, digest=""))

    assert [each.text for each in posting.asked] == [
        "2.1 honours degree in chemistry",
        "Patience with samples",
    ]


@pytest.mark.parametrize(
    ("line", "explains"),
    [
        ("E = essential, D = desirable", True),
        ("M - must have and N - nice to have", True),
        ("Experience: essential", False),
        ("E = desirable", False),
    ],
)
def test_what_explains_marks_asks_for_nothing(line: str, explains: bool) -> None:
    assert explains_marks(line) is explains


def test_work_with_what_others_are_given_is_work() -> None:
    text = (
        "Payroll lead, Ashby Foods\n\nYou should know a payroll of a thousand people. You will also "
        "administer the company pension scheme, and settle the bonus run with HR. Some exposure to postings "
        "abroad would be valuable.\n"
    )
    posting = understood(GuideText(name="posting.txt", text=text, digest=""))

    assert [(each.kind, each.text.split()[-1].rstrip(".")) for each in posting.asked] == [
        (AskedKind.MUST, "people"),
        (AskedKind.DUTY, "scheme"),
        (AskedKind.DUTY, "HR"),
        (AskedKind.NICE, "valuable"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Audits against ISO 45001 or similar", ("ISO 45001",)),
        ("Reports under IFRS 16 and Excel", ("IFRS 16", "Excel")),
        ("Work with SAP 10 years or more", ("SAP",)),
        ("A budget of EUR 50000", ("EUR",)),
    ],
)
def test_a_standard_has_its_number(text: str, names: tuple[str, ...]) -> None:
    assert tools_in(text, "en") == names
