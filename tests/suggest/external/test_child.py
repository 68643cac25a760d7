"""A recommender in a process of its own: real processes, well behaved and not."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.suggest.external.child import Child
from annotator.suggest.external.duties import wanted
from annotator.suggest.external.foreign import Foreign, OutsideTrouble, Reason
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.recommender import Example
from tests.helpers.builders import ARTICLE, small_schema, text_article, where
from tests.helpers.outside import child

Starting = Callable[..., Child]
ALL = wanted(Outside("small", Kind.PROCESS, ("x",)), small_schema())


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Starting]:
    """Children with a given way to answer; all of them are ended."""
    held: list[Child] = []

    def starting(body: str, *, most: int = 100_000, **set_up: object) -> Child:
        held.append(Child(child(tmp_path, body, **set_up), most=most))
        return held[-1]

    yield starting
    for one in held:
        one.close()


FINDS_CAIRO = """
    at = asked["article"]["text"].find("القاهرة")
    say(id=asked["id"], spans=[{"start": at, "end": at + 7, "label": "GPE", "score": 0.9, "note": "a city"}])
"""


def test_a_process_says_what_it_is_and_proposes(started: Starting) -> None:
    small = started(FINDS_CAIRO)
    assert (small.info().name, small.info().trainable) == ("small", True)
    assert small.suggest(ARTICLE, ALL).found == (Foreign("GPE", *where("القاهرة"), 0.9, "a city"),)


def test_offsets_count_code_points_beyond_the_first_plane_too(started: Starting) -> None:
    article = text_article("😀😀 القاهرة")
    (found,) = started(FINDS_CAIRO).suggest(article, ALL).found
    assert article.text[found.start : found.end] == "القاهرة"


def test_the_process_hears_the_words_the_labels_and_what_they_mean(started: Starting) -> None:
    small = started("""
        words = [asked["article"]["text"][start:end] for start, end in asked["article"]["tokens"]]
        told = " ".join(words[:2] + asked["labels"] + [asked["descriptions"]["PERS"]])
        say(id=asked["id"], spans=[{"start": 0, "end": 1, "label": told}])
    """)
    assert small.suggest(ARTICLE, ALL).found[0].label == "التقى الرئيس PERS GPE Meet DATE Person. A name"


def test_it_learns_from_finished_articles(started: Starting) -> None:
    small = started("""
        first, = asked["articles"]
        say(id=asked["id"], trained={"articles": 1, "spans": first["spans"][0]["label"]})
    """)
    assert small.train([Example("a", "دمشق", ((0, 4, "GPE"),))], ALL) == "articles 1, spans GPE"


def test_what_is_no_proposal_is_counted_and_the_rest_is_kept(started: Starting) -> None:
    small = started("""
        say(id=asked["id"], spans=[{"start": 0, "end": 5, "label": "PERS"}, {"start": "0", "end": 5, "label": "PERS"},
            {"start": True, "end": 5, "label": "PERS"}, 7, None, {"label": "PERS"}])
    """)
    reply = small.suggest(ARTICLE, ALL)
    assert reply.found == (Foreign("PERS", 0, 5),)
    assert reply.dropped == {Reason.MALFORMED: 5}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("sys.exit('no memory left')", "it ended, and its last words were “no memory left”"),
        ("os._exit(3)", "it ended by itself"),
        ("tell('Loading model…\\n')", "“Loading model…” is no answer in JSON"),
        ("tell('\\x1b[31m\\u202e[1, 2]\\n')", "is no answer in JSON"),
        ("say(id=999, spans=[])", "is no answer to what it was asked"),
        ("say(id=asked['id'], error='out of\\nmemory')", "it says “out of memory”"),
        ("say(id=asked['id'], found=[])", "its answer has no list “spans”"),
        ("tell('[' * 90_000 + '\\n')", "is no answer in JSON"),
        ("while True: tell('flood ' * 1000)", "it answered with more than 1 MB"),
        ("while True: tell('flood\\n' * 1000)", "“flood” is no answer in JSON"),
        ("time.sleep(600)", "it did not answer within 0.3 seconds"),
        ("sys.stdout.close(); os.close(1); time.sleep(600)", "it ended"),
    ],
)
def test_a_process_that_misbehaves_is_stopped_and_told_of_in_one_sentence(
    started: Starting, body: str, told: str
) -> None:
    small = started(body, seconds=0.3 if "sleep(600)" in body and "close" not in body else 10)
    with pytest.raises(OutsideTrouble) as trouble:
        small.suggest(ARTICLE, ALL)
    assert str(trouble.value).startswith("The recommender “small” was stopped: ")
    assert told in str(trouble.value)
    assert "\n" not in str(trouble.value)
    assert str(trouble.value).isprintable()


def test_a_process_that_does_not_read_keeps_nobody_waiting(started: Starting) -> None:
    small = started("time.sleep(600)", seconds=0.3)
    with pytest.raises(OutsideTrouble, match="did not answer"):
        small.suggest(text_article("كلمة " * 200_000), ALL)


def test_much_on_the_standard_error_disturbs_nobody(started: Starting) -> None:
    small = started("sys.stderr.write('warning ' * 500_000)\n" + FINDS_CAIRO.replace("\n    ", "\n"))
    assert len(small.suggest(ARTICLE, ALL).found) == 1


def test_after_a_failure_it_is_started_anew(started: Starting, tmp_path: Path) -> None:
    small = started(f"""
        if not os.path.exists({str(tmp_path / "failed")!r}):
            open({str(tmp_path / "failed")!r}, "w").close()
            sys.exit(1)
        say(id=asked["id"], spans=[])
    """)
    with pytest.raises(OutsideTrouble):
        small.suggest(ARTICLE, ALL)
    assert small.suggest(ARTICLE, ALL).found == ()


def test_one_process_serves_several_threads(started: Starting) -> None:
    small = started("""
        at = len(asked["article"]["text"])
        say(id=asked["id"], spans=[{"start": 0, "end": at, "label": str(os.getpid())}])
    """)
    found: dict[int, Foreign] = {}

    def ask(length: int) -> None:
        found[length] = small.suggest(text_article("ا" * length), ALL).found[0]

    threads = [threading.Thread(target=ask, args=(length,)) for length in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {length: one.end for length, one in found.items()} == {length: length for length in range(1, 9)}
    assert len({one.label for one in found.values()}) == 1


@pytest.mark.skipif(os.name != "posix", reason="process groups are those of POSIX")
def test_closing_ends_the_process_with_all_that_it_started(started: Starting, tmp_path: Path) -> None:
    small = started(f"""
        other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        open({str(tmp_path / "pids")!r}, "w").write(f"{{os.getpid()}} {{other.pid}}")
        say(id=asked["id"], spans=[])
    """)
    small.suggest(ARTICLE, ALL)
    own, other = map(int, (tmp_path / "pids").read_text().split())
    small.close()
    for pid in (own, other):
        assert _ends(pid)


def test_closing_interrupts_what_is_being_asked(started: Starting, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    small = started(f"open({str(asked)!r}, 'w').close(); time.sleep(600)", seconds=600)
    told: list[str] = []

    def ask() -> None:
        try:
            small.suggest(ARTICLE, ALL)
        except OutsideTrouble as trouble:
            told.append(str(trouble))

    thread = threading.Thread(target=ask)
    thread.start()
    while not asked.exists():
        thread.join(0.01)
    small.close()
    thread.join(20)
    assert told == ["The recommender “small” was stopped: it ended by itself."]


def test_a_command_that_is_not_there_is_told_of() -> None:
    with pytest.raises(OutsideTrouble, match="there is no program “no-such-program”"):
        Child(Outside("small", Kind.PROCESS, ("no-such-program",))).info()


def test_a_process_that_speaks_another_version_is_not_listened_to(tmp_path: Path) -> None:
    script = tmp_path / "other.py"
    script.write_text('print(\'{"id": 1, "info": {"protocol": 9}}\', flush=True); input(); input()')
    one = Child(Outside("other", Kind.PROCESS, (sys.executable, str(script))))
    with pytest.raises(OutsideTrouble, match="it speaks version 9 of the protocol, and Hashiya version 1"):
        one.info()


def test_a_process_that_never_says_what_it_is_is_given_up() -> None:
    one = Child(Outside("mute", Kind.PROCESS, (sys.executable, "-c", "import time; time.sleep(600)")), start=0.3)
    with pytest.raises(OutsideTrouble, match=r"did not answer within 0\.3 seconds"):
        one.info()


def _ends(pid: int) -> bool:
    """Whether a process ends within ten seconds; one that nobody has waited for yet has ended too."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        threading.Event().wait(0.01)
    return False
