"""A Schema in which everything is that a Schema may have, and any Schema at all."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from annotator.model.schema import (
    AttributeSpec,
    AttributeType,
    Choice,
    Guideline,
    Kind,
    Label,
    RelationLabel,
    Role,
    Schema,
)

PAST, FUTURE = Choice("past", {"ar": "ماضٍ", "en": "Past"}), Choice("future", {"ar": "مستقبل", "en": "Future"})
TENSE = AttributeSpec("Tense", AttributeType.ONE, {"ar": "الزمن", "en": "Tense"}, (PAST, FUTURE), default="past")


def event_schema() -> Schema:
    """Entities with a subtype and Attributes of all types, events of a common parent with Roles, three Relation
    labels. Nothing is required."""
    return Schema(
        "events",
        {"ar": "أحداث", "en": "Events"},
        (
            Label(
                "PERS",
                Kind.ENTITY,
                "#336699",
                "P",
                {"ar": "شخص", "en": "Person"},
                attributes=(
                    AttributeSpec("Titles", AttributeType.SEVERAL, {}, (Choice("Dr"), Choice("Sheikh"), Choice("Haj"))),
                    AttributeSpec("Age", AttributeType.NUMBER),
                    AttributeSpec("Living", AttributeType.YES_NO),
                    AttributeSpec("Born", AttributeType.DATE),
                    AttributeSpec("Remark", titles={"en": "A remark"}),
                ),
            ),
            Label("GPE", Kind.ENTITY, "#996633", "G"),
            Label("CITY", Kind.ENTITY, "#669933", "C", parent="GPE"),
            Label("ORG", Kind.ENTITY, "#663399", "O"),
            Label(
                "Happening",
                Kind.EVENT,
                "#993366",
                abstract=True,
                attributes=(TENSE,),
                roles=(Role("Place", {"ar": "المكان", "en": "Where"}, ("GPE",), key="L"),),
            ),
            Label(
                "Meet",
                Kind.EVENT,
                "#993367",
                "M",
                parent="Happening",
                roles=(
                    Role("Who", {}, ("PERS", "ORG"), key="W"),
                    Role("Chair", {"en": "Chair"}, ("PERS",), many=False),
                ),
            ),
            Label("Trip", Kind.EVENT, "#993368", "T", parent="Happening", roles=(Role("Place", {}, ("CITY",)),)),
            Label("Say", Kind.EVENT, "#993369", "S", roles=(Role("What"),)),
            Label("DATE", Kind.DATE, "#339966", "D"),
        ),
        (
            RelationLabel("same", {"ar": "هو نفسه", "en": "Same as"}, symmetric=True, transitive=True),
            RelationLabel("in", {}, "#112233", ("PERS", "ORG"), ("GPE",)),
            RelationLabel("near", {}, "#112234", ("GPE",), ("GPE", "ORG"), symmetric=True),
        ),
    )


# Any Schema

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXTS = st.dictionaries(st.sampled_from(["ar", "en", "fr"]), WORDS)
LISTS = st.dictionaries(st.sampled_from(["ar", "en"]), st.lists(WORDS, max_size=2).map(tuple))
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_.:-]{0,6}", fullmatch=True)
COLORS = st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True)
KEYS = ["A", "Q", "Z", "0", "7"]
FORMER = st.lists(WORDS, max_size=2).map(tuple)
GUIDELINES = st.builds(Guideline, TEXTS, LISTS, LISTS, FORMER, FORMER)
DEFAULTS = {
    AttributeType.TEXT: WORDS,
    AttributeType.YES_NO: st.sampled_from(["", "yes", "no"]),
    AttributeType.NUMBER: st.sampled_from(["", "0", "-3", "2.50"]),
    AttributeType.DATE: st.sampled_from(["", "2024-03-12", "P3D", "2024-W10"]),
}


@st.composite
def attribute_specs(draw: st.DrawFn) -> AttributeSpec:
    """An Attribute of any type, with a default that it may have."""
    kind = draw(st.sampled_from(AttributeType))
    choices: list[Choice] = []
    if kind in DEFAULTS:
        default = draw(DEFAULTS[kind])
    else:
        choices = draw(st.lists(st.builds(Choice, NAMES, TEXTS, FORMER), min_size=1, max_size=3, unique_by=_name))
        most = len(choices) if kind is AttributeType.SEVERAL else 1
        default = ", ".join(draw(st.lists(st.sampled_from(list(map(_name, choices))), max_size=most, unique=True)))
    return AttributeSpec(draw(NAMES), kind, draw(TEXTS), tuple(choices), draw(st.booleans()), default, draw(FORMER))


@st.composite
def schemas(draw: st.DrawFn, most: int = 5) -> Schema:
    """Any Schema that has no faults."""
    names = draw(st.lists(NAMES, min_size=1, max_size=most, unique=True))
    some = st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)
    labels: list[Label] = []
    for name in names:
        kind = draw(st.sampled_from(Kind))
        parent = draw(st.sampled_from(["", *(label.name for label in labels if label.kind is kind)]))
        taken = _role_keys(labels, parent)
        keys = st.sampled_from(["", *(key for key in KEYS if key not in taken)])
        role = st.builds(Role, NAMES, TEXTS, some, st.booleans(), st.booleans(), keys, FORMER)
        roles = (
            st.lists(role, max_size=2, unique_by=(_name, lambda one: one.key or one.name))
            if kind is Kind.EVENT
            else st.just([])
        )
        label = Label(
            name,
            kind,
            draw(COLORS),
            draw(st.sampled_from(["", *(key for key in KEYS if key not in {label.key for label in labels})])),
            draw(TEXTS),
            draw(GUIDELINES),
            parent,
            draw(st.booleans()),
            draw(st.booleans()),
            draw(FORMER),
            tuple(draw(st.lists(attribute_specs(), max_size=2, unique_by=_name))),
            tuple(draw(roles)),
        )
        labels.append(label)
    arrow = st.builds(RelationLabel, NAMES, TEXTS, COLORS, some, some, st.booleans(), st.booleans(), GUIDELINES, FORMER)
    relations = draw(st.lists(arrow, max_size=2, unique_by=_name))
    return Schema(draw(WORDS), draw(TEXTS), tuple(labels), tuple(relations))


def _name(one: Choice | AttributeSpec | Role | RelationLabel) -> str:
    return one.name


def _role_keys(labels: Iterable[Label], parent: str) -> set[str]:
    """The keys of the Roles of `parent` and of those above it."""
    by_name = {label.name: label for label in labels}
    found: set[str] = set()
    while parent:
        found |= {role.key for role in by_name[parent].roles}
        parent = by_name[parent].parent
    return found
