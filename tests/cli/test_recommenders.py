"""`hashiya recommenders …`: setting up who is outside, and allowing it."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import keyring
import keyring.backend
import orjson
import pytest
from click.testing import CliRunner

from annotator.cli import hashiya as hashiya_command
from annotator.cli.session import Session
from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, environment, run_alone
from tests.helpers.outside import child, served

FINDS_ABBAS = """\
say(id=asked["id"], spans=[{"start": 13, "end": 23, "label": "PER", "score": 0.9, "note": "a name"},
    {"start": 0, "end": 5, "label": "MISC"}, {"start": 900, "end": 905, "label": "PER"}])
"""


@pytest.fixture
def command(tmp_path: Path) -> str:
    """The words of a command that finds a name."""
    return shlex.join(child(tmp_path, FINDS_ABBAS).command)


@pytest.fixture
def unmarked(filled: Path) -> Path:
    """A project with one Article in which nothing is marked."""
    with Workspace.open(filled) as workspace:
        (uid,) = workspace.article_uids()
        workspace.remove(uid, workspace.spans(uid)[0].uid)
    return filled


@pytest.fixture
def added(hashiya: Hashiya, unmarked: Path, command: str) -> Path:
    """The same with a recommender that is allowed."""
    labels = ("--label", "PER=PERS", "--label", "MISC=")
    assert hashiya("recommenders", "add", unmarked, "small", "--command", command, *labels).exit_code == 0
    assert hashiya("recommenders", "allow", unmarked, "small", "--yes").exit_code == 0
    return unmarked


def rows(output: str) -> dict[str, list[str]]:
    found = [line.split("\t") for line in output.splitlines()]
    return {row[0]: row[1:] for row in found}


def test_a_project_without_anybody_outside_lists_its_own(hashiya: Hashiya, place: Path) -> None:
    result = hashiya("recommenders", place)
    assert list(rows(result.output)) == ["dates", "memory", "lexicon", "learned", "repeats"]
    assert rows(result.output)["memory"] == ["own", "on", "yes", "", "", ""]
    assert hashiya("recommenders", "list", place).output == result.output
    assert hashiya("recommenders", "news").output == result.output


def test_hashiyas_own_are_turned_off_and_on_too(hashiya: Hashiya, place: Path) -> None:
    assert hashiya("recommenders", "off", place, "memory").output == "“memory” is off.\n"
    assert rows(hashiya("recommenders", place).output)["memory"][1] == "off"
    assert hashiya("recommenders", "on", place, "memory").output == "“memory” is on.\n"
    assert rows(hashiya("recommenders", place).output)["memory"][1] == "on"
    assert hashiya("recommenders", "on", place, "magic").exit_code == 2


def test_whoever_is_added_is_listed_but_not_asked_before_it_is_allowed(
    hashiya: Hashiya, unmarked: Path, command: str
) -> None:
    result = hashiya("recommenders", "add", unmarked, "small", "--command", command, "--label", "PER=PERS")
    assert result.output == (
        f"“small” is added.\nIt is not asked before you allow it: hashiya recommenders allow {unmarked} small\n"
    )
    assert rows(hashiya("recommenders", unmarked).output)["small"] == ["process", "on", "no", "", "", command]
    told = hashiya("suggest", unmarked)
    assert told.stdout == ""
    assert told.stderr == (
        f"“small” was not asked, as you have not allowed it: hashiya recommenders allow {unmarked} small\n"
    )


def test_allowing_shows_exactly_what_is_run_and_wants_a_yes(hashiya: Hashiya, unmarked: Path, command: str) -> None:
    hashiya("recommenders", "add", unmarked, "small", "--command", command)
    result = hashiya("recommenders", "allow", unmarked, "small")
    assert result.exit_code == 2
    assert result.stdout == f"This command is run on this machine, and gets the texts of articles:\n{command}\n"
    assert "say --yes" in result.stderr
    assert rows(hashiya("recommenders", unmarked).output)["small"][2] == "no"
    assert hashiya("recommenders", "allow", unmarked, "small", "--yes").output.endswith("“small” is allowed now.\n")
    assert hashiya("recommenders", "allow", unmarked, "small").output == "“small” is allowed already.\n"
    assert rows(hashiya("recommenders", unmarked).output)["small"][2] == "yes"
    hashiya("recommenders", "forbid", unmarked, "small")
    assert rows(hashiya("recommenders", unmarked).output)["small"][2] == "no"


@pytest.mark.parametrize(("answer", "status"), [(b"n\n", 2), (b"\n", 2), (b"y\n", 0)])
def test_on_a_terminal_the_user_is_asked(
    hashiya: Hashiya, unmarked: Path, command: str, answer: bytes, status: int
) -> None:
    hashiya("recommenders", "add", unmarked, "small", "--command", command)
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", "recommenders", "allow", unmarked, "small"],
        stdin=theirs,
        capture_output=True,
        env=environment(),
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert ran.returncode == status
    assert command in ran.stdout.decode()
    assert rows(hashiya("recommenders", unmarked).output)["small"][2] == ("no" if status else "yes")


def test_one_that_is_allowed_proposes(hashiya: Hashiya, added: Path) -> None:
    (line,) = hashiya("suggest", added, "--recommender", "small").output.splitlines()
    assert line.split("\t")[3:] == ["محمود عباس", "PERS", "0.90", "small", "a name"]
    hashiya("recommenders", "off", added, "small")
    assert hashiya("suggest", added).output == ""
    assert hashiya("recommenders", "on", added, "small").output == "“small” is on.\n"
    assert hashiya("suggest", added, "--accept-above", "0.9").output == "1 span was made.\n"
    (told,) = [one for one in orjson.loads(hashiya("recommenders", added, "--json").output) if one["kind"] != "own"]
    assert (told["name"], told["precision"], told["judged"]) == ("small", 1.0, 1)
    assert told["labels"] == {"MISC": "", "PER": "PERS"}


def test_trying_one_shows_what_it_proposes_and_what_was_dropped(hashiya: Hashiya, added: Path) -> None:
    result = hashiya("recommenders", "try", added, "small", "1")
    assert result.stdout == "13\t23\tPERS\t0.9\t\ta name\tمحمود عباس\n"
    assert result.stderr == "Dropped: 1 (label that is not wanted)\nDropped: 1 (outside of the text)\n"
    told = orjson.loads(hashiya("recommenders", "try", added, "small", "1", "--json").output)
    assert told["dropped"] == {"left_out": 1, "outside_text": 1}
    assert [one["text"] for one in told["suggestions"]] == ["محمود عباس"]


def test_one_that_fails_is_told_of_in_a_sentence(hashiya: Hashiya, unmarked: Path, tmp_path: Path) -> None:
    command = shlex.join(child(tmp_path, "sys.exit('no such model')").command)
    hashiya("recommenders", "add", unmarked, "small", "--command", command)
    hashiya("recommenders", "allow", unmarked, "small", "--yes")
    result = hashiya("recommenders", "try", unmarked, "small", "1")
    assert result.exit_code == 2
    assert "its last words were “no such model”" in result.stderr
    result = hashiya("suggest", unmarked)
    assert result.exit_code == 0
    assert "its last words were “no such model”" in result.stderr


def test_the_table_of_labels_is_printed_and_changed(hashiya: Hashiya, added: Path) -> None:
    assert hashiya("recommenders", "label", added, "small").output == "MISC\t\nPER\tPERS\n"
    assert hashiya("recommenders", "label", added, "small", "LOC=GPE").output == "LOC\tGPE\nMISC\t\nPER\tPERS\n"
    assert hashiya("recommenders", "label", added, "small", "--forget", "MISC").output == "LOC\tGPE\nPER\tPERS\n"
    result = hashiya("recommenders", "label", added, "small", "PER=PERSON")
    assert result.exit_code == 2
    assert "The project has no label “PERSON” that may be marked; it has: PERS, GPE" in result.output
    assert hashiya("recommenders", "label", added, "small", "PER").exit_code == 2
    assert hashiya("recommenders", "label", added, "small", "--forget", "XYZ").exit_code == 2
    assert rows(hashiya("recommenders", added).output)["small"][2] == "yes"  # a table is no other command


def test_how_good_one_is_decides_whether_it_is_heard(hashiya: Hashiya, added: Path) -> None:
    with Workspace.open(added) as workspace:
        (uid,) = workspace.article_uids()
        workspace.mark(uid, [(13, 23)], "PERS")
    assert "no finished article" in hashiya("evaluate", added, "--recommender", "small").output
    with Workspace.open(added) as workspace:
        workspace.set_status(uid, Status.DONE)
    told = orjson.loads(hashiya("evaluate", added, "--recommender", "small", "--json").output)
    assert told["exact"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "proposed": 1, "marked": 1}
    assert rows(hashiya("recommenders", added).output)["small"][3:5] == ["1.00", "1"]
    assert "There is no curve" in hashiya("evaluate", added, "--recommender", "small", "--curve").output
    assert "there are: together, memory, learned, small" in hashiya("evaluate", added, "--recommender", "magic").output
    assert "“small” says" not in hashiya("train", added, "--recommender", "small").output


def test_a_service_on_another_machine_has_to_be_named(hashiya: Hashiya, place: Path) -> None:
    add = ("recommenders", "add", place, "far", "--chat", "https://models.example.org/v1", "--model", "large")
    result = hashiya(*add)
    assert result.exit_code == 2
    assert "would send texts to models.example.org" in result.output
    assert hashiya(*add, "--host", "models.example.org").exit_code == 0
    told = hashiya("recommenders", "allow", place, "far", "--yes").output
    assert told.startswith(
        "The texts of articles are sent to another machine, models.example.org, at this address:\n"
        "https://models.example.org/v1 large\n"
    )


def test_a_service_on_this_machine_is_asked(hashiya: Hashiya, unmarked: Path) -> None:
    spans = [{"start": 13, "end": 23, "label": "PERS", "score": 0.8}]
    with served(lambda _path, _message: (200, {"info": {"protocol": 1}, "spans": spans})) as asked:
        hashiya("recommenders", "add", unmarked, "near", "--service", asked.address)
        hashiya("recommenders", "allow", unmarked, "near", "--yes")
        assert "محمود عباس\tPERS\t0.80\tnear" in hashiya("suggest", unmarked).output
        assert [path for _method, path, _message, _headers in asked] == ["/info", "/predict"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "exactly one of"),
        (("--service", "http://localhost:1", "--plugin"), "exactly one of"),
        (("--adapter", "spacy", "--model", "ar"), "--python"),
        (("--service", "http://localhost:1", "--model", "x"), "--model with"),
        (("--service", "localhost"), "is none like"),
        (("--command", "'"), "is no command"),
        (("--command", " "), "Say which command"),
        (("--plugin",), "no plug-in “small” installed; there are: none"),
        (("--command", "x", "--seconds", "0"), "3600 seconds"),
        (("--command", "x", "--label", "PER=X"), "no label “X”"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_changes(
    hashiya: Hashiya, place: Path, given: tuple[str, ...], told: str
) -> None:
    result = hashiya("recommenders", "add", place, "small", *given)
    assert result.exit_code == 2
    assert told in result.output
    assert "small" not in rows(hashiya("recommenders", place).output)


def test_nobody_is_replaced_unasked(hashiya: Hashiya, added: Path) -> None:
    add = ("recommenders", "add", added, "small", "--command", "other")
    assert "There is a recommender “small” already" in hashiya(*add).output
    assert hashiya(*add, "--replace").exit_code == 0
    assert rows(hashiya("recommenders", added).output)["small"][-1] == "other"
    assert "none of dates" in hashiya("recommenders", "add", added, "dates", "--command", "x").output


def test_one_that_is_taken_out_is_gone(hashiya: Hashiya, added: Path) -> None:
    assert hashiya("recommenders", "remove", added).exit_code == 2
    assert hashiya("recommenders", "remove", added, "magic").exit_code == 2
    assert hashiya("recommenders", "remove", added, "small").output == "“small” is taken out.\n"
    assert "small" not in rows(hashiya("recommenders", added).output)
    assert hashiya("recommenders", "remove", added, "--all").exit_code == 0


def test_a_key_needs_an_address_and_a_key_store(hashiya: Hashiya, added: Path) -> None:
    assert "needs no key" in hashiya("recommenders", "key", added, "small", "--forget").output
    hashiya("recommenders", "add", added, "near", "--chat", "http://127.0.0.1:11434/v1")
    status, out, told = run_alone(
        "recommenders", "key", added, "near", "--forget", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )
    assert (status, out) == (2, "")
    assert "key store" in told


class Drawer(keyring.backend.KeyringBackend):
    """A key store for one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, str] = {}

    def get_password(self, _service: str, username: str) -> str | None:
        return self.keys.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self.keys[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        del self.keys[username]


def test_a_key_goes_into_the_key_store_and_is_never_shown(hashiya: Hashiya, place: Path) -> None:
    hashiya("recommenders", "add", place, "near", "--chat", "http://127.0.0.1:11434/v1")
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    try:
        command = ["recommenders", "key", str(place), "near"]
        kept = CliRunner().invoke(hashiya_command, command, input="sk-secret\n", obj=Session())
        assert kept.output == "The key is kept in the key store of this system.\n"
        assert drawer.keys == {"http://127.0.0.1:11434": "sk-secret"}
        assert CliRunner().invoke(hashiya_command, command, input="\n", obj=Session()).exit_code == 2
        assert drawer.keys == {"http://127.0.0.1:11434": "sk-secret"}
        assert b"sk-secret" not in place.read_bytes()
        assert "sk-secret" not in hashiya("recommenders", place, "--json").output
        assert hashiya("recommenders", "key", place, "near", "--forget").output == "The key is forgotten.\n"
        assert drawer.keys == {}
    finally:
        keyring.set_keyring(before)
