"""The simulated annotator of the benchmarks: what counts as an action, and that the work gets done."""

from __future__ import annotations

from annotator.model.article import Article
from annotator.workspace import Workspace
from benchmarks.hands import ACCEPT, DRAG, EDGE, LABEL, REJECT, RELABEL, REST, Hands
from tests.helpers.builders import put_article

TEXT = "التقى محمود عباس وفداً، ثم عاد محمود عباس وسافر محمود عباس"
NAME = "محمود عباس"


def everywhere(words: str, text: str, label: str = "PERS") -> list[tuple[int, int, str]]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [(at, at + len(words), label) for at in starts]


def annotated(hands: Hands, uid: str, text: str, gold: list[tuple[int, int, str]]) -> dict[str, int]:
    """The actions that an Article took, after looking whether it is marked as wanted."""
    put_article(hands.workspace, Article(uid, uid, text))
    before = hands.actions.copy()
    taken = hands.annotate(uid, gold)
    assert [(one.start, one.end, one.label) for one in hands.workspace.spans(uid)] == sorted(gold)
    actions = dict(hands.actions - before)
    assert taken == sum(actions.values())
    return actions


def test_a_name_takes_two_actions_and_its_other_places_one(project: Workspace) -> None:
    assert annotated(Hands(project), "a", TEXT, everywhere(NAME, TEXT)) == {DRAG: 1, LABEL: 1, REST: 1}


def test_a_known_name_takes_one_action_wherever_it_stands(project: Workspace) -> None:
    hands = Hands(project)
    annotated(hands, "a", TEXT, everywhere(NAME, TEXT))
    assert annotated(hands, "b", f"{TEXT}.", everywhere(NAME, TEXT)) == {ACCEPT: 1}
    assert (hands.opened.right, hands.opened.all, hands.later.all) == (3, 3, 2)


def test_what_is_proposed_wrongly_is_rejected(project: Workspace) -> None:
    hands = Hands(project)
    annotated(hands, "a", TEXT, everywhere(NAME, TEXT))
    assert annotated(hands, "b", f"{TEXT}.", []) == {REJECT: 1}
    assert hands.opened.precision == 0


def test_of_a_group_the_members_that_are_wrong_are_rejected_one_by_one(project: Workspace) -> None:
    hands = Hands(project)
    annotated(hands, "a", TEXT, everywhere(NAME, TEXT))
    assert annotated(hands, "b", f"{TEXT}.", everywhere(NAME, TEXT)[:2]) == {REJECT: 1, ACCEPT: 1}


def test_a_group_under_another_label_is_relabelled_at_once(project: Workspace) -> None:
    hands = Hands(project)
    annotated(hands, "a", TEXT, everywhere(NAME, TEXT))
    assert annotated(hands, "b", f"{TEXT}.", everywhere(NAME, TEXT, "GPE")) == {RELABEL: 1}


def test_an_edge_that_is_moved_is_one_action_and_two_are_marked_anew(project: Workspace) -> None:
    hands = Hands(project)
    annotated(hands, "a", TEXT, everywhere(NAME, TEXT))
    text = "قال محمود عباس زكي"
    assert annotated(hands, "b", text, everywhere("محمود عباس زكي", text)) == {EDGE: 1}
    text = "قال السيد محمود عباس إنه"
    assert annotated(hands, "c", text, everywhere("السيد محمود عباس إنه", text)) == {DRAG: 1, LABEL: 1}
