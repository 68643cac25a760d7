"""The Schema: what may be marked in a project, what is asked of it, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from annotator.frozen import frozen
from annotator.words import by_language

Texts = dict[str, str]
"""A text for people by language (`ar`, `en`)."""

SAME = "same"
"""The name of the Relation label that joins what means the same person, place or event into a chain."""


class Kind(StrEnum):
    """What a Label marks."""

    ENTITY = "entity"
    EVENT = "event"
    DATE = "date"


class AttributeType(StrEnum):
    """What an Attribute may say. Values are texts; see `annotator.model.attributes` for their shapes."""

    TEXT = "text"
    YES_NO = "yes_no"
    ONE = "one_of"
    SEVERAL = "several_of"
    NUMBER = "number"
    DATE = "date"


@frozen
class Choice:
    """One of the values that an Attribute may have. `name` is what the data carries."""

    name: str
    titles: Texts = field(default_factory=dict)
    formerly: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name to show in the language spoken now."""
        return by_language(self.titles) or self.name


@frozen
class AttributeSpec:
    """An Attribute that Spans of a Label have. `choices` only where there is a choice; `default` is what a new Span
    gets (several choices with commas between them), empty for nothing."""

    name: str
    type: AttributeType = AttributeType.TEXT
    titles: Texts = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    required: bool = False
    default: str = ""
    formerly: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return by_language(self.titles) or self.name


@frozen
class Role:
    """What may take part in an event. `fillers` are the Labels whose Spans may fill it, their subtypes included; any
    may where there are none. `many` says that several Spans may fill it; `key` is a physical key or empty."""

    name: str
    titles: Texts = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    required: bool = False
    many: bool = True
    key: str = ""
    formerly: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return by_language(self.titles) or self.name


@frozen
class Guideline:
    """How to annotate with a Label: a definition in Markdown and what to include and exclude, by language; `positive`
    and `negative` are Arabic sentences with the words that are (or are not) marked in «…»."""

    text: Texts = field(default_factory=dict)
    include: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: dict[str, tuple[str, ...]] = field(default_factory=dict)
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@frozen
class Label:
    """One thing that may be marked. `name` is what the data carries; most of the rest is for people.

    `color` is `#RRGGBB`, `key` the physical key that marks with it (one Latin letter or digit, or empty). A Label may
    be a subtype of `parent`, whose Attributes and Roles it has too. One that is `abstract` only holds its subtypes
    together, one that is `archived` is no longer marked with; `formerly` are the names that it had before, and those
    of Labels whose Spans it took over: what the Journal and older files say is understood by them. So it is with the
    former names of Attributes, choices, Roles and Relation labels.
    """

    name: str
    kind: Kind
    color: str
    key: str = ""
    titles: Texts = field(default_factory=dict)
    guideline: Guideline = field(default_factory=Guideline)
    parent: str = ""
    abstract: bool = False
    archived: bool = False
    formerly: tuple[str, ...] = ()
    attributes: tuple[AttributeSpec, ...] = ()
    roles: tuple[Role, ...] = ()

    @property
    def title(self) -> str:
        """The name to show in the language spoken now."""
        return by_language(self.titles) or self.name

    @property
    def advice(self) -> str:
        """The guideline's definition in the language spoken now."""
        return by_language(self.guideline.text)

    @property
    def is_markable(self) -> bool:
        """Whether something may be marked with it now."""
        return not (self.abstract or self.archived)


@frozen
class RelationLabel:
    """An arrow that may be drawn between Spans that are no event and its arguments. `sources` and `targets` name the
    Labels at its ends, their subtypes included; any may stand there where there are none."""

    name: str
    titles: Texts = field(default_factory=dict)
    color: str = "#5B6470"
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    symmetric: bool = False
    transitive: bool = False
    guideline: Guideline = field(default_factory=Guideline)
    formerly: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return by_language(self.titles) or self.name

    @property
    def is_chain(self) -> bool:
        """Whether what it joins is one and the same: such Relations make chains."""
        return self.symmetric and self.transitive


_Inherited = tuple[tuple[AttributeSpec, ...], tuple[Role, ...]]


