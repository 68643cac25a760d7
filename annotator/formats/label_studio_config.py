"""The labelling configuration that goes with a file for Label Studio: the XML without which it can show nothing.

A Label's title is its value there and its name the alias, which is what stands in data. Roles of events are relations.
What the Schema asks about Spans is asked about regions; TIMEX3 types and values of dates are two such questions more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.formats.labels.names import title_of
from annotator.model.attributes import choices_of
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, RelationLabel, Role, Schema

LABELS, TEXT = "label", "text"
"""What the set of labels and the text are called, in `from_name` and `to_name`."""
TIMEX_TYPE, TIMEX_VALUE = "timex_type", "timex_value"
OWNER = "@"
"""What stands between the name of an Attribute and a Label's, where other Labels have another Attribute of the name."""

_TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
_RESERVED = frozenset({LABELS, TEXT, TIMEX_TYPE, TIMEX_VALUE})
_TAGS = {
    AttributeType.TEXT: "TextArea",
    AttributeType.YES_NO: "Choices",
    AttributeType.ONE: "Choices",
    AttributeType.SEVERAL: "Choices",
    AttributeType.NUMBER: "Number",
    AttributeType.DATE: "DateTime",
}
_DEFAULTS = {"TextArea": "value", "Number": "defaultValue", "DateTime": "defaultValue"}
_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


_Titled = Label | RelationLabel | Role | Choice


@dataclass(slots=True)
class Question:
    """An Attribute as a tag: its name there, and the Labels about whose Spans it asks."""

    tag: str
    spec: AttributeSpec
    labels: list[str]


def questions(schema: Schema) -> list[Question]:
    """The tags of all Attributes. Equal ones of several Labels are one tag."""
    found: list[Question] = []
    for label in schema.labels:
        for spec in schema.attributes_of(label.name):
            same = next((one for one in found if one.spec == spec), None)
            if same is not None:
                same.labels.append(label.name)
                continue
            is_taken = spec.name in _RESERVED or any(one.tag == spec.name for one in found)
            found.append(Question(f"{spec.name}{OWNER}{label.name}" if is_taken else spec.name, spec, [label.name]))
    return found


def configuration(schema: Schema) -> bytes:
    """The XML for a Schema. Labels that only group others are not in it."""
    labels = [label for label in schema.labels if not label.abstract]
    lines = ["<View>", f'  <Labels name="{LABELS}" toName="{TEXT}">']
    lines += [f"    {tag}" for tag in _label_tags(labels)]
    lines += ["  </Labels>", f'  <Text name="{TEXT}" value="$text" granularity="symbol"/>']
    relations = list(_relation_tags(schema))
    if relations:
        lines += ["  <Relations>", *(f"    {tag}" for tag in relations), "  </Relations>"]
    shown = {label.name for label in labels}
    for question in questions(schema):
        lines += [f"  {line}" for line in _question(question, [name for name in question.labels if name in shown])]
    dates = [label.name for label in labels if label.kind is Kind.DATE]
    if dates:
        asked = AttributeSpec(TIMEX_TYPE, AttributeType.ONE, choices=tuple(map(Choice, _TIMEX_TYPES)))
        lines += [f"  {line}" for line in _question(Question(TIMEX_TYPE, asked, dates), dates)]
        lines += [f"  {line}" for line in _question(Question(TIMEX_VALUE, AttributeSpec(TIMEX_VALUE), dates), dates)]
    return "\n".join([*lines, "</View>", ""]).encode()


def _label_tags(labels: list[Label]) -> Iterator[str]:
    titles = _titles(labels)
    for label in labels:
        key = f" hotkey={_quoted(label.key.lower())}" if label.key else ""
        yield f"<Label {_naming(label.name, titles)} background={_quoted(label.color)}{key}/>"


def _relation_tags(schema: Schema) -> Iterator[str]:
    roles = {role.name: role for label in schema.labels for role in label.roles}
    known = {one.name: one for one in schema.relations}
    others = [role for name, role in roles.items() if name not in known]
    named: list[RelationLabel | Role] = [*schema.relations, *others]
    titles = _titles(named)
    for one in named:
        color = f" background={_quoted(one.color)}" if isinstance(one, RelationLabel) else ""
        yield f"<Relation {_naming(one.name, titles)}{color}/>"


def _question(question: Question, labels: list[str]) -> Iterator[str]:
    """The lines of one tag; none where no Label is left that it asks about."""
    if not labels:
        return
    spec, tag = question.spec, _TAGS[question.spec.type]
    when = f"visibleWhen={_quoted('region-selected')} whenTagName={_quoted(LABELS)}"
    when += f" whenLabelValue={_quoted(','.join(labels))}"
    yield f"<View {when}>"
    title = _shown(spec.titles.get("ar", "") or spec.titles.get("en", ""))
    if title and title != spec.name and not title.startswith("$"):
        yield f"  <Header value={_quoted(title)}/>"
    says = f"name={_quoted(question.tag)} toName={_quoted(TEXT)} perRegion={_quoted('true')} {when}"
    says += ' required="true"' if spec.required else ""
    if tag == "Choices":
        several = spec.type is AttributeType.SEVERAL
        selected = {part.strip() for part in spec.default.split(",")} if several else {spec.default}
        choices = choices_of(spec)
        titles = _titles(choices)
        yield f"  <{tag} {says} choice={_quoted('multiple' if several else 'single')}>"
        for choice in choices:
            chosen = ' selected="true"' if choice.name in selected else ""
            yield f"    <Choice {_naming(choice.name, titles)}{chosen}/>"
        yield f"  </{tag}>"
    else:
        default = _shown(spec.default) and f" {_DEFAULTS[tag]}={_quoted(_shown(spec.default))}"
        yield f"  <{tag} {says}{default}/>"
    yield "</View>"


def _titles(named: Iterable[_Titled]) -> dict[str, str]:
    """The title to show of each by its name, where it has one that no other is called by."""
    titles = {one.name: _shown(one.titles.get("ar", "") or one.titles.get("en", "")) for one in named}
    often = Counter(titles.values())
    return {
        name: title
        for name, title in titles.items()
        if title and often[title] == 1 and title not in titles and not title.startswith("$") and "," not in title
    }


def _naming(name: str, titles: dict[str, str]) -> str:
    title = titles.get(name)
    return f"value={_quoted(title)} alias={_quoted(name)}" if title else f"value={_quoted(name)}"


def _shown(text: str) -> str:
    return _NO_XML.sub("", title_of(text))


def _quoted(value: str) -> str:
    from xml.sax.saxutils import quoteattr  # which brings half of the network along

    return quoteattr(value)
