"""Labels from brat: what its annotation.conf means, and what is told where it cannot be carried over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind, Role
from tests.formats.labels.reading import found_in, label_of, relation_of, remark_on

ACE = """\
# A part of the types of ACE 2005, with names for Arabic readers

[macros]
<POG>=Person|Organization|GPE

[entities]
Person|شخص|A person
Organization|مؤسسة
	Media
	Government
GPE
!Place
	Facility
	Location|موقع
-----
!Value
	Money
	TIMEX3

[relations]
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:contain
!Physical
	Located	Arg1:Person, Arg2:Place|GPE
	Near	Arg1:<POG>, Arg2:<ANY>
Equiv	Arg1:<POG>, Arg2:<POG>, <REL-TYPE>:symmetric-transitive
Family|قرابة	Arg1:Person, Arg2:Person, <REL-TYPE>:symmetric

[events]
<TIME>=Time-Arg?:TIMEX3
!Life
	Be-born	Person-Arg:Person, Place-Arg?:GPE|Place, <TIME>
	Marry|زواج	Person-Arg{2}:Person, Place-Arg?:GPE, <TIME>
!Contact	Entity-Arg+:<POG>, <TIME>
	Meet	<INHERIT>, Place-Arg*:GPE
	Phone-Write	<INHERIT>
Report	Reporter-Arg:<POG>, Event-Arg{1-3}:<EVENT>

