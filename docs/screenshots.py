"""Take the pictures in `docs/images` from the real window: `python docs/screenshots.py`.

The sample project is annotated in a folder that goes away again; preferences of the user are not touched.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator import words
from annotator.desktop.dashboard.dashboard import Dashboard
from annotator.desktop.dialogs.disagreements import Disagreements
from annotator.desktop.dialogs.occurrences import Occurrences
from annotator.desktop.dialogs.schema_editor import SchemaEditor
from annotator.desktop.main_window import MainWindow
from annotator.desktop.pages.adjudicating import Adjudicating
from annotator.desktop.preferences import Preferences
from annotator.model.annotation import Status
from annotator.workspace import Workspace

IMAGES = Path(__file__).parent / "images"
MARKS = (
    ("الرئيس الأمريكي", "OCC"),
    ("الأمريكي", "NORP"),
    ("دونالد ترامب", "PERS"),
    ("اليوم الثلاثاء", "DATE"),
    ("محادثة", "Meet"),
    ("الرئيس السوري", "OCC"),
    ("السوري", "NORP"),
    ("أحمد الشرع", "PERS"),
    ("اتصال", "Meet"),
    ("سوريا", "GPE"),
    ("زيارة", "Transport"),
    ("قوات قسد", "ORG"),
    ("دمشق", "GPE"),
    ("موسكو", "GPE"),
    ("الرئاسة السورية", "ORG"),
    ("السورية", "NORP"),
    ("أكد", "Statement"),
    ("تنظيم داعش", "ORG"),
    ("وكالة سانا", "ORG"),
)
ANSWERS = {
    "ليلى": {},
    "سامر": {"الرئيس الأمريكي": None, "دونالد ترامب": "الرئيس الأمريكي دونالد ترامب", "دمشق": "لدمشق", "أكد": None},
    "هند": {"اليوم الثلاثاء": "الثلاثاء", "قوات قسد": "قسد", "تنظيم داعش": "داعش", "زيارة": None},
}
"""What annotators mark otherwise than MARKS say: other words, or nothing."""
DISCONTINUOUS = ("الحفاظ", "وحدة الأراضي")


def annotate(workspace: Workspace) -> str:
    """Mark the first article, and return the uid of the Span to choose."""
    uid = workspace.article_uids()[0]
    text = workspace.article(uid).text
    for surface, label in MARKS:
        start = text.index(surface)
        workspace.mark(uid, [(start, start + len(surface))], label)
    places = [(text.index(piece), text.index(piece) + len(piece)) for piece in DISCONTINUOUS]
    workspace.mark(uid, places, "Agreement")
    return next(span.uid for span in workspace.spans(uid) if span.surface(text) == "أحمد الشرع")


def take(app: QApplication, folder: Path, language: words.Language, mode: str) -> None:
    words.use(language)
    preferences = Preferences()
    preferences.put("theme", mode)
    preferences.sync()
    workspace = Workspace.sample(
        folder / f"{language}-{mode}.hashiya", annotator="ليلى" if language == "ar" else "Layla"
    )
    chosen = annotate(workspace)
    window = MainWindow(workspace)
    window.resize(1360, 850)
    window.show()
    assert window.page is not None
    while not window.page.view.suggestions:  # they are looked for beside the window
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.05)
    window.page.choose_span(chosen)
    picture(app, window, f"window-{language}-{mode}")
    if (language, mode) in (("ar", "light"), ("en", "dark")):
        take_panels(app, window, language)
    window.close()
    if mode == "light":
        start = MainWindow()
        start.resize(1100, 700)
        start.show()
        for _round in range(5):
            app.processEvents()
        start.grab().save(str(IMAGES / f"start-{language}.png"))
        start.close()


def take_panels(app: QApplication, window: MainWindow, language: str) -> None:
    """A group of suggestions, a date with both calendars, every occurrence of a name, and a concordance."""
    page = window.page
    assert page is not None
    group = max(page.view.groups, key=len)
    page.choose_span(group[0].key)
    picture(app, window, f"suggestions-{language}")
    date = next(one for one in page.view.suggestions if one.value.startswith("2026-01"))
    page.choose_span(date.key)
    picture(app, window, f"date-{language}")
    page.suggesting.accept()
    take_event(app, window, language)
    page.choose_span(next(span.uid for span in page.view.highlights.in_order() if span.label == "GPE"))
    page.occurring.ask()
    dialog = window.findChildren(Occurrences)[-1]
    picture(app, dialog, f"occurrences-{language}")
    dialog.reject()
    take_export(app, window, language)
    page.finding.open()
    page.finding.panel.words.setText("الشرع")
    page.finding.panel.search()
    while not page.finding.is_idle:
        app.processEvents()
    picture(app, window, f"find-{language}")


def take_bench(app: QApplication, folder: Path, language: words.Language, mode: str) -> None:
    """The bench with a case in hand and some decided, and the classes of disagreement."""
    path = folder / f"bench-{language}.hashiya"
    Workspace.sample(path, annotator="رئيسة التحرير" if language == "ar" else "Editor").close()
    for name, otherwise in ANSWERS.items():
        with Workspace.open(path, name) as workspace:
            uid = workspace.article_uids()[0]
            text = workspace.article(uid).text
            for surface, label in MARKS:
                if (wanted := otherwise.get(surface, surface)) is not None:
                    start = text.index(wanted)
                    workspace.mark(uid, [(start, start + len(wanted))], label)
            workspace.set_status(uid, Status.DONE)
    preferences = Preferences()
    preferences.put("theme", mode)
    preferences.sync()
    window = MainWindow(Workspace.open(path))
    window.show()
    window.actions_by_name["adjudicate"].trigger()
    assert window.page is not None
    adjudicating = Adjudicating.on(window.page)
    bench, sitting = adjudicating.window, adjudicating.sitting
    assert bench is not None and sitting is not None
    bench.resize(1360, 850)
    sitting.take_agreed()
    for _case in range(3):
        sitting.take("ليلى")
    picture(app, bench, f"adjudication-{language}")
    bench.close()
    window.actions_by_name["disagreements"].trigger()
    while not (dialogs := window.findChildren(Disagreements)):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    picture(app, dialogs[0], f"disagreements-{language}")
    dialogs[0].reject()
    window.close()


def take_export(app: QApplication, window: MainWindow, language: str) -> None:
    """The export dialog with what a format would leave behind."""
    dialog = window.exporting.ask()
    assert dialog is not None
    dialog.formats.choose("huggingface")
    while not window.exporting.counting.is_idle:
        app.processEvents()
    target = dialog.findChild(QLineEdit, "target")
    assert target is not None
    target.setText("news-huggingface.jsonl")
    picture(app, dialog, f"export-{language}")
    dialog.reject()


def take_event(app: QApplication, window: MainWindow, language: str) -> None:
    """An event card half filled while a place is picked, the guideline beside the article, and the schema editor."""
    page = window.page
    assert page is not None and page.article is not None
    spans = {span.surface(page.article.text): span.uid for span in page.view.highlights.in_order()}
    for name in ("دونالد ترامب", "أحمد الشرع"):
        page.workspace.fill(page.article.uid, spans["محادثة"], "Participant", spans[name])
    page.workspace.fill(page.article.uid, spans["محادثة"], "Time", spans["اليوم الثلاثاء"])
    page.choose_span(spans["محادثة"])
    page.relating.begin_role("Place")
    picture(app, window, f"event-{language}")
    page.relating.begin_role("Place")
    page.guiding.open()
    picture(app, window, f"guideline-{language}")
    page.guiding.switch()
    editor = SchemaEditor(page.workspace, page.theme, (page.article.text, page.view.highlights.in_order()), window)
    editor.show()
    picture(app, editor, f"schema-{language}")
    editor.close()


def take_dashboard(app: QApplication, folder: Path, language: words.Language, mode: str) -> None:
    """The dashboard of a project in which three have worked for some weeks."""
    from annotator.desktop.pages.watching import Watching
    from tests.helpers.working import busy_project

    words.use(language)
    preferences = Preferences()
    preferences.put("theme", mode)
    preferences.sync()
    people = ("ليلى", "عمر الخطيب", "سارة") if language == "ar" else ("Layla", "Omar", "سارة")
    window = MainWindow(busy_project(folder / f"team-{language}.hashiya", people, articles=40))
    window.show()
    assert window.page is not None
    watching = Watching.on(window.page)
    watching.open()
    while not watching.is_idle:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    dialog = window.findChild(Dashboard)
    assert dialog is not None
    dialog.resize(1180, 860)
    if language == "en":
        for _round in range(6):
            app.processEvents()
        dialog.area.verticalScrollBar().setValue(dialog.cards["labels"].y() - 8)
    picture(app, dialog, f"dashboard-{language}")
    window.close()


def picture(app: QApplication, widget: QWidget, name: str) -> None:
    for _round in range(6):
        app.processEvents()
    widget.grab().save(str(IMAGES / f"{name}.png"))


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["HASHIYA_PREFERENCES"] = name
        app = QApplication(sys.argv[:1])
        app.setStyle("Fusion")
        for language in words.LANGUAGES:
            for mode in ("light", "dark"):
                take(app, Path(name), language, mode)
            take_bench(app, Path(name), language, "light" if language == "ar" else "dark")
        take_dashboard(app, Path(name), "ar", "light")
        take_dashboard(app, Path(name), "en", "dark")


if __name__ == "__main__":
    main()
