"""Whatever two annotators do to Spans, events, chains, Attributes and the Schema, in any order, with undo, redo and
reopening: what is missing is what a second checker says, chains are what joining says, each step is taken back to the
letter, nothing is left without a Label, and the project stays sound and goes out and comes in to the byte."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.edits.edit import AddRelation
from annotator.errors import AnnotatorError
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span
from annotator.model.ids import new_uid
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, RelationLabel, Role, Schema
from annotator.store.naming import Named
from annotator.workspace import Workspace
from annotator.workspace.designing import Rename
from tests.helpers.builders import ARTICLE, AUTHOR, OTHER, put_article, tables
from tests.helpers.events import check_soundness
from tests.helpers.naive_problems import naive_chains, naive_problems

T = TypeVar("T")
A = ARTICLE.uid
WORDS = ((0, 5), (6, 12), (13, 17), (18, 22), (13, 22), (28, 36), (40, 47), (53, 71))
NAMES = ("A", "B", "C", "PERS", "Who", "tense", "Past", "LivesIn")
VALUES = ("Past", "Future", "yes", "no", "7", "old", "Dr", "A", "")
PICK = st.integers(0, 30)
WINDOW = st.sampled_from([0, 1])


def schema() -> Schema:
    """Small enough for everything to meet everything else."""
    tense = AttributeSpec("tense", AttributeType.ONE, choices=(Choice("Past"), Choice("Future")), required=True)
    sure = AttributeSpec("sure", AttributeType.YES_NO, default="yes")
    titles = AttributeSpec("titles", AttributeType.SEVERAL, choices=(Choice("Dr"), Choice("Haj")))
    who = Role("Who", fillers=("PERS",), required=True)
    return Schema(
        "machine",
        {},
        (
            Label(
                "PERS", Kind.ENTITY, "#336699", attributes=(sure, titles, AttributeSpec("age", AttributeType.NUMBER))
            ),
            Label("GPE", Kind.ENTITY, "#996633"),
            Label("CITY", Kind.ENTITY, "#996633", parent="GPE"),
            Label(
                "Contact",
                Kind.EVENT,
                "#993366",
                abstract=True,
                attributes=(tense,),
                roles=(Role("Where", {}, ("GPE",)),),
            ),
            Label("Meet", Kind.EVENT, "#993366", parent="Contact", roles=(who, Role("LivesIn", many=False))),
            Label("Move", Kind.EVENT, "#339966", roles=(Role("Where", fillers=("CITY",), many=False), Role("Any"))),
            Label("DATE", Kind.DATE, "#339966"),
        ),
        (
            RelationLabel("same", symmetric=True, transitive=True),
            RelationLabel("LivesIn", sources=("PERS",), targets=("GPE",)),
            RelationLabel("near", sources=("GPE",), targets=("GPE", "PERS"), symmetric=True),
        ),
    )


class Machine(RuleBasedStateMachine):
    """Two windows on one file that seldom look at what the other did, and two that only look."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "news.hashiya"
        with Workspace.create(self.path, schema=schema(), annotator="archive") as archive:
            put_article(archive, ARTICLE)
        self.windows = [Workspace.open(self.path, name) for name in (AUTHOR, OTHER)]
        self.readers = [Workspace.open(self.path, name) for name in (AUTHOR, OTHER)]
        for window in self.windows:
            for word, label in zip(WORDS, ("Meet", "PERS", "PERS", "PERS", "CITY", "GPE", "Move"), strict=False):
                window.mark(A, [word], label)
            held = {span.label: span.uid for span in window.spans(A)}
            window.join(A, window.spans(A)[1].uid, window.spans(A)[2].uid)
            window.fill(A, held["Meet"], "Who", held["PERS"])
            window.fill(A, held["Move"], "Where", held["CITY"])

    def teardown(self) -> None:
        if not hasattr(self, "readers"):
            return
        try:
            check_soundness(self.readers[0])
            self.goes_out_and_comes_in_to_the_byte()
        finally:
            for window in (*self.windows, *self.readers):
                window.close()
            shutil.rmtree(self.folder)

    def goes_out_and_comes_in_to_the_byte(self) -> None:
        out = self.folder / "out.jsonl"
        self.readers[0].export(out)
        with Workspace.create(self.folder / "new", schema=self.readers[0].schema, annotator=AUTHOR) as fresh:
            fresh.import_files([out])
            again = io.BytesIO()
            fresh.export(again)
        assert again.getvalue() == out.read_bytes()

    def state(self) -> tuple[Schema, list[Layer]]:
        """All that can be seen of the project."""
        for reader in self.readers:
            reader.look_for_changes()
        return self.readers[0].schema, [reader.layer(A) for reader in self.readers]

    def attempt(self, w: int, verb: Callable[[Workspace], object]) -> None:
        """Do it, and back, and again, to the letter; or be told in words why not, and then nothing has changed."""
        window = self.windows[w]
        before, held = tables(self.path), self.state()
        try:
            verb(window)
        except AnnotatorError as error:
            assert str(error)
            assert tables(self.path) == before
            return
        if len(tables(self.path)["journal"]) > len(before["journal"]):
            after = self.state()
            window.undo()
            assert self.state() == held
            window.redo()
            assert self.state() == after

    def span(self, w: int, pick: int) -> str:
        """One of the window's Spans; a name that no Span has where there is none."""
        return self.one_of(list(self.windows[w].spans(A)), pick)

    def event(self, w: int, pick: int) -> str:
        """One of the window's events."""
        return self.one_of([event.trigger for event in self.windows[w].events(A)], pick)

    @staticmethod
    def one_of(held: list[Span], pick: int) -> str:
        return held[pick % len(held)].uid if held else "gone"

    def label(self, w: int, pick: int) -> str:
        labels = self.windows[w].schema.labels
        return labels[pick % len(labels)].name

    def role(self, w: int, event: str, pick: int) -> str:
        """A Role of the event; seldom one that it may not have."""
        found = self.windows[w].span(A, event)
        roles = [role.name for role in self.windows[w].schema.roles_of(found.label)] if found else []
        return [*roles, *roles, "Any"][pick % (2 * len(roles) + 1)]

    # Spans

    @rule(w=WINDOW, word=st.sampled_from(WORDS), pick=PICK, said=st.sampled_from(VALUES))
    def mark(self, w: int, word: tuple[int, int], pick: int, said: str) -> None:
        attributes = [Attribute("tense", said)] if said else []
        self.attempt(w, lambda window: window.mark(A, [word], self.label(w, pick), attributes))

    @rule(w=WINDOW, which=PICK, pick=PICK)
    def relabel(self, w: int, which: int, pick: int) -> None:
        self.attempt(w, lambda window: window.relabel(A, self.span(w, which), self.label(w, pick)))

    @rule(w=WINDOW, which=PICK)
    def remove(self, w: int, which: int) -> None:
        self.attempt(w, lambda window: window.remove(A, self.span(w, which)))

    @rule(w=WINDOW, which=PICK, word=st.sampled_from(WORDS))
    def reshape(self, w: int, which: int, word: tuple[int, int]) -> None:
        self.attempt(w, lambda window: window.reshape(A, self.span(w, which), [word]))

    @rule(
        w=WINDOW,
        which=PICK,
        name=st.sampled_from(["tense", "sure", "titles", "age", "A"]),
        said=st.lists(st.sampled_from(VALUES), max_size=2),
    )
    def say(self, w: int, which: int, name: str, said: list[str]) -> None:
        self.attempt(w, lambda window: window.say(A, self.span(w, which), name, said))

    # Between Spans

    @rule(w=WINDOW, which=PICK, other=PICK, role=PICK, fits=st.booleans())
    def fill(self, w: int, which: int, other: int, role: int, fits: bool) -> None:
        event = self.event(w, which)
        wanted = self.role(w, event, role)
        filler = self.one_of(self.windows[w].fillers(A, event, wanted), other) if fits else self.span(w, other)
        self.attempt(w, lambda window: window.fill(A, event, wanted, filler))

    @rule(w=WINDOW, which=PICK, word=st.sampled_from(WORDS), role=PICK, pick=PICK)
    def fill_with(self, w: int, which: int, word: tuple[int, int], role: int, pick: int) -> None:
        event = self.event(w, which)
        wanted, label = self.role(w, event, role), self.label(w, pick)
        self.attempt(w, lambda window: window.fill_with(A, event, wanted, [word], label))

    @rule(w=WINDOW, which=PICK, other=PICK, label=PICK)
    def relate(self, w: int, which: int, other: int, label: int) -> None:
        source, target = self.span(w, which), self.span(w, other)
        names = [*(one.name for one in self.windows[w].schema.relations), "nosuch"]
        self.attempt(w, lambda window: window.relate(A, names[label % len(names)], source, target))

    @rule(w=WINDOW, which=PICK, other=PICK, label=st.sampled_from(["same", "Who", "Where", "LivesIn", "A", "nosuch"]))
    def draw(self, w: int, which: int, other: int, label: str) -> None:
        """Any arrow at all, as an import may bring it."""
        arrow = Relation(new_uid(), label, self.span(w, which), self.span(w, other))
        layer = LayerId(A, self.windows[w].annotator)
        self.attempt(w, lambda window: window.do(AddRelation(layer, arrow)))

    @rule(w=WINDOW, pick=PICK)
    def unrelate(self, w: int, pick: int) -> None:
        held = self.windows[w].relations(A)
        if held:
            self.attempt(w, lambda window: window.unrelate(A, held[pick % len(held)].uid))

    @rule(w=WINDOW, which=PICK, other=PICK)
    def join(self, w: int, which: int, other: int) -> None:
        self.attempt(w, lambda window: window.join(A, self.span(w, which), self.span(w, other)))

    @rule(w=WINDOW, which=PICK)
    def leave(self, w: int, which: int) -> None:
        self.attempt(w, lambda window: window.leave(A, self.span(w, which)))

    # The Schema

    @rule(w=WINDOW, pick=PICK, name=st.sampled_from(NAMES))
    def rename_label(self, w: int, pick: int, name: str) -> None:
        self.attempt(w, lambda window: window.rename_label(self.label(w, pick), name))

    @rule(w=WINDOW, pick=PICK, other=PICK, moved=st.booleans())
    def delete_label(self, w: int, pick: int, other: int, moved: bool) -> None:
        if len(self.windows[w].schema.labels) > 2:
            relabel = self.label(w, other) if moved else None
            self.attempt(w, lambda window: window.delete_label(self.label(w, pick), relabel=relabel))

    @rule(w=WINDOW, pick=PICK, archived=st.booleans())
    def archive_label(self, w: int, pick: int, archived: bool) -> None:
        self.attempt(w, lambda window: window.archive_label(self.label(w, pick), archived=archived))

    @rule(w=WINDOW, pick=PICK, name=st.sampled_from(NAMES))
    def add_label(self, w: int, pick: int, name: str) -> None:
        held = self.windows[w].schema
        above = held.labels[pick % len(held.labels)]
        label = Label(name, above.kind, "#000000", parent=above.name if pick % 2 else "")
        self.attempt(w, lambda window: window.change_schema(replace(held, labels=(*held.labels, label))))

    @rule(w=WINDOW, pick=PICK, data=st.data())
    def ask_otherwise(self, w: int, pick: int, data: st.DataObject) -> None:
        """Other Attributes and Roles of a Label: fewer, more, required or not, for one or for many."""
        held = self.windows[w].schema
        label = held.labels[pick % len(held.labels)]
        flags = st.booleans()
        specs = tuple(
            replace(spec, required=data.draw(flags)) for spec in label.attributes if data.draw(st.integers(0, 3))
        )
        roles = tuple(
            replace(role, required=data.draw(flags), many=data.draw(flags), fillers=role.fillers[: pick % 2])
            for role in label.roles
            if data.draw(st.integers(0, 3))
        )
        new = data.draw(st.sampled_from(["", *NAMES]))
        if new and label.kind is Kind.EVENT and new not in {role.name for role in roles}:
            roles = (*roles, Role(new, required=data.draw(flags)))
        if new and new not in {spec.name for spec in specs}:
            specs = (*specs, AttributeSpec(new, default=data.draw(st.sampled_from(["", "x"]))))
        other = replace(label, attributes=specs, roles=roles, abstract=pick % 5 == 0)
        labels = tuple(other if one is label else one for one in held.labels)
        self.attempt(w, lambda window: window.change_schema(replace(held, labels=labels)))

    @rule(w=WINDOW, pick=PICK, symmetric=st.booleans(), transitive=st.booleans())
    def relate_otherwise(self, w: int, pick: int, symmetric: bool, transitive: bool) -> None:
        """A Relation label that leads both ways or not, and on or not; or one fewer."""
        held = self.windows[w].schema
        if held.relations:
            chosen = held.relations[pick % len(held.relations)]
            other = replace(chosen, symmetric=symmetric, transitive=transitive)
            relations = tuple(
                other if one is chosen else one for one in held.relations if one is not chosen or pick % 4
            )
            self.attempt(w, lambda window: window.change_schema(replace(held, relations=relations)))

    @rule(
        w=WINDOW,
        pick=PICK,
        new=st.sampled_from(NAMES),
        what=st.sampled_from([Named.ROLE, Named.ATTRIBUTE, Named.CHOICE, Named.RELATION]),
    )
    def rename(self, w: int, pick: int, new: str, what: Named) -> None:
        """Another name for a Role, an Attribute, a choice or a Relation label, for all who have it."""
        held = self.windows[w].schema
        found = renamed(held, what, pick, new)
        if found is not None:
            self.attempt(w, lambda window: window.change_schema(found[0], [found[1]]))

    # Back and forth

    @rule(w=WINDOW)
    def undo(self, w: int) -> None:
        self.attempt_alone(w, Workspace.undo)

    @rule(w=WINDOW)
    def redo(self, w: int) -> None:
        self.attempt_alone(w, Workspace.redo)

    def attempt_alone(self, w: int, verb: Callable[[Workspace], object]) -> None:
        before = tables(self.path)
        try:
            verb(self.windows[w])
        except AnnotatorError as error:
            assert str(error)
            assert tables(self.path) == before

    @rule(w=WINDOW)
    def look(self, w: int) -> None:
        self.windows[w].look_for_changes()

    @rule(w=WINDOW)
    def reopen(self, w: int) -> None:
        self.windows[w].close()
        self.windows[w] = Workspace.open(self.path, (AUTHOR, OTHER)[w])

    # What is always so

    @invariant()
    def what_is_missing_and_what_is_the_same_is_what_a_second_reader_says(self) -> None:
        held, layers = self.state()
        known = {label.name for label in held.labels}
        for reader, layer in zip(self.readers, layers, strict=True):
            assert {span.label for span in layer.spans} <= known
            found = {(one.span, one.kind.value, one.name) for one in reader.problems(A)}
            assert found == naive_problems(held, list(layer.spans), list(layer.relations))
            for name in {label.name for label in held.relations if label.symmetric and label.transitive}:
                together = {
                    frozenset(span.uid for span in chain.spans) for chain in reader.chains(A) if chain.label == name
                }
                assert together == naive_chains(list(layer.spans), joining(held, layer), {name})


