"""A guideline as a text to read: strangers' Markdown made harmless, and paragraphs that run the way their words do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from annotator.desktop.colours import mixed
from annotator.desktop.plain import one_line, quoted
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import ARTICLE_FONT, UI_FONT, Look, Theme
from annotator.frozen import frozen

_MOST = 20_000
"""Characters of a Markdown text that are shown; a definition has some hundred."""
_QUOTED = re.compile("«([^»]*)»")
_LINE = 114.0
"""Percents of a line's own height."""
_STEP = 16.0
"""Pixels by which a list in a list stands further in."""
_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class SealedDocument(QTextDocument):
    """A document that loads nothing, wherever its text says that something is."""

    def loadResource(self, _kind: int, _name: object) -> Any:
        return None


@frozen
class Run:
    """Some words of a paragraph. `link` is where a click on them leads, `marked` that they are what a Label marks."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    muted: bool = False
    marked: bool = False
    link: str = ""


@frozen
class Paragraph:
    """One paragraph; `marker` stands before it, `depth` says how far it stands in."""

    runs: tuple[Run, ...]
    marker: str = ""
    depth: int = 0
    is_heading: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def tidy(text: str) -> str:
    """`text` on one line without characters that cannot be seen, but with the spaces at its ends."""
    return re.sub(r"\S+", lambda word: one_line(word.group()), re.sub(r"[^\S\u00a0]+", " ", text))


def pieces(block: QTextBlock) -> Iterator[QTextFragment]:
    """The words of a block that look the same, one after the other."""
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def markdown(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a Markdown text. Only words, weights and lists come out of it: no image, no link, no HTML."""
    document = SealedDocument()
    document.setMarkdown(text[:_MOST], _MARKDOWN)
    block = document.begin()
    while block.isValid():
        paragraph = _read(block)
        if paragraph.text.strip():
            yield paragraph
        block = block.next()


def _read(block: QTextBlock) -> Paragraph:
    told, held = block.blockFormat(), block.textList()
    depth = told.intProperty(QTextFormat.Property.BlockQuoteLevel)
    marker = ""
    if held is not None:
        depth += max(held.format().indent() - 1, 0)
        number = held.itemText(block)
        marker = number if number[:1].isalnum() else "•"
        if told.marker() is not QTextBlockFormat.MarkerType.NoMarker:
            marker = "☑" if told.marker() is QTextBlockFormat.MarkerType.Checked else "☐"
    return Paragraph(tuple(_runs(block)), marker, min(depth, 4), told.headingLevel() > 0)


def _runs(block: QTextBlock) -> Iterator[Run]:
    for fragment in pieces(block):
        how, text = fragment.charFormat(), fragment.text()
        if how.isImageFormat():
            text = str(how.property(QTextFormat.Property.ImageAltText) or "")
        bold = how.fontWeight() > QFont.Weight.Medium
        yield Run(quoted(tidy(text)), bold, how.fontItalic(), how.fontFixedPitch(), how.fontStrikeOut())


def sentence(text: str) -> tuple[Run, ...]:
    """A sentence whose words in «…» are marked; the guillemets go."""
    pieces = _QUOTED.split(tidy(text).strip())
    return tuple(Run(piece, marked=i % 2 == 1) for i, piece in enumerate(pieces) if piece)


def reads_right_to_left(text: str) -> bool:
    """The direction of a text about words: what stands in «…» counts only where nothing else does."""
    around = _QUOTED.sub("", text)
    return runs_right_to_left(around if any(map(str.isalpha, around)) else text)


class Writer:
    """Writes paragraphs into an empty document, in the type and the colours of the window."""

    def __init__(self, document: QTextDocument, theme: Theme, look: Look | None, font: QFont) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._look = look
        self._font = font
        self._size = font.pointSizeF()
        self._is_first = True

    def heading(self, text: str, *, is_rtl: bool) -> None:
        """The heading of a part."""
        how = self._letters(self._size * 0.9)
        how.setFontWeight(QFont.Weight.DemiBold)
        how.setForeground(QColor(self._theme.muted))
        self._begin(is_rtl=is_rtl, above=14)
        self._cursor.insertText(text, how)

    def paragraph(self, paragraph: Paragraph, *, is_rtl: bool, above: float = 6, color: str = "") -> None:
        """Words in the type of the window. `color` is that of the marker."""
        self._write(paragraph, self._letters(self._size), is_rtl=is_rtl, above=above, color=color)

    def example(
        self, paragraph: Paragraph, *, is_rtl: bool, above: float = 6, color: str = "", wrong: bool = False
    ) -> None:
        """Words in the type of the Article. `color` is that of the marker; with `wrong`, what is marked should not
        be."""
        how = self._letters(self._size * 1.18, ARTICLE_FONT)
        self._write(paragraph, how, is_rtl=is_rtl, above=above, color=color, wrong=wrong)

    def _write(
        self,
        paragraph: Paragraph,
        how: QTextCharFormat,
        *,
        is_rtl: bool,
        above: float,
        color: str = "",
        wrong: bool = False,
    ) -> None:
        marker = f"{paragraph.marker}\u2002" if paragraph.marker else ""
        sign = QTextCharFormat(self._letters(self._size))
        sign.setForeground(QColor(color or self._theme.muted))
        if paragraph.is_heading:
            how.setFontWeight(QFont.Weight.DemiBold)
        width = QFontMetricsF(sign.font()).horizontalAdvance(marker)
        self._begin(is_rtl=is_rtl, above=above, margin=width + _STEP * paragraph.depth, hang=width)
        if marker:
            self._cursor.insertText(marker, sign)
        for run in paragraph.runs:
            self._cursor.insertText(run.text, self._of(run, how, wrong=wrong))

    def _begin(self, *, is_rtl: bool, above: float, margin: float = 0.0, hang: float = 0.0) -> None:
        block = QTextBlockFormat()
        block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        block.setTopMargin(0 if self._is_first else above)
        block.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTextIndent(-hang)
        # Margins are left and right whichever way the words run; the indent is not.
        (block.setRightMargin if is_rtl else block.setLeftMargin)(margin)
        if self._is_first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._is_first = False

    def _letters(self, size: float, family: str = "") -> QTextCharFormat:
        how = QTextCharFormat()
        how.setFont(self._font)
        how.setFontFamilies([family, UI_FONT] if family else [UI_FONT])
        how.setFontPointSize(size)
        how.setForeground(QColor(self._theme.ink))
        return how

    def _of(self, run: Run, how: QTextCharFormat, *, wrong: bool) -> QTextCharFormat:
        made, theme = QTextCharFormat(how), self._theme
        if run.bold:
            made.setFontWeight(QFont.Weight.DemiBold)
        if run.italic and reads_right_to_left(run.text):  # Arabic letters do not lean
            made.setFontWeight(QFont.Weight.Medium)
        else:
            made.setFontItalic(run.italic)
        made.setFontStrikeOut(run.struck)
        if run.code:
            made.setBackground(QColor(theme.hover))
        if run.muted:
            made.setForeground(QColor(theme.muted))
            made.setFontFamilies([UI_FONT])
            made.setFontPointSize(self._size * 0.9)
        if run.marked and wrong:
            made.setForeground(QColor(theme.warning))
            made.setBackground(QColor(mixed(theme.warning, theme.panel, 0.1)))
        elif run.marked and self._look is not None:
            made.setBackground(self._look.tint)
        if run.link:
            made.setAnchor(True)
            made.setAnchorHref(run.link)
        return made
