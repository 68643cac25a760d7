"""Tokens and sentences of a text, for formats that know no letters: cut where Spans begin and end, to move none.

A token is a range of code points, `[start, end)`: a word, a number, a punctuation mark or an emoji. It holds no white
space and no invisible marks around it, and is never empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

from annotator.arabic.tokens import Words
from annotator.errors import BadInput
from annotator.formats.stretches import Range, Remembered, cut
from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.model.offsets import OffsetMap
from annotator.words import _

_MARKS = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_BLANK = rf"\s\x00-\x1f\x7f-\x9f{_MARKS}"
_JOINERS = r"\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f"
_RUN = re.compile(rf"[^{_BLANK}]+")
_UNSEEN = re.compile(rf"[{_BLANK}{_JOINERS}]+")
_BARE_RUN = re.compile(r"\S+")
_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_STOPS = ".!?؟…۔"
_CLOSERS = "\"'”’»)]}›"
_AT_STOPS = frozenset(_STOPS + _CLOSERS)
_ENDING = re.compile(f"{_LINE_END.pattern}|[{re.escape(_STOPS + _CLOSERS)}]")
"""What stands where a sentence may end: a line's end between two tokens, or the last sign of the first of them."""


@frozen
class Pieces:
    """The tokens of a text in reading order. `places` tells for each Span the numbers of its tokens, `[first, last)`;
    `ends` are the numbers of tokens before which a sentence has ended, the last of them how many tokens there are."""

    tokens: tuple[Range, ...]
    places: tuple[Range, ...]
    ends: tuple[int, ...]

    def sentences(self) -> Iterator[Range]:
        """The numbers of each sentence's tokens, `[first, last)`."""
        return zip((0, *self.ends), self.ends, strict=False)


def pieces(text: str, spans: Sequence[Span], *, whole_words: bool = False) -> Pieces:
    """The tokens of `text`, cut at the edges of the Spans, which must be of one fragment each.

    With `whole_words` they are what white space parts, and a Span takes all that it touches; a word is cut only
    between two Spans in it that do not overlap, as it cannot be a part of both. Raises BadInput for a Span on white
    space alone.

    >>> [text[a:b] for text in ["قال لرويترز."] for a, b in pieces(text, [Span("1", "ORG", ((5, 11),))]).tokens]
    ['قال', 'ل', 'رويترز', '.']
    """
    ranges = [(span.start, span.end) for span in spans]
    found = _whole(text, ranges) if whole_words else _cut(text, ranges)
    places = _places(found, ranges)
    unseen = [one for one, (first, last) in zip(ranges, places, strict=True) if first >= last]
    if not found:
        unseen = [(0, len(text))]
    if unseen:
        found = sorted({*found, *_barely(text, unseen, ranges)})
        places = _places(found, ranges)
    for (start, end), (first, last) in zip(ranges, places, strict=True):
        if first >= last:
            raise BadInput(
                _("The span [{start}, {end}] of “{text}” is white space alone; no token can hold it.").format(
                    start=start, end=end, text=text[:40]
                )
            )
    return Pieces(tuple(found), tuple(places), tuple(_sentence_ends(text, found, places)))


def bare(words: str) -> str:
    """What tokens keep of some words, without white space and invisible marks: to compare what was written with what is
    read. Words of nothing else keep their marks.

    >>> bare("شركة \\u200fIBM"), bare(" \\u200f")
    ('شركةIBM', '\\u200f')
    """
    return _UNSEEN.sub("", words) or "".join(words.split())


def rebuilt(sentences: Iterable[Sequence[str]]) -> tuple[str, list[Range]]:
    """The text that tokens make, with spaces between them and line ends between sentences, and where each token is.

    >>> rebuilt([["نور", "."], ["قال"]])
    ('نور .\\nقال', [(0, 3), (4, 5), (6, 9)])
    """
    lines, ranges, at = [], [], 0
    for tokens in sentences:
        for token in tokens:
            ranges.append((at, at + len(token)))
            at += len(token) + 1
        lines.append(" ".join(tokens))
    return "\n".join(lines), ranges


