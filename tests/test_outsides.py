"""Recommenders outside in a project: allowed or left alone, heard beside the others, silent when they are wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from annotator.errors import BadInput, Refused, Unknown
from annotator.model.annotation import Status
from annotator.suggest.external.allowed import NotAllowed
from annotator.suggest.external.foreign import OutsideTrouble
from annotator.suggest.external.gate import Tally
from annotator.suggest.external.outside import Kind, Outside
from annotator.workspace import Workspace
from tests.helpers.builders import TEXT, put_article, text_article, where
from tests.helpers.outside import child, served

CAIRO = where("القاهرة")
FINDS_CAIRO = f'say(id=asked["id"], spans=[{{"start": {CAIRO[0]}, "end": {CAIRO[1]}, "label": "GPE", "score": 0.9}}])'
FINDS_EVERY_WORD = (
    'say(id=asked["id"], spans=[{"start": a, "end": b, "label": "GPE", "score": 0.9} '
    'for a, b in asked["article"]["tokens"]])'
)


def set_up(project: Workspace, outside: Outside) -> Outside:
    """Add a recommender that is on and allowed."""
    outside = replace(outside, enabled=True)
    project.put_outside(outside)
    project.allow(outside)
    return outside


def proposed(project: Workspace, article: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    text = project.article(article).text
    return [(text[one.start : one.end], one.label, one.origin, one.also) for one in project.suggestions(article)]


def names(project: Workspace, article: str) -> list[str]:
    return [who for _words, _label, who, _also in proposed(project, article) if who != "dates"]


def test_what_a_project_asks_for_is_left_alone_until_the_user_allows_it(
    project: Workspace, article: str, tmp_path: Path
) -> None:
    began = tmp_path / "began"
    outside = replace(child(tmp_path, f"open({str(began)!r}, 'w').close()\n{FINDS_CAIRO}"), enabled=True)
    project.put_outside(outside)
    assert names(project, article) == []
    assert not began.exists()
    assert project.waiting_outsides() == [outside]
    with pytest.raises(NotAllowed, match="left alone until you allow it"):
        project.try_outside("small", article)
    project.allow(outside)
    assert project.waiting_outsides() == []
    assert proposed(project, article)[0] == ("القاهرة", "GPE", "small", ())


def test_allowing_one_command_is_not_allowing_another(project: Workspace, article: str, tmp_path: Path) -> None:
    outside = set_up(project, child(tmp_path, FINDS_CAIRO))
    assert names(project, article) == ["small"]
    project.put_outside(replace(outside, command=(*outside.command, "--other")))
    assert names(project, article) == []
    project.put_outside(outside)
    assert names(project, article) == ["small"]


def test_an_agreement_with_others_is_told_and_surer(project: Workspace, article: str, tmp_path: Path) -> None:
    set_up(project, child(tmp_path, FINDS_CAIRO))
    project.take_in_names("القاهرة\tGPE\n")
    (one,) = [one for one in project.suggestions(article) if one.label == "GPE"]
    assert {one.origin, *one.also} == {"lexicon", "small"}
    assert one.confidence > 0.9
    (span,) = project.accept(article, one)
    assert span.origin in ("lexicon", "small")


def test_what_is_off_forbidden_or_gone_proposes_nothing(project: Workspace, article: str, tmp_path: Path) -> None:
    outside = set_up(project, child(tmp_path, FINDS_CAIRO))
    assert "small" in project.recommender_names()
    project.switch_outside("small", False)
    assert names(project, article) == []
    project.switch_outside("small", True)
    assert names(project, article) == ["small"]
    project.forbid(outside)
    assert names(project, article) == []
    project.allow(outside)
    project.remove_outside("small")
    assert names(project, article) == []
    assert "small" not in project.recommender_names()
    project.put_outside(outside)  # and what was allowed went with it
    assert project.waiting_outsides() == [outside]


def test_the_switch_of_all_recommenders_is_that_of_those_outside_too(
    project: Workspace, article: str, tmp_path: Path
) -> None:
    set_up(project, child(tmp_path, FINDS_CAIRO))
    assert project.recommenders()[-1] == ("small", True)
    project.switch_recommender("small", False)
    assert not project.outside("small").enabled
    assert names(project, article) == []
    project.switch_recommender("small", True)
    assert names(project, article) == ["small"]


def test_what_another_window_forbids_is_asked_no_more(
    project: Workspace, article: str, tmp_path: Path, opened: Callable[..., Workspace]
) -> None:
    outside = set_up(project, child(tmp_path, FINDS_CAIRO))
    assert names(project, article) == ["small"]
    opened(project.path).forbid(outside)
    assert names(project, put_article(project, text_article(f"{TEXT} ثم عاد."))) == []
    assert project.waiting_outsides() == [outside]


def test_one_that_fails_is_told_of_and_holds_nobody_up(project: Workspace, article: str, tmp_path: Path) -> None:
    set_up(project, child(tmp_path, "sys.exit('no memory left')"))
    assert proposed(project, article) == [("يوم الأحد 12 مايو 2024", "DATE", "dates", ())]
    assert "no memory left" in project.outside_troubles()["small"]


def test_one_that_failed_is_asked_again_when_the_user_says_so(project: Workspace, article: str, tmp_path: Path) -> None:
    well = tmp_path / "well"
    body = f"if not os.path.exists({str(well)!r}): sys.exit('not well')\n{FINDS_CAIRO}"
    set_up(project, child(tmp_path, body))
    assert names(project, article) == []
    well.touch()
    assert names(project, article) == []
    project.ask_outsides_again()
    assert names(project, article) == ["small"]
    assert project.outside_troubles() == {}


def test_a_slow_one_is_not_waited_for_and_heard_when_it_answers(
    project: Workspace, article: str, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    set_up(project, child(tmp_path, f"while not os.path.exists({str(go)!r}): time.sleep(0.01)\n{FINDS_CAIRO}"))
    heard, told = Event(), list[str]()
    project.answer_outside_later(lambda uid: (told.append(uid), heard.set())[1])
    assert [who for _words, _label, who, _also in proposed(project, article)] == ["dates"]
    assert names(project, article) == []  # and it is not asked twice
    go.touch()
    assert heard.wait(60)
    assert told == [article]
    assert names(project, article) == ["small"]


def test_a_project_that_is_closed_ends_what_runs_and_hears_nothing_more(
    opened: Callable[..., Workspace], project: Workspace, article: str, tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    body = f"open({str(pid)!r} + '-', 'w').write(str(os.getpid()))\nos.rename({str(pid)!r} + '-', {str(pid)!r})\n"
    set_up(project, child(tmp_path, f"{body}time.sleep(600)"))
    again, heard, asked = opened(project.path), list[str](), Event()
    again.answer_outside_later(heard.append)
    again.suggestions(article)
    for _turn in range(6000):
        if pid.exists():
            break
        asked.wait(0.01)
    process = int(pid.read_text())
    again.close()
    assert subprocess.run(["kill", "-0", str(process)], check=False, capture_output=True).returncode != 0
    assert heard == []


def test_a_date_from_outside_gets_the_value_of_its_words(project: Workspace, tmp_path: Path) -> None:
    text = "عاد الوفد مساء الخميس 7 مارس 2024 إلى دمشق."
    start, end = where("7 مارس 2024", text)
    body = f'say(id=asked["id"], spans=[{{"start": {start}, "end": {end}, "label": "DATE", "score": 0.8}}])'
    set_up(project, child(tmp_path, body))
    article = put_article(project, text_article(text))
    answer = project.try_outside("small", article)
    assert [(one.type, one.value, one.confidence) for one in answer.suggestions] == [("DATE", "2024-03-07", 0.8)]
    assert names(project, article) == []  # the finder of dates sees more of it
    assert [one.value for one in project.accept(article, answer.suggestions)] == ["2024-03-07"]


def test_a_date_that_nobody_is_sure_of_is_not_shown_because_it_has_a_value(project: Workspace, tmp_path: Path) -> None:
    text = "شاهد الطراز 2019 أمام الحضور"
    start, end = where("2019", text)
    body = 'say(id=asked["id"], spans=[{"start": %d, "end": %d, "label": "DATE", "score": %s}])'
    set_up(project, child(tmp_path, body % (start, end, 0.5)))
    article = put_article(project, text_article(text))
    assert names(project, article) == []
    set_up(project, child(tmp_path, body % (start, end, 0.8), seconds=9))
    assert names(project, article) == ["small"]


def test_one_that_is_wrong_too_often_falls_silent(project: Workspace, tmp_path: Path) -> None:
    set_up(project, child(tmp_path, FINDS_EVERY_WORD))
    article = put_article(project, text_article("كلمة " * 25))
    for one in project.suggestions(article)[:20]:
        project.dismiss(article, one)
    assert project.tally("small") == Tally(0, 20)
    assert project.suggestions(article) == []
    assert project.outside_troubles() == {"small": "“small” is silent: 0% of what it proposed was right."}
    project.propose_again(article)
    assert len(project.suggestions(article)) == 25


def test_another_model_begins_with_a_clean_sheet(project: Workspace, tmp_path: Path) -> None:
    outside = set_up(project, child(tmp_path, FINDS_EVERY_WORD))
    article = put_article(project, text_article("كلمة أخرى"))
    project.dismiss(article, project.suggestions(article)[0])
    assert project.tally("small").all == 1
    project.put_outside(replace(outside, threshold=0.5))
    assert project.tally("small").all == 1
    project.put_outside(replace(outside, command=(*outside.command, "2")))
    assert project.tally("small").all == 0


def test_evaluating_measures_on_finished_articles_and_shuts_the_gate(project: Workspace, tmp_path: Path) -> None:
    outside = set_up(project, child(tmp_path, FINDS_EVERY_WORD))
    with pytest.raises(Refused, match="no finished article"):
        project.evaluate_outside("small")
    done = put_article(project, text_article("كلمة " * 24 + "حلب"))
    project.mark(done, [(120, 123)], "GPE")
    project.set_status(done, Status.DONE)
    score = project.evaluate_outside("small").exact
    assert (score.right, score.proposed, score.marked) == (1, 25, 1)
    assert project.tally("small") == Tally(1, 25)
    other = put_article(project, text_article("كلمة أخرى"))
    assert project.suggestions(other) == []
    project.put_outside(replace(outside, threshold=0.0))  # whoever wants it all the same
    assert len(project.suggestions(other)) == 2


def test_one_that_can_learn_is_given_the_finished_articles_and_not_measured_by_them(
    project: Workspace, article: str, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    body = f"""\
