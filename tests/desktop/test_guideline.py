"""The guideline panel: what it tells of a Label, that it is harmless, and what a click on an Example says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTextBrowser, QToolButton
from pytestqt.qtbot import QtBot

from annotator import words
from annotator.desktop import theme
from annotator.desktop.colours import contrast
from annotator.desktop.panels.guideline import GuidelinePanel
from annotator.desktop.panels.guideline_text import SealedDocument, pieces
from annotator.model.annotation import Span
from annotator.model.schema import AttributeSpec, Guideline, Kind, Label, Role, Schema
from annotator.workspace import Example, schema_named
from tests.desktop.hands import Key, press

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
GUIDELINE = Guideline(
    {"ar": "حدّد **كلمة** اللقاء.", "en": "Mark the **word** for a meeting, such as «اجتماع»."},
    {"ar": ("اللقاءات: «قمة»",), "en": ("Gatherings and summits: «قمة», «اجتماع», «مؤتمر», «لقاءات ومباحثات»",)},
    {"ar": ("السفر: «زيارة»",), "en": ("The journey: «زيارة»",)},
    ("«التقى» الرئيس نظيره.",),
    ("تشهد «العلاقات» تحسناً.",),
)
MEET = Label(
    "Meet",
    Kind.EVENT,
    "#2E93DF",
    "M",
    {"ar": "لقاء", "en": "Meeting"},
    GUIDELINE,
    parent="Contact",
    attributes=(AttributeSpec("Polarity", titles={"en": "Polarity"}),),
    roles=(Role("Place", {"en": "Place", "ar": "المكان"}), Role("Who", {"en": "Participant"}, required=True)),
)
CONTACT = Label("Contact", Kind.EVENT, "#777777", titles={"en": "Contact"}, attributes=(AttributeSpec("Modality"),))
SCHEMA = Schema("s", {}, (CONTACT, MEET))
TEXT = (
    "عنوان الخبر\n"
    "بحث وزير الخارجية في اجتماع عقده في دمشق أمس مع السفراء ملفات كثيرة جداً تهم البلدين وشعبيهما وأكد متابعة ذلك."
)


def of_project(words: str = "اجتماع", uid: str = "s1", text: str = TEXT) -> Example:
    start = text.index(words)
    end = start + len(words)
    span = Span(uid, "Meet", ((start, end),))
    return Example("a1", "خبر من دمشق", "ليلى", span, text[max(start - 60, 0) : start], words, text[end : end + 60])


@pytest.fixture
def panel(qtbot: QtBot) -> GuidelinePanel:
    """The panel in a window of its own, in the light."""
    theme.load_fonts()
    made = GuidelinePanel(theme.LIGHT)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made


def shows(panel: GuidelinePanel, label: Label = MEET, *examples: Example, schema: Schema | None = None) -> None:
    panel.show_label(label, theme.look_of(label, theme.LIGHT), examples, schema=schema)
    QApplication.processEvents()


def with_text(text: str, language: str = "en") -> Label:
    return replace(MEET, guideline=Guideline({language: text}))


def text_of(panel: GuidelinePanel) -> QTextBrowser:
    found = panel.findChild(QTextBrowser, "guidelineText")
    assert found is not None
    return found


def told(panel: GuidelinePanel) -> str:
    return text_of(panel).toPlainText().replace("\u2068", "").replace("\u2069", "")


def head(panel: GuidelinePanel, name: str) -> QLabel:
    found = panel.findChild(QLabel, name)
    assert found is not None
    return found


def formats(panel: GuidelinePanel) -> Iterator[tuple[str, QTextCharFormat]]:
    block = text_of(panel).document().begin()
    while block.isValid():
        for piece in pieces(block):
            yield piece.text(), piece.charFormat()
        block = block.next()


def on_ground(panel: GuidelinePanel) -> list[tuple[str, QColor]]:
    """The words that have a ground of their own, with its colour."""
    return [
        (text, how.background().color())
        for text, how in formats(panel)
        if how.background().style() is not Qt.BrushStyle.NoBrush
    ]


def direction(panel: GuidelinePanel, beginning: str) -> Qt.LayoutDirection:
    """The direction of the paragraph that has these words at its beginning, but for a marker."""
    block = text_of(panel).document().begin()
    while block.isValid():
        if block.text().replace("\u2068", "").lstrip("+−✓✗•\u2002").startswith(beginning):
            return block.textDirection()
        block = block.next()
    raise AssertionError(beginning)


def place_of(panel: GuidelinePanel, words: str) -> QPoint:
    """A point on some words, which are brought into sight."""
    browser = text_of(panel)
    found = browser.document().find(words)
    assert not found.isNull()
    inside = QTextCursor(found)
    inside.setPosition((found.selectionStart() + found.selectionEnd()) // 2)
    browser.setTextCursor(inside)
    browser.ensureCursorVisible()
    return browser.cursorRect(inside).center()


def click_on(panel: GuidelinePanel, words: str) -> None:
    viewport = text_of(panel).viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place_of(panel, words))


# What it tells


def test_everything_stands_in_its_order(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project())
    assert told(panel).splitlines() == [
        "Mark the word for a meeting, such as «اجتماع».",
        "Include",
        "+\u2002Gatherings and summits: «قمة», «اجتماع», «مؤتمر», «لقاءات ومباحثات»",
        "Exclude",
        "−\u2002The journey: «زيارة»",
        "Examples",
        "✓\u2002التقى الرئيس نظيره.",
        "✗\u2002تشهد العلاقات تحسناً.",
        "Attributes",
        "Polarity",
        "Roles",
        "Place, Participant (required)",
        "From this project",
        "بحث وزير الخارجية في اجتماع عقده في دمشق أمس مع السفراء ملفات كثيرة جداً تهم البلدين …",
        "خبر من دمشق",
    ]


def test_the_head_names_the_label_its_kind_its_parent_and_its_key(panel: GuidelinePanel) -> None:
    shows(panel, schema=SCHEMA)
    assert head(panel, "title").text() == "Meeting"
    assert head(panel, "meta").text().replace("\u2068", "").replace("\u2069", "") == "Event, a kind of Contact"
    assert head(panel, "keyCap").text().strip() == "M"
    assert any(child.accessibleName() == "Meet" for child in panel.findChildren(type(panel._chip)))
    shows(panel, replace(MEET, parent="", key="", abstract=True))
    assert head(panel, "meta").text() == "Event, only groups other labels"
    assert not head(panel, "keyCap").isVisible()
    shows(panel, replace(MEET, parent="", archived=True))
    assert head(panel, "meta").text() == "Event, archived: nothing more is marked with it"


def test_attributes_and_roles_of_parents_are_told_where_the_schema_is_given(panel: GuidelinePanel) -> None:
    shows(panel, schema=SCHEMA)
    assert "Modality, Polarity" in told(panel)


def test_the_words_of_examples_have_the_ground_of_the_label(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project())
    tint = theme.look_of(MEET, theme.LIGHT).tint
    marked = on_ground(panel)
    assert [text for text, color in marked if color == tint] == ["التقى", "اجتماع"]
    assert [text for text, color in marked if color != tint] == ["العلاقات"]
    assert dict(formats(panel))["العلاقات"].foreground().color() == QColor(theme.LIGHT.warning)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_what_is_not_to_be_marked_can_be_read_on_its_ground(colours: theme.Theme, qtbot: QtBot) -> None:
    panel = GuidelinePanel(colours)
    qtbot.addWidget(panel)
    shows(panel)
    how = dict(formats(panel))["العلاقات"]
    assert contrast(how.foreground().color().name(), how.background().color().name()) >= 4.5


def test_a_definition_keeps_its_weights_and_lists(panel: GuidelinePanel) -> None:
    shows(panel, with_text("# Head\n\nSome **bold**, ~~gone~~ `code`.\n\n- one\n  - two\n\n3. three\n\n- [x] four"))
    how = dict(formats(panel))
    assert how["Head"].fontWeight() > how[", "].fontWeight()
    assert how["bold"].fontWeight() > how[", "].fontWeight()
    assert how["gone"].fontStrikeOut()
    assert "•\u2002one\n•\u2002two\n3.\u2002three\n☑\u2002four" in told(panel)


def test_emphasis_leans_latin_letters_and_no_arabic_ones(panel: GuidelinePanel) -> None:
    shows(panel, with_text("Read *this* and *هذا* as well, please"))
    how = dict(formats(panel))
    assert how["this"].fontItalic()
    assert not how["هذا"].fontItalic()
    assert how["هذا"].fontWeight() > how["this"].fontWeight()


def test_what_is_missing_in_the_language_spoken_is_told_in_the_other(panel: GuidelinePanel) -> None:
    shows(
        panel, replace(MEET, guideline=Guideline({"ar": "حدّد اللقاء."}, {"ar": ("القمم",)}, {"en": (), "ar": ("س",)}))
    )
    assert "حدّد اللقاء." in told(panel)
    assert "Include\n+\u2002القمم\nExclude\n−\u2002س" in told(panel)


def test_where_nothing_is_known_it_says_so(panel: GuidelinePanel) -> None:
    assert head(panel, "title").text() == "Guideline"
    assert told(panel) == "No label is in hand. Choose one, or a span, and its guideline stands here."
    assert not head(panel, "meta").isVisible()
    shows(panel, Label("X", Kind.ENTITY, "#336699"))
    assert told(panel).splitlines() == [
        "Nothing is written about this label yet.",
        "From this project",
        "Nothing in the project is marked with it yet.",
    ]
    panel.show_label(None, None, [])
    assert told(panel).startswith("No label is in hand.")
    assert not head(panel, "keyCap").isVisible()


def test_a_label_that_nobody_painted_yet_is_shown_too(panel: GuidelinePanel) -> None:
    panel.show_label(MEET, None, [of_project()])
    assert ("اجتماع", theme.look_of(MEET, theme.LIGHT).tint) in on_ground(panel)


@pytest.mark.parametrize("name", ["news", "wojood", "hadath", "timeml"])
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_guideline_that_travels_with_the_program_is_shown(
    panel: GuidelinePanel, name: str, language: words.Language
) -> None:
    words.use(language)
    schema = schema_named(name)
    for label in schema.labels:
        shows(panel, label, schema=schema)
        assert label.advice.split()[0].strip("*_") in told(panel)


# Which way it runs


def test_arabic_runs_from_right_to_left_in_an_english_window(panel: GuidelinePanel) -> None:
    shows(panel, replace(MEET, guideline=replace(GUIDELINE, text={"ar": "حدّد كلمة اللقاء، وهو Meet."})), of_project())
    assert direction(panel, "حدّد") is RTL
    assert direction(panel, "التقى") is RTL
    assert direction(panel, "بحث وزير") is RTL
    assert direction(panel, "خبر من") is RTL
    assert direction(panel, "Examples") is LTR


def test_english_about_arabic_words_runs_from_left_to_right_in_an_arabic_window(panel: GuidelinePanel) -> None:
    words.use("ar")
    texts = {"en": GUIDELINE.include["en"]}
    shows(panel, replace(MEET, guideline=Guideline({"en": "Mark «كلمة تدل على لقاء أو اجتماع»."}, texts)))
    assert direction(panel, "Mark") is LTR
    assert direction(panel, "Gatherings") is LTR
    assert direction(panel, words._("Roles")) is RTL


def test_an_arabic_window_speaks_arabic_and_separates_with_its_commas(panel: GuidelinePanel) -> None:
    words.use("ar")
    shows(panel)
    assert head(panel, "title").text() == "لقاء"
    assert "حدّد كلمة اللقاء." in told(panel)
    assert "المكان، Participant" in told(panel)


# Examples of the project


def test_a_click_on_an_example_asks_for_it(panel: GuidelinePanel, qtbot: QtBot) -> None:
    shows(panel, MEET, of_project("دمشق", "s0"), replace(of_project(), article="a2"))
    with qtbot.waitSignal(panel.example_chosen) as asked:
        click_on(panel, "في اجتماع عقده")
    assert asked.args == ["a1", "s0"]
    with qtbot.waitSignal(panel.example_chosen) as asked:
        browser = text_of(panel)
        last = browser.document().find("خبر من دمشق", browser.document().characterCount() - 20)
        browser.setTextCursor(QTextCursor(browser.document().lastBlock()))
        assert not last.isNull()
        middle = QTextCursor(browser.document())
        middle.setPosition((last.selectionStart() + last.selectionEnd()) // 2)
        QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=browser.cursorRect(middle).center())
    assert asked.args == ["a2", "s1"]


def test_an_example_is_reached_by_the_keyboard_alone(panel: GuidelinePanel, qtbot: QtBot) -> None:
    shows(panel, MEET, of_project())
    browser = text_of(panel)
    browser.setFocus()
    with qtbot.waitSignal(panel.example_chosen) as asked:
        press(browser, Key.Key_Tab)
        press(browser, Key.Key_Return)
    assert asked.args == ["a1", "s1"]


def test_an_example_lights_up_under_the_pointer(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project())
    place = place_of(panel, "عقده في")
    hover = QColor(theme.LIGHT.hover).rgb()
    viewport = text_of(panel).viewport()
    assert not has_color(viewport.grab().toImage(), hover)
    QTest.mouseMove(viewport, place)
    QApplication.processEvents()
    assert has_color(viewport.grab().toImage(), hover)
    shows(panel, with_text("Other"))
    assert not has_color(viewport.grab().toImage(), hover)


def test_what_stands_around_is_of_the_paragraph_and_made_of_whole_words(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project("متابعة"))
    line = next(line for line in told(panel).splitlines() if "متابعة" in line)
    assert line == "… أمس مع السفراء ملفات كثيرة جداً تهم البلدين وشعبيهما وأكد متابعة ذلك."


def test_the_pieces_of_a_discontinuous_example_are_told_apart(panel: GuidelinePanel) -> None:
    text = "ضم المجلس فريقي العمل الأول والثاني."
    pair = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in ("فريقي", "الثاني"))
    one = Example("a", "ت", "م", Span("s", "Meet", pair), text[: pair[0][0]], "فريقي الثاني", text[pair[1][1] :])
    shows(panel, replace(MEET, guideline=Guideline()), one)
    assert [text for text, _color in on_ground(panel)] == ["فريقي", "الثاني"]
    assert "فريقي … الثاني." in told(panel)


def test_letters_that_are_glued_to_the_words_stay_with_them(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project("رويترز", text="وأضاف لرويترز أن ذلك صحيح."))
    assert "وأضاف لرويترز أن" in told(panel)


# Safety


@pytest.fixture
def red(tmp_path: Path) -> str:
    """The address of a picture, all red."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    assert image.save(str(tmp_path / "red.png"))
    return QUrl.fromLocalFile(str(tmp_path / "red.png")).toString()


