"""Labels from the labelling configuration of Label Studio, which is XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.errors import BadInput
from annotator.formats.labels.drafts import (
    Draft,
    FoundLabels,
    choices_of,
    found,
    labels_of,
    misfitting,
    nothing_like_it,
    relations_of,
    twice,
    unknown,
    unowned,
)
from annotator.formats.labels.names import former, our_names, titles_of
from annotator.formats.labels.remarks import Remarks, check_number, in_line, on_line
from annotator.formats.labels.xml_tree import Element, tree_of
from annotator.frozen import frozen
from annotator.model.attributes import faults_of, split
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Label, Schema
from annotator.words import _

NAME = "label-studio"

_LABELS = frozenset({"labels", "hypertextlabels", "paragraphlabels"})
"""Sets of labels for words. Others, such as RectangleLabels, are for pictures and sounds."""

_TYPES = {
    "choices": AttributeType.ONE,
    "textarea": AttributeType.TEXT,
    "number": AttributeType.NUMBER,
    "rating": AttributeType.NUMBER,
    "datetime": AttributeType.DATE,
}
_SHOWS = frozenset(
    {"view", "style", "header", "text", "hypertext", "paragraphs", "filter", "collapse", "panel", "markdown", "table"}
)
"""What shows the text and arranges the page, and asks nothing of anyone."""

_LIMITS = ("min", "max", "step", "maxrating", "maxsubmissions", "only", "format")


@frozen
class _Question:
    """What is asked about each region: an Attribute to be. `header` is the heading right above it; `group` and
    `labels` are the set of labels and the labels that it is asked for, empty for all."""

    element: Element
    header: str
    group: str
    labels: str

    @property
    def name(self) -> str:
        return self.element.get("name") or self.element.tag


@dataclass(slots=True)
class _Page:
    """What a configuration holds, in the order of the file. `groups` are the labels of each set by its name."""

    labels: list[Draft] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    relations: list[Draft] = field(default_factory=list)
    questions: list[_Question] = field(default_factory=list)


def read(text: str, name: str) -> FoundLabels:
    """The labels in `text` as a Schema called `name`. Raises BadInput with the line that is wrong."""
    remarks = Remarks()
    page = _Page()
    _walk(tree_of(text), page, remarks)
    if not page.labels:
        raise BadInput(
            _(
                "it has no <Label> in <Labels>, which mark words of a text. "
                "It may be for pictures, sounds or whole texts; choose one for words"
            )
        )
    labels = labels_of(page.labels, remarks)
    relations = relations_of(page.relations, remarks)
    labels = _with_attributes(page, labels, remarks)
    return found(Schema(name, {}, tuple(labels.values()), tuple(relations.values())), NAME, remarks)


def _walk(element: Element, page: _Page, remarks: Remarks, header: str = "", group: str = "", when: str = "") -> None:
    """Take in an element and what is in it. `group` and `when` are conditions of what is around it."""
    group, when = element.get("whentagname") or group, element.get("whenlabelvalue") or when
    if element.kind in _LABELS:
        _take_labels(element, page, remarks)
    elif element.kind == "relations":
        page.relations += map(_draft, element.children)
    elif element.kind in _TYPES:
        if element.get("perregion").casefold() == "true":
            page.questions.append(_Question(element, header, group, when))
        else:
            remarks.add(
                _("Questions about the whole text were left out: {names}."),
                in_line(element.get("name") or element.tag, element.line),
            )
    elif element.kind not in _SHOWS:
        remarks.add(nothing_like_it(), f"<{element.tag}>")
    if element.kind in _SHOWS or not (element.kind in _LABELS | _TYPES.keys() | {"relations"} or element.get("toname")):
        header = ""
        for child in element.children:
            _walk(child, page, remarks, header, group, when)
            header = child.get("value") if child.kind == "header" else ""


def _take_labels(element: Element, page: _Page, remarks: Remarks) -> None:
    if element.get("value").startswith("$"):
        remarks.add(
            _("Labels that come with each text are not in the file: {names}."),
            in_line(element.get("name") or element.tag, element.line),
        )
    for child in element.below():
        if child.kind != "label":
            if child.kind not in _SHOWS:
                remarks.add(nothing_like_it(), f"<{child.tag}>")
            continue
        draft = _draft(child)
        page.labels.append(draft)
        page.groups.setdefault(element.get("name"), []).append(draft.name)
        page.aliases.setdefault(child.get("value"), draft.name)
        if child.get("maxusages"):
            remarks.add(_limits(), draft.name)


def _draft(element: Element) -> Draft:
    """What an element names: by its alias, which Label Studio writes into data where there is one, or by its value."""
    value, alias = element.get("value"), element.get("alias")
    if not value and not alias:
        raise on_line(
            element.line, _('<{tag}> has no value, which would be its name. Add value="…"').format(tag=element.tag)
        )
    return Draft(
        alias or value,
        (value,) if alias else (),
        color=element.get("background"),
        key=element.get("hotkey"),
        advice=element.get("hint"),
    )


def _limits() -> str:
    return _("Limits of values and of numbers were left out: {names}.")


# Attributes


def _with_attributes(page: _Page, labels: dict[str, Label], remarks: Remarks) -> dict[str, Label]:
    check_number(len(page.questions), _("attributes"))
    names = our_names((question.name for question in page.questions), "Attribute", remarks)
    specs: dict[str, dict[str, AttributeSpec]] = {foreign: {} for foreign in labels}
    for question in page.questions:
        where = in_line(question.name, question.element.line)
        spec = _spec(question, names[question.name], remarks)
        if spec is None:
            continue
        having = [foreign for foreign in _having(question, page, remarks) if foreign in specs]
        if not having:
            remarks.add(unowned(), where)
        for foreign in having:
            if specs[foreign].setdefault(spec.name, spec) is not spec:
                remarks.add(twice(), where)
    return {foreign: replace(label, attributes=tuple(specs[foreign].values())) for foreign, label in labels.items()}


def _having(question: _Question, page: _Page, remarks: Remarks) -> list[str]:
    """The foreign names of the Labels about whose Spans it is asked."""
    everything = [draft.name for draft in page.labels]
    asked = page.groups.get(question.group, everything) if question.group else everything
    if question.labels:
        wanted: set[str] = set()
        for name in filter(None, map(str.strip, question.labels.split(","))):
            wanted |= {name, page.aliases.get(name, name)}
            if name not in asked and page.aliases.get(name) not in asked:
                remarks.add(unknown(), in_line(name, question.element.line))
        asked = [name for name in asked if name in wanted]
    return list(dict.fromkeys(asked))


def _spec(question: _Question, name: str, remarks: Remarks) -> AttributeSpec | None:
    element, where = question.element, in_line(question.name, question.element.line)
    if element.get("whenchoicevalue") or element.get("visiblewhen").startswith("choice"):
        remarks.add(_("Conditions on other choices were left out, so these are always asked: {names}."), where)
    if any(map(element.get, _LIMITS)):
        remarks.add(_limits(), where)
    choices: dict[str, Choice] = {}
    kind, default = _TYPES[element.kind], element.get("defaultvalue")
    if element.kind == "choices":
        told = list(_choices(element, remarks))
        if not told:
            remarks.add(_("The choices of these are not in the file, so they were left out: {names}."), where)
            return None
        choices = choices_of((draft for draft, _selected in told), remarks)
        selected = [choices[draft.name].name for draft, selected in told if selected]
        if element.get("choice") == "multiple":
            kind, default = AttributeType.SEVERAL, ",".join(dict.fromkeys(selected))
        else:
            default = selected[0] if selected else ""
    elif element.kind == "textarea":
        default = "" if element.get("value").startswith("$") else element.get("value")
    spec = AttributeSpec(
        name,
        kind,
        titles_of(question.name, name, "" if question.header.startswith("$") else question.header),
        tuple(choices.values()),
        element.get("required").casefold() == "true",
        default,
        former(question.name, name),
    )
    if any(faults_of(spec, split(spec, default))):
        remarks.add(misfitting(), where)
        return replace(spec, default="")
    return spec


def _choices(element: Element, remarks: Remarks) -> Iterator[tuple[Draft, bool]]:
    for child in element.children:
        if child.kind != "choice":
            if child.kind not in _SHOWS:
                remarks.add(nothing_like_it(), f"<{child.tag}>")
            yield from _choices(child, remarks)
            continue
        yield _draft(child), child.get("selected").casefold() == "true"
        if child.children:
            remarks.add(
                _("Choices within these now stand beside them: {names}."),
                in_line(child.get("value"), child.line),
            )
        yield from _choices(child, remarks)
