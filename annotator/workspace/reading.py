"""What may be asked of an open project; nothing here changes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from annotator import paths
from annotator.errors import Unknown
from annotator.model.annotation import Layer, LayerId, Span, Status
from annotator.model.article import Article, ArticleEntry
from annotator.model.roles import Role
from annotator.store import Store
from annotator.words import _

REVIEW = "review"
"""The setting that says whether annotators see one another's work."""


class Reading:
    """One open project as one annotator sees it."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self.path = store.path
        self.annotator = annotator
        self.schema = store.settings.schema()

    def is_for_a_project(self, out: Path) -> bool:
        """Whether a name is one for a project, or this project's: then nothing else is to be written there."""
        return out.suffix == ".hashiya" or (paths.is_file(out) and out.samefile(self.path))

    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment, whatever other windows write. Raises DamagedFile, Unwritable."""
        return self._store.reading()

    def article(self, uid: str) -> Article:
        """The Article called `uid`; raises Unknown."""
        return self._store.articles.get(uid)

    def has_article(self, uid: str) -> bool:
        """Whether the project holds the Article called `uid`."""
        return self._store.articles.has(uid)

    def find_article(self, name: str) -> str:
        """The uid of the Article meant by a number, an id or a title; raises Unknown."""
        return self._store.articles.find(name)

    def article_uids(self, *, words: str = "", status: str = "", only_assigned: bool = False) -> list[str]:
        """The uids of the Articles in order, all or those that hold `words`, have `status` and are assigned to this
        annotator."""
        return self._store.articles.uids(self.annotator, words=words, status=status, only_assigned=only_assigned)

    def entries(self, uids: list[str] | None = None) -> Iterator[ArticleEntry]:
        """What a list shows of the Articles called `uids`, or of all."""
        return self._store.articles.entries(self.annotator, uids)

    def layer(self, article: str, annotator: str | None = None) -> Layer:
        """This annotator's Layer of the Article, or another's. Who shows it asks before whether it may be seen; see
        `may_see`."""
        return self._store.layers.read(LayerId(article, annotator or self.annotator))

    def spans(self, article: str) -> tuple[Span, ...]:
        """This annotator's Spans in the Article, in reading order."""
        return self.layer(article).spans

    def span(self, article: str, uid: str) -> Span | None:
        """This annotator's Span called `uid`, or None where it is not there (any more)."""
        try:
            return self._store.layers.span(LayerId(article, self.annotator), uid)
        except Unknown:
            return None

    def status(self, article: str) -> tuple[Status, str]:
        """The status that this annotator gave the Article, and the comment."""
        return self._store.layers.state(LayerId(article, self.annotator))

    def annotators(self) -> list[str]:
        """The names of all annotators of the project."""
        return self._store.layers.annotators()

    def known_annotator(self, name: str) -> str:
        """`name`, where the project has an annotator of that name; raises Unknown."""
        if name not in self.annotators():
            raise Unknown(
                _("The project has no annotator “{name}”; it has {known}.").format(
                    name=name, known=", ".join(self.annotators())
                )
            )
        return name

    def roles(self) -> dict[str, Role]:
        """The role of each annotator, the first one first."""
        return self._store.annotators.roles()

    @property
    def role(self) -> Role:
        """What this annotator is here; somebody who is not known yet is an annotator."""
        return self._store.annotators.role(self.annotator) or Role.ANNOTATOR

    @property
    def is_review_open(self) -> bool:
        """Whether annotators see one another's work: a lead has opened the review."""
        return self._store.settings.get(REVIEW) == "open"

    @property
    def sees_others(self) -> bool:
        """Whether this annotator is shown what others have annotated: a lead always is. In the part of a project there
        is nothing of others."""
        return self.role is not Role.ANNOTATOR or self.is_review_open or self.is_part

    def may_see(self, annotator: str) -> bool:
        """Whether this annotator may see what another one has annotated."""
        return annotator == self.annotator or self.sees_others

    @property
    def _whose(self) -> str | None:
        """Whose Layers this annotator may see: their own alone, or all (None)."""
        return None if self.sees_others else self.annotator

    @property
    def has_assignments(self) -> bool:
        """Whether something is assigned to this annotator."""
        return self._store.assignments.has_any(self.annotator)

    @property
    def keeps_to_assigned(self) -> bool:
        """Whether this annotator annotates what is assigned to them and nothing else, unless they ask for it."""
        return self.role is Role.ANNOTATOR and self.has_assignments

    @property
    def is_part(self) -> bool:
        """Whether this file is the part of a project that one annotator works on, and not the whole."""
        return self._store.partings.parting() is not None

    def progress(self) -> dict[str, int]:
        """How many Articles have each status for this annotator, of those that are theirs."""
        return self._store.articles.progress(self.annotator, only_assigned=self.keeps_to_assigned)

    def remembered(self, name: str) -> str:
        """What the project remembers under `name` for this annotator (such as the Article that was open), or ''."""
        return self._store.settings.get(f"{name}/{self.annotator}")