def has_color(image: QImage, rgb: int) -> bool:
    return any(image.pixel(x, y) == rgb for x in range(image.width()) for y in range(image.height()))


HOSTILE: tuple[Callable[[str], str], ...] = (
    lambda address: f"![words]({address})",
    lambda address: f'<img src="{address}">',
    lambda address: f"<script>document.write('<img src={address}>')</script>",
    lambda address: f'<style>body {{ background: url("{address}") }}</style>',
    lambda address: f"[![words]({address})]({address})",
    lambda address: f"![words][1]\n\n[1]: {address}",
    lambda address: f"<{address}> {address}",
)


@pytest.mark.parametrize("attack", HOSTILE)
def test_no_text_of_a_schema_loads_anything(
    panel: GuidelinePanel, red: str, attack: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    for kind in (SealedDocument, type(text_of(panel))):
        monkeypatch.setattr(kind, "loadResource", lambda _self, _kind, name: asked.append(name))
    for address in (red, "file:///etc/passwd"):
        text = attack(address)
        texts: dict[str, tuple[str, ...]] = {"en": (text,)}
        label = replace(MEET, titles={"en": text}, guideline=Guideline({"en": text}, texts, texts, (text,), (text,)))
        shows(panel, label, replace(of_project(), title=text, before=text, text=text, after=text))
        assert not any(how.isImageFormat() for _text, how in formats(panel))
        assert not has_color(panel.grab().toImage(), QColor("#FF0000").rgb())
    assert asked == []
    if attack(red).startswith("<") and not attack(red).startswith("<file"):
        assert told(panel).startswith(attack("file:///etc/passwd"))  # to be read, not to be obeyed


def test_the_documents_load_nothing_even_where_they_are_asked(panel: GuidelinePanel, red: str) -> None:
    shows(panel)
    assert SealedDocument().resource(2, QUrl(red)) is None
    assert text_of(panel).document().resource(2, QUrl(red)) is None
    assert text_of(panel).loadResource(2, QUrl(red)) is None


@pytest.mark.parametrize("address", ["hashiya:example/0", "https://example.org", "file:///etc/passwd"])
def test_a_link_in_a_guideline_leads_nowhere(panel: GuidelinePanel, address: str) -> None:
    asked: list[str] = []
    panel.example_chosen.connect(lambda *told: asked.append(str(told)))
    before = text_of(panel).source()
    shows(panel, with_text(f"Please [press here]({address}) now"), of_project())
    click_on(panel, "press here")
    assert asked == []
    assert text_of(panel).source() == before
    assert [how.anchorHref() for text, how in formats(panel) if "press" in text] == [""]


@pytest.mark.parametrize("address", ["hashiya:example/7", "hashiya:example/-1", "hashiya:example/x", "file:///"])
def test_an_address_that_is_no_example_asks_for_nothing(panel: GuidelinePanel, address: str) -> None:
    asked: list[str] = []
    panel.example_chosen.connect(lambda *told: asked.append(str(told)))
    shows(panel, MEET, of_project())
    text_of(panel).anchorClicked.emit(QUrl(address))
    assert asked == []


def test_titles_and_names_are_plain_text(panel: GuidelinePanel) -> None:
    title = "<b>x</b>\u202e&amp;"
    label = replace(MEET, titles={"en": title}, attributes=(AttributeSpec("A", titles={"en": title}),))
    shows(panel, label, replace(of_project(), title=title))
    assert head(panel, "title").text() == "<b>x</b>&amp;"
    assert head(panel, "title").textFormat() is Qt.TextFormat.PlainText
    assert told(panel).count("<b>x</b>&amp;") == 2
    assert "\u202e" not in told(panel)


@pytest.mark.parametrize("text", [">" * 50_000, "- " * 50_000, "![a](" * 20_000, "\0\u202e\u200b", "«" * 3000])
def test_no_guideline_is_too_odd_or_too_long(panel: GuidelinePanel, text: str) -> None:
    label = replace(MEET, guideline=Guideline({"en": text}, {"en": (text[:500],)}, positive=(text[:500],)))
    shows(panel, label, of_project())
    assert "From this project" in told(panel)


def test_the_context_menu_copies_words_and_no_address(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project())
    place = place_of(panel, "عقده")
    viewport = text_of(panel).viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions()]
    menu.close()
    assert any("Copy" in text for text in offered)
    assert not any("Link" in text for text in offered)