[attributes]
Mention	Arg:<ENTITY>, Value:Name|Nominal|Pronominal
Negation|نفي	Arg:<EVENT>
Confidence	Arg:<EVENT>|Person, Value:High|Neutral|Low, <DEFAULT>:Neutral
"""


def test_a_realistic_configuration_comes_in_whole() -> None:
    found = found_in(ACE, "annotation.conf")
    schema = found.schema
    assert found.format == "brat"
    assert [label.name for label in schema.labels] == [
        "Person", "Organization", "Media", "Government", "GPE", "Place", "Facility", "Location", "Value", "Money",
        "TIMEX3", "Life", "Be-born", "Marry", "Contact", "Meet", "Phone-Write", "Report",
    ]  # fmt: skip
    assert {label.name for label in schema.labels if label.abstract} == {"Place", "Value", "Life", "Contact"}
    assert [relation.name for relation in schema.relations] == ["Located", "Near", "Equiv", "Family"]
    assert [label.name for label in schema.labels if label.kind is Kind.EVENT] == [
        "Life", "Be-born", "Marry", "Contact", "Meet", "Phone-Write", "Report",
    ]  # fmt: skip


def test_indented_labels_are_subtypes() -> None:
    schema = found_in(ACE).schema
    assert [(label.name, label.parent) for label in schema.labels if label.parent] == [
        ("Media", "Organization"),
        ("Government", "Organization"),
        ("Facility", "Place"),
        ("Location", "Place"),
        ("Money", "Value"),
        ("Be-born", "Life"),
        ("Marry", "Life"),
        ("Meet", "Contact"),
        ("Phone-Write", "Contact"),
    ]


def test_indentation_by_spaces_and_of_several_letters_is_the_same() -> None:
    for indent in (" ", "    ", "\t\t"):
        schema = found_in(f"[entities]\n!A\n{indent}B\n{indent * 2}C\n{indent}D\nE").schema
        assert [label.parent for label in schema.labels] == ["", "A", "B", "A", ""]


def test_further_names_are_titles_by_their_script() -> None:
    schema = found_in(ACE).schema
    assert label_of(schema, "Person").titles == {"ar": "شخص", "en": "A person"}
    assert label_of(schema, "Media").titles == {}
    assert relation_of(schema, "Family").titles == {"ar": "قرابة", "en": "Family"}
    assert schema.attributes_of("Report")[0].titles == {"ar": "نفي", "en": "Negation"}


def test_a_label_for_dates_is_one_of_dates_and_leaves_parents_of_another_kind() -> None:
    found = found_in(ACE)
    timex = label_of(found.schema, "TIMEX3")
    assert (timex.kind, timex.parent) == (Kind.DATE, "")
    assert "TIMEX3" in remark_on(found, "A label and its parent must be of one kind")
    whole = found_in("[entities]\n!Timex\n\tDATE\n\tHoliday").schema
    assert {(label.kind, label.parent) for label in whole.labels} == {(Kind.DATE, ""), (Kind.DATE, "Timex")}


# Relations


def test_relations_know_their_ends() -> None:
    schema = found_in(ACE).schema
    located, near = relation_of(schema, "Located"), relation_of(schema, "Near")
    assert (located.sources, located.targets) == (("Person",), ("Place", "GPE"))
    assert (near.sources, near.targets) == (("Person", "Organization", "GPE"), ())


def test_properties_of_relations_are_kept_and_others_told() -> None:
    text = "[entities]\nA\n[relations]\nR Arg1:A, Arg2:A, <REL-TYPE>:symmetric-reflexive\nEquiv Arg1:A, Arg2:A"
    found = found_in(text)
    relation = relation_of(found.schema, "R")
    assert (relation.symmetric, relation.transitive) == (True, False)
    assert relation_of(found.schema, "Equiv").is_chain
    assert "reflexive (line 4)" in remark_on(found, "There is nothing like these here")
    assert relation_of(found_in(ACE).schema, "Equiv").is_chain


def test_groups_of_relations_and_rules_on_overlaps_are_told_as_lost() -> None:
    found = found_in(ACE)
    assert "Physical" in remark_on(found, "Relations have no groups")
    assert remark_on(found, "Rules about spans that overlap were left out")
    assert remark_on(found_in("[entities]\nA\n[relations]\nENTITY-NESTING\tArg1:<ANY>, Arg2:<ANY>"), "Rules about")


def test_a_relation_on_several_lines_has_the_ends_of_all() -> None:
    found = found_in("[entities]\nA\nB\n[relations]\nR Arg1:A, Arg2:A\nR|ر Arg1:B, Arg2:A\nS Arg1:A, Arg2:B\nS Arg1:A")
    relation = relation_of(found.schema, "R")
    assert (relation.sources, relation.targets) == (("A", "B"), ("A",))
    assert relation_of(found.schema, "S").targets == ()
    assert remark_on(found, "These are on several lines with different ends").endswith(": R, S.")


def test_other_ends_than_two_are_told() -> None:
    found = found_in("[entities]\nA\nB\n[relations]\nCoref\tAnaphora:A, Antecedent:B\nThree Arg1:A, Arg2:B, Arg3:B")
    coref = relation_of(found.schema, "Coref")
    assert (coref.sources, coref.targets) == (("A",), ("B",))
    remark = remark_on(found, "A relation leads from one source to one target")
    assert "Coref (Anaphora, Antecedent)" in remark
    assert "Three (Arg1, Arg2, Arg3)" in remark


# Events


def test_what_stands_behind_a_role_says_how_many_may_fill_it() -> None:
    schema = found_in(
        "[entities]\nA\n[events]\nE\tOne:A, Maybe?:A, Any*:A, Some+:A, Two{2}:A, Few{0-3}:A, Same{1}:A"
    ).schema
    told = {role.name: (role.required, role.many) for role in schema.roles_of("E")}
    assert told == {
        "One": (True, False),
        "Maybe": (False, False),
        "Any": (False, True),
        "Some": (True, True),
        "Two": (True, True),
        "Few": (False, True),
        "Same": (True, False),
    }


def test_exact_numbers_are_told_as_lost() -> None:
    remark = remark_on(found_in(ACE), "A role is required or not")
    assert remark.endswith(": Marry.Person-Arg{2}, Report.Event-Arg{1-3}.")


def test_roles_name_labels_macros_and_all_entities_or_events() -> None:
    schema = found_in(ACE).schema
    assert schema.role("Report", "Reporter-Arg") == Role(
        "Reporter-Arg", fillers=("Person", "Organization", "GPE"), required=True, many=False
    )
    reported = schema.role("Report", "Event-Arg")
    assert reported is not None
    assert reported.fillers == ("Life", "Contact", "Report")
    assert schema.may_fill(reported, "Marry")
    every = found_in("[entities]\nA\n\tB\n[events]\nE\tX:<ENTITY>, Y:<ANY>, Z:<ANY>|A").schema.roles_of("E")
    assert [role.fillers for role in every] == [("A",), (), ()]


def test_inherited_roles_stand_with_the_parent_only() -> None:
    found = found_in(ACE)
    assert [role.name for role in label_of(found.schema, "Meet").roles] == ["Place-Arg"]
    assert [role.name for role in found.schema.roles_of("Meet")] == ["Entity-Arg", "Time-Arg", "Place-Arg"]
    assert not any(remark.startswith("A subtype has the roles") for remark in found.remarks)


def test_roles_that_a_subtype_did_not_have_are_told() -> None:
    found = found_in("[entities]\nA\n[events]\nE\tX:A, Y:A\n\tF\tX?:A\n")
    assert [(role.name, role.required) for role in found.schema.roles_of("F")] == [("X", False), ("Y", True)]
    assert remark_on(found, "A subtype has the roles of its parent").endswith(": F.Y.")


# Attributes


def test_attributes_are_yes_or_no_or_one_of_their_values() -> None:
    schema = found_in(ACE).schema
    negation = AttributeSpec("Negation", AttributeType.YES_NO, {"ar": "نفي", "en": "Negation"})
    choices = (Choice("High"), Choice("Neutral"), Choice("Low"))
    confidence = AttributeSpec("Confidence", AttributeType.ONE, {}, choices, default="Neutral")
    assert schema.attributes_of("Marry") == (negation, confidence)
    assert [spec.name for spec in schema.attributes_of("Person")] == ["Mention", "Confidence"]
    assert [spec.name for spec in schema.attributes_of("TIMEX3")] == ["Mention"]


def test_an_attribute_stands_with_the_highest_label_that_has_it() -> None:
    schema = found_in("[entities]\nA\n\tB\n[attributes]\nX Arg:B|A\nY Arg:B\nZ Arg:<ANY>").schema
    assert [spec.name for spec in label_of(schema, "A").attributes] == ["X", "Z"]
    assert [spec.name for spec in label_of(schema, "B").attributes] == ["Y"]


def test_an_attribute_may_have_other_values_for_other_labels() -> None:
    found = found_in("[entities]\nA\nB\n[attributes]\nX Arg:A, Value:1|2\nX Arg:B, Value:3\nX Arg:B, Value:4")
    assert [choice.name for choice in found.schema.attributes_of("A")[0].choices] == ["Choice_1", "Choice_2"]
    assert [choice.formerly for choice in found.schema.attributes_of("B")[0].choices] == [("3",)]
    assert "X (line 7)" in remark_on(found, "The file has these more than once")


def test_attributes_that_nothing_here_can_have_are_told() -> None:
    found = found_in(
        "[entities]\nA\n[attributes]\nX Arg:<RELATION>\nY Value:1\nZ Arg:Nobody\nV Arg:<EVENT>\nW Arg:A, <DEFAULT>:x"
    )
    assert "X (line 4)" in remark_on(found, "Only spans have attributes")
    assert remark_on(found, "These attributes were left out").count("(line ") == 4
    assert "x (line 8)" in remark_on(found, "These defaults do not fit")
    assert [spec.name for spec in found.schema.attributes_of("A")] == ["W"]


# Names


def test_names_that_are_not_ours_are_named_anew_everywhere_alike() -> None:
    text = """\
