"""What a mail about a job asks for, told of somebody else and as by the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.posting import AskedKind
from knowledge.posting.evidence import weighed
from knowledge.posting.read import read_posting

_MAIL = """Hello,

I look after a printing works near the harbour, and I think you'd be a great fit.

You'd report to the owner and look after three apprentices. {said} They want someone with two years at it.

The pay is £30k, and there is free parking.
"""


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("You'd also be responsible for GDPR at the counter.", AskedKind.DUTY),
        (
            "They're keen to waste less paper, so some ideas on planning runs would go down well.",
            AskedKind.NICE,
        ),
        ("It isn't essential, but they'd love a forklift driver.", AskedKind.NICE),
        ("Having worked through a move of machines is a bonus.", AskedKind.NICE),
        ("You'd sharpen the blades on Mondays.", AskedKind.DUTY),
        ("They would also like you to wind up the old bindery.", AskedKind.DUTY),
        ("The person they are looking for will close the month.", AskedKind.DUTY),
        ("Three of them are new, so showing beginners the ropes is a large part of the job.", AskedKind.DUTY),
        ("A forklift licence is handy, though they can pay for one.", AskedKind.NICE),
    ],
)
def test_what_a_recruiter_tells_in_a_mail_is_asked_for(tmp_path: Path, said: str, kind: AskedKind) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text(_MAIL.format(said=said), encoding="utf-8")
    asked = {each.text: each.kind for each in read_posting(mail).asked}

    assert asked[said] is kind
    assert asked["look after three apprentices"] is AskedKind.DUTY
    assert not any("great fit" in text or "parking" in text for text in asked)


@pytest.mark.parametrize(
    "said",
    [
        "You'd get a day off for each fair.",
        "Please bring two of your prints to the interview.",
    ],
)
def test_what_is_no_work_is_none_in_a_mail_either(tmp_path: Path, said: str) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text(_MAIL.format(said=said), encoding="utf-8")

    assert said not in {each.text for each in read_posting(mail).asked}


@pytest.mark.parametrize(
    "line", ["4.1 Experience of running a pension scheme", "3) Look after the group's insurance"]
)
def test_a_number_before_a_line_hides_nothing_that_is_asked(line: str) -> None:
    bare = line.split(" ", 1)[1]

    assert weighed(line) == weighed(bare)


def test_experience_of_what_employers_give_is_asked_for(tmp_path: Path) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text(
        "Useful but not required\n1. Experience of running a pension scheme\n2. A year at sea\n"
    )

    texts = [each.text for each in read_posting(posting).asked]
    assert texts == ["Experience of running a pension scheme", "A year at sea"]


@pytest.mark.parametrize(
    "said",
    [
        "We also expect that you keep the moulds in order.",
        "We further require that you write down each batch.",
    ],
)
def test_what_is_expected_as_well_is_asked_for(tmp_path: Path, said: str) -> None:
    advert = tmp_path / "advert.txt"
    advert.write_text(
        "Cheese maker, nights\n\nThe dairy is looking for a cheese maker. "
        f"You must hold a hygiene certificate. Experience with raw milk is required. "
        f"{said}\n\nWe offer a pension.",
        encoding="utf-8",
    )

    assert {each.text: each.kind for each in read_posting(advert).asked}[said] is AskedKind.MUST
