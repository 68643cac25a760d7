"""Taking files in: everything is looked at, all of it is one step, and nothing happens half."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.edits.cleaning import LeaveOut, cleaned
from annotator.edits.edit import AddArticle, Edit, FillLayer
from annotator.edits.history import History
from annotator.edits.report import BadImport, Remark, Report
from annotator.edits.schema_edit import ChangeSchema
from annotator.edits.sources import Source, sources_of, unreadable, with_missing
from annotator.edits.translating import layer_of_now
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.model.annotation import Layer, LayerId, Status
from annotator.model.article import Article
from annotator.model.check import layer_faults, shortened
from annotator.model.ids import new_uid
from annotator.model.schema import Schema
from annotator.store import Store
from annotator.words import _

_MOST_MARKED, _MOST_TIMES = 2**16, 50
"""Letters that the Spans of one Layer may mark together, and how many times the letters of its text: the words of each
Span are kept with it, and a small file could fill the disk."""

_LONGEST_TOLD = 600
"""Characters of what is told of one line."""

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is, in bytes. It may raise to cancel; then nothing was changed."""


def take_in(
    store: Store,
    history: History,
    schema: Schema,
    paths: Iterable[Path],
    defaults: Defaults,
    *,
    format_name: str | None = None,
    add_labels: bool = False,
    skip_bad: bool = False,
    refit: Callable[[str, Layer], Layer] | None = None,
    leave_out: LeaveOut | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Import files as one step. The first bad line stops it and nothing is changed, unless `skip_bad`.

    What format a file is of is found out unless `format_name` says it. Labels that the Schema does not have are added
    to it where `add_labels` says so. `refit` moves the edges of what other tools marked to where the project has them;
    what Hashiya wrote is not moved. `leave_out` says which boilerplate is left out of Articles without Spans; None
    keeps all of it.

    Raises BadInput and BadImport, with file, line and reason.
    """
    report = Report()

    def edits(sources: list[Source]) -> Iterator[Edit]:
        wanted = schema
        if add_labels:
            wanted, report.labels = with_missing(schema, sources, defaults)
            if report.labels:
                yield ChangeSchema(wanted, history.annotator)
        intake = _Intake(store, wanted, report, refit=refit, leave_out=leave_out)
        before, total = 0, sum(source.size for source in sources)
        for source in sources:
            intake.skips_bad = skip_bad or defaults.of(source.path).table.skip_bad
            is_silent = True
            for found, done in source.found(defaults):
                is_silent = False
                yield from intake.edits_for(found, source.path)
                progress(min(before + done, total), total)
            if is_silent:
                report.notes.append(Remark(source.path, 0, _nothing_in(source)))
            before += source.size

    try:
        sources = sources_of(paths, format_name)
        report.formats = [(source.path, source.format.name) for source in sources if not source.passed_over]
        history.do_all(edits(sources))
    except OSError as error:
        raise unreadable(error) from error
    return report


def _nothing_in(source: Source) -> str:
    """Why nothing came of a file in which nothing is wrong."""
    if not source.size:
        return _("it is empty")
    return _("there is no article in it that could be read as {format}").format(format=source.format.name)


class _Intake:
    """Turns what a format found into Edits, one at a time, against the project as it has become by then."""

    def __init__(
        self,
        store: Store,
        schema: Schema,
        report: Report,
        *,
        refit: Callable[[str, Layer], Layer] | None,
        leave_out: LeaveOut | None,
    ) -> None:
        self._store = store
        self._schema = schema
        self._report = report
        self.skips_bad = False
        """Whether what cannot come in is left out of the file that is read now."""
        self._refit = refit
        self._leave_out = leave_out
        self._came_in: set[str] = set()
        self._schema_changed = store.settings.schema_version() > 1

    def edits_for(self, found: Found, path: Path) -> Iterator[Edit]:
        if isinstance(found, Note):
            self._report.notes.append(Remark(path, found.line, shortened(found.text, _LONGEST_TOLD)))
            return
        if isinstance(found, BadLine):
            self._refuse(Remark(path, found.line, shortened(found.reason, _LONGEST_TOLD)))
            return
        if found.layer is not None and self._schema_changed:
            found = replace(found, layer=layer_of_now(found.layer, self._schema))  # from a time before a renaming
        clean = cleaned(found, self._leave_out)
        found = clean.bundle
        here = Remark(path, found.line, "")
        uid = self._store.articles.with_sha(found.article.sha256)
        fault = self._fault(found, uid)
        if fault:
            labels = {span.label for span in found.layer.spans} if found.layer is not None else set[str]()
            missing = any(self._schema.label(name) is None for name in labels)
            self._refuse(replace(here, text=shortened(fault, _LONGEST_TOLD)), lacks_label=missing)
            return
        if uid is None:
            article = self._with_free_id(found)
            uid = article.uid
            self._came_in.add(uid)
            self._report.articles += 1
            clean.told(self._report, path)
            yield AddArticle(article)
        elif found.layer is None or uid not in self._came_in or uid != found.article.uid:
            # Else it is another Layer of an Article that was added just now.
            self._report.present.append(
                replace(
                    here, text=_("“{title}” is in the project already").format(title=shortened(found.article.title))
                )
            )
        if found.layer is not None:
            layer = found.layer if found.keeps_ids else self._with_free_ids(found.layer)
            if self._refit is not None and not found.keeps_ids:
                layer = self._refit(found.article.text, layer)
            yield from self._fill(layer, uid, here)

    def _fill(self, layer: Layer, uid: str, here: Remark) -> Iterator[Edit]:
        layer_id = LayerId(uid, layer.id.annotator)
        status, comment = self._store.layers.state(layer_id)
        if not self._store.layers.is_empty(layer_id):
            self._report.unfilled.append(
                replace(
                    here,
                    text=_("{annotator} has spans in this article already; the ones in the file were left out").format(
                        annotator=layer.id.annotator
                    ),
                )
            )
            return
        if not layer.spans and status is not Status.NEW:
            return  # what this annotator has said since is newer than a bare status in a file
        self._report.layers += 1
        self._report.spans += len(layer.spans)
        yield FillLayer(replace(layer, id=layer_id, comment=comment))

    def _fault(self, found: Bundle, uid: str | None) -> str | None:
        """Why the Bundle cannot come into this project, or None. `uid` names the Article that has its text already."""
        article, layer = found.article, found.layer
        if layer is not None:
            for fault in layer_faults(layer, article.text, self._schema):
                return fault
            if len(layer.spans) > _MOST_TIMES:
                marked = sum(end - start for span in layer.spans for start, end in span.fragments)
                if marked > max(_MOST_MARKED, _MOST_TIMES * len(article.text)):
                    return _("its spans lie over one another too often: they mark {marked} letters in all").format(
                        marked=marked
                    )
            fills = uid is None or self._store.layers.is_empty(LayerId(uid, layer.id.annotator))
            if fills and found.keeps_ids:
                for span in self._store.layers.taken_spans(layer.spans):
                    return _("the id “{uid}” belongs to another span of the project").format(uid=span)
                for relation in self._store.layers.taken_relations(layer.relations):
                    return _("the id “{uid}” belongs to another relation of the project").format(uid=relation)
        if found.keeps_ids and self._store.articles.has(article.uid):
            _id, text = self._store.articles.locate(article.uid)
            if text != article.text:
                return _("the project has another text under the id “{uid}”").format(uid=article.uid)
        return None

    def _with_free_id(self, found: Bundle) -> Article:
        """The Article; where its id is another Article's, a new id, and its own among the metadata."""
        article = found.article
        if not self._store.articles.has(article.uid):
            return article
        return replace(article, uid=new_uid(), metadata=(*article.metadata, ("id", article.uid)))

    def _with_free_ids(self, layer: Layer) -> Layer:
        """The Layer; where ids of its Spans and Relations are taken, with new ones: other tools count anew in each
        article."""
        spans = {uid: new_uid() for uid in self._store.layers.taken_spans(layer.spans)}
        arrows = {uid: new_uid() for uid in self._store.layers.taken_relations(layer.relations)}
        if not spans and not arrows:
            return layer
        return replace(
            layer,
            spans=tuple(replace(span, uid=spans.get(span.uid, span.uid)) for span in layer.spans),
            relations=tuple(
                replace(
                    arrow,
                    uid=arrows.get(arrow.uid, arrow.uid),
                    source=spans.get(arrow.source, arrow.source),
                    target=spans.get(arrow.target, arrow.target),
                )
                for arrow in layer.relations
            ),
        )

    def _refuse(self, remark: Remark, *, lacks_label: bool = False) -> None:
        if not self.skips_bad or not remark.line:
            raise BadImport(remark, lacks_label=lacks_label)
        self._report.refused.append(remark)
