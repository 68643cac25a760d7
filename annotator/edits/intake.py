"""Taking files in: everything is looked at, all of it is one step, and nothing happens half."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator import formats
from annotator.edits.edit import AddArticle, Edit, FillLayer
from annotator.edits.history import History
from annotator.edits.report import Remark, Report
from annotator.edits.translating import layer_of_now
from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults
from annotator.model.annotation import Layer, LayerId, Status
from annotator.model.article import Article
from annotator.model.check import layer_faults
from annotator.model.ids import new_uid
from annotator.model.schema import Schema
from annotator.paths import is_file
from annotator.store import Store
from annotator.words import _

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is, in bytes. It may raise to cancel; then nothing was changed."""


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those named, and those with a known ending in the folders named, recursively, in order.

    Raises BadInput for one that is not there, that no format knows, or where a folder has none.
    """
    out: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for names that no file can have)
            inside = sorted(p for p in _files_in(path) if formats.by_suffix(p.suffix))
            if not inside:
                raise BadInput(_("The folder “{path}” holds no .txt or .jsonl files.").format(path=path))
            out += inside
        elif not is_file(path):
            raise BadInput(_("There is no file “{path}”.").format(path=path))
        elif formats.by_suffix(path.suffix) is None:
            raise BadInput(
                _("“{path}” is of no kind that can be imported; known endings: {known}").format(
                    path=path, known=", ".join(s for f in formats.FORMATS if f.read for s in f.suffixes)
                )
            )
        else:
            out.append(path)
    return out


def _files_in(folder: Path) -> Iterator[Path]:
    """The files anywhere in `folder`. One that may not be looked into is an error: nothing is left out in silence."""

    def stop(error: OSError) -> None:
        raise error

    for place, _folders, names in os.walk(folder, onerror=stop):
        yield from (path for name in names if (path := Path(place, name)).is_file())


def take_in(
    store: Store,
    history: History,
    schema: Schema,
    paths: Iterable[Path],
    defaults: Defaults,
    *,
    skip_bad: bool = False,
    refit: Callable[[str, Layer], Layer] | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Import files as one step. The first bad line stops it and nothing is changed, unless `skip_bad`.

    `refit` moves the edges of what other tools marked to where the project has them; what Hashiya wrote is not moved.

    Raises BadInput with file, line and reason.
    """
    report = Report()
    intake = _Intake(store, schema, report, skip_bad=skip_bad, refit=refit)

    def edits(files: list[Path]) -> Iterator[Edit]:
        before, total = 0, sum(path.stat().st_size for path in files)
        for path in files:
            known = formats.by_suffix(path.suffix)
            assert known is not None and known.read is not None
            with path.open("rb") as stream:
                for found in known.read(stream, defaults):
                    yield from intake.edits_for(found, path)
                    progress(min(before + stream.tell(), total), total)
            before += path.stat().st_size

    try:
        history.do_all(edits(files_of(paths)))
    except OSError as error:
        raise BadInput(
            _("“{path}” cannot be read: {reason}").format(path=error.filename, reason=error.strerror)
        ) from error
    return report


class _Intake:
    """Turns what a format found into Edits, one at a time, against the project as it has become by then."""

    def __init__(
        self,
        store: Store,
        schema: Schema,
        report: Report,
        *,
        skip_bad: bool,
        refit: Callable[[str, Layer], Layer] | None,
    ) -> None:
        self._store = store
        self._schema = schema
        self._report = report
        self._skip_bad = skip_bad
        self._refit = refit
        self._came_in: set[str] = set()
        self._schema_changed = store.settings.schema_version() > 1

    def edits_for(self, found: Bundle | BadLine, path: Path) -> Iterator[Edit]:
        if isinstance(found, BadLine):
            self._refuse(Remark(path, found.line, found.reason))
            return
        if found.layer is not None and self._schema_changed:
            found = replace(found, layer=layer_of_now(found.layer, self._schema))  # from a time before a renaming
        here = Remark(path, found.line, "")
        uid = self._store.articles.with_sha(found.article.sha256)
        fault = self._fault(found, uid)
        if fault:
            self._refuse(replace(here, text=fault))
            return
        if uid is None:
            article = self._with_free_id(found)
            uid = article.uid
            self._came_in.add(uid)
            self._report.articles += 1
            yield AddArticle(article)
        elif found.layer is None or uid not in self._came_in or uid != found.article.uid:
            # Else it is another Layer of an Article that was added just now.
            self._report.present.append(
                replace(here, text=_("“{title}” is in the project already").format(title=found.article.title))
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

    def _refuse(self, remark: Remark) -> None:
        if not self._skip_bad:
            raise BadInput(
                _("{remark}. Nothing was imported; mend the line, or leave bad lines out with --skip-bad").format(
                    remark=remark
                )
            )
        self._report.refused.append(remark)
