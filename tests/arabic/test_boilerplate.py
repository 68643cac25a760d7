"""Boilerplate: what the table says is found, real sentences are not, and what is left out leaves the rest alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator import paths
from annotator.arabic.boilerplate import kind_title, kinds, passages, without
from annotator.arabic.phrases import Phrases, spelt, tokens
from benchmarks.boilerplate import false_positives
from benchmarks.real_news import sentences

EXAMPLES = [(kind.name, text) for kind in kinds() for text in kind.examples]
NEVER = [text for kind in kinds() for text in kind.never]


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in passages(text)]


@pytest.mark.parametrize(("kind", "example_text"), EXAMPLES)
def test_an_example_of_the_table_is_found_as_its_kind(kind: str, example_text: str) -> None:
    marked = re.search("«(.*)»$", example_text)
    text = example_text.replace("«", "").replace("»", "") if marked else example_text
    (found,) = passages(text)
    assert (text[found.start : found.end], found.kind) == ((marked[1] if marked else text).strip(), kind)


@pytest.mark.parametrize("text", NEVER)
def test_a_counterexample_of_the_table_is_not_found(text: str) -> None:
    assert found_in(text) == []
    assert found_in(f"قال الوزير ذلك. {text}") == []


@pytest.mark.parametrize("kind", [kind.name for kind in kinds()])
def test_every_kind_has_a_name_in_both_languages(kind: str) -> None:
    titles = next(one.title for one in kinds() if one.name == kind)
    assert set(titles) == {"ar", "en"}
    assert kind_title(kind) in titles.values()


@pytest.mark.parametrize(
    "text",
    [
        "اقرأ المزيد",
        "إقرأ المَزيد",
        "اقرا المزيد",
        "  اقـرأ  المزيد :",
        "• اقرأ المزيد…",
        "\u200fاقرأ المزيد\u200f",
        "»اقرأ المزيد«",
    ],
)
def test_spelling_and_punctuation_make_no_difference(text: str) -> None:
    (found,) = passages(text)
    assert (found.kind, found.folded) == ("more", "اقرا المزيد")


def test_the_sample_article_has_one() -> None:
    text = (paths.seeds() / "000_d9649a79215a1224.txt").read_bytes().decode()
    assert found_in(text) == ["اقرا المزيد"]
    assert without(text, passages(text)) == text.replace("اقرا المزيد\n", "", 1)


TEXT = """\
انطلقت القمة أمس.
اقرأ أيضا:
وزراء الخارجية يجتمعون تمهيدا للقمة
وقال الأمين العام إنها ستنجح. للمزيد اضغط هنا
شارك الخبر"""


def test_a_headline_behind_a_cue_with_a_colon_goes_with_it() -> None:
    assert found_in(TEXT) == ["اقرأ أيضا:", "وزراء الخارجية يجتمعون تمهيدا للقمة", "للمزيد اضغط هنا", "شارك الخبر"]
    assert without(TEXT, passages(TEXT)) == "انطلقت القمة أمس.\nوقال الأمين العام إنها ستنجح."


def test_headlines_to_the_end_go_with_a_cue_and_sentences_do_not() -> None:
    headlines = "وزراء الخارجية يجتمعون تمهيدا للقمة\nالذهب يرتفع إلى أعلى مستوى له"
    assert len(found_in(f"انتهت القمة.\nمواضيع ذات صلة\n{headlines}")) == 3
    assert found_in(f"انتهت القمة.\nمواضيع ذات صلة\n{headlines}\nوغادر القادة القاهرة مساء اليوم.") == [
        "مواضيع ذات صلة"
    ]
    assert found_in("انتهت القمة.\nاقرأ أيضا:\nوغادر القادة القاهرة مساء اليوم.") == ["اقرأ أيضا:"]


def test_a_tail_stands_behind_the_end_of_a_sentence_and_nowhere_else() -> None:
    assert found_in("غادر الوفد. اقرأ المزيد") == ["اقرأ المزيد"]
    assert found_in("غادر الوفد»… (اقرأ أيضا: الوفد يعود)") == ["(اقرأ أيضا: الوفد يعود)"]
    assert found_in("طلب منه أن اقرأ المزيد") == []
    assert found_in("غادر الوفد. اقرأ المزيد ثم عاد إلى القاعة مسرعا") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\n\n", "\r\n\r\n"])
def test_a_line_goes_with_its_end_and_of_two_blank_lines_one_stays(end: str) -> None:
    text = end.join(("انطلقت القمة.", "شارك الخبر", "انتهت القمة."))
    assert without(text, passages(text)) == end.join(("انطلقت القمة.", "انتهت القمة."))
    last = end.join(("انطلقت القمة.", "شارك الخبر"))
    assert without(last, passages(last)) == "انطلقت القمة."
    first = end.join(("شارك الخبر", "انتهت القمة."))
    assert without(first, passages(first)) == "انتهت القمة."


def test_some_may_be_left_out_and_others_kept() -> None:
    more, _headline, _tail, share = passages(TEXT)
    assert without(TEXT, [share]) == TEXT.removesuffix("\nشارك الخبر")
    assert without(TEXT, [more]) == TEXT.replace("اقرأ أيضا:\n", "")
    assert without(TEXT, []) == TEXT


LINES = st.one_of(
    st.sampled_from([*(text.replace("«", "").replace("»", "") for _kind, text in EXAMPLES), *NEVER, "", " "]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.data())
@example(["شارك", "", "", "شارك", ""], "\n", None)
def test_what_stays_is_the_text_without_what_went(lines: list[str], end: str, choice: st.DataObject | None) -> None:
    text = end.join(lines)
    found = passages(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == text[one.start : one.end].strip() for one in found)
    gone = [one for one in found if choice is None or choice.draw(st.booleans())]
    rest = without(text, gone)
    # Everything visible that was to stay is there, in its order, and nothing else.
    kept, at = [], 0
    for one in gone:
        kept.append(text[at : one.start])
        at = one.end
    kept.append(text[at:])
    assert "".join("".join(kept).split()) == "".join(rest.split())
    if not gone:
        assert rest == text or rest == text.rstrip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@given(st.lists(LINES, max_size=6))
@example(["¸"])
@example(["نص", "\u200b"])
def test_nothing_is_found_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    rest = without(text, passages(text))
    again = without(rest, passages(rest))
    # A headline may become the last line, and so a headline that a cue announces; but all ends somewhere.
    assert len(again) <= len(rest)


@pytest.mark.real_data
def test_hardly_any_real_sentence_is_taken_for_boilerplate() -> None:
    if not sentences():
        pytest.skip("the real news is not there")
    wrong, number = false_positives()
    assert number > 8000
    assert wrong == []


def test_phrases_say_what_they_match() -> None:
    phrases = Phrases({"page": ["قناتنا", "صفحتنا على الشبكة"]})

    def matches(phrase: str, text: str, most: int = 2) -> bool:
        expression = phrases.read(phrase, most).expression
        return re.fullmatch(expression, spelt(word for word, _start, _end in tokens(text))) is not None

    assert matches("(تابع | تابعوا) [كل] {page}", "تابعوا صفحتنا على الشبكة")
    assert matches("(تابع | تابعوا) [كل] {page}", "تابع كلّ قناتنا!") is False  # the end of a sentence is a word
    assert matches("(تابع | تابعوا) [كل] {page}+", "تابع كلّ قناتنا، قناتنا")
    assert matches("المصدر : …", "المصدر: وكالة سانا")
    assert not matches("المصدر : …", "المصدر: وكالة سانا الرسمية")
    assert not matches("المصدر : …", "المصدر وكالة")
    assert matches("{number} تعليق", "١٢ تعليق")


@pytest.mark.parametrize("phrase", ["", "[شارك]", "(شارك", "شارك)", "شارك]", "…", "[شارك] …", "(شارك]", "| شارك"])
def test_phrases_that_are_written_badly_or_mean_nothing_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError):
        Phrases({}).read(phrase, 3)
