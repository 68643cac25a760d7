"""open, sample and new; and the command without a verb."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from annotator import __version__, paths
from annotator.paths import login_name
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, Window, run_alone


def test_without_a_verb_the_window_opens_on_whatever_it_likes(hashiya: Hashiya, window: Window) -> None:
    assert hashiya().exit_code == 0
    assert window.opened == [(None, None)]


def test_open_opens_the_window_on_the_project(hashiya: Hashiya, window: Window, place: Path) -> None:
    assert hashiya("open", place).exit_code == 0
    assert hashiya("open", place, "--annotator", "a2").exit_code == 0
    assert window.opened == [(place, None), (place, "a2")]


def test_the_exit_status_of_the_window_is_that_of_the_command(hashiya: Hashiya, window: Window, place: Path) -> None:
    window.status = 3
    assert hashiya("open", place).exit_code == 3
    assert hashiya().exit_code == 3


def test_open_says_that_there_is_no_such_project(hashiya: Hashiya, window: Window) -> None:
    result = hashiya("open", "none.hashiya")
    assert (result.exit_code, window.opened) == (2, [])
    assert "There is no project at “none.hashiya”" in result.stderr


@pytest.mark.parametrize("args", [(), ("open", "news")])
def test_without_a_display_it_says_so_in_one_sentence(
    args: tuple[str, ...], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place.parent)
    status, out, err = run_alone(*args)
    assert (status, out) == (2, "")
    assert err.startswith("Error: There is no display")
    assert err.count("\n") == 1


def test_a_display_that_is_not_there_is_named(place: Path) -> None:
    status, out, err = run_alone("open", place, DISPLAY=":987")
    assert (status, out) == (2, "")
    assert err == "Error: The display “:987” cannot be connected to, so no window can be shown.\n"


def test_sample_makes_a_project_with_the_two_articles(hashiya: Hashiya, tmp_path: Path) -> None:
    result = hashiya("sample", "here.hashiya")
    assert result.exit_code == 0
    assert "here.hashiya" in result.stdout
    with Workspace.open(tmp_path / "here.hashiya") as workspace:
        assert len(workspace.article_uids()) == 2
        assert workspace.annotator == login_name()


def test_sample_leaves_a_file_of_that_name_alone(hashiya: Hashiya, place: Path) -> None:
    before = place.read_bytes()
    result = hashiya("sample", place)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert place.read_bytes() == before


def test_sample_without_a_path_makes_it_once_and_says_where(
    hashiya: Hashiya, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "documents" / "sample.hashiya"
    monkeypatch.setattr(paths, "sample_project", lambda: path)
    first = hashiya("sample")
    made = path.read_bytes()
    second = hashiya("sample")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert str(path) in first.stdout
    assert second.stdout == f"The sample project is at “{path}”.\n"
    assert path.read_bytes() == made


def test_new_makes_a_project_with_a_schema_that_travels_with_the_program(hashiya: Hashiya, tmp_path: Path) -> None:
    assert hashiya("new", "mine.hashiya", "--schema", "news", "--annotator", "ليلى").exit_code == 0
    with Workspace.open(tmp_path / "mine.hashiya") as workspace:
        assert (workspace.annotator, workspace.schema.name) == ("ليلى", "news")


def test_new_takes_a_schema_from_a_file(hashiya: Hashiya, schema_file: Path, tmp_path: Path) -> None:
    assert hashiya("new", "mine.hashiya", "--schema", schema_file).exit_code == 0
    with Workspace.open(tmp_path / "mine.hashiya") as workspace:
        assert workspace.schema.name == "small"


def test_new_takes_labels_of_another_program_and_says_what_was_left_out(hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text("[entities]\nPerson\n[relations]\nOdd\tArg1:Person, Arg2:Nobody\n")
    result = hashiya("new", "mine.hashiya", "--schema", "annotation.conf")
    *remarks, made = result.stdout.splitlines()
    assert (result.exit_code, made[:16]) == (0, "Made the project")
    assert any("Nobody" in remark for remark in remarks)
    with Workspace.open(tmp_path / "mine.hashiya") as workspace:
        assert [label.name for label in workspace.schema.labels] == ["Person"]


def test_new_tells_each_fault_of_a_schema_on_a_line_and_makes_no_file(hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"format": "hashiya-schema/2", "name": "x", "labels": [{}, {}]}')
    result = hashiya("new", "mine.hashiya", "--schema", "bad.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) > 2
    assert not (tmp_path / "mine.hashiya").exists()


def test_a_name_without_an_ending_means_a_project(hashiya: Hashiya, schema_file: Path, tmp_path: Path) -> None:
    assert "“mine.hashiya”" in hashiya("new", "mine", "--schema", schema_file).stdout
    assert (tmp_path / "mine.hashiya").is_file()
    assert hashiya("list", "mine").exit_code == 0


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--schema", "nothing"), "There is no schema “nothing”"),
        (("--schema", "broken.json"), "not JSON"),
        (("--schema", "empty.json"), "“format”"),
        (("--annotator", "  "), "needs a name"),
        (("--annotator", "a\x1b[2J"), "needs a name"),
    ],
)
def test_new_refuses_what_makes_no_sense_and_makes_no_file(
    args: tuple[str, ...], reason: str, hashiya: Hashiya, tmp_path: Path
) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "empty.json").write_text("{}")
    result = hashiya("new", "mine.hashiya", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert not (tmp_path / "mine.hashiya").exists()


def test_new_leaves_a_file_of_that_name_alone(hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "mine.hashiya").write_text("a letter")
    assert hashiya("new", "mine.hashiya").exit_code == 2
    assert (tmp_path / "mine.hashiya").read_text() == "a letter"


def test_new_says_why_a_file_cannot_be_made(hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = hashiya("new", "file/mine.hashiya")
    assert result.exit_code == 2
    assert "cannot be" in result.stderr


def test_a_project_that_is_stopped_while_it_is_made_leaves_nothing(
    hashiya: Hashiya, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("annotator.edits.history.History.do_all", stop)
    result = hashiya("sample", "here.hashiya")
    assert (result.exit_code, result.stderr) == (130, "Stopped. Nothing was changed.\n")
    assert list(tmp_path.glob("here*")) == []


@pytest.mark.parametrize("trouble", [OSError, KeyError, ImportError])
def test_an_annotator_has_a_name_where_the_login_has_none(
    trouble: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise trouble

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert login_name() == "annotator"


def test_an_annotator_has_the_name_of_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "layla")
    assert login_name() == "layla"
    monkeypatch.setattr(getpass, "getuser", lambda: "\x1b")
    assert login_name() == "annotator"


def test_the_version_is_told() -> None:
    assert run_alone("--version") == (0, f"hashiya, version {__version__}\n", "")


def test_the_advice_for_a_project_that_is_not_there_names_its_place(hashiya: Hashiya) -> None:
    assert "hashiya new folder/none.hashiya" in hashiya("list", "folder/none.hashiya").stderr


def test_a_folder_is_called_a_folder(hashiya: Hashiya, tmp_path: Path) -> None:
    for verb in ("list", "open", "check"):
        told = hashiya(verb, tmp_path)
        assert (told.exit_code, told.stderr) == (2, f"Error: “{tmp_path}” is a folder, not a Hashiya project.\n")


def test_no_project_is_made_where_a_name_means_a_folder(hashiya: Hashiya, tmp_path: Path) -> None:
    for name in (".", ".."):
        assert hashiya("new", name).exit_code == 2
    assert list(tmp_path.iterdir()) == []
