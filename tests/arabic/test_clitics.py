"""Where a name begins behind و ف ب ل ك."""

from __future__ import annotations

from functools import cache

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.clitics import AUTOMATIC, FEATURES, Knowledge, cut_of, cuts_of, enclitic_of, is_front, ways
from annotator.arabic.frequencies import Frequencies
from annotator.arabic.known_names import name_words
from annotator.arabic.text import fold
from benchmarks import real_news
from benchmarks.fit_clitics import gold, without_names

EXAMPLES = [
    ("لرويترز", "رويترز"),
    ("ولرويترز", "رويترز"),
    ("وموسكو", "موسكو"),
    ("بالقاهرة", "القاهرة"),
    ("للأمم", "لأمم"),
    ("وللكويت", "لكويت"),
    ("للندن", "لندن"),
    ("لِرويترز", "رويترز"),
    ("لـرويترز", "رويترز"),
    ("وَلِرويترز", "رويترز"),
    ("ولـCNN", "CNN"),
    ("وDell", "Dell"),
]
WHOLE = [
    "بوتين",
    "واشنطن",
    "لبنان",
    "باريس",
    "فرنسا",
    "كندا",
    "كوريا",
    "وليد",
    "القاهرة",
    "Paris",
    "و",
    "ل",
    "",
    "٢٠٢٦",
]


@cache
def two_samples() -> Knowledge:
    return real_news.knowledge(real_news.samples())


@cache
def much_news() -> Knowledge:
    return real_news.knowledge(real_news.sentences())


def rest_of(word: str, knowledge: Knowledge) -> str:
    return word[cut_of(word, knowledge).at :]


@pytest.mark.parametrize(("word", "name"), EXAMPLES)
def test_the_name_begins_behind_the_proclitics(word: str, name: str) -> None:
    assert rest_of(word, two_samples()) == name
    assert cut_of(word, two_samples()).probability >= AUTOMATIC


@pytest.mark.parametrize("word", WHOLE)
def test_a_name_that_begins_with_such_a_letter_stays_whole(word: str) -> None:
    assert rest_of(word, two_samples()) == word


def test_what_the_project_has_read_decides_where_no_list_knows_the_name() -> None:
    word = "بزفتان"
    assert cut_of(word, Knowledge({"زفتان": 40, "وزفتان": 9, "لزفتان": 5}, 500_000)).at == 1
    assert cut_of(word, Knowledge({"بزفتان": 40, "وبزفتان": 9, "لبزفتان": 5}, 500_000)).at == 0


def test_a_project_may_keep_lam_with_the_article() -> None:
    known = two_samples()
    assert cut_of("للأمم", known, keeps_lil=True).at == 0
    assert cut_of("وللكويت", known, keeps_lil=True).at == 1
    assert cut_of("للندن", known, keeps_lil=True).at == 1
    assert cut_of("لرويترز", known, keeps_lil=True).at == 1


def test_a_ligature_is_not_cut_in_two() -> None:
    assert {cut.at for cut in cuts_of("ﻷحمد", two_samples())} == {0}


def test_only_the_first_word_is_read() -> None:
    assert cut_of("لرويترز وموسكو", two_samples()) == cut_of("لرويترز", two_samples())


@pytest.mark.parametrize(
    ("word", "pronoun"),
    [("كتابهم", "هم"), ("رئيسها", "ها"), ("زيارتِهِ", "هِ"), ("وزيرهما", "هما"), ("له", ""), ("وزارة", "")],
)
def test_a_pronoun_at_the_end_can_be_offered(word: str, pronoun: str) -> None:
    at = enclitic_of(word)
    assert (word[at:] if at else "") == pronoun


def test_only_one_or_two_proclitics_can_stand_before_a_name() -> None:
    assert all(map(is_front, ["و", "ل", "وَ", "ول", "فب", "لـ"]))
    assert not any(map(is_front, ["", "ال", "لو", "م", "ولل", "«"]))


def accuracy(knowledge: Knowledge) -> tuple[float, float]:
    """The share of the gold words that are cut rightly, and of the whole ones that are cut."""
    judged = [(letters, len(fold(word)) - len(fold(rest_of(word, knowledge)))) for word, letters in gold()]
    right = sum(letters == cut for letters, cut in judged) / len(judged)
    whole = [cut for letters, cut in judged if letters == 0]
    return right, sum(cut > 0 for cut in whole) / len(whole)


