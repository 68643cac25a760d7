"""Looking a whole project over: the file, the Journal against the tables, and every Span against its text."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.edits.history import replay
from annotator.errors import AnnotatorError, DamagedFile
from annotator.model.check import layer_faults, misplaced
from annotator.model.problems import problems, told
from annotator.model.schema import Schema
from annotator.store import Store, TableError
from annotator.words import _


def findings(store: Store, schema: Schema, progress: Callable[[int], None] = lambda _done: None) -> Iterator[str]:
    """Everything that is not as it should be, in words; nothing where the project is sound.

    `progress` is told how many of the Journal's rows have been replayed.
    """
    store.check_integrity()
    with store.reading():
        try:
            yield from _texts(store, schema)
            yield from _journal(store, progress)
        except DamagedFile as error:
            yield str(error)


def shortcomings(store: Store, schema: Schema, whose: str | None = None) -> Iterator[str]:
    """What the Schema asks of the Layers, all or those of one annotator, and they do not have, or have and may not, in
    words."""
    with store.reading():
        for swept in store.sweep():
            where = _("article “{title}”").format(title=swept.article.title)
            for layer in swept.layers if whose is None else swept.of(whose):
                spans = {span.uid: span for span in layer.spans}
                for problem in problems(schema, layer.spans, layer.relations):
                    span = spans[problem.span]
                    words = " ".join(span.surface(swept.article.text).split())
                    sentence = told(problem, schema, span.label)
                    yield f"{where}, {layer.id.annotator}, “{words}” ({span.label}): {sentence}"


def _texts(store: Store, schema: Schema) -> Iterator[str]:
    for swept in store.sweep():
        article = swept.article
        where = _("article “{title}”").format(title=article.title)
        if article.sha256 != swept.sha256:
            yield _("{where}: the text was changed after it came in").format(where=where)
        for layer in swept.layers:
            owner = f"{where}, {layer.id.annotator}"
            for fault in layer_faults(layer, article.text, schema):
                yield f"{owner}: {fault}"
            for span in layer.spans:
                if span.uid in swept.strays:
                    yield f"{owner}: {misplaced(span, swept.strays[span.uid], span.surface(article.text))}"


def _journal(store: Store, progress: Callable[[int], None]) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="hashiya-") as folder:
        copy = Store.create(Path(folder) / "replayed.hashiya")
        with copy.atomic():
            copy.index.leave_out()
        try:
            try:
                replay(store, copy, progress)
            except (AnnotatorError, ValueError, TypeError, LookupError, TableError) as error:
                yield _("the journal cannot be replayed: {detail}").format(detail=error)
                return
            yield from _differences(store, copy)
        finally:
            copy.close()


def _differences(store: Store, replayed: Store) -> Iterator[str]:
    if store.articles.count() != replayed.articles.count():
        yield _("the journal tells of {told} articles, the project has {found}").format(
            told=replayed.articles.count(), found=store.articles.count()
        )
    if [one.schema for one in store.settings.versions()] != [one.schema for one in replayed.settings.versions()]:
        yield _("the labels differ from what the journal tells")
    if (store.splits.rule(), store.splits.all()) != (replayed.splits.rule(), replayed.splits.all()):
        yield _("the splits differ from what the journal tells")
    if store.assignments.all() != replayed.assignments.all():
        yield _("who annotates what differs from what the journal tells")
    roles = store.annotators.roles()
    for name, role in replayed.annotators.roles().items():
        if roles.get(name, role) is not role:
            yield _("the role of {annotator} differs from what the journal tells").format(annotator=name)
    for ours, theirs in zip(store.sweep(), replayed.sweep(), strict=False):
        where = _("article “{title}”").format(title=ours.article.title)
        if ours.article != theirs.article:
            yield _("{where}: differs from what the journal tells").format(where=where)
            continue
        if store.decisions.of(ours.article.uid) != replayed.decisions.of(ours.article.uid):
            yield _("{where}: the decisions differ from what the journal tells").format(where=where)
        found = {layer.id.annotator: replace(layer, seconds=0) for layer in ours.layers}
        told = {layer.id.annotator: layer for layer in theirs.layers}
        for annotator in sorted(found.keys() | told.keys()):
            if found.get(annotator) != told.get(annotator):
                yield _("{where}: the layer of {annotator} differs from what the journal tells").format(
                    where=where, annotator=annotator
                )
