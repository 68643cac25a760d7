"""The verb that lists where annotators differ, and counts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import screen
from annotator.cli.comparing import compared_options
from annotator.cli.session import as_json, project
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.review.cases import Answer, Case
    from annotator.workspace import Workspace
    from annotator.workspace.case_reports import CaseInContext
    from annotator.workspace.comparing import Compared

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@click.command(
    short_help=_("List where annotators differ."),
    help=_(
        "List where annotators differ, in context. For programs, a line has the article's number and id, the key of "
        "the case, start, end, classes, state, what each annotator says, what stands before, the words, and what "
        "stands after, between tabs."
    ),
)
@project
@click.option(
    "--class",
    "kind",
    metavar=_("CLASS"),
    help=_(
        "Only this class of disagreement: label, boundary, clitic, title, article, punctuation, nesting, missed, "
        "relation, attribute or value."
    ),
)
@click.option("--label", metavar=_("LABEL"), default="", help=_("Only where this label is at issue."))
@click.option("--open", "only_open", is_flag=True, help=_("Only what is not decided yet."))
@click.option("--counts", is_flag=True, help=_("Count the classes, and how much is decided, instead of listing."))
@click.option("--hide-names", is_flag=True, help=_("Call the annotators A, B, C …"))
@compared_options
@as_json
def cases(
    *,
    workspace: Workspace,
    compared: Compared,
    kind: str | None,
    label: str,
    only_open: bool,
    counts: bool,
    hide_names: bool,
    as_json: bool,
) -> None:
    """List disagreements."""
    from annotator.review.classes import class_named

    wanted = class_named(kind) if kind else None
    with screen.progress(_("Comparing layers"), quiet=not counts) as reporter:
        if counts:
            _show_counts(workspace, compared, reporter, as_json=as_json)
            return
        found = workspace.disagreements(wanted, label=label, compared=compared, progress=reporter)
        coming = (one for one in found if one.entry.is_open or not only_open)
        if as_json:
            screen.show_json_array(_told(one, hide_names=hide_names) for one in coming)
        elif screen.is_terminal():
            headings = (_("No."), _("Class"), _("State"), _("In the text, and what they say"))
            screen.show_table(headings, (_shown(one, hide_names=hide_names) for one in coming))
        else:
            screen.show_table((), (_row(one, hide_names=hide_names) for one in coming))


def _show_counts(workspace: Workspace, compared: Compared, reporter: screen.Reporter, *, as_json: bool) -> None:
    from annotator.review.class_words import class_word

    found = workspace.class_counts(compared=compared, progress=reporter)
    states = workspace.case_counts(compared=compared)
    progress = {"open": states.open, "agreed": states.agreed, "decided": states.decided, "skipped": states.skipped}
    if as_json:
        classes = {kind.value: number for kind, number in found.items()}
        screen.show_json({"cases": states.total, **progress, "void": states.void, "classes": classes})
        return
    terminal = screen.is_terminal()
    rows = [(str(number), class_word(kind) if terminal else kind.value) for kind, number in found.items()]
    screen.show_table((_("Cases"), _("Class")), rows)
    told = _("{total}: {open} open (all say the same in {agreed}), {decided} decided, {skipped} put off")
    total = ngettext("{n} case", "{n} cases", states.total)
    screen.complain(told.format(total=total, **progress))


def _names(case: Case, *, hidden: bool) -> dict[str, str]:
    """What each annotator is called: the letter of their place where names are hidden."""
    names = [answer.annotator for answer in case.answers]
    return {name: _letter(number) if hidden else name for number, name in enumerate(names)}


def _letter(number: int) -> str:
    times, rest = divmod(number, len(_LETTERS))
    return _LETTERS[rest] + (str(times + 1) if times else "")


def _answer_told(answer: Answer, one: CaseInContext) -> str:
    """What an annotator says, on one line."""
    told = [f"{span.label} “{_cut(one, span.fragments)}”" for span in answer.spans]
    told += [f"{arrow.label} “{one.words[arrow.source]}” → “{one.words[arrow.target]}”" for arrow in answer.relations]
    return " + ".join(told) or "—"


def _cut(one: CaseInContext, fragments: Sequence[tuple[int, int]]) -> str:
    start = one.entry.case.start
    return " … ".join(one.text[a - start : b - start] for a, b in fragments)


def _says(one: CaseInContext, *, hidden: bool) -> str:
    names = _names(one.entry.case, hidden=hidden)
    return "; ".join(f"{names[answer.annotator]}: {_answer_told(answer, one)}" for answer in one.entry.case.answers)


def _shown(one: CaseInContext, *, hide_names: bool) -> tuple[str, ...]:
    from annotator.review.class_words import class_word
    from annotator.review.docket import state_word

    kinds = ", ".join(class_word(kind) for kind in sorted(one.entry.case.kinds))
    context = f"{one.before[-30:]}[{one.text}]{one.after[:30]}"
    return str(one.number), kinds, state_word(one.entry.state), f"{context} — {_says(one, hidden=hide_names)}"


def _row(one: CaseInContext, *, hide_names: bool) -> tuple[str, ...]:
    case = one.entry.case
    kinds = ",".join(sorted(case.kinds))
    place = str(one.number), one.entry.article, case.key, str(case.start), str(case.end)
    return (*place, kinds, one.entry.state.value, _says(one, hidden=hide_names), one.before, one.text, one.after)


def _told(one: CaseInContext, *, hide_names: bool) -> dict[str, Any]:
    case = one.entry.case
    names = _names(case, hidden=hide_names)
    decision = one.entry.decision
    return {
        "article": one.entry.article,
        "position": one.number,
        "title": one.title,
        "key": case.key,
        "start": case.start,
        "end": case.end,
        "classes": sorted(case.kinds),
        "state": one.entry.state.value,
        "reason": decision.reason if decision else "",
        "before": one.before,
        "text": one.text,
        "after": one.after,
        "answers": [
            {
                "annotator": names[answer.annotator],
                "spans": [
                    {
                        "label": span.label,
                        "fragments": [list(fragment) for fragment in span.fragments],
                        "text": _cut(one, span.fragments),
                        "type": span.type,
                        "value": span.value,
                        "attributes": [{"name": said.name, "value": said.value} for said in span.attributes],
                        "note": span.note,
                    }
                    for span in answer.spans
                ],
                "relations": [
                    {
                        "label": relation.label,
                        "source": {"key": case.end_of(relation.source), "text": one.words[relation.source]},
                        "target": {"key": case.end_of(relation.target), "text": one.words[relation.target]},
                    }
                    for relation in answer.relations
                ],
            }
            for answer in case.answers
        ],
    }


VERBS = (cases,)