if asked["ask"] == "train":
    open({str(seen)!r}, "w").write(json.dumps([one["spans"] for one in asked["articles"]]))
    say(id=asked["id"], trained={{"articles": len(asked["articles"])}})
else:
    {FINDS_CAIRO}
"""
    set_up(project, child(tmp_path, body))
    project.mark(article, [CAIRO], "GPE")
    project.set_status(article, Status.DONE)
    assert project.train_outside("small") == (1, "articles 1")
    assert seen.read_text() == f'[[{{"start": {CAIRO[0]}, "end": {CAIRO[1]}, "label": "GPE"}}]]'
    with pytest.raises(Refused, match="learned from all finished articles"):
        project.evaluate_outside("small")


def test_one_that_cannot_learn_says_so(project: Workspace, article: str) -> None:
    set_up(project, Outside("gone", Kind.PLUGIN))
    project.set_status(article, Status.DONE)
    with pytest.raises(OutsideTrouble, match="no plug-in “gone”"):
        project.train_outside("gone")


def test_texts_that_leave_the_machine_are_named(project: Workspace) -> None:
    far = Outside("far", Kind.CHAT, address="https://models.example.org/v1", host="models.example.org", enabled=True)
    project.put_outside(far)
    assert project.leaving() == []  # nothing goes there before it is allowed
    project.allow(far)
    assert project.leaving() == [("far", "models.example.org")]
    project.switch_outside("far", False)
    assert project.leaving() == []


def test_a_process_that_sends_texts_on_is_named_too(project: Workspace, article: str) -> None:
    def answer(path: str, _message: object) -> tuple[int, object]:
        info = {"info": {"protocol": 1, "name": "relay", "network": True}}
        return 200, info if path == "/info" else {"spans": []}

    with served(answer) as asked:
        set_up(project, Outside("relay", Kind.SERVICE, address=asked.address))
        project.suggestions(article)
        assert project.leaving() == [("relay", "")]


def test_a_set_up_that_nobody_can_read_is_told_and_can_be_taken_out(project: Workspace, article: str) -> None:
    with project._store.atomic():
        project._store.settings.put("suggestions/outside", '[{"name": "x"}]')
    assert [who for _words, _label, who, _also in proposed(project, article)] == ["dates"]
    assert project.outside_troubles() == {"": "Recommender 1 of the project has no “kind”."}
    with pytest.raises(BadInput):
        project.outsides()
    project.remove_outsides()
    assert project.outsides() == ()
    assert project.outside_troubles() == {}


def test_a_name_that_is_none_is_told_with_those_that_are(project: Workspace, tmp_path: Path) -> None:
    project.put_outside(child(tmp_path, FINDS_CAIRO))
    with pytest.raises(Unknown, match="“magic”; there are: small"):
        project.switch_outside("magic", True)
    with pytest.raises(BadInput, match="needs no key"):
        project.keep_key(project.outside("small"), "secret")


def test_nothing_of_this_is_loaded_before_there_is_somebody_outside(project: Workspace, article: str) -> None:
    program = (
        "import sys; from annotator.workspace import Workspace; w = Workspace.open(sys.argv[1]); "
        "w.suggestions(sys.argv[2]); w.leaving(); w.waiting_outsides(); w.recommender_names(); w.close(); "
        "print([n for n in sys.modules if n.startswith('annotator.suggest.external')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, project.path, article], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
