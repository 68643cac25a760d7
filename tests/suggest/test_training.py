"""Training in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.suggest import snapshots, training
from annotator.suggest.model_files import folders, load
from annotator.suggest.recommender import Example
from annotator.suggest.training import State, Status, Training, snapshot_in
from tests.suggest.news import news


def left(root: Path) -> list[str]:
    """What lies in the folder of the Models, but for the file that keeps the turn."""
    return sorted(path.name for path in root.iterdir() if path.name != ".training")


def test_a_snapshot_comes_back_from_its_file(tmp_path: Path) -> None:
    examples, texts = news(3), ["سطر\nآخر\u2028وثالث", "😀"]
    plan = snapshots.Plan(("PERS",), 7, 12, "ar")
    snapshots.write(tmp_path / "s.jsonl", examples, texts, plan)
    assert snapshots.read(tmp_path / "s.jsonl") == snapshots.Snapshot(plan, examples, texts)


def test_a_training_leaves_a_model_and_nothing_else(tmp_path: Path) -> None:
    root = tmp_path / "models"
    plan = snapshots.Plan(("PERS", "GPE", "ORG"), seed=3)
    told: list[Status] = []
    status = Training(snapshot_in(root, news(40), ["نص آخر"], plan), root).wait(told.append)
    assert status == Status(State.DONE, 1, 1, folder=root / "0001")
    assert left(root) == ["0001"]
    assert load(root / "0001").seed == 3
    assert load(root / "0001").articles == tuple(f"n{number}" for number in range(40))
    assert "Learning from all articles" in {one.what for one in told}


def test_who_has_too_little_is_told_so(tmp_path: Path) -> None:
    status = Training(snapshot_in(tmp_path, news(3)), tmp_path).wait()
    assert status.state is State.FAILED
    assert "learning begins with 100" in status.trouble
    assert left(tmp_path) == []


def test_who_speaks_arabic_is_told_in_arabic(tmp_path: Path) -> None:
    status = Training(snapshot_in(tmp_path, news(3), (), snapshots.Plan(language="ar")), tmp_path).wait()
    assert status.state is State.FAILED


def test_a_training_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    one = Training(snapshot_in(tmp_path, news(400)), tmp_path)
    assert one.poll().state is State.RUNNING
    assert one.stop().state is State.STOPPED
    assert one.poll().state is State.STOPPED
    assert left(tmp_path) == []


def test_a_training_that_is_done_stays_done_when_it_is_stopped(tmp_path: Path) -> None:
    one = Training(snapshot_in(tmp_path, news(40)), tmp_path)
    one.wait()
    assert one.stop().state is State.DONE
    assert [path.name for path in folders(tmp_path)] == ["0001"]


def test_a_training_whose_time_is_up_leaves_nothing(tmp_path: Path) -> None:
    status = Training(snapshot_in(tmp_path, news(400)), tmp_path, budget=0.0).wait()
    assert status.state is State.TOO_LONG
    assert "took too long" in status.trouble
    assert left(tmp_path) == []


def test_two_do_not_train_at_the_same_time(tmp_path: Path) -> None:
    with (tmp_path / ".training").open("a+b") as turn:
        assert training._taken(turn)
        status = Training(snapshot_in(tmp_path, news(40)), tmp_path).wait()
    assert status.state is State.FAILED
    assert "Another training" in status.trouble
    assert left(tmp_path) == []


def test_a_process_that_is_killed_is_told_of(tmp_path: Path) -> None:
    one = Training(snapshot_in(tmp_path, news(400)), tmp_path)
    os.kill(one.pid, 9)
    status = one.wait()
    assert status.state is State.FAILED
    assert "ended unexpectedly" in status.trouble
    assert left(tmp_path) == []


def test_a_snapshot_that_is_gone_is_told_of(tmp_path: Path) -> None:
    path = snapshot_in(tmp_path, news(40))
    path.unlink()
    status = Training(path, tmp_path).wait()
    assert status.state is State.FAILED
    assert "could not read or write its files" in status.trouble


def test_an_interruption_of_who_waits_stops_the_training(tmp_path: Path) -> None:
    def interrupt(_status: Status) -> None:
        raise KeyboardInterrupt

    one = Training(snapshot_in(tmp_path, news(400)), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        one.wait(interrupt)
    assert one.poll().state is State.STOPPED
    assert left(tmp_path) == []


def test_a_snapshot_that_cannot_be_written_whole_is_not_there(tmp_path: Path) -> None:
    def broken() -> list[Example]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        snapshot_in(tmp_path, (one for one in broken()))
    assert left(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts niceness in classes")
def test_a_training_lets_everything_else_go_first(tmp_path: Path) -> None:
    one = Training(snapshot_in(tmp_path, news(400)), tmp_path)
    nices: set[int] = set()
    one.wait(lambda _status: nices.add(os.getpriority(os.PRIO_PROCESS, one.pid)))
    assert nices - {0} == {training._NICE + os.getpriority(os.PRIO_PROCESS, 0)} - {0}


@pytest.mark.slow
def test_when_the_program_is_killed_its_training_ends_too(tmp_path: Path) -> None:
    code = (
        "import sys, os, pathlib\n"
        "from annotator.suggest.training import Training, snapshot_in\n"
        "from tests.suggest.news import news\n"
        "if __name__ == '__main__':\n"
        "    root = pathlib.Path(sys.argv[1])\n"
        "    one = Training(snapshot_in(root, news(3000)), root)\n"
        "    told = []\n"
        "    def leave(status):\n"
        "        if status.total:\n"
        "            print(one.pid, flush=True)\n"
        "            os.kill(os.getpid(), 9)\n"
        "    one.wait(leave)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    root = tmp_path / "models"
    here = Path(__file__).resolve().parent.parent.parent
    found = subprocess.run(
        [sys.executable, str(script), str(root)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(here)},
    )
    assert found.returncode == -9
    assert found.stdout.strip().isdigit()
    assert left(root) == []  # the output is closed, and so `run` is over, when the training has ended as well
