from typing import get_args

from app.choices import ModeName, StatusName
from domain.interview import Mode, SessionStatus


def test_the_options_offer_what_the_domain_has() -> None:
    assert set(get_args(ModeName)) == {mode.value for mode in Mode}
    assert set(get_args(StatusName)) == {status.value for status in SessionStatus}
