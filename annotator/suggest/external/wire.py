"""The messages that go to recommenders outside and come back: JSON, the same over pipes and HTTP.

docs/external.md describes them for those who write the other side. Offsets count Unicode code points, the end is not
included.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import orjson

from annotator.arabic.tokens import Words
from annotator.errors import BadInput
from annotator.model.article import Article
from annotator.suggest.external.foreign import Dropped, Foreign, Info, Reason, Reply, Wanted
from annotator.suggest.recommender import Example, Marked
from annotator.words import _

PROTOCOL = 1
"""The version of the messages; the other side names the one that it speaks in what it says of itself."""

MOST_BYTES = 8 * 2**20
"""What an answer may have in bytes."""
NOTE = 200
"""Code points of a note that are kept."""


def asking(what: str, **told: object) -> dict[str, object]:
    """A message that asks for `info`, `suggest` or `train`."""
    return {"protocol": PROTOCOL, "ask": what, **told}


def to_suggest(article: Article, wanted: Wanted) -> dict[str, object]:
    """The message that asks for proposals."""
    return asking("suggest", article=_article(article.uid, article.text), **_labels(wanted))


def to_train(examples: Sequence[Example], wanted: Wanted) -> dict[str, object]:
    """The message that hands finished Articles over for learning."""
    articles = [_article(one.article, one.text, one.marked) for one in examples]
    return asking("train", articles=articles, **_labels(wanted))


def read(line: bytes) -> dict[str, Any]:
    """An answer. Raises BadInput for what is no JSON object, and with its words where the other side tells an error."""
    try:
        answer = orjson.loads(line)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict):
        raise BadInput(_("“{line}” is no answer in JSON").format(line=shown(line)))
    if error := answer.get("error"):
        raise BadInput(_("it says “{error}”").format(error=shown(str(error).encode())))
    return answer


def as_info(answer: dict[str, Any]) -> Info:
    """What the other side says of itself. Raises BadInput where it speaks another version of the protocol."""
    told = answer.get("info")
    told = told if isinstance(told, dict) else {}
    if told.get("protocol") != PROTOCOL:
        raise BadInput(
            _("it speaks version {theirs} of the protocol, and Hashiya version {ours}").format(
                theirs=shown(str(told.get("protocol", "?")).encode()), ours=PROTOCOL
            )
        )
    labels = told.get("labels")
    return Info(
        name=one_line(told.get("name")),
        version=one_line(told.get("version")),
        labels=tuple(filter(None, map(one_line, labels))) if isinstance(labels, list) else (),
        trainable=told.get("trainable") is True,
        network=told.get("network") is True,
        licence=one_line(told.get("licence")),
    )


def as_reply(answer: dict[str, Any]) -> Reply:
    """The proposals in an answer. What is none is counted; an answer without a list of them raises BadInput."""
    told = answer.get("spans")
    if not isinstance(told, list):
        raise BadInput(_("its answer has no list “spans”"))
    found, dropped = [], Dropped()
    for one in told:
        if (proposed := foreign(one)) is None:
            dropped[Reason.MALFORMED] += 1
        else:
            found.append(proposed)
    return Reply(tuple(found), dropped)


def as_trained(answer: dict[str, Any]) -> str:
    """What the other side says of its learning: each number or word with its name."""
    told = answer.get("trained")
    if not isinstance(told, dict):
        return ""
    plain = {one_line(name): value for name, value in told.items() if isinstance(value, (str, int, float))}
    return ", ".join(f"{name} {one_line(str(value))}" for name, value in plain.items())


def shown(line: bytes) -> str:
    """The beginning of what came, fit to be shown in a sentence."""
    text = one_line(line[:400].decode("utf-8", "replace"))
    return text[:80] + "…" * (len(text) > 80)


def _article(uid: str, text: str, marked: Sequence[Marked] = ()) -> dict[str, object]:
    spans = [{"start": start, "end": end, "label": label} for start, end, label in marked]
    return {"id": uid, "text": text, "tokens": Words(text).ranges, "spans": spans}


def _labels(wanted: Wanted) -> dict[str, object]:
    return {"labels": list(wanted.labels), "descriptions": dict(wanted.labels)}


def foreign(told: object) -> Foreign | None:
    """A proposal out of a message, None where it is none."""
    if not isinstance(told, dict):
        return None
    label, start, end = told.get("label"), told.get("start"), told.get("end")
    # True and False are whole numbers to Python.
    if type(label) is not str or type(start) is not int or type(end) is not int:
        return None
    return Foreign(label, start, end, score_of(told.get("score")), one_line(told.get("note"))[:NOTE])


def score_of(told: object) -> float | None:
    """A score between 0 and 1; None where nothing is told that could be one."""
    if type(told) is float and math.isfinite(told):
        return min(max(told, 0.0), 1.0)
    return float(min(max(told, 0), 1)) if type(told) is int else None


def one_line(told: object) -> str:
    """Words from outside as one line of what can be shown; '' for anything else."""
    if not isinstance(told, str):
        return ""
    return " ".join("".join(char if char.isprintable() else " " for char in told).split())
