"""What the JSON of other tools has in common: articles with what is known about them, names, and ranges whose unit is
to be found out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import Defaults, Note
from annotator.formats.encoding import fault_of
from annotator.formats.labels.names import ascii_name
from annotator.formats.labels.remarks import Remarks
from annotator.formats.units import Mention, Unit, counts_code_points, to_code_points, unit_of
from annotator.frozen import frozen
from annotator.model.annotation import Fragment
from annotator.model.article import Article, title_of
from annotator.model.check import shortened, unwritable
from annotator.model.clock import iso_day, now
from annotator.model.ids import new_uid
from annotator.words import _

OURS = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
"""What is a good name of a Label, a Relation label, an Attribute or a choice."""

_MOST_NAMES = 10_000
_ABOUT = ("title", "source", "url", "published")
_DAYS = ("published", "date", "publication_date", "published_at")
_REST = "metadata"


class Gathered:
    """What is to be said about a file when it is read: each thing once, with how often it was met and where first."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self._renamed = Remarks()
        self._ours: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()
        self._tried: dict[tuple[str, str], int] = {}

    def count(self, sentence: str, line: int, times: int = 1) -> None:
        """`sentence`, which has a `{count}`, is true `times` more."""
        if times:
            self._counts[sentence] += times
            self._first.setdefault(sentence, line)

    def unit(self, unit: Unit, line: int) -> None:
        """The offsets of one article count `unit`, which is not what is usual."""
        told = _("Offsets count {unit} here. They were translated into code points, in this many texts: {count}.")
        self.count(told.replace("{unit}", unit_name(unit)), line)

    def rough(self, found: Placed, line: int) -> None:
        """Ranges of one text have edges where none should be, or could be others in another unit."""
        self.count(
            _("Spans begin or end on white space or inside a letter, in this many texts: {count}."), line, found.rough
        )
        self.count(
            _("Offsets could count something else than they were taken to; check the spans. Texts: {count}."),
            line,
            found.unsure,
        )

    def ours(self, foreign: object, otherwise: str) -> str:
        """Our name for a foreign one: itself where it is good, else an ASCII one, the same for the same. Raises
        BadInput for what is no name."""
        if not isinstance(foreign, str) or not foreign:
            raise BadInput(_("a span has no “label”"))
        if OURS.fullmatch(foreign):
            return foreign
        made = self._ours.get((otherwise, foreign))
        if made is None:
            made = derived = ascii_name(foreign, otherwise)
            if len(self._ours) < _MOST_NAMES:
                while (otherwise, made) in self._taken:
                    self._tried[otherwise, derived] = number = self._tried.get((otherwise, derived), 1) + 1
                    made = f"{derived}_{number}"
                self._ours[otherwise, foreign] = made
                self._taken.add((otherwise, made))
                self._renamed.add(
                    _("Names are of ASCII letters and digits here. These got new ones: {names}."),
                    f"{' '.join(foreign.split())} = {made}",
                )
        return made

    def notes(self) -> Iterator[Note]:
        """Everything that was gathered."""
        for sentence, count in self._counts.items():
            yield Note(self._first[sentence], sentence.format(count=count))
        for told in self._renamed.told():
            yield Note(0, told)


def unit_name(unit: Unit) -> str:
    """The unit in the language spoken now."""
    match unit:
        case Unit.UTF16:
            return _("UTF-16 units")
        case Unit.BYTES:
            return _("UTF-8 bytes")
        case Unit.GRAPHEMES:
            return _("grapheme clusters")
    return _("code points")


# Articles


def text_in(data: dict[str, Any], name: str) -> str:
    """The text called `name`, empty where there is none. Raises BadInput where it cannot be kept."""
    value = data.get(name)
    return clean(value, name) if isinstance(value, str) else ""


def clean(value: str, name: str) -> str:
    """`value`; raises BadInput where it can be kept in no project."""
    if fault := unwritable(value):
        raise BadInput(f"“{name}”: {fault}")
    return value


def plain(value: object, name: str) -> str:
    """A value as text; what is no text stays as JSON."""
    if value is None or isinstance(value, str):
        return clean(value or "", name)
    try:
        return clean(orjson.dumps(value).decode(), name)
    except orjson.JSONEncodeError:
        raise BadInput(_("“metadata” is nested too deeply")) from None


def article_of(text: object, about: dict[str, Any], defaults: Defaults, without: Collection[str]) -> Article:
    """The Article with this text. What is told `about` it and is neither known nor in `without` becomes metadata."""
    if not isinstance(text, str):
        raise BadInput(_("“text” is missing or is not a text"))
    if fault := fault_of(text):
        raise BadInput(fault)
    known = {name for name in _ABOUT if isinstance(about.get(name), str)}
    published = ""
    for name in _DAYS:
        if day := _day(about.get(name)):
            known.add(name)
            published = day
            break
    else:
        if about.get("published"):  # what is no date is kept as it is
            known.discard("published")
    pairs = [
        (clean(name, "metadata"), plain(value, name))
        for name, value in about.items()
        if name not in without and name not in known and name != _REST
    ]
    return Article(
        new_uid(),
        text_in(about, "title") or title_of(text),
        text,
        text_in(about, "source") or defaults.source,
        text_in(about, "url"),
        published or defaults.published,
        (*pairs, *_rest(about.get(_REST))),
        now(),
    )


