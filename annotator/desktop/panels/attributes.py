"""The Attributes of the chosen Span: each with the widget that fits it, its choices on the keys 1 to 9."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.plain import escaped, label, one_line
from annotator.desktop.theme import Theme, icon
from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.attributes import choices_of, faults_of, toggled
from annotator.model.schema import AttributeSpec, AttributeType
from annotator.words import _

KEYS = "123456789"
_COLUMNS = 2
_TOO_MANY = 12
"""Choices from which on one of them is chosen in a list that opens, rather than by a button each."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")

Told = tuple[str, ...]
ReadDate = Callable[[str], str]
"""The TIMEX3 value of a date as it is typed; raises BadInput in words."""


@frozen
class Said:
    """One Attribute as it is shown: what it may say, its values, and whether new Spans get them too (`pinned`);
    `in_hand` says that the keys 1 to 9 are its choices."""

    spec: AttributeSpec
    values: Told
    problem: str = ""
    pinned: bool = False
    in_hand: bool = False


class AttributesSection(QWidget):
    """Shows the Attributes of one Span; reports what they are to say."""

    said = Signal(str, object)
    """The name of an Attribute and its values from now on (a tuple of texts)."""
    pinned = Signal(str, bool)
    """Whether new Spans of the Label get what this Attribute says here."""
    taken = Signal(str)
    """The Attribute whose choices the keys are to be."""
    left = Signal()
    """The user is finished here: the keyboard goes back to the Article."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attributes")
        self.setAccessibleName(_("Attributes of this span"))
        self.read_date: ReadDate = lambda text: text
        self.can_pin = True
        """Whether new Spans may get what is said here."""
        self._theme = theme
        self._shown: tuple[str, tuple[Said, ...]] = ("", ())
        self._fields: dict[QLineEdit, Said] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(4)
        self.hide()

    @property
    def shown(self) -> tuple[Said, ...]:
        """What is shown."""
        return self._shown[1]

    def show_attributes(self, uid: str, attributes: Sequence[Said]) -> None:
        """Show the Attributes of the Span `uid`; none hides the section. What is being typed stays."""
        told = uid, tuple(attributes)
        if told[1] == self._shown[1]:
            if uid != self._shown[0]:
                self._shown = told
                for field in self._fields:
                    self._put_back(field)
            self.setVisible(bool(attributes))
            return
        typing = next((field for field in self._fields if field.hasFocus()), None)
        name = self._fields[typing].spec.name if typing is not None and uid == self._shown[0] else ""
        self._shown = told
        self._fields.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in attributes:
            self._column.addWidget(self._row(one))
        self.setVisible(bool(attributes))
        again = next((field for field, one in self._fields.items() if one.spec.name == name), None)
        if name and again is not None:
            again.setFocus()

    # Building

    def _row(self, one: Said) -> QWidget:
        box = QWidget(self)
        box.setObjectName("roleInHand" if one.in_hand else "roleRow")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(box)
        column.setContentsMargins(4, 2, 4, 3)
        column.setSpacing(2)
        column.addLayout(self._head(one, box))
        if choices_of(one.spec):
            many = len(one.spec.choices) > _TOO_MANY and one.spec.type is AttributeType.ONE
            column.addWidget(self._list(one, box) if many else self._buttons(one, box))
        else:
            field = QLineEdit(" ".join(one.values), box)
            field.setObjectName(f"attribute-{one.spec.name}")
            field.setAccessibleName(one.spec.title)
            if one.spec.type is AttributeType.DATE:
                field.setPlaceholderText(_("2026-01-28, P3M or غداً"))
            field.editingFinished.connect(lambda: self._typed(field))
            field.installEventFilter(self)
            self._fields[field] = one
            column.addWidget(field)
        return box

    def _head(self, one: Said, box: QWidget) -> QHBoxLayout:
        mark = " •" if one.spec.required else ""
        title = label(f"{one_line(one.spec.title)}{mark}", box, name="warning" if one.problem else "muted")
        title.setToolTip(escaped("\n".join(p for p in (one.spec.title, one.spec.name, one.problem) if p)))
        pin = QToolButton(box)
        pin.setObjectName(f"pin-{one.spec.name}")
        pin.setIcon(icon("pin", self._theme.accent if one.pinned else self._theme.muted))
        pin.setCheckable(True)
        pin.setFixedSize(26, 24)
        pin.setChecked(one.pinned)
        pin.setAccessibleName(_("Give new spans what “{name}” says here").format(name=one.spec.title))
        pin.setToolTip(escaped(_("New spans of this label get what this says here")))
        pin.clicked.connect(lambda on: self.pinned.emit(one.spec.name, on))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title, 1)
        head.addWidget(pin)
        pin.setVisible(self.can_pin)
        return head

    def _buttons(self, one: Said, box: QWidget) -> QWidget:
        inside = QWidget(box)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        for number, choice in enumerate(choices_of(one.spec)):
            key = KEYS[number] if one.in_hand and number < len(KEYS) else ""
            button = QPushButton(f"{key}  {one_line(choice.title)}" if key else one_line(choice.title), inside)
            button.setObjectName("choice")
            button.setProperty("choice", choice.name)
            button.setCheckable(True)
            button.setChecked(choice.name in one.values)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setToolTip(escaped(f"{choice.title} ({choice.name})"))
            button.clicked.connect(
                lambda _on=False, name=choice.name: self.said.emit(one.spec.name, toggled(one.spec, one.values, name))
            )
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        return inside

    def _list(self, one: Said, box: QWidget) -> QComboBox:
        field = QComboBox(box)
        field.setObjectName(f"attribute-{one.spec.name}")
        field.setAccessibleName(one.spec.title)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.addItem("—", "")
        for choice in one.spec.choices:
            field.addItem(f"{one_line(choice.title)} ({choice.name})", choice.name)
        field.setCurrentIndex(max(field.findData(one.values[0] if one.values else ""), 0))
        field.activated.connect(
            lambda index: self.said.emit(one.spec.name, tuple(filter(None, [field.itemData(index)])))
        )
        return field

    # Typing

    def _put_back(self, field: QLineEdit) -> None:
        """Forget what is being typed."""
        one = self._fields.get(field)
        field.setText(" ".join(one.values) if one else "")
        _complain(field, "")

    def _typed(self, field: QLineEdit) -> None:
        one = self._fields.get(field)
        if one is None:
            return
        text = field.text().strip()
        try:
            values = self._read(one.spec, text)
        except BadInput as error:
            _complain(field, str(error))
            return
        _complain(field, "")
        if values != one.values:
            self.said.emit(one.spec.name, values)

    def _read(self, spec: AttributeSpec, text: str) -> Told:
        if not text:
            return ()
        if spec.type is AttributeType.NUMBER:
            text = text.translate(_DIGITS)
        elif spec.type is AttributeType.DATE:
            text = self.read_date(text)
        for wanted in faults_of(spec, (text,)):
            raise BadInput(_("“{name}” must be: {wanted}.").format(name=spec.title, wanted=wanted))
        return (text,)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._typed(watched)
                if not watched.property("fault"):
                    self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._put_back(watched)
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


def _complain(field: QLineEdit, text: str) -> None:
    """Say beneath a field why what is typed cannot be taken, or no more."""
    field.setProperty("fault", bool(text))
    box = field.parentWidget()
    shown = box.findChild(QLabel, "fault") if box else None
    if box is None or (shown is None and not text):
        return
    if shown is None:
        shown = label("", box, name="fault")
        shown.setWordWrap(True)
        shown.setMinimumWidth(40)
        inside = box.layout()
        assert inside is not None
        inside.addWidget(shown)
    shown.setText(text)
    shown.setVisible(bool(text))