# The panel itself


def test_it_is_closed_by_its_button_and_by_escape(panel: GuidelinePanel, qtbot: QtBot) -> None:
    button = panel.findChild(QToolButton, "closeGuideline")
    assert button is not None
    with qtbot.waitSignal(panel.closed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.closed):
        press(text_of(panel), Key.Key_Escape)


def test_the_same_label_keeps_its_place_and_another_begins_at_the_top(panel: GuidelinePanel) -> None:
    panel.resize(240, 260)
    shows(panel, MEET, of_project())
    bar = text_of(panel).verticalScrollBar()
    assert bar.value() == 0
    bar.setValue(80)
    shows(panel, MEET, of_project(), of_project("دمشق", "s2"))
    assert bar.value() == 80
    shows(panel, replace(MEET, name="Visit"), of_project())
    assert bar.value() == 0


def test_the_same_again_is_not_written_anew(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project())
    changes: list[int] = []
    text_of(panel).document().contentsChange.connect(lambda *told: changes.append(len(told)))
    shows(panel, MEET, of_project())
    assert changes == []
    shows(panel, MEET)
    assert changes


@pytest.mark.parametrize("width", [240, 330, 420])
def test_nothing_is_wider_than_the_panel(panel: GuidelinePanel, width: int) -> None:
    long = "ABC" * 60
    guideline = Guideline({"en": long}, {"en": (long,)}, positive=(long,))
    label = Label(long, Kind.EVENT, "#336699", "A", {"en": long}, guideline, parent=long)
    panel.resize(width, 500)
    shows(panel, label, replace(of_project(), title=long))
    assert panel.width() == width
    assert panel.minimumSizeHint().width() <= 240
    assert text_of(panel).document().size().width() <= text_of(panel).viewport().width() + 1
    for child in panel.findChildren(QLabel):
        assert not child.isVisible() or child.geometry().right() <= width


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("width", [240, 320, 420])
def test_nothing_is_pushed_aside(panel: GuidelinePanel, language: words.Language, width: int) -> None:
    words.use(language)
    panel.setLayoutDirection(RTL if language == "ar" else LTR)
    panel.resize(width, 400)
    for label in schema_named("wojood").labels[:6]:
        shows(panel, label, *[of_project(uid=str(number)) for number in range(4)])
        bar = text_of(panel).horizontalScrollBar()
        assert (bar.minimum(), bar.maximum()) == (0, 0)


