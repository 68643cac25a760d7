"""Labels from Label Studio: what its configuration means, and what is told where it cannot be carried over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Kind
from tests.formats.labels.reading import found_in, label_of, remark_on

NEWS = """\
<View>
  <!-- Arabic news -->
  <Style>.lsf { direction: rtl }</Style>
  <Relations><Relation value="يعمل في"/><Relation value="org:founded_by" background="#AA3377"/></Relations>
  <Labels name="ner" toName="text" choice="single">
    <Label value="شخص" alias="PER" background="#2563eb" hotkey="p" hint="الاسم كاملاً"/>
    <Label value="ORG" background="darkorange" hotkey="r"/>
    <Label value="مكان" background="rgb(1,2,3)" hotkey="ctrl+m"/>
    <Label value="تاريخ" hotkey="p"/>
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <View visibleWhen="region-selected" whenTagName="ner" whenLabelValue="ORG">
    <Header value="نوع المؤسسة"/>
    <Choices name="org_type" toName="text" perRegion="true" choice="single" required="true">
      <Choice value="حكومية" alias="gov"/>
      <Choice value="خاصة" selected="true"/>
    </Choices>
  </View>
  <Choices name="mention" toName="text" perRegion="true" choice="multiple" whenLabelValue="شخص,ORG">
    <Choice value="name" selected="true"/><Choice value="title" selected="true"/><Choice value="role"/>
  </Choices>
  <TextArea name="note" toName="text" perRegion="true"/>
  <Number name="age" toName="text" perRegion="true" whenLabelValue="PER" min="0" max="120" defaultValue="40"/>
  <DateTime name="day" toName="text" perRegion="true" whenLabelValue="تاريخ" only="date"/>
  <Rating name="certainty" toName="text" perRegion="true" whenLabelValue="PER"/>
  <Choices name="topic" toName="text"><Choice value="politics"/></Choices>