def joining(held: Schema, layer: Layer) -> list[Any]:
    """The arrows that are no arguments."""
    roles = {
        span.uid: {role.name for role in held.roles_of(span.label)} for span in layer.spans if is_event(held, span)
    }
    return [one for one in layer.relations if one.label not in roles.get(one.source, set())]


def is_event(held: Schema, span: Span) -> bool:
    return any(label.kind is Kind.EVENT for label in held.labels if label.name == span.label)


def pick_from(held: list[T], pick: int) -> T | None:
    return held[pick % len(held)] if held else None


def renamed(held: Schema, what: Named, pick: int, new: str) -> tuple[Schema, Rename] | None:
    """The Schema with another name of something in it, and the Edit that goes with it; None where there is nothing."""
    if what is Named.RELATION:
        relation = pick_from(list(held.relations), pick)
        if relation is None:
            return None
        relations = tuple(replace(one, name=new) if one is relation else one for one in held.relations)
        within = tuple(
            one.name for one in held.labels if {relation.name, new} & {role.name for role in held.roles_of(one.name)}
        )
        return replace(held, relations=relations), Rename(what, relation.name, new, within)
    parts: list[tuple[Label, Any]] = [
        (label, part) for label in held.labels for part in (label.roles if what is Named.ROLE else label.attributes)
    ]
    found = pick_from([pair for pair in parts if what is not Named.CHOICE or pair[1].choices], pick)
    if found is None:
        return None
    owner, part = found
    heirs = tuple(
        label.name
        for label in held.labels
        if next((one for one in held.lineage(label.name) if part.name in names_in(one, what)), None) is owner
    )
    if what is Named.CHOICE:
        choice = part.choices[pick % len(part.choices)]
        choices = tuple(replace(one, name=new) if one is choice else one for one in part.choices)
        default = new if part.default == choice.name else part.default
        edit, other = Rename(what, choice.name, new, heirs, part.name), replace(part, choices=choices, default=default)
    else:
        edit, other = Rename(what, part.name, new, heirs), replace(part, name=new)
    if what is Named.ROLE:
        changed = replace(owner, roles=tuple(other if one is part else one for one in owner.roles))
    else:
        changed = replace(owner, attributes=tuple(other if one is part else one for one in owner.attributes))
    return replace(held, labels=tuple(changed if one is owner else one for one in held.labels)), edit


def names_in(label: Label, what: Named) -> set[str]:
    return {part.name for part in (label.roles if what is Named.ROLE else label.attributes)}


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=25, stateful_step_count=35, deadline=None, suppress_health_check=list(HealthCheck)
)
