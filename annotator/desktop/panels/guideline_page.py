"""What there is to read of a Label: its definition, what is marked and what is not, and Examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from annotator.desktop.panels.guideline_text import (
    Paragraph,
    Run,
    Writer,
    markdown,
    reads_right_to_left,
    sentence,
    tidy,
)
from annotator.desktop.plain import isolated, one_line, quoted
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme
from annotator.model.kind_words import kind_name
from annotator.model.schema import AttributeSpec, Guideline, Label, Role, Schema
from annotator.words import _, is_right_to_left, language
from annotator.workspace import Example

_AROUND = 60
"""Code points that an Example has on either side where the Article goes on there."""
_OURS = "hashiya:example/"
"""How the address of an Example begins; its number follows."""

_Told = TypeVar("_Told")


def told_kind(label: Label, schema: Schema | None) -> str:
    """The Label's kind, its parent, and why nothing may be marked with it, in words."""
    told = [kind_name(label.kind)]
    if label.parent:
        parent = schema.label(label.parent) if schema else None
        told.append(_("a kind of {label}").format(label=isolated(one_line(parent.title if parent else label.parent))))
    if label.abstract:
        told.append(_("only groups other labels"))
    if label.archived:
        told.append(_("archived: nothing more is marked with it"))
    return _joined(told)


def example_at(address: str, examples: Sequence[Example]) -> Example | None:
    """The Example that an address of ours leads to; None for any other address."""
    number = address.removeprefix(_OURS)
    is_ours = address.startswith(_OURS) and number.isdecimal()
    return examples[int(number)] if is_ours and int(number) < len(examples) else None


class GuidelinePage:
    """Writes all of it, part by part."""

    def __init__(self, writer: Writer, theme: Theme) -> None:
        self._writer = writer
        self._theme = theme
        self._is_rtl = is_right_to_left()

    def write(self, label: Label | None, examples: Sequence[Example], schema: Schema | None) -> None:
        """All that is told of a Label; without one, how to come to see something here."""
        if label is None:
            self._say(_("No label is in hand. Choose one, or a span, and its guideline stands here."))
            return
        guideline = label.guideline
        self._definition(label.advice)
        self._list(_("Include"), guideline.include, "+", self._theme.accent)
        self._list(_("Exclude"), guideline.exclude, "−", self._theme.warning)
        self._sentences(guideline)
        self._names(_("Attributes"), schema.attributes_of(label.name) if schema else label.attributes)
        self._names(_("Roles"), schema.roles_of(label.name) if schema else label.roles)
        self._examples(examples)

    def _definition(self, text: str) -> None:
        paragraphs = list(markdown(text))
        if not paragraphs:
            self._say(_("Nothing is written about this label yet."))
        is_rtl = reads_right_to_left(" ".join(paragraph.text for paragraph in paragraphs))
        for paragraph in paragraphs:
            self._writer.paragraph(paragraph, is_rtl=is_rtl)

    def _list(self, title: str, texts: dict[str, tuple[str, ...]], marker: str, color: str) -> None:
        held = [one for one in (tidy(text).strip() for text in _spoken(texts) or ()) if one]
        if not held:
            return
        self._writer.heading(title, is_rtl=self._is_rtl)
        is_rtl = reads_right_to_left(" ".join(held))
        for text in held:
            self._writer.paragraph(Paragraph((Run(quoted(text)),), marker), is_rtl=is_rtl, above=4, color=color)

    def _sentences(self, guideline: Guideline) -> None:
        if guideline.positive or guideline.negative:
            self._writer.heading(_("Examples"), is_rtl=self._is_rtl)
        for told, marker, color, wrong in (
            (guideline.positive, "✓", self._theme.accent, False),
            (guideline.negative, "✗", self._theme.warning, True),
        ):
            for text in told:
                paragraph = Paragraph(sentence(text), marker)
                is_rtl = runs_right_to_left(paragraph.text)
                self._writer.example(paragraph, is_rtl=is_rtl, above=4, color=color, wrong=wrong)

    def _names(self, title: str, held: Sequence[AttributeSpec] | Sequence[Role]) -> None:
        if held:
            self._writer.heading(title, is_rtl=self._is_rtl)
            self._writer.paragraph(Paragraph((Run(_joined(map(_named, held))),)), is_rtl=self._is_rtl, above=4)

    def _examples(self, examples: Sequence[Example]) -> None:
        self._writer.heading(_("From this project"), is_rtl=self._is_rtl)
        if not examples:
            self._say(_("Nothing in the project is marked with it yet."))
        for number, one in enumerate(examples):
            address = f"{_OURS}{number}"
            runs = tuple(_in_context(one, address))
            is_rtl = runs_right_to_left("".join(run.text for run in runs))
            marker, color = "", ""
            if one.reason:
                marker, color = ("✓", self._theme.accent) if one.is_marked else ("✗", self._theme.warning)
            self._writer.example(
                Paragraph(runs, marker), is_rtl=is_rtl, above=10 if number else 4, color=color, wrong=not one.is_marked
            )
            if one.reason:
                why = Paragraph((Run(quoted(one.reason)),))
                self._writer.paragraph(why, is_rtl=reads_right_to_left(one.reason), above=1)
            title = Run(one_line(one.title), muted=True, link=address)
            self._writer.paragraph(Paragraph((title,)), is_rtl=is_rtl, above=1)

    def _say(self, text: str) -> None:
        self._writer.paragraph(Paragraph((Run(text, muted=True),)), is_rtl=self._is_rtl, above=4)


def _joined(names: Iterable[str]) -> str:
    """Names with commas between them, as the language spoken writes them."""
    return ("، " if is_right_to_left() else ", ").join(names)


def _named(one: AttributeSpec | Role) -> str:
    name = isolated(one_line(one.title))
    return _("{name} (required)").format(name=name) if one.required else name


def _spoken(texts: dict[str, _Told]) -> _Told | None:
    """What there is in the language spoken now, else in English, else in any."""
    return texts.get(language()) or texts.get("en") or next(filter(None, texts.values()), None)


def _in_context(one: Example, address: str) -> Iterator[Run]:
    """An Example's words between those around them, of the same paragraph; what is cut off ends with a whole word."""
    before = one.before.rpartition("\n")[2]
    if len(before) >= _AROUND:
        before = "…\u00a0" + (before.partition(" ")[2] or before)
    after = one.after.partition("\n")[0]
    if len(after) >= _AROUND:
        after = (after.rpartition(" ")[0] or after) + "\u00a0…"
    yield Run(tidy(before), link=address)
    at = 0
    for number, (start, end) in enumerate(one.span.fragments):
        if number:
            yield Run(" … ", muted=True, link=address)
        yield Run(tidy(one.text[at : at + end - start]), marked=True, link=address)
        at += end - start + 1  # there is a space between fragments
    yield Run(tidy(after), link=address)
