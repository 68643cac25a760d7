"""Where letters stand in a laid-out text, in both writing directions, asked of Qt one run at a time.

Qt's own caret positions are ambiguous where directions meet. Here a letter has a place, from its leading to its
trailing edge, and a point has a letter. Positions are Qt's (`…_u16`), coordinates those of the document.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

from annotator.frozen import frozen

Segment = tuple[float, float]
"""Left and right of a piece of a line."""

_TOUCHING = 0.75
"""Pixels between two pieces that are still painted as one."""

_NOTHING = 0.1
"""Pixels that cannot be seen."""


def caret_at(line: QTextLine, position_u16: int) -> float:
    """Where Qt has its caret at a position of a line’s block."""
    found: object = line.cursorToX(position_u16)
    # PySide6 gives the position back beside the coordinate; its stubs say otherwise.
    x = found[0] if isinstance(found, tuple) else found
    assert isinstance(x, float)
    return x


@frozen
class Run:
    """Letters of one direction that stand side by side: `[start_u16, end_u16)` between `left` and `right`."""

    start_u16: int
    end_u16: int
    left: float
    right: float
    is_rtl: bool
    shift: float = 0.0
    """What Qt's caret positions inside the run have to be moved by."""


class LineShape:
    """One line of the laid-out article."""

    def __init__(self, block: QTextBlock, line: QTextLine, bottom: float) -> None:
        layout = block.layout()
        self._line = line
        self._document = block.document()
        self._base = block.position()
        self._x = layout.position().x()
        top = layout.position().y() + line.y()
        self.start_u16 = self._base + line.textStart()
        self.end_u16 = self.start_u16 + line.textLength()
        self.top = top
        self.text_bottom = top + line.height()
        self.bottom = bottom
        natural = line.naturalTextRect()
        self.left, self.right = natural.left() + self._x, natural.right() + self._x
        self.runs = self._find_runs()
        self._segments: dict[tuple[int, int], list[Segment]] = {}

    def _find_runs(self) -> list[Run]:
        flags = (
            QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
            | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
        )
        found: dict[tuple[float, float, bool], int] = {}
        last = 0
        for glyphs in self._line.glyphRuns(-1, -1, flags):
            box = glyphs.boundingRect()
            key = (box.left(), box.right(), glyphs.isRightToLeft())
            indexes = glyphs.stringIndexes()
            if indexes:
                found[key] = min(found.get(key, indexes[0]), *indexes, indexes[0])
                last = max(last, *indexes, indexes[0])
        if not found:  # an empty paragraph
            return []
        ordered = sorted((start, key) for key, start in found.items())
        ends = [start for start, _key in ordered[1:]] + [self._end_of_letters(last)]
        runs = [
            Run(self._base + start, self._base + end, left + self._x, right + self._x, is_rtl)
            for (start, (left, right, is_rtl)), end in zip(ordered, ends, strict=True)
        ]
        if runs[-1].end_u16 < self.end_u16:
            runs[-1] = replace(runs[-1], shift=self._shift(runs[-1]))
        return runs

    def _shift(self, run: Run) -> float:
        """How far Qt's carets stand from the letters of the run before the white space at which the line breaks: in a
        left-to-right run of a right-to-left line Qt counts that space in, and has every caret that much too far."""
        end = run.end_u16 - self._base
        before, after = caret_at(self._line, end - 1), caret_at(self._line, end)
        space_is_inside = before >= after if run.is_rtl else before <= after
        return (run.left if run.is_rtl else run.right) - self._x - after if space_is_inside else 0.0

    def _end_of_letters(self, last: int) -> int:
        """The end of the line's letters in its block, the letter at `last` among them: Qt has no glyphs for the white
        space at which it breaks a line, and places it at the paragraph's end, not beside the letter before it."""
        end = self.end_u16
        while end - 1 > self._base + last and self._document.characterAt(end - 1).isspace():
            end -= 1
        return end - self._base

    def x_of(self, position_u16: int, run: Run) -> float:
        """The edge before the letter at a position in `run`, or its trailing end."""
        if position_u16 <= run.start_u16:
            return run.right if run.is_rtl else run.left
        if position_u16 >= run.end_u16:
            return run.left if run.is_rtl else run.right
        return caret_at(self._line, position_u16 - self._base) + run.shift + self._x

    def segments(self, start_u16: int, end_u16: int) -> list[Segment]:
        """The pieces of the line, from left to right, that the letters `[start_u16, end_u16)` take up."""
        key = max(start_u16, self.start_u16), min(end_u16, self.end_u16)
        if key not in self._segments:
            self._segments[key] = self._find_segments(*key)
        return self._segments[key]

    def _find_segments(self, start_u16: int, end_u16: int) -> list[Segment]:
        pieces = []
        for run in self.runs:
            start, end = max(start_u16, run.start_u16), min(end_u16, run.end_u16)
            if start < end:
                a, b = self.x_of(start, run), self.x_of(end, run)
                pieces.append((min(a, b), max(a, b)))
        merged = _merged(pieces)
        # A direction mark has no width, and may stand far from the letters that it is marked with.
        return [piece for piece in merged if piece[1] - piece[0] > _NOTHING] or merged

    def run_at(self, x: float) -> Run | None:
        """The run under `x`, or the one nearest to it; None on an empty line."""
        return min(self.runs, key=lambda run: max(run.left - x, x - run.right, 0.0), default=None)

    def position_at(self, x: float, run: Run) -> int:
        """The position in `run` of the letter under `x`."""
        low, high = run.start_u16, max(run.end_u16 - 1, run.start_u16)
        while low < high:
            middle = (low + high + 1) // 2
            edge = self.x_of(middle, run)
            if (x <= edge) if run.is_rtl else (x >= edge):
                low = middle
            else:
                high = middle - 1
        return low