def test_it_keeps_between_240_and_420_pixels(panel: GuidelinePanel) -> None:
    assert (panel.minimumWidth(), panel.maximumWidth()) == (240, 420)


def test_a_switch_of_the_direction_leaves_it_readable(panel: GuidelinePanel) -> None:
    shows(panel, MEET, of_project())
    panel.setLayoutDirection(RTL)
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LayoutDirectionChange))
    button = panel.findChild(QToolButton, "closeGuideline")
    assert button is not None
    QApplication.processEvents()
    assert button.geometry().center().x() < head(panel, "title").geometry().center().x()


def test_what_a_lead_has_decided_stands_with_its_reason_and_says_whether_it_is_marked(panel: GuidelinePanel) -> None:
    taken = replace(of_project(), reason="لا <b>يوسم</b> ما قبله")
    refused = replace(of_project("دمشق أمس", ""), reason="المكان وحده", is_marked=False)
    shows(panel, MEET, taken, refused, of_project("السفراء", "s2"))
    lines = [line for line in told(panel).splitlines() if line.strip()]
    at = lines.index(next(line for line in lines if "يوسم" in line))
    assert lines[at - 1].startswith("✓") and lines[at] == "لا <b>يوسم</b> ما قبله"
    after = next(number for number, line in enumerate(lines) if line == "المكان وحده")
    assert lines[after - 1].startswith("✗")
    grounds = dict(on_ground(panel))
    assert grounds["اجتماع"] == theme.look_of(MEET, theme.LIGHT).tint != grounds["دمشق أمس"]