</View>
"""


def test_a_realistic_configuration_comes_in_whole() -> None:
    found = found_in(NEWS, "config.xml")
    schema = found.schema
    assert found.format == "label-studio"
    assert [(label.name, label.kind) for label in schema.labels] == [
        ("PER", Kind.ENTITY),
        ("ORG", Kind.ENTITY),
        ("mkan", Kind.ENTITY),
        ("tarykh", Kind.DATE),
    ]
    assert [relation.name for relation in schema.relations] == ["yaml_fy", "org:founded_by"]
    assert [relation.color for relation in schema.relations] == ["#5B6470", "#AA3377"]


def test_a_label_is_called_by_its_alias_and_shown_by_its_value() -> None:
    """The alias is what Label Studio writes into its exports."""
    person = label_of(found_in(NEWS).schema, "PER")
    assert (person.titles, person.formerly, person.color) == ({"ar": "شخص", "en": "PER"}, (), "#2563EB")
    assert person.guideline.text == {"ar": "الاسم كاملاً"}
    place = label_of(found_in(NEWS).schema, "mkan")
    assert (place.titles, place.formerly) == ({"ar": "مكان"}, ("مكان",))


def test_keys_are_kept_where_they_are_keys_here_and_free() -> None:
    found = found_in(NEWS)
    assert [label.key for label in found.schema.labels] == ["P", "", "", ""]
    assert remark_on(found, "A key is one letter or digit").endswith(": r (ORG), ctrl+m (مكان), p (تاريخ).")


def test_colours_are_kept_and_those_that_are_none_are_told() -> None:
    found = found_in(NEWS)
    assert [label.color for label in found.schema.labels][:2] == ["#2563EB", "#FF8C00"]
    assert len({label.color for label in found.schema.labels}) == 4
    assert remark_on(found, "These colours are not of the form").endswith(": مكان (rgb(1,2,3)).")


# Attributes


def test_questions_about_a_region_are_attributes_of_the_labels_they_are_for() -> None:
    schema = found_in(NEWS).schema
    told = {label.name: [spec.name for spec in label.attributes] for label in schema.labels}
    assert told == {
        "PER": ["mention", "note", "age", "certainty"],
        "ORG": ["org_type", "mention", "note"],
        "mkan": ["note"],
        "tarykh": ["note", "day"],
    }


def test_each_kind_of_question_has_its_type_of_attribute() -> None:
    schema = found_in(NEWS).schema
    kind = (Choice("gov", {"ar": "حكومية", "en": "gov"}), Choice("khasa", {"ar": "خاصة"}, ("خاصة",)))
    assert schema.attributes_of("ORG")[0] == AttributeSpec(
        "org_type", AttributeType.ONE, {"ar": "نوع المؤسسة", "en": "org_type"}, kind, required=True, default="khasa"
    )
    mention, note, age, certainty = schema.attributes_of("PER")
    assert (mention.type, mention.default, mention.titles) == (AttributeType.SEVERAL, "name,title", {})
    assert (note.type, age.type, age.default) == (AttributeType.TEXT, AttributeType.NUMBER, "40")
    assert (certainty.type, schema.attributes_of("tarykh")[1].type) == (AttributeType.NUMBER, AttributeType.DATE)


def test_what_is_lost_of_questions_is_told() -> None:
    found = found_in(NEWS)
    assert remark_on(found, "Questions about the whole text").endswith(": topic (line 26).")
    assert remark_on(found, "Limits of values").endswith(": age (line 23), day (line 24).")


def page(*inner: str) -> str:
    labels = '<Labels name="l" toName="t"><Label value="A"/><Label value="B" alias="bee"/></Labels>'
    return "<View>\n" + "\n".join((labels, *inner)) + "\n</View>"


def test_a_question_for_one_set_of_labels_is_asked_for_these_only() -> None:
    found = found_in(
        page(
            '<Labels name="m" toName="t"><Label value="C"/></Labels>',
            '<TextArea name="x" perRegion="true" whenTagName="m"/>',
            '<TextArea name="y" perRegion="true" whenTagName="t"/>',
            '<TextArea name="z" perRegion="true" whenTagName="m" whenLabelValue="A"/>',
            '<TextArea name="v" perRegion="true" whenLabelValue="bee, Gone"/>',
        )
    )
    told = {label.name: [spec.name for spec in label.attributes] for label in found.schema.labels}
    assert told == {"A": ["y"], "bee": ["y", "v"], "C": ["x", "y"]}
    assert remark_on(found, "No label of the file has these names").endswith(": A (line 6), Gone (line 7).")
    assert remark_on(found, "These attributes were left out").endswith(": z (line 6).")


def test_a_question_for_all_is_asked_for_sets_with_and_without_a_name() -> None:
    found = found_in(page('<Labels toName="t"><Label value="C"/></Labels>', '<TextArea name="x" perRegion="true"/>'))
    assert all(found.schema.attributes_of(name) for name in ("A", "bee", "C"))


def test_what_stands_among_labels_and_choices_and_is_none_is_told() -> None:
    found = found_in(
        page(
            '<Labels name="m"><View><Label value="C" maxUsages="1"/></View><Image/></Labels>',
            '<Choices name="x" perRegion="true"><Choice value="y"/><Header value="z"/><Image/></Choices>',
        )
    )
    assert [choice.name for choice in found.schema.attributes_of("C")[0].choices] == ["y"]
    assert remark_on(found, "There is nothing like these here").endswith(": <Image>.")
    assert remark_on(found, "Limits of values").endswith(": C.")


def test_conditions_on_choices_and_choices_in_choices_are_told() -> None:
    nested = '<Choice value="a"><Choice value="b"/></Choice><Choice value="a"/>'
    found = found_in(page(f'<Choices name="x" perRegion="true" visibleWhen="choice-selected">{nested}</Choices>'))
    assert [choice.name for choice in found.schema.attributes_of("A")[0].choices] == ["a", "b"]
    assert remark_on(found, "Conditions on other choices")
    assert remark_on(found, "Choices within these").endswith(": a (line 3).")
    assert remark_on(found, "The file has these more than once").endswith(": a.")


def test_labels_and_choices_that_come_with_the_data_are_told() -> None:
    found = found_in(
        page('<Labels name="m" value="$labels"/>', '<Choices name="x" perRegion="true" value="$choices"/>'),
    )
    assert remark_on(found, "Labels that come with each text").endswith(": m (line 3).")
    assert remark_on(found, "The choices of these are not in the file").endswith(": x (line 4).")


def test_defaults_that_do_not_fit_are_told() -> None:
    found = found_in(page('<Number name="x" perRegion="true" defaultValue="many"/>'))
    assert found.schema.attributes_of("A")[0].default == ""
    assert remark_on(found, "These defaults do not fit").endswith(": x (line 3).")
    texts = found_in(page('<TextArea name="x" perRegion="true" value="?"/>', '<TextArea perRegion="true" value="$x"/>'))
    assert [spec.default for spec in texts.schema.attributes_of("A")] == ["?", ""]


def test_two_questions_of_one_name_are_one_for_each_label() -> None:
    found = found_in(
        page(
            '<TextArea name="x" perRegion="true" whenLabelValue="A"/>',
            '<Number name="x" perRegion="true" whenLabelValue="B"/>',
            '<DateTime name="x" perRegion="true" whenLabelValue="B"/>',
        )
    )
    types = [found.schema.attributes_of(name)[0].type for name in ("A", "bee")]
    assert types == [AttributeType.TEXT, AttributeType.NUMBER]
    assert remark_on(found, "The file has these more than once").endswith(": x (line 5).")


# Other things


def test_pictures_and_sounds_are_told_as_left_out() -> None:
    shapes = '<RectangleLabels name="r" toName="i"><Label value="Car"/></RectangleLabels>'
    found = found_in(
        page('<Image name="i" value="$image"/>', shapes, '<Taxonomy name="x" toName="t"><Choice value="y"/></Taxonomy>')
    )
    assert [label.name for label in found.schema.labels] == ["A", "bee"]
    assert remark_on(found, "There is nothing like these here").endswith(": <Image>, <RectangleLabels>, <Taxonomy>.")


def test_capitals_do_not_matter_in_tags_and_what_they_say() -> None:
    assert [label.name for label in found_in("<view><LABELS><label VALUE='A'/></LABELS></view>").schema.labels] == ["A"]
    assert found_in(page('<CHOICES NAME="x" PERREGION="True"><choice value="y"/></CHOICES>')).schema.attributes_of("A")


@pytest.mark.parametrize("tag", ["HyperTextLabels", "ParagraphLabels"])
def test_labels_of_pages_and_dialogues_are_labels_of_words_too(tag: str) -> None:
    assert found_in(f'<View><{tag} name="x"><Label value="A"/></{tag}></View>').schema.label("A")


def test_a_label_in_two_sets_is_one() -> None:
    found = found_in(page('<Labels name="m"><Label value="A"/></Labels>'))
    assert [label.name for label in found.schema.labels] == ["A", "bee"]
    assert remark_on(found, "The file has these more than once").endswith(": A.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<View/>", "it has no <Label> in <Labels>"),
        ('<View><Relations><Relation value="x"/></Relations></View>', "it has no <Label> in <Labels>"),
        ('<View><Choices name="x"><Choice value="y"/></Choices></View>', "it has no <Label> in <Labels>"),
        ("<View>\n<Labels>\n<Label/></Labels></View>", "line 3: <Label> has no value"),
        (page('<Relations>\n<Relation value=" "/></Relations>'), "line 4: <Relation> has no value"),
        ("<View>\n<Labels>", "line 2: not XML: no element found"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><View>&a;</View>', "line 1: it declares a document type"),
    ],
)
def test_faults_are_refused_with_their_line(text: str, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        found_in(text, "config.xml")
    assert reason in str(refused.value)


def test_more_than_anyone_could_use_is_refused() -> None:
    labels = "".join(f'<Label value="L{i}"/>' for i in range(1000))
    for text in (
        f'<Labels>{labels}<Label value="more"/></Labels>',
        page(*(f'<Number name="n{i}" perRegion="true"/>' for i in range(1001))),
        f"<View><Labels>{labels}</Labels>"
        + "".join(f'<Rating name="{i}" perRegion="true"/>' for i in range(200))
        + "</View>",
    ):
        with pytest.raises(BadInput, match=r"too many|too often"):
            found_in(text)


PIECES = st.sampled_from(
    [
        '<Labels name="m">',
        '<Label value="ORG"/>',
        '<Label value="وقت" hotkey="t" background="red"/>',
        "<Label>",
        "</Labels>",
        '<Choices perRegion="true" name="c" whenLabelValue="A">',
        '<Choices perRegion="true" choice="multiple">',
        '<Choice value="ب" selected="true"/>',
        '<Choice value="a,b" selected="true"/>',
        '<Choice alias="؟"/>',
        "</Choices>",
        '<Number name="l" perRegion="true" defaultValue="x"/>',
        '<DateTime perRegion="true" defaultValue="a b"/>',
        '<Rating name="n" perRegion="true" required="true"/>',
        '<Relations><Relation value="r"/></Relations>',
        "<Relations>",
        '<Header value="$x"/>',
        "<View>",
        "</View>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE x>",
        "&x;",
        "&amp;",
        "x",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=10).map("".join))
def test_nothing_that_resembles_a_configuration_makes_it_fail_but_in_words(inner: str) -> None:
    for text in (page(inner), f"<View>{inner}"):
        try:
            found_in(text, "config.xml")
        except BadInput as refused:
            assert str(refused)
