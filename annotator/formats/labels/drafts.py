"""From what another program says of a label to our Labels and Relation labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from annotator.errors import BadInput
from annotator.formats.labels.colours import GROUP, color_of, unused
from annotator.formats.labels.names import by_script, former, our_names, titles_of
from annotator.formats.labels.remarks import Remarks, check_number
from annotator.frozen import frozen
from annotator.model.schema import Choice, Guideline, Kind, Label, RelationLabel, Schema
from annotator.words import _

_DATES = frozenset(
    {"date", "time", "datetime", "date_time", "timex", "timex2", "timex3", "duration", "temporal"}
    | {"تاريخ", "التاريخ", "وقت", "الوقت", "زمن", "الزمن", "مدة", "المدة"}
)
"""The names, in lower case, of labels that mark dates and times."""

_OCCURRENCES = "R"
"""The key that shows every occurrence of a name, which no Label may have."""

_MOST_NAMED = 100_000
"""Names of fillers, ends, attributes and choices in one Schema, all in all."""


@frozen
class Draft:
    """A Label or Relation label as another program describes it, called `name` there and `shown` to people under these
    titles. `kind` is None where the name tells it; `parent` is the foreign name of another one."""

    name: str
    shown: tuple[str, ...] = ()
    kind: Kind | None = None
    color: str = ""
    key: str = ""
    parent: str = ""
    abstract: bool = False
    advice: str = ""


@frozen
class FoundLabels:
    """The Schema that a file of labels holds, the name of the file's format (`hashiya`, `brat`, `label-studio` or
    `doccano`), and what could not be carried over or had to be changed, in sentences."""

    schema: Schema
    format: str
    remarks: tuple[str, ...] = ()


def found(schema: Schema, form: str, remarks: Remarks) -> FoundLabels:
    """The labels, unless there are so many names in them that reading on would take too long."""
    named = sum(len(label.attributes) + sum(len(role.fillers) for role in label.roles) for label in schema.labels)
    named += sum(len(spec.choices) for label in schema.labels for spec in label.attributes)
    named += sum(len(relation.sources) + len(relation.targets) for relation in schema.relations)
    if named > _MOST_NAMED:
        raise BadInput(_("it names labels and choices too often. Take out what is not needed"))
    return FoundLabels(schema, form, remarks.told())


def labels_of(drafts: Iterable[Draft], remarks: Remarks) -> dict[str, Label]:
    """The Labels by their foreign names. Parents must come before their subtypes, and one whose kind is another's than
    its subtype's is not its parent any more."""
    once = _once(drafts, remarks)
    check_number(len(once), _("labels"))
    names = our_names(once, "Label", remarks)
    colors, keys = _colors(list(once.values()), remarks), _keys(once.values(), remarks)
    labels: dict[str, Label] = {}
    for foreign, draft in once.items():
        above = labels.get(draft.parent)
        kind = draft.kind or _kind(draft, above)
        if above and above.kind is not kind:
            remarks.add(
                _("A label and its parent must be of one kind. These now stand by themselves: {names}."), foreign
            )
            above = None
        name = names[foreign]
        labels[foreign] = Label(
            name,
            kind,
            colors[foreign],
            keys.get(foreign, ""),
            titles_of(foreign, name, *draft.shown),
            Guideline(by_script(draft.advice)),
            above.name if above else "",
            draft.abstract,
            formerly=former(foreign, name),
        )
    return labels


def relations_of(drafts: Iterable[Draft], remarks: Remarks) -> dict[str, RelationLabel]:
    """The Relation labels by their foreign names; anything may stand at their ends."""
    once = _once(drafts, remarks)
    check_number(len(once), _("relations"))
    names = our_names(once, "Relation", remarks)
    return {
        foreign: RelationLabel(
            names[foreign],
            titles_of(foreign, names[foreign], *draft.shown),
            _readable(draft, remarks) or GROUP,
            guideline=Guideline(by_script(draft.advice)),
            formerly=former(foreign, names[foreign]),
        )
        for foreign, draft in once.items()
    }


def choices_of(drafts: Iterable[Draft], remarks: Remarks) -> dict[str, Choice]:
    """The choices of one Attribute by their foreign names."""
    once = _once(drafts, remarks)
    check_number(len(once), _("choices"))
    names = our_names(once, "Choice", remarks)
    return {
        foreign: Choice(
            names[foreign],
            titles_of(foreign, names[foreign], *draft.shown),
            former(foreign, names[foreign]),
        )
        for foreign, draft in once.items()
    }


def _once(drafts: Iterable[Draft], remarks: Remarks) -> dict[str, Draft]:
    once: dict[str, Draft] = {}
    for draft in drafts:
        if once.setdefault(draft.name, draft) is not draft:
            remarks.add(twice(), draft.name)
    return once


def twice() -> str:
    """The sentence for names that stand in the file more than once."""
    return _("The file has these more than once; only the first was taken: {names}.")


def unknown() -> str:
    """The sentence for Labels that are named and not there."""
    return _(
        "No label of the file has these names. They were left out, and where no other is named, any may stand: {names}."
    )


def unowned() -> str:
    """The sentence for Attributes that no Label has."""
    return _("These attributes were left out, as no label of the file has them: {names}.")


def misfitting() -> str:
    """The sentence for defaults that no value of their Attribute is."""
    return _("These defaults do not fit and were left out: {names}.")


def nothing_like_it() -> str:
    """The sentence for what Hashiya has nothing for."""
    return _("There is nothing like these here, so they were left out: {names}.")


def kind_of(*names: str) -> Kind:
    """What a label marks by its names: a date where one of them says so, else an entity."""
    return Kind.DATE if any(name.strip().casefold() in _DATES for name in names) else Kind.ENTITY


def _kind(draft: Draft, above: Label | None) -> Kind:
    if above and above.kind is Kind.DATE:
        return Kind.DATE
    names = (draft.name, *draft.shown)
    return kind_of(*names)


def _readable(draft: Draft, remarks: Remarks) -> str:
    color = color_of(draft.color)
    if draft.color.strip() and not color:
        remarks.add(
            _("These colours are not of the form #RRGGBB and were replaced: {names}."), f"{draft.name} ({draft.color})"
        )
    return color


def _colors(drafts: Sequence[Draft], remarks: Remarks) -> dict[str, str]:
    colors = {draft.name: _readable(draft, remarks) for draft in drafts}
    if len(colors) > 1 and len(given := set(colors.values())) == 1 and "" not in given:
        # doccano gives one colour to all where nobody chose any.
        remarks.add(_("All labels had one colour, so each was given its own."))
        colors = dict.fromkeys(colors, "")
    free = unused(colors.values())
    return {draft.name: colors[draft.name] or (GROUP if draft.abstract else next(free)) for draft in drafts}


def _keys(drafts: Iterable[Draft], remarks: Remarks) -> dict[str, str]:
    keys: dict[str, str] = {}
    for draft in drafts:
        key = draft.key.strip().upper()
        if re.fullmatch("[A-Z0-9]", key) and key != _OCCURRENCES and key not in keys.values() and not draft.abstract:
            keys[draft.name] = key
        elif key:
            remarks.add(
                _("A key is one letter or digit other than R, and of one label. These keys were left out: {names}."),
                f"{draft.key.strip()} ({draft.name})",
            )
    return keys
