"""Edits told in words: what the Journal shows, and what undo and redo are called."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.edits import envelope
from annotator.edits.edit import (
    AddArticle,
    AddRelation,
    AddSpan,
    ChangeSpan,
    ClearLayer,
    Edit,
    FillLayer,
    RemoveArticle,
    RemoveRelation,
    RemoveSpan,
    SetPublished,
    SetStatus,
    Several,
)
from annotator.edits.verdict_edit import Judge
from annotator.errors import Unknown
from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.model.roles import GOLD
from annotator.model.status_word import status_word
from annotator.model.verdict import Outcome
from annotator.store import Store
from annotator.store.journal import Entry
from annotator.words import _, ngettext

LONGEST = 40
"""Code points of a quotation before it is cut."""


def tell(edit: Edit, store: Store) -> str:
    """The Edit as a short phrase in the user's language, such as `Mark “دمشق” as GPE`."""
    match edit:
        case AddArticle(article):
            return _("Add the article “{title}”").format(title=_short(article.title))
        case RemoveArticle(uid):
            return _("Take out the article {uid}").format(uid=uid)
        case SetPublished(_uid, published):
            told = _("Set the publication date to {date}") if published else _("Take the publication date away")
            return told.format(date=published)
        case FillLayer(content):
            return ngettext("Bring in {n} span", "Bring in {n} spans", len(content.spans))
        case ClearLayer():
            return _("Take out the spans that came with an article")
        case AddSpan(_layer, span):
            return _("Mark “{text}” as {label}").format(text=_quote(edit, span, store), label=span.label)
        case RemoveSpan(_layer, span):
            return _("Delete {label} “{text}”").format(text=_quote(edit, span, store), label=span.label)
        case ChangeSpan(_layer, before, after):
            return _changed(_quote(edit, after, store), before, after)
        case AddRelation(_layer, relation):
            return _("Draw the relation {label}").format(label=relation.label)
        case RemoveRelation(_layer, relation):
            return _("Delete the relation {label}").format(label=relation.label)
        case SetStatus(_layer, status, _comment):
            return _("Set the status to “{status}”").format(status=status_word(status))
        case Several(edits):
            return _tell_together(edits, store)
    return _tell_rare(edit, store)


def _tell_rare(edit: Edit, store: Store) -> str:
    if isinstance(edit, Judge):
        return _judged(edit, store)
    from annotator.edits import decide_edit, schema_story  # here, for the start: few projects have such

    if not isinstance(edit, decide_edit.Decide):
        return schema_story.tell(edit)
    held = edit.decision
    return decide_edit.told(edit, _words(edit.article, held.start, held.end, store) if held else "")


def _tell_together(edits: tuple[Edit, ...], store: Store) -> str:
    """The Edit that the others follow from, or the last one and how many more there are."""
    dated = next((part for part in edits if isinstance(part, SetPublished)), None)
    if dated is not None:
        return tell(dated, store)
    last = edits[-1]
    if last.layer is not None and last.layer.annotator == GOLD:
        from annotator.edits.decide_edit import Decide

        edits = tuple(part for part in edits if isinstance(part, Decide) and part.decision) or edits
    named = [part for part in edits if not isinstance(part, SetStatus | AddRelation | RemoveRelation | Judge)]
    if len(named) > 1 and named[0].layer is None and not isinstance(named[0], AddArticle):
        from annotator.edits import schema_story

        named = schema_story.without_versions(named)
    told = tell((named or edits)[-1], store)
    others = ngettext("and {n} more", "and {n} more", len(named) - 1)
    return f"{told} ({others})" if len(named) > 1 else told


def name_of_step(entry: Entry | None, store: Store) -> str:
    """What undo or redo of the step is called that begins with `entry`; empty for None."""
    if entry is None:
        return ""
    edit = envelope.unpack(entry.edit)
    size = store.journal.size_of(entry.step)
    if size == 1:
        return tell(edit, store)
    if isinstance(edit, AddArticle | RemoveArticle | FillLayer | ClearLayer):
        return ngettext("Import ({n} change)", "Import ({n} changes)", size)
    where = ngettext("in {n} article", "in {n} articles", size)
    return f"{tell(edit, store)} ({where})"


def _changed(text: str, before: Span, after: Span) -> str:
    if before.label != after.label:
        return _("Relabel “{text}” from {before} to {after}").format(text=text, before=before.label, after=after.label)
    if before.fragments != after.fragments:
        return _("Move the edges of {label} “{text}”").format(label=after.label, text=text)
    if (before.type, before.value) != (after.type, after.value):
        return _("Set the value of “{text}” to {value}").format(text=text, value=after.value or "—")
    if before.note != after.note:
        return _("Change the note on “{text}”").format(text=text)
    return _("Change {label} “{text}”").format(label=after.label, text=text)


def _quote(edit: Edit, span: Span, store: Store) -> str:
    assert edit.layer is not None
    try:
        _id, text = store.articles.locate(edit.layer.article)
    except Unknown:  # the Article was taken out again
        return "…"
    return _short(span.surface(text))


def _words(article: str, start: int, end: int, store: Store) -> str:
    try:
        _id, text = store.articles.locate(article)
    except Unknown:  # the Article was taken out again
        return "…"
    return _short(text[start:end])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _judged(edit: Judge, store: Store) -> str:
    """What was rejected, the first of it and how many more there are; or that rejections were taken back."""
    rejected = [one for one in edit.after if one.outcome is Outcome.REJECTED]
    if not rejected:
        return _("Propose again what was dismissed")
    first = rejected[0]
    words = _words(edit.layer.article, first.start, first.end, store)
    told = _("Dismiss {label} “{text}”").format(text=words, label=first.label)
    others = ngettext("and {n} more", "and {n} more", len(rejected) - 1)
    return f"{told} ({others})" if len(rejected) > 1 else told


@frozen
class LogEntry:
    """One row of the Journal in words. `at` is ISO 8601 in UTC; `article` is a uid or empty; rows of one `step` are
    undone together; `undoes` names the step that was taken back, or is empty."""

    seq: int
    at: str
    annotator: str
    article: str
    step: str
    undoes: str
    text: str


def chronicle(store: Store, limit: int = -1, whose: str | None = None) -> Iterator[LogEntry]:
    """The Journal in words, the newest first; `limit` rows at most where it is not negative, of all annotators or of
    one."""
    for entry in store.journal.each(newest_first=True, limit=limit, whose=whose):
        if entry.undoes is None:
            text = tell(envelope.unpack(entry.edit), store)
        else:
            undone = store.journal.head(entry.undoes)
            if undone.undoes is None:
                text = _("Undo: {what}").format(what=tell(envelope.unpack(entry.inverse), store))
            else:
                text = _("Redo: {what}").format(what=tell(envelope.unpack(entry.edit), store))
        yield LogEntry(
            entry.seq,
            entry.at,
            entry.annotator,
            entry.article or "",
            entry.step,
            entry.undoes or "",
            text,
        )
