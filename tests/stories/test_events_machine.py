"""Whatever is done to Spans, events, chains, Attributes and the Schema, in any order, with undo, redo and reopening:
what is missing is what a second checker says, chains are what joining says, and the project stays sound."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.errors import AnnotatorError
from annotator.model.annotation import Span
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, RelationLabel, Role, Schema
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, put_article
from tests.helpers.naive_problems import naive_chains, naive_problems

WORDS = ((0, 5), (6, 12), (13, 17), (18, 22), (23, 27), (28, 36), (40, 47), (48, 51))
NAMES = ("A", "B", "C", "D")
PICK = st.integers(0, 30)


def schema() -> Schema:
    tense = AttributeSpec("tense", AttributeType.ONE, choices=(Choice("Past"), Choice("Future")), required=True)
    sure = AttributeSpec("sure", AttributeType.YES_NO, default="yes")
    return Schema(
        "machine",
        {},
        (
            Label("PERS", Kind.ENTITY, "#336699", attributes=(sure,)),
            Label("GPE", Kind.ENTITY, "#996633"),
            Label("Contact", Kind.EVENT, "#993366", abstract=True, attributes=(tense,)),
            Label(
                "Meet", Kind.EVENT, "#993366", parent="Contact", roles=(Role("Who", fillers=("PERS",), required=True),)
            ),
            Label("Move", Kind.EVENT, "#339966", roles=(Role("Where", fillers=("GPE",), many=False), Role("Any"))),
        ),
        (
            RelationLabel("same", symmetric=True, transitive=True),
            RelationLabel("LivesIn", sources=("PERS",), targets=("GPE",)),
        ),
    )


class Machine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "news.hashiya"
        with Workspace.create(self.path, schema=schema(), annotator="archive") as archive:
            put_article(archive, ARTICLE)
        self.workspace = Workspace.open(self.path, AUTHOR)

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            shutil.rmtree(self.folder)

    def spans(self) -> list[Span]:
        return list(self.workspace.spans(ARTICLE.uid))

    def span(self, pick: int) -> Span | None:
        held = self.spans()
        return held[pick % len(held)] if held else None

    def label(self, pick: int) -> str:
        labels = self.workspace.schema.labels
        return labels[pick % len(labels)].name

    def attempt(self, verb: str, *args: object, **named: object) -> None:
        """Do it, or be told in words why not, and then nothing has changed."""
        try:
            getattr(self.workspace, verb)(*args, **named)
        except AnnotatorError as error:
            assert str(error)

    @rule(word=st.sampled_from(WORDS), pick=PICK)
    def mark(self, word: tuple[int, int], pick: int) -> None:
        self.attempt("mark", ARTICLE.uid, [word], self.label(pick))

    @rule(which=PICK, pick=PICK)
    def relabel(self, which: int, pick: int) -> None:
        if (span := self.span(which)) is not None:
            self.attempt("relabel", ARTICLE.uid, span.uid, self.label(pick))

    @rule(which=PICK)
    def remove(self, which: int) -> None:
        if (span := self.span(which)) is not None:
            self.attempt("remove", ARTICLE.uid, span.uid)

    @rule(which=PICK, other=PICK, role=st.sampled_from(["Who", "Where", "Any", "Host"]))
    def fill(self, which: int, other: int, role: str) -> None:
        if (span := self.span(which)) is not None and (filler := self.span(other)) is not None:
            self.attempt("fill", ARTICLE.uid, span.uid, role, filler.uid)

    @rule(which=PICK, word=st.sampled_from(WORDS), role=st.sampled_from(["Who", "Where", "Any"]), pick=PICK)
    def fill_with(self, which: int, word: tuple[int, int], role: str, pick: int) -> None:
        if (span := self.span(which)) is not None:
            self.attempt("fill_with", ARTICLE.uid, span.uid, role, [word], self.label(pick))

    @rule(which=PICK, other=PICK, label=st.sampled_from(["same", "LivesIn"]))
    def relate(self, which: int, other: int, label: str) -> None:
        if (span := self.span(which)) is not None and (target := self.span(other)) is not None:
            self.attempt("relate", ARTICLE.uid, label, span.uid, target.uid)

    @rule(which=PICK, other=PICK)
    def join(self, which: int, other: int) -> None:
        if (span := self.span(which)) is not None and (target := self.span(other)) is not None:
            self.attempt("join", ARTICLE.uid, span.uid, target.uid)

    @rule(which=PICK)
    def leave(self, which: int) -> None:
        if (span := self.span(which)) is not None:
            self.attempt("leave", ARTICLE.uid, span.uid)

    @rule(
        which=PICK, name=st.sampled_from(["tense", "sure"]), value=st.sampled_from(["Past", "Future", "yes", "no", ""])
    )
    def say(self, which: int, name: str, value: str) -> None:
        if (span := self.span(which)) is not None:
            self.attempt("say", ARTICLE.uid, span.uid, name, [value] if value else [])

    @rule(pick=PICK, name=st.sampled_from(NAMES))
    def rename_label(self, pick: int, name: str) -> None:
        self.attempt("rename_label", self.label(pick), name)

    @rule(pick=PICK, other=PICK, moved=st.booleans())
    def delete_label(self, pick: int, other: int, moved: bool) -> None:
        if len(self.workspace.schema.labels) > 2:
            self.attempt("delete_label", self.label(pick), relabel=self.label(other) if moved else None)

    @rule(pick=PICK, archived=st.booleans())
    def archive_label(self, pick: int, archived: bool) -> None:
        self.attempt("archive_label", self.label(pick), archived=archived)

    @rule(pick=PICK, required=st.booleans(), many=st.booleans())
    def ask_otherwise(self, pick: int, required: bool, many: bool) -> None:
        held = self.workspace.schema
        label = held.labels[pick % len(held.labels)]
        if label.kind is Kind.EVENT:
            roles = (*(replace(role, required=required, many=many) for role in label.roles if role.name != "Host"),)
            roles = (*roles, Role("Host", fillers=(), required=required)) if many else roles
            labels = tuple(replace(one, roles=roles) if one is label else one for one in held.labels)
            self.attempt("change_schema", replace(held, labels=labels))

    @rule()
    def undo(self) -> None:
        self.attempt("undo")

    @rule()
    def redo(self) -> None:
        self.attempt("redo")

    @rule(name=st.sampled_from([AUTHOR, OTHER]))
    def reopen(self, name: str) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.path, name)

    @invariant()
    def what_is_missing_is_what_the_second_checker_says(self) -> None:
        layer = self.workspace.layer(ARTICLE.uid)
        found = {(one.span, one.kind.value, one.name) for one in self.workspace.problems(ARTICLE.uid)}
        assert found == naive_problems(self.workspace.schema, list(layer.spans), list(layer.relations))

    @invariant()
    def chains_are_what_joining_says(self) -> None:
        layer = self.workspace.layer(ARTICLE.uid)
        found = {frozenset(span.uid for span in chain.spans) for chain in self.workspace.chains(ARTICLE.uid)}
        names = {label.name for label in self.workspace.schema.relations if label.is_chain}
        arrows = [
            one
            for one in layer.relations
            if not any(
                one.label == role.name
                for span in layer.spans
                if span.uid == one.source
                for role in self.workspace.schema.roles_of(span.label)
            )
        ]
        assert found == naive_chains(list(layer.spans), arrows, names)

    @invariant()
    def every_label_is_in_the_schema(self) -> None:
        known = {label.name for label in self.workspace.schema.labels}
        assert {span.label for span in self.spans()} <= known

    @rule()
    def check(self) -> None:
        assert list(self.workspace.check()) == []


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
