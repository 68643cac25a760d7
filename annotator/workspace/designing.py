"""Changing what may be marked in a project: each change is a new version of the Schema, and one step for undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.edits.edit import Edit, Several
from annotator.edits.schema_edit import ChangeSchema, RelabelSpans, Rename
from annotator.errors import BadInput, Refused
from annotator.frozen import frozen
from annotator.model.annotation import LayerId, Span
from annotator.model.offsets import around
from annotator.model.roles import GOLD
from annotator.model.schema import Label, Schema
from annotator.model.schema_json import from_json, to_file, to_json
from annotator.store.naming import Named
from annotator.store.settings import Version
from annotator.words import _, ngettext
from annotator.workspace.making import Changed, Making

if TYPE_CHECKING:
    from annotator.formats.labels import FoundLabels

_AROUND = 60
"""Code points of the text that an Example shows on either side."""

__all__ = ["Designing", "Example", "Named", "Rename", "renamed_label", "without_label"]


@frozen
class Example:
    """A Span of the project as an example for its Label, with what stands around it. Where a lead has decided about it
    and said why, that is the `reason`; then `is_marked` says whether it was decided to mark it so."""

    article: str
    title: str
    annotator: str
    span: Span
    before: str
    text: str
    after: str
    reason: str = ""
    is_marked: bool = True


class Designing(Making):
    """The verbs for the Schema."""

    def schema_versions(self) -> list[Version]:
        """All versions of the Schema, the oldest first."""
        return self._store.settings.versions()

    @property
    def schema_version(self) -> int:
        """The number of the version of now, counted from 1."""
        return self._store.settings.schema_version()

    @staticmethod
    def read_labels(path: Path) -> FoundLabels:
        """The Labels in a file: a Schema of ours, brat's annotation.conf, Label Studio's XML, doccano's JSON.

        Raises BadInput for one that is none of these, or cannot be read.
        """
        from annotator.formats.labels import MOST_BYTES, read_labels

        try:
            with path.open("rb") as file:
                return read_labels(file.read(MOST_BYTES + 1), path.name)
        except OSError as error:
            told = _("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)
            raise BadInput(told) from error

    def write_labels(self, out: Path, schema: Schema) -> None:
        """Write a Schema as JSON; the file is either whole or as it was. Raises Refused for the name of a project, and
        Unwritable."""
        from annotator.dataset.whole import opened_file

        if self.is_for_a_project(out):
            raise Refused(_("“{path}” is a name for a project; export to another one.").format(path=out))
        with opened_file(out) as stream:
            stream.write(to_file(schema))

    def uses_of(self, label: str) -> tuple[int, int]:
        """How many Spans of all annotators that may be seen have the Label, and in how many Articles."""
        whose, naming = self._whose, self._store.naming
        return len(naming.spans_of([label], whose)), naming.articles_of([label], whose)

    def change_schema(
        self,
        schema: Schema,
        renames: Iterable[Rename] = (),
        relabel: dict[str, str] | None = None,
        *,
        base: Schema | None = None,
    ) -> None:
        """Put another Schema in the place of the one of now. `renames` are carried out wherever something uses the old
        name; `relabel` says which Label Spans get whose Label is no longer there. `base` is the Schema that the other
        was made from, where that may not be the one that was seen last.

        Raises BadInput for a Schema with faults, Refused where a Label that is in use would vanish, a new name is in
        use, or the Schema of now is not the one that the other was made from. Nothing is changed then. Without any
        change it is no step.
        """
        moved = relabel or {}
        wanted = list(renames)
        seen = base or self.schema
        sound = from_json(to_json(_with_former_names(schema, wanted, moved, seen)))

        def edits() -> Iterator[Edit]:
            now = self._store.settings.schema()
            if sound != now != seen:
                told = _("The labels have been changed otherwise meanwhile; look at them again. Nothing was changed.")
                raise Refused(told)
            renamed = {one.old: one.new for one in wanted if one.what is Named.LABEL}
            for new in renamed.values():
                _check_known(sound, new)
            gone = {label.name for label in now.labels} - {label.name for label in sound.labels} - renamed.keys()
            parts: list[Edit] = [ChangeSchema(sound, self.annotator)] if sound != now else []
            parts += wanted
            for name in sorted(gone):
                uids = self._store.naming.spans_of([name])
                if not uids:
                    continue
                if moved.get(name) is None or sound.label(moved[name]) is None:
                    counted = ngettext("{n} span", "{n} spans", len(uids))
                    told = _("“{label}” is the label of {spans}. Say which label they get instead, or archive it.")
                    if not self.sees_others:
                        told = _("“{label}” is the label of spans. Say which label they get instead, or archive it.")
                    raise Refused(told.format(spans=counted, label=name))
                parts.append(RelabelSpans(name, moved[name], tuple(uids)))
            if parts:
                yield Several(tuple(parts)) if len(parts) > 1 else parts[0]

        self._make(edits())

    def _announce_edits(self, edits: list[Edit]) -> Changed | None:
        self._keep_up()  # before those who listen ask for the Schema
        return super()._announce_edits(edits)

    def rename_label(self, old: str, new: str) -> None:
        """Give a Label another name, in the Schema and in all Spans, in one step."""
        self._keep_up()
        _check_known(self.schema, old)
        self.change_schema(renamed_label(self.schema, old, new), [Rename(Named.LABEL, old, new)])

    def delete_label(self, name: str, *, relabel: str | None = None) -> None:
        """Take a Label out of the Schema; its Spans get the Label `relabel`. Raises Refused where it is in use and
        nothing is said of its Spans."""
        self._keep_up()
        _check_known(self.schema, name)
        self.change_schema(without_label(self.schema, name), relabel={name: relabel} if relabel else None)

    def archive_label(self, name: str, *, archived: bool = True) -> None:
        """Mark no more with a Label, or again; its Spans stay as they are."""
        self._keep_up()
        _check_known(self.schema, name)
        labels = tuple(replace(one, archived=archived) if one.name == name else one for one in self.schema.labels)
        self.change_schema(replace(self.schema, labels=labels))

    def examples(self, label: str, limit: int = 8) -> list[Example]:
        """Spans of the project with a Label that may be seen, in context: first those that a lead has decided about
        with a reason, at most half of all, then those of gold Layers, then the newest first."""
        decided = list(islice(self._decided(label), limit // 2)) if self.sees_others else []
        known = {one.span.uid for one in decided}
        found = self._store.layers.examples(label, limit, self._whose)
        others = [
            _example(article, title, annotator, text, span)
            for article, title, annotator, text, span in found
            if span.uid not in known
        ]
        return [*decided, *others][:limit]

    def _decided(self, label: str) -> Iterator[Example]:
        """What was decided about a Label with a reason, the newest first: the Span that is in Gold with it, or, where
        there is none, the words that were not to be marked so."""
        for uid, decision in self._store.decisions.with_reasons():
            if decision.is_about_relation or label not in map(self.schema.now_called, decision.labels):
                continue
            article = self._store.articles.get(uid)
            gold = {span.uid: span for span in self._store.layers.read(LayerId(uid, GOLD)).spans}
            made = (gold[one] for one, _source in decision.made if one in gold and gold[one].label == label)
            words = Span("", label, ((decision.start, decision.end),))
            span = next(made, words)
            told = _example(uid, article.title, GOLD, article.text, span)
            yield replace(told, reason=decision.reason, is_marked=span is not words)


def _example(article: str, title: str, annotator: str, text: str, span: Span) -> Example:
    before, after = around(text, span.start, span.end, _AROUND)
    return Example(article, title, annotator, span, before, span.surface(text), after)


def _check_known(schema: Schema, name: str) -> None:
    """Raise Refused where there is no Label of this name."""
    if schema.label(name) is None:
        raise Refused(_("the schema has no label “{label}”").format(label=name))


def renamed_label(schema: Schema, old: str, new: str) -> Schema:
    """The Schema with a Label under another name, wherever the Schema itself speaks of it."""

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if name == old else name for name in names)

    labels = tuple(
        replace(
            label,
            name=new if label.name == old else label.name,
            parent=new if label.parent == old else label.parent,
            roles=tuple(replace(role, fillers=named(role.fillers)) for role in label.roles),
        )
        for label in schema.labels
    )
    relations = tuple(replace(one, sources=named(one.sources), targets=named(one.targets)) for one in schema.relations)
    return replace(schema, labels=labels, relations=relations)


def without_label(schema: Schema, name: str) -> Schema:
    """The Schema without a Label; its subtypes go up to its parent, and nobody asks for it any more."""
    gone = schema.label(name)
    parent = gone.parent if gone else ""

    def without(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(held for held in names if held != name)

    labels = tuple(
        replace(
            label,
            parent=parent if label.parent == name else label.parent,
            roles=tuple(replace(role, fillers=without(role.fillers)) for role in label.roles),
        )
        for label in schema.labels
        if label.name != name
    )
    relations = tuple(
        replace(one, sources=without(one.sources), targets=without(one.targets)) for one in schema.relations
    )
    return replace(schema, labels=labels, relations=relations)


def _with_former_names(schema: Schema, renames: Iterable[Rename], moved: dict[str, str], before: Schema) -> Schema:
    """The Schema, in which what was renamed, or took over the Spans of another, knows the former names of both."""
    for one in renames:
        schema = replace(
            schema,
            labels=tuple(_with_former(label, one) for label in schema.labels),
            relations=tuple(
                replace(label, formerly=_added(label.formerly, one.old))
                if one.what is Named.RELATION and label.name == one.new
                else label
                for label in schema.relations
            ),
        )
    labels = []
    for label in schema.labels:
        taken = [old for old, new in moved.items() if new == label.name]
        former = label.formerly
        for old in taken:
            gone = before.label(old)
            for name in (*(gone.formerly if gone else ()), old):
                former = _added(former, name)
        labels.append(replace(label, formerly=former))
    return replace(schema, labels=tuple(labels))


def _with_former(label: Label, one: Rename) -> Label:
    if one.what is Named.LABEL:
        return replace(label, formerly=_added(label.formerly, one.old)) if label.name == one.new else label
    if label.name not in one.within:
        return label
    match one.what:
        case Named.ROLE:
            roles = (replace(r, formerly=_added(r.formerly, one.old)) if r.name == one.new else r for r in label.roles)
            return replace(label, roles=tuple(roles))
        case Named.ATTRIBUTE:
            specs = (
                replace(s, formerly=_added(s.formerly, one.old)) if s.name == one.new else s for s in label.attributes
            )
            return replace(label, attributes=tuple(specs))
        case Named.CHOICE:
            return replace(
                label,
                attributes=tuple(
                    replace(
                        spec,
                        choices=tuple(
                            replace(choice, formerly=_added(choice.formerly, one.old))
                            if choice.name == one.new
                            else choice
                            for choice in spec.choices
                        ),
                    )
                    if spec.name == one.of
                    else spec
                    for spec in label.attributes
                ),
            )
    return label


def _added(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if name in names else (*names, name)
