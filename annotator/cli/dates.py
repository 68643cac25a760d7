"""Verbs for times in words: what an article says, what one phrase means, and a whole file of phrases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import IO, Any

import click
import orjson

from annotator.arabic.dates import Confidence, TimeExpression
from annotator.cli import screen
from annotator.cli.session import as_json, project
from annotator.errors import BadInput
from annotator.model.article import Article
from annotator.model.clock import iso_day
from annotator.words import _
from annotator.workspace import Workspace


@click.command(
    "dates",
    short_help=_("List the times that the articles name."),
    help=_(
        "List the times that the articles name, with their values. For programs, a line has article, start, end, "
        "text, type, value, confidence and rule between tabs. Nothing is changed."
    ),
)
@project
@as_json
def dates_(project: Path, as_json: bool) -> None:
    """List the times that every Article names."""
    with Workspace.open(project, to_read=True) as workspace, workspace.reading():
        found = _found(workspace)
        if as_json:
            screen.show_json_array(_told(article, one) for article, one in found)
            return
        headings = (_("Start"), _("End"), _("Article"), _("Type"), _("Value"), _("Confidence"), _("Rule"), _("Words"))
        on_screen = screen.is_terminal()
        screen.show_table(headings, (_cells(article, one, on_screen) for article, one in found), numeric=2)


def _found(workspace: Workspace) -> Iterator[tuple[Article, TimeExpression]]:
    for uid in workspace.article_uids():
        article = workspace.article(uid)
        for one in workspace.time_expressions(article):
            yield article, one


def _told(article: Article, one: TimeExpression) -> dict[str, Any]:
    return {
        "uid": article.uid,
        "start": one.start,
        "end": one.end,
        "text": article.text[one.start : one.end],
        "type": one.type,
        "value": one.value,
        "calendar": one.calendar,
        "other": one.other,
        "confidence": one.confidence.value,
        "rule": one.rule,
        "warning": one.warning,
    }


def _cells(article: Article, one: TimeExpression, on_screen: bool) -> tuple[str, ...]:
    words = article.text[one.start : one.end]
    if on_screen:
        title = article.title
        return str(one.start), str(one.end), title, one.type, one.value, one.confidence.value, one.rule, words
    return article.uid, str(one.start), str(one.end), words, one.type, one.value, one.confidence.value, one.rule


@click.command(
    "date",
    short_help=_("Say what a time in words means."),
    help=_(
        "Say what a time in words means: its value, a plain reading, and why. With --batch, read lines of JSON with "
        "sentence, start, end and dct (the publication date), and print each with type and value added."
    ),
)
@click.argument("words", metavar=_("WORDS"), required=False)
@click.option("--published", metavar=_("DAY"), default="", help=_("The day from which relative times are counted."))
@click.option("--batch", metavar=_("FILE"), help=_("A file of JSON lines; - is standard input."))
@as_json
def reading_of(words: str | None, published: str, batch: str | None, as_json: bool) -> None:
    """Say what a time in words means, or read a file of them."""
    if (words is None) == (batch is None):
        raise BadInput(_("Give either the words of a time or --batch with a file."))
    day = _published(published)
    if words is None:
        _read_batch(str(batch), day)
        return
    found = _readings(words, day)
    if not found:
        raise BadInput(_("No time was found in “{words}”.").format(words=words))
    if as_json:
        screen.show_json_array(_explained(words, one) for one in found)
        return
    for number, one in enumerate(found):
        if number:
            screen.say("")
        _explain(words, one)


def _published(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(iso_day(text.strip()))
    except ValueError:
        raise BadInput(_("“{text}” is no day; write it like this: 2025-11-11.").format(text=text)) from None


def _readings(words: str, published: date | None) -> list[TimeExpression]:
    from annotator.arabic.dates import find, read

    found = find(words, published)
    if found:
        return found
    one = read(words, 0, len(words), published)
    return [one] if one else []


def _reading(one: TimeExpression) -> str:
    from annotator.arabic.readings import reading

    return reading(one.type, one.value) if one.value else ""


def _explained(words: str, one: TimeExpression) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": words[one.start : one.end],
        "type": one.type,
        "value": one.value,
        "calendar": one.calendar,
        "other": one.other,
        "reading": _reading(one),
        "confidence": one.confidence.value,
        "rule": one.rule,
        "warning": one.warning,
        "alternatives": [{"value": other.value, "reason": other.reason} for other in one.alternatives],
    }


def _confidence_word(confidence: Confidence) -> str:
    return {
        Confidence.HIGH: _("high"),
        Confidence.MEDIUM: _("medium"),
        Confidence.CHECK: _("to be checked"),
    }[confidence]


def _explain(words: str, one: TimeExpression) -> None:
    from annotator.arabic.dates import rule_title

    lines = [
        (_("Words"), words[one.start : one.end]),
        (_("Value"), one.value or _("none")),
        (_("Type"), one.type),
        (_("Reading"), _reading(one)),
        (_("Other calendar"), one.other),
        (_("Why"), rule_title(one.rule)),
        (_("Confidence"), _confidence_word(one.confidence)),
        (_("Attention"), one.warning),
    ]
    for name, value in lines:
        if value:
            screen.say(f"{name}: {screen.flat(value)}")
    for other in one.alternatives:
        screen.say(_("Or: {value}. {reason}").format(value=other.value, reason=other.reason))


def _read_batch(name: str, published: date | None) -> None:
    shown = _("standard input") if name == "-" else name
    with _opened(name) as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                screen.show_json(_answered(line, published, shown, number))


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    if name == "-":
        return nullcontext(screen.standard_input())
    return Path(name).open("rb")


def _answered(line: bytes, published: date | None, name: str, number: int) -> dict[str, Any]:
    """The object of one line, with type and value."""
    from annotator.arabic.dates import read

    where = {"file": name, "line": number}
    try:
        row = orjson.loads(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
    except orjson.JSONDecodeError:
        raise BadInput(_("{file}, line {line}: this is no JSON.").format(**where)) from None
    if not isinstance(row, dict):
        raise BadInput(_("{file}, line {line}: this is no JSON object.").format(**where))
    sentence, start, end = row.get("sentence"), row.get("start"), row.get("end")
    if not isinstance(sentence, str):
        raise BadInput(_("{file}, line {line}: “sentence” is missing, or is no text.").format(**where))
    if type(start) is not int or type(end) is not int:
        raise BadInput(_("{file}, line {line}: “start” and “end” have to be whole numbers.").format(**where))
    if (start, end) == (-1, -1):  # a sentence without any time in it
        return row | {"type": "NONE", "value": ""}
    if not 0 <= start < end <= len(sentence):
        raise BadInput(_("{file}, line {line}: “start” and “end” are not inside the sentence.").format(**where))
    day = _day_of(row.get("dct"), where) or published
    found = read(sentence, start, end, day)
    return row | {"type": found.type if found else "", "value": found.value if found else ""}


def _day_of(told: Any, where: dict[str, Any]) -> date | None:
    if told is None or told == "":
        return None
    try:
        return date.fromisoformat(iso_day(told))
    except (TypeError, ValueError):
        raise BadInput(
            _("{file}, line {line}: “dct” is no day; write it like this: 2025-11-11.").format(**where)
        ) from None


VERBS = (dates_, reading_of)