def _merged(pieces: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for left, right in sorted(pieces):
        if out and left <= out[-1][1] + _TOUCHING:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


class Lines:
    """The lines of a document, shaped when they are first asked for. `forget` after each new layout."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._shapes: dict[tuple[int, int], LineShape] = {}
        self._is_finished = False

    def forget(self) -> None:
        """Drop what is known: the layout has changed."""
        self._shapes.clear()
        self._is_finished = False

    def _finish(self) -> None:
        """Let Qt lay out what it has put off: it does so little by little in a long text."""
        if not self._is_finished:
            self._is_finished = True
            self._document.pageCount()

    def between(self, top: float, bottom: float) -> list[LineShape]:
        """The lines that show between two heights, from top to bottom."""
        out: list[LineShape] = []
        block = self._block_at(top)
        while block.isValid():
            layout = block.layout()
            origin = layout.position().y()
            if origin > bottom:
                break
            for number in range(self._line_number(block, top - origin), layout.lineCount()):
                if origin + layout.lineAt(number).y() > bottom:
                    break
                out.append(self._shape(block, number))
            block = block.next()
        return out

    def at(self, y: float) -> LineShape | None:
        """The line at a height, or the nearest one; None in a document without any."""
        block = self._block_at(y)
        layout = block.layout()
        if not block.isValid() or not layout.lineCount():
            return None
        return self._shape(block, self._line_number(block, y - layout.position().y()))

    def of(self, position_u16: int) -> LineShape | None:
        """The line in which the letter at a position stands."""
        self._finish()
        block = self._document.findBlock(position_u16)
        if not block.isValid():
            return None
        line = block.layout().lineForTextPosition(position_u16 - block.position())
        return self._shape(block, line.lineNumber()) if line.isValid() else None

    def _block_at(self, y: float) -> QTextBlock:
        """The block at a height: found by halving, since blocks stand below one another."""
        self._finish()
        low, high = 0, self._document.blockCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._document.findBlockByNumber(middle).layout().position().y() <= y:
                low = middle
            else:
                high = middle - 1
        return self._document.findBlockByNumber(low)

    @staticmethod
    def _line_number(block: QTextBlock, y: float) -> int:
        layout = block.layout()
        low, high = 0, max(layout.lineCount() - 1, 0)
        while low < high:
            middle = (low + high + 1) // 2
            if layout.lineAt(middle).y() <= y:
                low = middle
            else:
                high = middle - 1
        return low

    def _shape(self, block: QTextBlock, number: int) -> LineShape:
        key = (block.blockNumber(), number)
        shape = self._shapes.get(key)
        if shape is None:
            layout = block.layout()
            if number + 1 < layout.lineCount():
                bottom = layout.position().y() + layout.lineAt(number + 1).y()
            else:
                line = layout.lineAt(number)
                height = line.y() + line.height() + block.blockFormat().lineHeight()
                bottom = layout.position().y() + height
            shape = self._shapes[key] = LineShape(block, layout.lineAt(number), bottom)
        return shape
