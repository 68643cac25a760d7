"""The hall: every verb of the program on a real file, against a naive model of what it should do."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator import paths
from annotator.edits.edit import AddRelation, RemoveRelation
from annotator.errors import AnnotatorError, Refused, Unknown
from annotator.model.annotation import LayerId, Relation, Status, joined
from annotator.model.ids import new_uid
from annotator.workspace import Changed, Workspace
from tests.helpers.builders import (
    ARTICLE,
    AUTHOR,
    LABELS,
    OTHER,
    TEXT,
    put_article,
    small_schema,
    tables,
    text_article,
    where,
    write_lines,
)

# Annotating


def said(workspace: Workspace, article: str) -> list[tuple[str, str]]:
    return [(span.surface(workspace.article(article).text), span.label) for span in workspace.spans(article)]


def test_nested_overlapping_and_discontinuous_spans_stand_side_by_side(project: Workspace, article: str) -> None:
    project.mark(article, [where("محمود")], "PERS")
    project.mark(article, [where("الرئيس محمود عباس")], "PERS")
    project.mark(article, [where("عباس وزير")], "GPE")
    project.mark(article, [where("القاهرة"), where("الرئيس")], "Meet")
    assert said(project, article) == [
        ("الرئيس القاهرة", "Meet"),
        ("الرئيس محمود عباس", "PERS"),
        ("محمود", "PERS"),
        ("عباس وزير", "GPE"),
    ]
    assert list(project.check()) == []


def test_the_first_mark_begins_the_article_and_undo_takes_both_back(project: Workspace, article: str) -> None:
    project.mark(article, [where("محمود عباس")], "PERS")
    assert project.layer(article).status is Status.IN_PROGRESS
    project.undo()
    assert project.layer(article).is_untouched


def test_marking_the_same_again_gives_the_span_that_is_there(project: Workspace, article: str) -> None:
    first = project.mark(article, [where("محمود عباس")], "PERS")
    assert project.mark(article, [where("عباس"), where("محمود ")], "PERS") == first
    assert len(project.spans(article)) == 1


@pytest.mark.parametrize(
    ("pieces", "label"),
    [
        ([], "PERS"),
        ([(0, 0)], "PERS"),
        ([(3, 1)], "PERS"),
        ([(-1, 3)], "PERS"),
        ([(0, len(TEXT) + 1)], "PERS"),
        ([(0, 3)], "NOSUCH"),
        ([(0, 3)], ""),
    ],
)
def test_a_mark_that_cannot_be_is_refused_and_changes_nothing(
    project: Workspace, article: str, pieces: list[tuple[int, int]], label: str
) -> None:
    span = project.mark(article, [where("القاهرة")], "GPE")
    before = tables(project.path)
    with pytest.raises(Refused):
        project.mark(article, pieces, label)
    if label != "PERS":
        with pytest.raises(Refused):
            project.relabel(article, span.uid, label)
    else:
        with pytest.raises(Refused):
            project.reshape(article, span.uid, pieces)
    assert tables(project.path) == before


def test_a_span_is_changed_in_place_and_keeps_when_it_was_made(project: Workspace, article: str) -> None:
    span = project.mark(article, [where("محمود")], "PERS")
    project.relabel(article, span.uid, "GPE")
    project.reshape(article, span.uid, [where("محمود عباس")])
    project.note(article, span.uid, "تحقق\nمنه")
    (found,) = project.spans(article)
    assert (found.uid, found.label, found.note, found.created_at) == (span.uid, "GPE", "تحقق\nمنه", span.created_at)
    assert found.surface(TEXT) == "محمود عباس"


def test_a_change_that_changes_nothing_is_no_step(project: Workspace, article: str) -> None:
    span = project.mark(article, [where("محمود")], "PERS")
    project.set_status(article, Status.FLAGGED, "؟")
    before = tables(project.path)
    project.relabel(article, span.uid, "PERS")
    project.reshape(article, span.uid, [where("محمود")])
    project.note(article, span.uid, "")
    project.set_status(article, Status.FLAGGED, "؟")
    assert tables(project.path) == before


@pytest.mark.parametrize("words", ["a\0b", "a\ud83d"])
def test_words_that_no_export_could_carry_are_refused(project: Workspace, article: str, words: str) -> None:
    span = project.mark(article, [where("محمود")], "PERS")
    with pytest.raises(Refused):
        project.note(article, span.uid, words)
    with pytest.raises(Refused):
        project.set_status(article, Status.FLAGGED, words)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda w: w.article("gone"),
        lambda w: w.layer("gone"),
        lambda w: w.mark("gone", [(0, 1)], "PERS"),
        lambda w: w.remove(ARTICLE.uid, "gone"),
        lambda w: w.relabel(ARTICLE.uid, "gone", "PERS"),
        lambda w: w.set_status("gone", Status.DONE),
        lambda w: w.add_seconds("gone", 5),
    ],
)
def test_what_the_project_does_not_hold_is_named(
    project: Workspace, article: str, attempt: Callable[[Workspace], Any]
) -> None:
    assert article == ARTICLE.uid
    with pytest.raises(Unknown):
        attempt(project)


def test_each_change_is_announced_once_with_its_layer_and_after_it_was_kept(project: Workspace, article: str) -> None:
    heard: list[tuple[Changed, int]] = []
    with Workspace.open(project.path) as other:
        project.listen(lambda changed: heard.append((changed, len(other.spans(article)))))
        span = project.mark(article, [where("محمود")], "PERS")
        project.remove(article, span.uid)
        project.undo()
    assert [(changed.article, changed.annotator) for changed, _spans in heard] == [(article, AUTHOR)] * 3
    assert [spans for _changed, spans in heard] == [1, 0, 1]


def test_time_spent_is_kept_and_is_no_step(project: Workspace, article: str) -> None:
    project.mark(article, [where("محمود")], "PERS")
    project.add_seconds(article, 40)
    project.add_seconds(article, 2)
    assert project.undo_name == "Mark “محمود” as PERS"
    assert project.layer(article).seconds == 42
    project.undo()
    assert project.layer(article).seconds == 42
    assert list(project.check()) == []


def test_each_annotator_is_remembered_apart(project: Workspace) -> None:
    project.remember("open", "article-1")
    with Workspace.open(project.path, OTHER) as other:
        assert other.remembered("open") == ""
        other.remember("open", "article-2")
    assert project.remembered("open") == "article-1"


def test_counts_and_progress_are_of_this_annotator(project: Workspace, article: str) -> None:
    put_article(project, text_article("آخر"))
    project.mark(article, [where("محمود")], "PERS")
    project.set_status(article, Status.DONE)
    assert project.progress() == {"done": 1, "new": 1}
    with Workspace.open(project.path, OTHER) as other:
        assert other.progress() == {"new": 2}


def test_an_annotators_name_is_tidied(project: Workspace) -> None:
    with Workspace.open(project.path, "  سارة \n علي ") as workspace:
        assert workspace.annotator == "سارة علي"


def test_the_sample_project_has_the_two_sample_articles(tmp_path: Path) -> None:
    with Workspace.sample(tmp_path / "sample.hashiya", annotator=AUTHOR) as workspace:
        found = [workspace.article(uid) for uid in workspace.article_uids()]
        files = sorted(paths.seeds().glob("*.txt"))
        assert [article.text.encode() for article in found] == [file.read_bytes() for file in files]
        assert all(article.title and article.published for article in found)
        assert workspace.undo_name == ""
        assert list(workspace.check()) == []


# A copy, a crash


def test_a_project_is_one_file_once_it_is_closed(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.hashiya", schema=small_schema(), annotator=AUTHOR) as workspace:
        workspace.mark(put_article(workspace, ARTICLE), [where("محمود")], "PERS")
    assert [path.name for path in tmp_path.iterdir()] == ["a.hashiya"]
    shutil.copy(tmp_path / "a.hashiya", tmp_path / "b.hashiya")
    with Workspace.open(tmp_path / "b.hashiya") as copy:
        assert said(copy, ARTICLE.uid) == [("محمود", "PERS")]


MARK_FOREVER = """
import sys
from annotator.workspace import Workspace
workspace = Workspace.open(sys.argv[1])
for i in range(10_000):
    span = workspace.mark("article-1", [(i % 60, i % 60 + 1 + i // 60 % 10)], ("PERS", "GPE", "DATE")[i // 600 % 3])
    print(span.uid, flush=True)
"""


@pytest.mark.parametrize("after", [1, 25, 90])
def test_a_killed_program_loses_nothing_that_it_said_was_kept(tmp_path: Path, after: int) -> None:
    path = tmp_path / "a.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
    with subprocess.Popen(
        [sys.executable, "-c", MARK_FOREVER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as program:
        assert program.stdout is not None
        kept = [program.stdout.readline().strip() for _ in range(after)]
        program.send_signal(signal.SIGKILL)
        kept += program.stdout.read().split("\n")[:-1]
    assert program.returncode == -signal.SIGKILL
    with Workspace.open(path) as workspace:
        found = {span.uid for span in workspace.spans(ARTICLE.uid)}
        assert set(kept) <= found
        assert len(found) <= len(kept) + 1
        assert list(workspace.check()) == []
        for _ in found:
            workspace.undo()
        assert workspace.spans(ARTICLE.uid) == ()


# Everything at once, against a naive model

Key = tuple[str, str]
"""A Layer's Article and annotator."""


@dataclass(frozen=True)
class Said:
    """What the model knows of a Layer. Spans by uid: fragments, label, note. Relations by uid."""

    status: str = "new"
    comment: str = ""
    spans: dict[str, tuple[Any, str, str]] = field(default_factory=dict)
    relations: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    @property
    def untouched(self) -> bool:
        return self == Said()


@dataclass
class Step:
    """One step of one annotator: the Layers that it changed, as they were and as they became, and Articles it added."""

    layers: dict[Key, tuple[Said, Said]] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)


TEXTS = ("قَالَ د. علي", "خبر\r\nمن 😀 عمان", "👨‍👩‍👧‍👦 عائلة من حلب")
WINDOWS = (AUTHOR, AUTHOR, OTHER)
windows = st.integers(0, len(WINDOWS) - 1)
pieces = st.lists(
    st.tuples(st.integers(0, 7), st.integers(1, 4)).map(lambda p: (p[0], p[0] + p[1])), min_size=1, max_size=3
)


class Desk(RuleBasedStateMachine):
    """Three windows on one file, two of them of one annotator, and a model in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "a.hashiya"
        Workspace.create(self.path, schema=small_schema(), annotator=AUTHOR).close()
        self.open = [Workspace.open(self.path, name) for name in WINDOWS]
        self.articles: dict[str, str] = {}
        self.said: dict[Key, Said] = {}
        self.once: dict[str, set[Any]] = {}
        self.past: dict[str, list[Step]] = {AUTHOR: [], OTHER: []}
        self.future: dict[str, list[Step]] = {AUTHOR: [], OTHER: []}
        self.files = 0

    def teardown(self) -> None:
        try:
            assert list(self.open[0].check()) == []
        finally:
            for window in self.open:
                window.close()
            shutil.rmtree(self.folder)

    # What the model does

    def of(self, key: Key) -> Said:
        return self.said.get(key, Said())

    def made(self, name: str, after: dict[Key, Said], articles: dict[str, str] | None = None) -> None:
        step = Step({key: (self.of(key), value) for key, value in after.items()}, articles or {})
        if not step.layers and not step.articles:
            return
        self.past[name].append(step)
        self.future[name].clear()
        self.articles |= step.articles
        self.said |= after

    # What people do

    @initialize(texts=st.permutations(TEXTS))
    def first_article(self, texts: list[str]) -> None:
        self.bring_in(0, texts[0], None, AUTHOR)

    @rule(w=windows, text=st.sampled_from(TEXTS), span=st.none() | pieces, whose=st.sampled_from([AUTHOR, OTHER]))
    def bring_in(self, w: int, text: str, span: list[tuple[int, int]] | None, whose: str) -> None:
        self.files += 1
        window = self.open[w]
        there = next((uid for uid, held in self.articles.items() if held == text), None)
        if there:  # what others have said about it already is theirs to fill
            whose = window.annotator
        fragments = joined(span or [])
        spans = [{"fragments": fragments, "label": "PERS"}] if span else []
        file = write_lines(self.folder / f"{self.files}.jsonl", {"text": text, "spans": spans, "annotator": whose})
        report = window.import_files([file])
        assert report.articles == (there is None)
        uid = there or window.article_uids()[-1]
        after = {}
        if spans and not self.of((uid, whose)).spans:
            (found,) = window.layer(uid, whose).spans
            before = self.of((uid, whose))
            after[uid, whose] = replace(before, status="in_progress", spans={found.uid: (fragments, "PERS", "")})
        assert report.layers == len(after)
        self.made(window.annotator, after, {} if there else {uid: text})

    def some_article(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.articles)))

    @precondition(lambda self: self.articles)
    @rule(w=windows, data=st.data(), span=pieces, label=st.sampled_from(LABELS))
    def mark(self, w: int, data: st.DataObject, span: list[tuple[int, int]], label: str) -> None:
        uid, window = self.some_article(data), self.open[w]
        key, before = (uid, window.annotator), self.of((uid, window.annotator))
        fragments = joined(span)
        made = window.mark(uid, span, label)
        twin = any((held[0], held[1]) == (fragments, label) for held in before.spans.values())
        assert (made.uid in before.spans) == twin
        if not twin:
            status = "in_progress" if before.status == "new" else before.status
            after = replace(before, status=status, spans=before.spans | {made.uid: (fragments, label, "")})
            self.made(window.annotator, {key: after})

    def some_span(self, w: int, data: st.DataObject) -> tuple[Key, str] | None:
        name = self.open[w].annotator
        mine = [(key, uid) for key, said in sorted(self.said.items()) if key[1] == name for uid in sorted(said.spans)]
        return data.draw(st.sampled_from(mine)) if mine else None

    def change(self, w: int, data: st.DataObject, verb: str, value: Any, place: int) -> None:
        if (found := self.some_span(w, data)) is None:
            return
        key, uid = found
        before = self.of(key)
        span = list(before.spans[uid])
        span[place] = joined(value) if verb == "reshape" else value
        once = self.once.setdefault(uid, {before.spans[uid]})
        if tuple(span) in once - {before.spans[uid]}:
            return  # as it was once, but for the time of its last change, of which this knows nothing
        once.add(tuple(span))
        others = [held[:2] for other, held in before.spans.items() if other != uid]
        if tuple(span[:2]) in others and tuple(span[:2]) != before.spans[uid][:2]:
            with pytest.raises(Refused):  # the same letters are marked so already
                getattr(self.open[w], verb)(key[0], uid, value)
            return
        getattr(self.open[w], verb)(key[0], uid, value)
        if tuple(span) != before.spans[uid]:
            self.made(key[1], {key: replace(before, spans=before.spans | {uid: tuple(span)})})

    @rule(w=windows, data=st.data(), span=pieces)
    def reshape(self, w: int, data: st.DataObject, span: list[tuple[int, int]]) -> None:
        self.change(w, data, "reshape", span, 0)

    @rule(w=windows, data=st.data(), label=st.sampled_from(LABELS))
    def relabel(self, w: int, data: st.DataObject, label: str) -> None:
        self.change(w, data, "relabel", label, 1)

    @rule(w=windows, data=st.data(), note=st.sampled_from(["", "؟", "«ملاحظة»\n😀"]))
    def note(self, w: int, data: st.DataObject, note: str) -> None:
        self.change(w, data, "note", note, 2)

    @rule(w=windows, data=st.data())
    def remove(self, w: int, data: st.DataObject) -> None:
        if (found := self.some_span(w, data)) is None:
            return
        key, uid = found
        before = self.of(key)
        self.open[w].remove(key[0], uid)
        spans = {other: span for other, span in before.spans.items() if other != uid}
        arrows = {arrow: ends for arrow, ends in before.relations.items() if uid not in ends[1:]}
        self.made(key[1], {key: replace(before, spans=spans, relations=arrows)})

    @rule(w=windows, data=st.data(), label=st.sampled_from(["Place", "فاعل"]))
    def relate(self, w: int, data: st.DataObject, label: str) -> None:
        if (found := self.some_span(w, data)) is None:
            return
        key, source = found
        before = self.of(key)
        target = data.draw(st.sampled_from(sorted(before.spans)))
        arrow = Relation(new_uid(), label, source, target)
        self.open[w].do(AddRelation(LayerId(*key), arrow))
        self.made(key[1], {key: replace(before, relations=before.relations | {arrow.uid: (label, source, target)})})

    @rule(w=windows, data=st.data())
    def unrelate(self, w: int, data: st.DataObject) -> None:
        name = self.open[w].annotator
        mine = [
            (key, uid) for key, said in sorted(self.said.items()) if key[1] == name for uid in sorted(said.relations)
        ]
        if not mine:
            return
        key, uid = data.draw(st.sampled_from(mine))
        before = self.of(key)
        self.open[w].do(RemoveRelation(LayerId(*key), Relation(uid, *before.relations[uid])))
        rest = {arrow: ends for arrow, ends in before.relations.items() if arrow != uid}
        self.made(name, {key: replace(before, relations=rest)})

    @precondition(lambda self: self.articles)
    @rule(w=windows, data=st.data(), status=st.sampled_from(Status), comment=st.sampled_from(["", "سؤال"]))
    def set_status(self, w: int, data: st.DataObject, status: Status, comment: str) -> None:
        uid, window = self.some_article(data), self.open[w]
        key, before = (uid, window.annotator), self.of((uid, window.annotator))
        window.set_status(uid, status, comment)
        if (before.status, before.comment) != (status.value, comment):
            self.made(window.annotator, {key: replace(before, status=status.value, comment=comment)})

    # Back and forth

    @rule(w=windows)
    def undo(self, w: int) -> None:
        window = self.open[w]
        past, future = self.past[window.annotator], self.future[window.annotator]
        if not past:
            assert window.undo() is None
            assert window.undo_name == ""
            return
        assert window.undo_name
        step = past[-1]
        stands = all(key[0] in self.articles and self.of(key) == after for key, (_, after) in step.layers.items())
        cleared = self.said | {key: before for key, (before, _) in step.layers.items()}
        idle = all(said.untouched for key, said in cleared.items() if key[0] in step.articles)
        if not (stands and idle):
            self.refused(window.undo)
            return
        assert window.undo() is not None
        future.append(past.pop())
        self.said = {key: said for key, said in cleared.items() if key[0] not in step.articles}
        self.articles = {uid: text for uid, text in self.articles.items() if uid not in step.articles}

    @rule(w=windows)
    def redo(self, w: int) -> None:
        window = self.open[w]
        past, future = self.past[window.annotator], self.future[window.annotator]
        if not future:
            assert window.redo() is None
            assert window.redo_name == ""
            return
        step = future[-1]
        there = self.articles | step.articles
        possible = all(
            key[0] in there and (key[0] in step.articles or self.of(key) == before)
            for key, (before, _) in step.layers.items()
        ) and not set(step.articles.values()) & set(self.articles.values())
        if not possible:
            self.refused(window.redo)
            return
        assert window.redo() is not None
        past.append(future.pop())
        self.articles = there
        self.said |= {key: after for key, (_, after) in step.layers.items()}

    def refused(self, verb: Callable[[], object]) -> None:
        before = tables(self.path)
        try:
            verb()
        except AnnotatorError as error:
            assert str(error)
            assert tables(self.path) == before
        else:
            raise AssertionError("this should have been refused")

    @rule(w=windows)
    def close_and_reopen(self, w: int) -> None:
        self.open[w].close()
        self.open[w] = Workspace.open(self.path, WINDOWS[w])

    @rule(w=windows)
    def look(self, w: int) -> None:
        self.open[w].look_for_changes()

    @invariant()
    def every_window_shows_what_the_model_says(self) -> None:
        for window in self.open:
            assert {uid: window.article(uid).text for uid in window.article_uids()} == self.articles
            for uid in self.articles:
                for name in (AUTHOR, OTHER):
                    layer = window.layer(uid, name)
                    found = Said(
                        layer.status.value,
                        layer.comment,
                        {span.uid: (span.fragments, span.label, span.note) for span in layer.spans},
                        {arrow.uid: (arrow.label, arrow.source, arrow.target) for arrow in layer.relations},
                    )
                    assert found == self.of((uid, name))


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
