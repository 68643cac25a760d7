"""What has a name in a Schema, told apart by ids that stay while names change, and the Schema with its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from annotator.frozen import frozen
from annotator.model.attributes import split
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Label, Schema
from annotator.workspace.designing import Named

NEW = "+"
"""How the ids of what is not in the project yet begin; no name does."""


@frozen
class Place:
    """Something with a name: `id` is its name in the project, or begins with `NEW`. `label` is the id of the Label
    whose Attribute, choice or Role it is, `of` that of the Attribute whose choice it is."""

    what: Named
    id: str
    label: str = ""
    of: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the project does not have it yet."""
        return self.id.startswith(NEW)


Name = Callable[[Place], str]
"""The name that something has now."""


def label_at(label: str) -> Place:
    return Place(Named.LABEL, label)


def relation_at(relation: str) -> Place:
    return Place(Named.RELATION, relation)


def attribute_at(label: str, attribute: str) -> Place:
    return Place(Named.ATTRIBUTE, attribute, label)


def choice_at(label: str, attribute: str, choice: str) -> Place:
    return Place(Named.CHOICE, choice, label, attribute)


def role_at(label: str, role: str) -> Place:
    return Place(Named.ROLE, role, label)


def has_choices(spec: AttributeSpec) -> bool:
    """Whether an Attribute of its type has choices."""
    return spec.type in (AttributeType.ONE, AttributeType.SEVERAL)


def places_in(schema: Schema) -> Iterator[Place]:
    """Everything that has a name, in a Schema of ids."""
    for label in schema.labels:
        yield label_at(label.name)
        for spec in label.attributes:
            yield attribute_at(label.name, spec.name)
            if has_choices(spec):
                yield from (choice_at(label.name, spec.name, choice.name) for choice in spec.choices)
        if label.kind is Kind.EVENT:
            yield from (role_at(label.name, role.name) for role in label.roles)
    yield from (relation_at(relation.name) for relation in schema.relations)


def siblings(schema: Schema, place: Place) -> list[Place]:
    """What may not have the same name as `place`, in a Schema of ids."""
    label = schema.label(place.label)
    match place.what:
        case Named.LABEL:
            beside = [label_at(one.name) for one in schema.labels]
        case Named.RELATION:
            beside = [relation_at(one.name) for one in schema.relations]
        case Named.ROLE:
            beside = [role_at(place.label, role.name) for role in (label.roles if label else ())]
        case Named.ATTRIBUTE:
            beside = [attribute_at(place.label, spec.name) for spec in (label.attributes if label else ())]
        case Named.CHOICE:
            specs = [spec for spec in (label.attributes if label else ()) if spec.name == place.of]
            beside = [choice_at(place.label, place.of, choice.name) for spec in specs for choice in spec.choices]
    return [other for other in beside if other.id != place.id]


def named(schema: Schema, name: Name) -> Schema:
    """A Schema of ids with the names that everything has now. Roles of what is no event are left out, and so are
    choices of an Attribute that has none."""
    names = {label.name: name(label_at(label.name)) for label in schema.labels}

    def known(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[id_] for id_ in ids if id_ in names)

    def of_label(label: Label) -> Label:
        roles = (
            replace(role, name=name(role_at(label.name, role.name)), fillers=known(role.fillers))
            for role in label.roles
            if label.kind is Kind.EVENT
        )
        return replace(
            label,
            name=names[label.name],
            parent=names.get(label.parent, ""),
            attributes=tuple(named_attribute(label.name, spec, name) for spec in label.attributes),
            roles=tuple(roles),
        )

    return replace(
        schema,
        labels=tuple(map(of_label, schema.labels)),
        relations=tuple(
            replace(one, name=name(relation_at(one.name)), sources=known(one.sources), targets=known(one.targets))
            for one in schema.relations
        ),
    )


def named_attribute(label: str, spec: AttributeSpec, name: Name) -> AttributeSpec:
    """An Attribute of ids with names, its default too."""
    called = replace(spec, name=name(attribute_at(label, spec.name)))
    if not has_choices(spec):
        return replace(called, choices=())
    names = {choice.name: name(choice_at(label, spec.name, choice.name)) for choice in spec.choices}
    choices = tuple(replace(choice, name=names[choice.name]) for choice in spec.choices)
    default = ",".join(names.get(value, value) for value in split(spec, spec.default))
    return replace(called, choices=choices, default=default)


def copied(label: Label, id_: str, fresh: Callable[[], str], name: Name) -> tuple[Label, dict[Place, str]]:
    """A Label as a new one called `id_` with new ids for all that it has, and the names of these."""
    names: dict[Place, str] = {}
    attributes = []
    for spec in label.attributes:
        made, choices = fresh(), list[Choice]()
        ids: dict[str, str] = {}
        names[attribute_at(id_, made)] = name(attribute_at(label.name, spec.name))
        for choice in spec.choices:
            ids[choice.name] = fresh()
            names[choice_at(id_, made, ids[choice.name])] = name(choice_at(label.name, spec.name, choice.name))
            choices.append(replace(choice, name=ids[choice.name]))
        default = ",".join(ids.get(value, value) for value in split(spec, spec.default))
        attributes.append(replace(spec, name=made, choices=tuple(choices), default=default))
    roles = []
    for role in label.roles:
        roles.append(replace(role, name=fresh()))
        names[role_at(id_, roles[-1].name)] = name(role_at(label.name, role.name))
    return replace(label, name=id_, attributes=tuple(attributes), roles=tuple(roles)), names