def test_with_two_articles_85_of_100_are_right_and_5_cut_wrongly_at_most() -> None:
    right, wrongly = accuracy(two_samples())
    assert right >= 0.85
    assert wrongly <= 0.05


@pytest.mark.real_data
def test_with_much_news_93_of_100_are_right_and_6_cut_wrongly_at_most() -> None:
    if not real_news.sentences():
        pytest.skip("the news texts of the shared data are not here: 1 test left out")
    for hidden in (0.0, 0.4):
        right, wrongly = accuracy(without_names(much_news(), hidden, seed=3))
        assert right >= 0.93, hidden
        assert wrongly <= 0.06, hidden


def test_what_is_cut_without_asking_is_right() -> None:
    cut = [(letters, cut_of(word, two_samples())) for word, letters in gold()]
    sure = [letters > 0 for letters, found in cut if found.at and found.probability >= AUTOMATIC]
    assert sum(sure) / len(sure) >= 0.97


words = st.text(st.sampled_from("وفبلكالأإآىةمرسنيكWx7ًِّـ\u200dﻻﻷ- .😀"), max_size=12) | st.text(max_size=12)


@given(words)
def test_a_cut_is_inside_the_word_and_between_clusters(word: str) -> None:
    cuts = cuts_of(word, two_samples())
    bounds = {match.start() for match in regex.finditer(r"\X", word)} | {0}
    assert all(cut.at in bounds and 0 <= cut.at <= max(len(word) - 1, 0) for cut in cuts)
    assert all(word[cut.at].isalnum() for cut in cuts if cut.at)
    assert [cut.at for cut in cuts] == sorted({cut.at for cut in cuts})


@given(words, st.booleans())
def test_the_probabilities_are_shares(word: str, keeps_lil: bool) -> None:
    shares = [cut.probability for cut in cuts_of(word, two_samples(), keeps_lil=keeps_lil)]
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert sum(shares) == pytest.approx(1.0)


@given(st.sampled_from([word for word, _letters in gold()]), st.text("\u064b\u064e\u0650\u0652ـ", max_size=3))
def test_tashkeel_and_tatweel_change_nothing_but_the_place(word: str, marks: str) -> None:
    plain, marked = cut_of(word, two_samples()), cut_of(word[0] + marks + word[1:], two_samples())
    assert marked.probability == plain.probability
    assert marked.at == (plain.at + len(marks) if plain.at else 0)


@given(st.sampled_from([word for word, _letters in gold()]))
def test_the_other_shapes_of_yeh_and_teh_marbuta_are_read_alike(word: str) -> None:
    respelt = word.replace("ة", "ه").replace("ى", "ي")
    assert cuts_of(respelt, two_samples()) == cuts_of(word, two_samples())


def test_a_plain_word_is_read_as_fold_reads_it() -> None:
    for word, _letters in gold():
        assert ways(word)[0] == fold(word).strip("؛،.")


def test_the_names_are_folded_words() -> None:
    assert {"واشنطن", "روسيا", "القاهره", "رويترز"} <= name_words()
    assert not any(" " in name for name in name_words())


def test_words_are_counted_whole_and_folded() -> None:
    met = Frequencies()
    met.add(["قَالَ مُحَمَّدٌ إنّ", "قال محمد: أنَّ 20 #انفجار_بيروت"])
    assert met.folded() == ({"قال": 2, "محمد": 2, "ان": 2, "20": 1, "انفجار": 1, "بيروت": 1}, 9)


def test_a_sentence_that_is_repeated_is_counted_once() -> None:
    met = Frequencies()
    met.add(["زار بغداد. وقال شيئاً.", "خبر\nزار بغداد. زار بغداد"])
    assert met.folded()[0]["بغداد"] == 2  # with its full stop, and without


def test_many_copies_of_two_articles_tell_no_more_than_the_two() -> None:
    copies = real_news.knowledge(real_news.samples() * 1000)
    assert [rest_of(word, copies) for word, _name in EXAMPLES] == [name for _word, name in EXAMPLES]


def test_every_feature_has_a_weight() -> None:
    assert len(FEATURES) == len(set(FEATURES))
    assert cut_of("لرويترز", Knowledge()).at == 1
