import re
from pathlib import Path

import pytest

from app import cli
from domain.errors import UnknownSession


def code_after(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int | str | None:
    def raises() -> None:
        raise error

    monkeypatch.setattr(cli, "run", raises)
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code


def test_an_error_of_ours_is_one_line_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_after(monkeypatch, UnknownSession("zzzz")) == 2
    assert capsys.readouterr().err == "interview: No session 'zzzz'. `interview sessions` lists yours.\n"


def test_a_fault_of_the_program_shows_no_traceback_and_keeps_it_in_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_after(monkeypatch, ZeroDivisionError("division by zero")) == 70

    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    kept = re.search(r"details are in (\S+)\.", told)
    assert kept is not None
    file = Path(kept[1])
    assert "ZeroDivisionError: division by zero" in file.read_text(encoding="utf-8")
    file.unlink()


def test_a_folder_that_is_not_ours_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_after(monkeypatch, PermissionError(13, "Permission denied", "/home/web")) == 3
    assert capsys.readouterr().err == (
        "interview: /home/web cannot be used: Permission denied. See whose it is, or set INTERVIEW_HOME to a "
        "folder of yours.\n"
    )


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(130)], ids=["ours", "typer's"])
def test_an_interruption_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], end: BaseException
) -> None:
    assert code_after(monkeypatch, end) == 130
    told = capsys.readouterr().err
    # Most commands hold no session, and are not told that they did.
    assert "A session that is open goes on with `interview resume`." in told


def after(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *arguments: str) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["interview", *arguments])
    with pytest.raises(SystemExit):
        cli.main()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["practise", "x", "--candidate", "anna b"], True),
        (["practise", "x"], False),
        # It names nothing to type about a session of theirs.
        (["prompts", "--candidate", "anna b"], False),
        (["practise", "x", "--candidate", "\x1b/"], False),
    ],
)
def test_who_named_a_candidate_is_told_to_name_them_again(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: list[str],
    told: bool,
) -> None:
    nowhere = () if arguments[0] == "prompts" else ("--guides", str(tmp_path / "none"))
    after(monkeypatch, tmp_path, *arguments, *nowhere)

    line = (
        "interview: Put `--candidate 'anna b'` behind the commands named here, or set INTERVIEW_CANDIDATE.\n"
    )
    assert capsys.readouterr().err.endswith(line) is told


def test_help_is_asked_for_in_words_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    after(monkeypatch, tmp_path, "help", "replay")

    told = capsys.readouterr()
    assert "interview replay [OPTIONS]" in told.out and not told.err