class _Index:
    """What a Schema is asked for by name, many thousand times for one article. The first of a name counts."""

    __slots__ = ("former", "inherited", "labels", "relations")

    def __init__(self, labels: tuple[Label, ...], relations: tuple[RelationLabel, ...]) -> None:
        self.labels = {label.name: label for label in reversed(labels)}
        self.relations = {label.name: label for label in reversed(relations)}
        self.former = {name: label.name for label in reversed(labels) for name in label.formerly}
        self.inherited: dict[str, _Inherited] = {}


@frozen
class Schema:
    """The Labels of a project, in the order in which the palette shows them, and its Relation labels."""

    name: str
    titles: Texts
    labels: tuple[Label, ...]
    relations: tuple[RelationLabel, ...] = ()
    _index: _Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _Index(self.labels, self.relations))

    def label(self, name: str) -> Label | None:
        """The Label called `name`, or None where the Schema has none."""
        return self._index.labels.get(name)

    def relation(self, name: str) -> RelationLabel | None:
        """The Relation label called `name`, or None."""
        return self._index.relations.get(name)

    def by_key(self, key: str) -> Label | None:
        """The Label that may be marked with by the physical key `key`, or None."""
        return next((label for label in self.labels if label.key == key and label.is_markable), None) if key else None

    def kind(self, name: str) -> Kind:
        """The kind of the Label called `name`; a name that is not in the Schema counts as an entity."""
        label = self.label(name)
        return label.kind if label else Kind.ENTITY

    def markable(self) -> tuple[Label, ...]:
        """The Labels that something may be marked with now."""
        return tuple(label for label in self.labels if label.is_markable)

    def now_called(self, name: str) -> str:
        """What the Label is called now that once was `name`; `name` where nothing was called so."""
        return name if name in self._index.labels else self._index.former.get(name, name)

    def lineage(self, name: str) -> Iterator[Label]:
        """The Label called `name`, its parent, and so on to the top."""
        seen: set[str] = set()
        while (label := self.label(name)) is not None and name not in seen:
            seen.add(name)
            yield label
            name = label.parent

    def is_a(self, name: str, wanted: tuple[str, ...]) -> bool:
        """Whether the Label called `name` is one of `wanted` or a subtype of one; any is where none is wanted."""
        return not wanted or any(label.name in wanted for label in self.lineage(name))

    def attributes_of(self, name: str) -> tuple[AttributeSpec, ...]:
        """The Attributes that Spans of the Label have: those of its parents, then its own, which come instead of a
        parent's of the same name."""
        return self._inherited(name)[0]

    def roles_of(self, name: str) -> tuple[Role, ...]:
        """The Roles of the event Label, in the same way."""
        return self._inherited(name)[1]

    def role(self, label: str, name: str) -> Role | None:
        """The Role called `name` of the Label called `label`, or None."""
        return next((role for role in self.roles_of(label) if role.name == name), None)

    def may_fill(self, role: Role, label: str) -> bool:
        """Whether Spans of the Label called `label` may fill the Role."""
        return self.label(label) is not None and self.is_a(label, role.fillers)

    def may_relate(self, relation: RelationLabel, source: str, target: str) -> bool:
        """Whether the Relation may lead from a Span of the one Label to one of the other; ends of a symmetric one may
        change places. What is joined as the same is of one kind."""
        ways = [(source, target), (target, source)] if relation.symmetric else [(source, target)]
        fits = any(self.is_a(a, relation.sources) and self.is_a(b, relation.targets) for a, b in ways)
        return fits and (not relation.is_chain or self.kind(source) is self.kind(target))

    def _inherited(self, name: str) -> _Inherited:
        known = self._index.inherited.get(name)
        if known is None:
            attributes: dict[str, AttributeSpec] = {}
            roles: dict[str, Role] = {}
            for label in reversed(list(self.lineage(name))):
                attributes |= {spec.name: spec for spec in label.attributes}
                roles |= {role.name: role for role in label.roles}
            known = self._index.inherited[name] = tuple(attributes.values()), tuple(roles.values())
        return known

    def __hash__(self) -> int:
        return hash((self.name, len(self.labels), tuple(label.name for label in self.labels)))
