"""The word cursor: walking through a text word by word in reading order, and by lines."""

from __future__ import annotations

from annotator.arabic.tokens import Words
from annotator.desktop.text.geometry import Lines, LineShape
from annotator.desktop.text.keyboard import Command
from annotator.model.annotation import Fragment
from annotator.model.offsets import OffsetMap, Utf16

_STEPS = {Command.WORD_FORWARD: 1, Command.EXTEND_FORWARD: 1, Command.WORD_BACK: -1, Command.EXTEND_BACK: -1}


class Walker:
    """Knows which word comes next. It keeps no place: the view tells it where the cursor is."""

    def __init__(self, words: Words, offsets: OffsetMap, lines: Lines) -> None:
        self._words = words
        self._offsets = offsets
        self._lines = lines

    def first_in(self, position: int) -> Fragment | None:
        """The word at `position`, else the next one, else the last."""
        ranges = self._words.ranges
        if not ranges:
            return None
        index = self._words.index_at(position)
        if index < 0 or position >= ranges[index][1]:
            index += 1
        return ranges[min(index, len(ranges) - 1)]

    def moved(self, word: Fragment, command: Command, page: float) -> Fragment | None:
        """The word that `command` leads to from `word`; `page` is the height of what shows, in pixels."""
        ranges = self._words.ranges
        if command in _STEPS:
            index = self._words.index_at(word[0]) + _STEPS[command]
            return ranges[min(max(index, 0), len(ranges) - 1)]
        line = self._lines.of(self._offsets.to_u16(word[0]))
        if line is None:
            return word
        match command:
            case Command.TEXT_START:
                return ranges[0]
            case Command.TEXT_END:
                return ranges[-1]
            case Command.LINE_START:
                return self.first_in(self._offsets.to_code_point(Utf16(line.start_u16)))
            case Command.LINE_END:
                return self._words_of(line)[-1] if self._words_of(line) else word
            case Command.LINE_UP:
                return self._beside(word, line, line.top - 2.0, -1.0)
            case Command.LINE_DOWN:
                return self._beside(word, line, line.bottom + 2.0, 1.0)
            case Command.PAGE_UP:
                return self._beside(word, line, line.top - page, -1.0)
            case Command.PAGE_DOWN:
                return self._beside(word, line, line.top + page, 1.0)
        return word

    def _beside(self, word: Fragment, line: LineShape, y: float, way: float) -> Fragment:
        """The word nearest to `word`'s place on the line at the height `y`, or on the next one that has any."""
        here = self._middle(line, word)
        for _attempt in range(40):
            other = self._lines.at(y)
            if other is None:
                return word
            found = self._words_of(other)
            if found and other.top != line.top:
                return min(found, key=lambda w: abs(self._middle(other, w) - here))
            y += way * max(other.bottom - other.top, 4.0)
        return word

    def _middle(self, line: LineShape, word: Fragment) -> float:
        pieces = line.segments(self._offsets.to_u16(word[0]), self._offsets.to_u16(word[1]))
        return (pieces[0][0] + pieces[-1][1]) / 2 if pieces else line.right

    def _words_of(self, line: LineShape) -> list[Fragment]:
        start = self._offsets.to_code_point(Utf16(line.start_u16))
        end = self._offsets.to_code_point(Utf16(line.end_u16))
        ranges = self._words.ranges
        first = self._words.index_at(start)
        if first < 0 or ranges[first][0] < start:
            first += 1
        out = []
        while first < len(ranges) and ranges[first][0] < end:
            out.append(ranges[first])
            first += 1
        return out