[entities]
شخص
مكان عام
[relations]
يقيم في	Arg1:شخص, Arg2:مكان عام
[events]
لقاء	الطرف+:شخص, المكان?:مكان عام
[attributes]
اليقين	Arg:لقاء, Value:عالٍ|ضعيف, <DEFAULT>:ضعيف
"""
    found = found_in(text)
    schema = found.schema
    person = label_of(schema, "shkhs")
    assert (person.titles, person.formerly) == ({"ar": "شخص"}, ("شخص",))
    relation = schema.relations[0]
    assert (relation.name, relation.sources, relation.targets) == ("yqym_fy", ("shkhs",), ("mkan_aam",))
    assert [(role.name, role.titles, role.fillers) for role in schema.roles_of("lqa")] == [
        ("altrf", {"ar": "الطرف"}, ("shkhs",)),
        ("almkan", {"ar": "المكان"}, ("mkan_aam",)),
    ]
    (certainty,) = schema.attributes_of("lqa")
    assert (certainty.name, certainty.default, certainty.formerly) == ("alyqyn", "dayf", ("اليقين",))
    assert [(choice.name, choice.titles) for choice in certainty.choices] == [
        ("aal", {"ar": "عالٍ"}),
        ("dayf", {"ar": "ضعيف"}),
    ]
    assert "شخص = shkhs" in remark_on(found, "Names in the data are of ASCII letters")


def test_labels_that_are_not_there_are_told_with_the_line() -> None:
    found = found_in("[entities]\nA\n[relations]\nR Arg1:TODO, Arg2:A|Gone\n[events]\nE X:TODO")
    relation = relation_of(found.schema, "R")
    assert (relation.sources, relation.targets) == ((), ("A",))
    assert remark_on(found, "No label of the file has these names").endswith(": TODO (line 4), Gone (line 4).")


def test_a_name_that_stands_twice_is_taken_once() -> None:
    found = found_in("[entities]\nA\n\tB\nA|second\n\tC\n[events]\nA\tX:B\nD\tX:A")
    assert [(label.name, label.parent) for label in found.schema.labels] == [
        ("A", ""),
        ("B", "A"),
        ("C", "A"),
        ("D", ""),
    ]
    assert remark_on(found, "The file has these more than once").endswith(": A.")


def test_where_a_label_is_named_its_subtypes_are_meant_and_that_is_told() -> None:
    assert remark_on(found_in(ACE), "Where these are named").endswith(": Place, Organization.")


def test_what_there_is_nothing_for_is_told() -> None:
    found = found_in("[options]\nTokens tokenizer:x\n[entities]\nA\t<NORM>:Wikipedia\n[events]\nE X:A, <URL>:http://x")
    assert remark_on(found, "These sections are not about labels").endswith(": options.")
    assert remark_on(found, "There is nothing like these here").endswith(": <NORM> (line 4), <URL> (line 6).")


def test_what_a_relation_or_an_attribute_says_besides_is_told() -> None:
    found = found_in(
        "[entities]\nA\n[relations]\nR Arg1:A, Arg2:A, <URL>:x\n[attributes]\nX Arg:A, Value:1, Value:2, Q:3"
    )
    assert remark_on(found, "There is nothing like these here").endswith(": <URL> (line 4), Q (line 6).")
    assert remark_on(found, "The file has these more than once").endswith(": Value (line 6).")


def test_a_file_that_says_nothing_special_has_no_remarks() -> None:
    text = "[entities]\nPerson\nGPE\n[relations]\nIn Arg1:Person, Arg2:GPE\n[events]\nMeet Who+:Person\n[attributes]\n"
    assert found_in(text).remarks == ()


# Faults


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[entities]\n\n[relations]\nR Arg1:A, Arg2:B", "neither its section"),
        ("[events]\nE\tX{3-2}:E", "line 2: “X{3-2}” should say how many"),
        ("[events]\nE\tX{0}:E", "line 2: “X{0}” should say how many"),
        ("[events]\nE\tX{many}:E", "line 2: “X{many}” should say how many"),
        ("[events]\nE\tX:E, X?:E", "line 2: the role “X” stands there twice"),
    ],
)
def test_faults_are_refused_with_their_line(text: str, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        found_in(text)
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "[entities]\n" + "\n".join(f"L{i}" for i in range(1001)),
        "[events]\nE\t" + ", ".join(f"R{i}:E" for i in range(1001)),
        "[entities]\nA\n[attributes]\nX Arg:A, Value:" + "|".join(f"V{i}" for i in range(1001)),
        "[entities]\nA\n[attributes]\n" + "\n".join(f"X{i} Arg:A" for i in range(1001)),
        "[entities]\nA\n[relations]\n" + "\n".join(f"X{i} Arg1:A, Arg2:A" for i in range(1001)),
    ],
)
def test_more_labels_than_anyone_could_use_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"too many .*, more than 1000\. Take out"):
        found_in(text)


def test_few_lines_that_name_very_many_labels_are_refused() -> None:
    labels = "\n".join(f"L{i}" for i in range(900))
    roles = ", ".join(f"R{i}:<ENTITY>" for i in range(200))
    with pytest.raises(BadInput, match="names labels and choices too often"):
        found_in(f"[entities]\n{labels}\n[events]\nE\t{roles}")


PIECES = st.sampled_from(
    [
        *"\n \t|,:#?*=[]\r\x0b\u2028",
        *("\n\t", "\n\t\t", "\n ", "\nA\n\tB", "\n---\n", "\n<PG>=Person|GPE\n", "\nMeet\tWho+:<ENTITY>\n"),
        *("\n[entities]\n", "\n[relations]\n", "\n[events]\n", "\n[attributes]\n", "\n[spans]\n", "\n[macros]\n"),
        *("Person", "شخص", "GPE", "DATE", "!Contact", "Equiv", "<OVERLAP>", "<PG>", "<ANY>", "<INHERIT>"),
        *("Arg1:Person", "Arg2:<ENTITY>", "Arg:<EVENT>", "Arg:GPE", "Value:High|عالٍ", "<DEFAULT>:High"),
        *("Place?:Person", "{2}", "{1-3}", "{3-1}", "{x}", "<REL-TYPE>:symmetric-transitive"),
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_nothing_that_resembles_a_configuration_makes_it_fail_but_in_words(rest: str) -> None:
    try:
        found_in(f"[entities]\nPerson\n{rest}", "annotation.conf")
    except BadInput as refused:
        assert str(refused)


WORDS = st.sampled_from(["Person", "GPE", "شخص", "Meet", "DATE", "Time", "لقاء", "X Y".replace(" ", "_")])
ENDS = st.lists(WORDS | st.sampled_from(["<ANY>", "<ENTITY>", "<EVENT>", "Gone"]), min_size=1, max_size=3).map("|".join)
INDENT = st.sampled_from(["", "", "\t", "\t\t"])
COUNT = st.sampled_from(["", "?", "*", "+", "{2}", "{0-4}"])


@st.composite
def configurations(draw: st.DrawFn) -> str:
    """A configuration that brat would take."""
    lines = ["[entities]", "Person"]
    lines += [draw(INDENT) + draw(st.sampled_from(["", "!"])) + draw(WORDS) for _ in range(draw(st.integers(0, 5)))]
    lines.append("[relations]")
    lines += [f"{draw(WORDS)}\tArg1:{draw(ENDS)}, Arg2:{draw(ENDS)}" for _ in range(draw(st.integers(0, 3)))]
    lines.append("[events]")
    for _ in range(draw(st.integers(0, 5))):
        roles = draw(st.lists(st.sampled_from(["Who", "Place", "مكان"]), max_size=3, unique=True))
        told = ", ".join(f"{role}{draw(COUNT)}:{draw(ENDS)}" for role in roles)
        lines.append(f"{draw(INDENT)}{draw(st.sampled_from(['', '!']))}{draw(WORDS)}\t{told}")
    lines.append("[attributes]")
    values = st.sampled_from(["", ", Value:High|Low", ", Value:عالٍ|ضعيف, <DEFAULT>:ضعيف", ", Value:A|A"])
    lines += [f"{draw(WORDS)}\tArg:{draw(ENDS)}{draw(values)}" for _ in range(draw(st.integers(0, 3)))]
    return "\n".join(lines)


@settings(max_examples=300)
@given(configurations())
def test_whatever_brat_takes_becomes_a_schema(text: str) -> None:
    found = found_in(text, "annotation.conf")
    assert found.schema.labels
    assert all(remark.endswith(".") for remark in found.remarks)