def _cut(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Words, and letter by letter what stands between them, cut at all edges."""
    found = cut(text, _TOKENS)
    for edge in sorted({edge for one in ranges for edge in one}, reverse=True):
        at = bisect_left(found, (edge,)) - 1
        if at >= 0 and edge < found[at][1]:
            start, end = found[at]
            found[at : at + 1] = [one for one in ((start, edge), (edge, end)) if _is_seen(text, *one)]
    return found


def _tokens_in(stretch: str) -> tuple[Range, ...]:
    """The tokens of what stands between white space."""
    cuts: set[int] = set()
    last = 0
    for start, end in (*Words(stretch).ranges, (len(stretch), len(stretch))):
        cuts.update((start, end), _letters(stretch, last, start))
        last = end
    edges = sorted(cuts)
    parts = (one for run in _RUN.finditer(stretch) for one in _parted(*run.span(), edges))
    return tuple(one for one in parts if _is_seen(stretch, *one))


_TOKENS = Remembered(_tokens_in)


def _is_seen(text: str, start: int, end: int) -> bool:
    """Whether there is anything to see in `[start, end)`."""
    return text[start].isalnum() or _UNSEEN.fullmatch(text, start, end) is None


def _letters(text: str, start: int, end: int) -> Iterable[int]:
    """Where letters begin between two words; what stands there is mostly one space, or one sign and one space."""
    if end - start < 2:
        return ()
    return (start + edge for edge in OffsetMap(text[start:end]).boundaries)


def _parted(start: int, end: int, cuts: Sequence[int]) -> Iterator[Range]:
    inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    return zip((start, *inside), (*inside, end), strict=True)


def _whole(text: str, ranges: Iterable[Range]) -> list[Range]:
    """What white space parts, cut only between Spans that do not overlap."""
    words = [match.span() for match in _RUN.finditer(text)]
    ends = [end for _start, end in words]
    cuts: list[int] = []
    reached: list[int] = []  # the ends, in this word, of those that no cut parts from what comes: a heap
    for start, end in sorted(ranges):
        word = bisect_right(ends, start)
        begins = words[word][0] if word < len(words) else start
        _drop_until(reached, begins)
        if begins < start and reached and reached[0] <= start:
            cuts.append(start)
            _drop_until(reached, start)
        heappush(reached, end)
    parts = (one for word in words for one in _parted(*word, cuts))
    return [one for one in parts if _is_seen(text, *one)]


def _drop_until(heap: list[int], place: int) -> None:
    while heap and heap[0] <= place:
        heappop(heap)


def _places(found: Sequence[Range], ranges: Iterable[Range]) -> list[Range]:
    """The numbers of the tokens that each range touches, `[first, last)`; first is not before last where none is."""
    starts, ends = [start for start, _end in found], [end for _start, end in found]
    return [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in ranges]


def _barely(text: str, unseen: Iterable[Range], ranges: Iterable[Range]) -> Iterator[Range]:
    """Tokens of invisible marks, for what has nothing else."""
    cuts = sorted({edge for one in ranges for edge in one})
    for start, end in unseen:
        for match in _BARE_RUN.finditer(text, start, end):
            yield from _parted(*match.span(), cuts)


def _sentence_ends(text: str, found: Sequence[Range], places: Iterable[Range]) -> Iterator[int]:
    joined: set[int] = set()
    for first, last in places:
        joined.update(range(first + 1, last))
    ends = [end for _start, end in found]
    for number in sorted({bisect_right(ends, sign.end()) for sign in _ENDING.finditer(text)} - joined):
        if 0 < number < len(found):
            before, after = ends[number - 1], found[number][0]
            if before < after and (_stops(text, before) or _LINE_END.search(text, before, after)):
                yield number
    if found:
        yield len(found)


def _stops(text: str, end: int) -> bool:
    """Whether a sentence stops before `end`; a full stop after a single letter shortens a name or a title."""
    if text[end - 1] not in _AT_STOPS:
        return False
    while end and text[end - 1] in _CLOSERS:
        end -= 1
    if not end or text[end - 1] not in _STOPS:
        return False
    single = end > 1 and text[end - 2].isalpha() and (end == 2 or not text[end - 3].isalnum())
    return not (single and text[end - 1] == ".")
