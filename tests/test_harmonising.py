"""Consistency in a project: what is found, what is made alike, and what is right as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits.edit import AddRelation
from annotator.errors import Refused
from annotator.model.annotation import Layer, LayerId, Relation, Status
from annotator.review.doubts import Doubt, Finding
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, small_schema
from tests.helpers.marking import put_marked, told_again


def the_one(workspace: Workspace, kind: Doubt, **asked: bool) -> Finding:
    (found,) = workspace.doubts([kind], **asked)
    return found


def told(finding: Finding) -> dict[str, int]:
    return {one.key: one.count for one in finding.variants if one.count}


def shown(finding: Finding) -> list[str]:
    return [one.shown for one in finding.variants if one.count]


def others(finding: Finding) -> list[object]:
    return [one for one in finding.occurrences if one.variant != finding.model]


def align(workspace: Workspace, finding: Finding, model: int | None = None) -> int:
    """Make all places like a Variant, the most frequent one unless another is named."""
    number = finding.model if model is None else model
    places = [one for one in finding.occurrences if one.variant != number]
    return workspace.make_alike(finding, finding.variants[number], places)


def test_a_name_under_two_labels_is_found_however_it_is_spelt(project: Workspace) -> None:
    put_marked(project, "في [القاهرة|GPE] وإلى [القَاهِرة|GPE].", "قال في ب[القاهره|PERS].")
    found = the_one(project, Doubt.LABEL)
    assert (found.surface, told(found), found.doubtful) == ("القاهره", {"GPE": 2, "PERS": 1}, 1)
    assert [(one.start, one.end) for one in found.occurrences] == [(3, 10), (16, 25), (8, 15)]


def test_labels_are_made_alike_in_one_step(project: Workspace) -> None:
    uids = put_marked(project, "في [القاهرة|GPE] وإلى [القاهرة|GPE].", "قال في ب[القاهرة|PERS].")
    assert align(project, the_one(project, Doubt.LABEL)) == 1
    assert told_again(project, uids[1]) == "قال في ب[القاهرة|GPE]."
    assert project.doubts([Doubt.LABEL]) == []
    project.undo()
    assert told_again(project, uids[1]) == "قال في ب[القاهرة|PERS]."


def test_a_place_with_two_labels_is_a_variant_of_its_own(project: Workspace) -> None:
    uids = put_marked(project, "في [مصر|GPE].", "من [مصر|GPE].", "إلى [[مصر|GPE]|PERS].")
    found = the_one(project, Doubt.LABEL)
    assert told(found) == {"GPE": 2, "GPE+PERS": 1}
    align(project, found)
    assert told_again(project, uids[2]) == "إلى [مصر|GPE]."


@pytest.mark.parametrize(
    ("model", "wanted"), [("outside", "زار ب[القاهرة|GPE] غدا"), ("inside", "زار [بالقاهرة|GPE] غدا")]
)
def test_proclitics_are_taken_in_or_left_out_as_the_others_have_it(project: Workspace, model: str, wanted: str) -> None:
    uids = put_marked(
        project, "من [القاهرة|GPE] و", "زار [بالقاهرة|GPE] غدا", "زار ب[القاهرة|GPE] اليوم", "و[القاهرة|GPE]."
    )
    found = the_one(project, Doubt.CLITIC)
    assert told(found) == {"outside": 2, "inside": 1}
    assert set(shown(found)) == {"ب[القاهرة]", "[بالقاهرة]"}
    number = [one.key for one in found.variants].index(model)
    align(project, found, number)
    assert told_again(project, uids[1]) == wanted
    assert project.doubts([Doubt.CLITIC]) == []


def test_a_span_that_begins_behind_the_article_of_a_name_is_found(project: Workspace) -> None:
    uids = put_marked(project, "من [القاهرة|GPE].", "إلى [القاهرة|GPE].", "قرب ال[قاهرة|GPE].")
    found = the_one(project, Doubt.CLITIC)
    assert told(found) == {"outside": 2, "cut": 1}
    align(project, found)
    assert told_again(project, uids[2]) == "قرب [القاهرة|GPE]."


def test_where_lil_stays_whole_it_is_no_proclitic_inside(project: Workspace) -> None:
    told_ways = (
        "من [الأمم المتحدة|PERS].",
        "قال [للأمم المتحدة|PERS].",
        "زار ب[الأمم المتحدة|PERS]",
        "عاد و[الأمم المتحدة|PERS]",
    )
    uids = put_marked(project, *told_ways, "وصل للأمم المتحدة.")
    assert told(the_one(project, Doubt.CLITIC)) == {"outside": 2, "inside": 1}
    project.settle_clitics(lil_whole=True)
    assert project.doubts([Doubt.CLITIC]) == []
    align(project, the_one(project, Doubt.MISSED))
    assert told_again(project, uids[4]) == "وصل [للأمم المتحدة|PERS]."


def test_what_is_done_with_all_names_tells_of_one_that_is_always_otherwise(project: Workspace) -> None:
    cities = ["دمشق", "موسكو", "عمان", "طهران", "بغداد"]
    put_marked(
        project, *(f"{n} قال {front}[{city}|GPE]." for n, city in enumerate(cities) for front in ("ل", "ب", "و", "وب"))
    )
    put_marked(project, "في [القاهرة|GPE].", "زار [بالقاهرة|GPE].")
    (found,) = [one for one in project.doubts([Doubt.CLITIC]) if one.surface == "القاهره"]
    assert (told(found), found.variants[found.model].key) == ({"inside": 1}, "outside")


def test_a_title_inside_and_outside_is_found_with_its_edges(project: Workspace) -> None:
    uids = put_marked(project, "قال [الرئيس ترامب|PERS].", "وزار الرئيس [ترامب|PERS].", "وعاد الرئيس [ترامب|PERS]؟")
    found = the_one(project, Doubt.BOUNDARY)
    assert found.surface == "الرءيس ترامب"
    assert shown(found) == ["الرئيس [ترامب]", "[الرئيس ترامب]"]
    align(project, found)
    assert told_again(project, uids[0]) == "قال الرئيس [ترامب|PERS]."
    project.undo()
    align(project, found, 1)
    assert [told_again(project, uid) for uid in uids[1:]] == ["وزار [الرئيس ترامب|PERS].", "وعاد [الرئيس ترامب|PERS]؟"]
    assert project.doubts([Doubt.BOUNDARY]) == []


def test_a_word_before_names_is_inside_or_outside_of_all_of_them(project: Workspace) -> None:
    uids = put_marked(
        project,
        "قال [نهر النيل|GPE] و[النيل|GPE].",
        "عند نهر [الفرات|GPE] غدا",
        "عبر نهر [دجلة|GPE] غدا",
        "ثم على [دجلة|GPE] غدا",
    )
    (found,) = [one for one in project.doubts([Doubt.BOUNDARY]) if "…" in one.surface]
    assert (found.surface, told(found)) == ("نهر … (GPE)", {"in": 1, "out": 2})
    assert shown(found) == ["[نهر النيل]", "نهر [الفرات]"]
    align(project, found)
    assert told_again(project, uids[0]) == "قال نهر [النيل|GPE] و[النيل|GPE]."
    project.undo()
    align(project, found, 0)
    assert [told_again(project, uid) for uid in uids[1:3]] == ["عند [نهر الفرات|GPE] غدا", "عبر [نهر دجلة|GPE] غدا"]
    assert project.doubts([Doubt.BOUNDARY]) == []


def test_a_word_that_belongs_to_another_name_is_no_head(project: Workspace) -> None:
    put_marked(
        project, "[علي عباس|PERS] و[عباس|PERS].", "قال [محمود علي|PERS] [سعد|PERS].", "على [سعد|PERS] على [عمر|PERS]"
    )
    assert project.doubts([Doubt.BOUNDARY]) == []


def test_a_whole_takes_the_place_of_its_parts_and_parts_that_of_a_whole(project: Workspace) -> None:
    uids = put_marked(project, "[مصر والأردن|GPE]", "[مصر|GPE] و[الأردن|GPE]؟")
    found = the_one(project, Doubt.BOUNDARY)
    parts = next(number for number, one in enumerate(found.variants) if one.pattern)
    align(project, found, parts)
    assert told_again(project, uids[0]) == "[مصر|GPE] و[الأردن|GPE]"
    project.undo()
    align(project, found, 1 - parts)
    assert told_again(project, uids[1]) == "[مصر والأردن|GPE]؟"


def test_spans_within_others_stay_where_that_is_a_habit(project: Workspace) -> None:
    uids = put_marked(
        project, "[بنك [مصر|GPE]|PERS].", "[بنك [مصر|GPE]|PERS]؟", "[بنك|PERS] [مصر|GPE]!", "[بنك [مصر|GPE]|PERS] ثم"
    )
    found = the_one(project, Doubt.BOUNDARY)
    align(project, found)
    assert told_again(project, uids[2]) == "[بنك [مصر|GPE]|PERS]!"


def test_a_name_that_is_missed_is_found_in_finished_articles_alone(project: Workspace) -> None:
    put_marked(project, "في [القاهرة|GPE].", "من [القاهرة|GPE].", "إلى [القاهرة|GPE].")
    uids = put_marked(project, "وصل للقاهرة أمس.")
    put_marked(project, "القاهرة بعيدة.", status=Status.IN_PROGRESS)
    found = the_one(project, Doubt.MISSED)
    assert told(found) == {"GPE": 3, "unmarked": 1}
    align(project, found)
    assert told_again(project, uids[0]) == "وصل ل[لقاهرة|GPE] أمس."
    assert project.doubts([Doubt.MISSED]) == []


def test_a_name_that_is_seldom_marked_or_within_a_longer_one_is_not_missed(project: Workspace) -> None:
    put_marked(
        project, "قال [أمس|DATE] أمس أمس أمس.", "و[أمس|DATE].", "[جامعة القاهرة|GPE] في [القاهرة|GPE] و[القاهرة|GPE]."
    )
    assert project.doubts([Doubt.MISSED]) == []


def test_another_word_that_is_spelt_alike_is_not_missed(project: Workspace) -> None:
    put_marked(project, "في [جدة|GPE] ومن [جدة|GPE] إلى [جدة|GPE] حيث زار جده.", "في [مصر|GPE] ومن [مصر|GPE] ثم ومصر.")
    assert [one.surface for one in project.doubts([Doubt.MISSED])] == ["مصر"]


def test_a_name_marked_less_often_than_asked_is_left_out(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE].", "من [مصر|PERS].")
    assert len(project.doubts([Doubt.LABEL])) == 1
    assert project.doubts([Doubt.LABEL], least=3) == []


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("قال [عباس،|PERS] أمس", "قال [عباس|PERS]، أمس", "end"),
        ("قال[ عباس|PERS] أمس", "قال [عباس|PERS] أمس", "start"),
        ("في [«الأهرام»|PERS] أمس", "في «[الأهرام|PERS]» أمس", "both"),
        ("من [حزب العمال (بي كا كا|PERS]) أمس", "من [حزب العمال (بي كا كا)|PERS] أمس", "alone"),
    ],
)
def test_stray_signs_are_found_and_trimmed(project: Workspace, before: str, after: str, key: str) -> None:
    uids = put_marked(project, before)
    found = the_one(project, Doubt.PUNCTUATION)
    assert told(found) == {key: 1} or told(found) == {key: 1, "clean": found.variants[0].count}
    assert align(project, found) == 1
    assert told_again(project, uids[0]) == after
    assert project.doubts([Doubt.PUNCTUATION]) == []


@pytest.mark.parametrize("fine", ["قال [د.|PERS] علي", "من [U.S.|GPE] غدا", "[٥٠٪|PERS] منه", "[حزب (أ)|PERS] ثم"])
def test_signs_that_belong_to_a_name_are_no_strays(project: Workspace, fine: str) -> None:
    put_marked(project, fine)
    assert project.doubts([Doubt.PUNCTUATION]) == []


def test_a_bracket_whose_partner_is_nowhere_is_told_and_stays(project: Workspace) -> None:
    uids = put_marked(project, "من [حزب العمال (بي كا كا|PERS] أمس")
    found = the_one(project, Doubt.PUNCTUATION)
    assert align(project, found) == 0
    assert told_again(project, uids[0]) == "من [حزب العمال (بي كا كا|PERS] أمس"


def test_a_date_with_another_value_gets_the_one_of_its_words(project: Workspace) -> None:
    (uid,) = put_marked(project, "يوم [12 مايو 2024|DATE] ثم [13 مايو 2024|DATE].", published="2024-05-12")
    first, second = project.spans(uid)
    project.set_value(uid, first.uid, "DATE", "2024-05-11")
    project.set_value(uid, second.uid, "DATE", "2024-05-13")
    found = the_one(project, Doubt.DATE)
    assert (found.surface, told(found)) == ("12 مايو 2024", {"other": 1})
    (place,) = found.occurrences
    assert (place.given, place.said) == (("DATE", "2024-05-11"), ("DATE", "2024-05-12"))
    align(project, found)
    assert [one.value for one in project.spans(uid)] == ["2024-05-12", "2024-05-13"]
    assert project.doubts([Doubt.DATE]) == []


def test_dates_without_a_value_are_none_where_that_is_usual(project: Workspace) -> None:
    put_marked(project, "يوم [12 مايو 2024|DATE].", "يوم [13 مايو 2024|DATE].", "يوم [14 مايو 2024|DATE].")
    assert project.doubts([Doubt.DATE]) == []


def test_what_was_said_to_be_right_stays_right_until_something_comes_to_it(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE].", "من [مصر|PERS].")
    found = the_one(project, Doubt.LABEL)
    project.say_right([found])
    assert project.right_among([found]) == {found.key}
    with Workspace.open(project.path, AUTHOR) as again, Workspace.open(project.path, OTHER) as another:
        assert again.right_among(again.doubts([Doubt.LABEL])) == {found.key}
        assert another.right_among([found]) == set()
    put_marked(project, "إلى [مصر|Meet].")
    assert project.right_among([the_one(project, Doubt.LABEL)]) == set()
    project.say_right([found], is_right=False)
    assert project.right_among([found]) == set()


def test_a_missed_place_that_comes_later_is_shown_again(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE] و[مصر|GPE] و[مصر|GPE] من مصر.")
    found = the_one(project, Doubt.MISSED)
    project.say_right([found])
    assert project.right_among(project.doubts([Doubt.MISSED])) == {found.key}
    put_marked(project, "إلى مصر.")
    assert project.right_among(project.doubts([Doubt.MISSED])) == set()


def test_others_are_looked_at_where_that_is_asked_for_and_never_changed(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE] و[مصر|GPE].")
    put_marked(project, "من [مصر|PERS].", annotator=OTHER)
    assert project.doubts([Doubt.LABEL]) == []
    found = the_one(project, Doubt.LABEL, everyone=True)
    assert [one.layer.annotator for one in others(found)] == [OTHER]  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="Only your own"):
        align(project, found)


def test_others_are_shown_to_nobody_before_the_review_is_open(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE] و[مصر|GPE].")
    put_marked(project, "من [مصر|PERS].", annotator=OTHER)
    with Workspace.open(project.path, OTHER) as another:
        assert another.doubts(everyone=True) == []
        with pytest.raises(Refused):
            another.doubts(annotator=AUTHOR)
    assert project.doubts([Doubt.LABEL], annotator=OTHER) == []
    assert len(project.doubts([Doubt.LABEL], everyone=True)) == 1


def test_articles_that_are_skipped_are_left_out(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE] و[مصر|GPE].")
    put_marked(project, "من [مصر|PERS].", status=Status.SKIPPED)
    assert project.doubts([Doubt.LABEL]) == []
    assert len(project.doubts([Doubt.LABEL], status=Status.SKIPPED)) == 0


def test_relations_stay_with_the_spans_that_are_made_alike(project: Workspace) -> None:
    uids = put_marked(project, "في [القاهرة|GPE] وإلى [القاهرة|GPE].", "[قمة|Meet] في [القاهرة|PERS].")
    trigger, place = project.spans(uids[1])
    project.do(AddRelation(LayerId(uids[1], AUTHOR), Relation("r1", "Place", trigger.uid, place.uid)))
    align(project, the_one(project, Doubt.LABEL))
    assert [one.target for one in project.relations(uids[1])] == [place.uid]


def test_what_has_changed_since_it_was_found_stays_as_it_is(project: Workspace) -> None:
    uids = put_marked(project, "في [مصر|GPE] و[مصر|GPE].", "من [مصر|PERS].")
    found = the_one(project, Doubt.LABEL)
    (span,) = project.spans(uids[1])
    project.reshape(uids[1], span.uid, [(0, 6)])
    assert align(project, found) == 0


def test_each_place_is_shown_with_the_edges_of_its_span(project: Workspace) -> None:
    put_marked(project, "وقد زار [بالقاهرة|GPE] غدا", "زار ب[القاهرة|GPE] اليوم", "و[القاهرة|GPE].")
    places = list(project.in_context(the_one(project, Doubt.CLITIC)))
    assert [one.bracketed for one in places] == ["[بالقاهرة]", "[القاهرة]", "[القاهرة]"]
    assert next((one.left, one.right, one.labels) for one in places) == ("وقد زار ", " غدا", ("GPE",))


def test_looking_may_be_cancelled(project: Workspace) -> None:
    put_marked(project, "في [مصر|GPE].")

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.doubts(progress=stop)


NAMES = st.sampled_from(["القاهرة", "الرئيس ترامب", "ترامب", "مصر", "مصر والأردن", "محمود عباس", "عباس،", "«الأهرام»"])
FRONTS = st.sampled_from(["", "", "ب", "و", "ول", "ال", "الرئيس ", "للـ"])
PLACES = st.tuples(FRONTS, NAMES, st.sampled_from(["GPE", "PERS", "GPE", ""]), st.booleans())


def line(places: list[tuple[str, str, str, bool]]) -> str:
    out = []
    for front, name, label, is_in in places:
        words = f"{front}{name}"
        out.append(f"[{words}|{label}]" if label and is_in else f"{front}[{name}|{label}]" if label else words)
    return "قال " + " ثم ".join(out)


def changed(before: list[Layer], after: list[Layer]) -> int:
    """How many Spans are otherwise, new or gone."""
    spans = [[{one.uid: one for one in layer.spans} for layer in layers] for layers in (before, after)]
    return sum(was.get(uid) != now.get(uid) for was, now in zip(*spans, strict=True) for uid in was | now)


@settings(max_examples=15)
@given(st.lists(st.lists(PLACES, min_size=1, max_size=4), min_size=2, max_size=4), st.data())
def test_what_is_made_alike_is_found_no_more_and_one_undo_brings_back_all(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[tuple[str, str, str, bool]]], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("project") / "news.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        uids = put_marked(workspace, *(f"{number} {line(places)}" for number, places in enumerate(texts)))
        before = [workspace.layer(uid) for uid in uids]
        for finding in workspace.doubts():
            for place in workspace.in_context(finding):
                text = workspace.article(place.place.layer.article).text
                assert text.startswith(place.left[-5:] + place.words + place.right, place.place.start - 5) or (
                    place.words in text and text[place.place.start : place.place.end] in text
                )
            models = [number for number, one in enumerate(finding.variants) if one.can_be_model]
            model = data.draw(st.sampled_from(models))
            done = align(workspace, finding, model)
            left = [one for one in workspace.doubts([finding.kind]) if one.surface == finding.surface]
            # Where nothing stands before a name that could be taken in, it is as the model already.
            assert (done, left) == (changed(before, [workspace.layer(uid) for uid in uids]), [])
            assert done <= sum(one.variant != model for one in finding.occurrences)
            if done:
                workspace.undo()
            assert [workspace.layer(uid) for uid in uids] == before