def _day(value: object) -> str:
    try:
        return iso_day(value) if isinstance(value, str) and value else ""
    except ValueError:
        return ""


def _rest(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list) and all(isinstance(pair, dict) for pair in value):
        yield from ((text_in(pair, "name"), plain(pair.get("value"), "value")) for pair in value)
    elif value is not None:
        yield _REST, plain(value, _REST)


def about(article: Article, taken: Collection[str]) -> dict[str, Any]:
    """What is known about an Article, by name, as `article_of` reads it: metadata whose names are `taken` or come
    twice stand in a list."""
    found: dict[str, Any] = {name: value for name in _ABOUT if (value := getattr(article, name))}
    names = Counter(name for name, _value in article.metadata)
    own = {*taken, *_ABOUT, *_DAYS, _REST}
    rest = []
    for name, value in article.metadata:
        if names[name] == 1 and name not in own:
            found[name] = value
        else:
            rest.append({"name": name, "value": value})
    return {**found, _REST: rest} if rest else found


# Ranges


@frozen
class Placed:
    """Ranges in code points, in the order in which they were asked for. `rough` says that no unit gives good edges,
    `unsure` that another one fits as well."""

    unit: Unit
    ranges: tuple[Fragment, ...]
    rough: bool = False
    unsure: bool = False


def placed(text: str, mentions: Sequence[Mention], units: Iterable[Unit], certain: Unit | None = None) -> Placed:
    """Where mentions are in code points, in the first of `units` that fits, or in the one that is `certain`. Words are
    compared without white space, which some tools change. Raises BadInput that names the range that is wrong.

    Where several units fit, the one is meant in which fewer ranges end inside a word.
    """
    if certain is not None:
        units = (certain,)
    read: list[tuple[Unit, tuple[Fragment, ...] | None]] = []
    for unit in units:
        same = [ranges for other, ranges in read if _are_the_same(text, other, unit)]
        read.append((unit, same[0] if same else _ranges(text, mentions, unit)))
    able = [(unit, ranges) for unit, ranges in read if ranges is not None]
    if not able:
        raise BadInput(_fault(text, mentions))
    if certain is not None or not mentions:
        return Placed(able[0][0], able[0][1])
    good = [(unit, ranges) for unit, ranges in able if _has_good_edges(text, mentions, ranges)]
    cuts = {unit: _cuts(text, _silent(mentions, ranges)) for unit, ranges in able}
    chosen = min(good or able, key=lambda one: cuts[one[0]][0])
    others = [one for one in good if one[1] != chosen[1] and cuts[one[0]] == cuts[chosen[0]]]
    return Placed(*chosen, rough=not good, unsure=bool(others))


def _are_the_same(text: str, *units: Unit) -> bool:
    """Whether offsets in these units are the same in a text."""
    return all(counts_code_points(text, unit) for unit in units)


def _ranges(text: str, mentions: Sequence[Mention], unit: Unit) -> tuple[Fragment, ...] | None:
    """Where mentions are if they count in `unit`; None where one then lies nowhere, or has other words."""
    out = []
    length = len(text) if counts_code_points(text, unit) else -1
    for start, end, words in mentions:
        a: int | None = start
        b: int | None = end
        if not 0 <= start < end <= length:
            a, b = to_code_points(text, start, unit), to_code_points(text, end, unit)
        if a is None or b is None or a >= b:
            return None
        if words is not None and text[a:b] != words and _bare(text[a:b]) != _bare(words):
            return None
        out.append((a, b))
    return tuple(out)


def _bare(words: str) -> str:
    return "".join(words.split())


def _has_good_edges(text: str, mentions: Sequence[Mention], ranges: Sequence[Fragment]) -> bool:
    """Whether ranges whose words are not told begin and end where a Span may."""
    silent = [(start, end, None) for start, end in _silent(mentions, ranges)]
    return unit_of(text, silent, usual=Unit.CODE_POINTS, others=()) is not None


def _silent(mentions: Sequence[Mention], ranges: Sequence[Fragment]) -> list[Fragment]:
    """The ranges whose words are not told."""
    return [where for where, mention in zip(ranges, mentions, strict=True) if mention[2] is None]


def _cuts(text: str, ranges: Iterable[Fragment]) -> tuple[int, int]:
    """How many ranges end, and how many begin, inside a word. Beginnings tell less: proclitics stand before them."""
    ends = starts = 0
    for start, end in ranges:
        ends += end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
        starts += start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
    return ends, starts


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) == "Mn"


def _fault(text: str, mentions: Sequence[Mention]) -> str:
    """The sentence for the first mention that is wrong."""
    for start, end, words in mentions:
        if start >= end:
            return _("span [{start}, {end}] ends before it starts").format(start=start, end=end)
        if start < 0 or end > len(text):
            return _("span [{start}, {end}] lies outside the text, which has {length} characters").format(
                start=start, end=end, length=len(text)
            )
        if words is not None and _bare(text[start:end]) != _bare(words):
            return _("span [{start}, {end}] says “{told}”, but the text has “{found}” there").format(
                start=start, end=end, told=shortened(words), found=shortened(text[start:end])
            )
    return _("in no unit do all offsets lie inside the text and between letters")


def whole(value: object) -> int:
    """A whole number; raises BadInput for anything else, true and false among it."""
    if type(value) is not int:
        raise BadInput(_("a span's start and end must be whole numbers"))
    return value
