"""The recommenders outside of a project: how they are set up, whether they may be asked, and what they propose.

None is there until somebody sets it up, and none is started or asked before the user of this machine has allowed it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import orjson

from annotator.errors import BadInput, Unknown
from annotator.model.clock import now
from annotator.store import Store
from annotator.words import _
from annotator.workspace.knowing import Asked, Knowing
from annotator.workspace.making import Changed

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.suggest.external.circle import Circle
    from annotator.suggest.external.gate import Tally
    from annotator.suggest.external.outside import Outside
    from annotator.suggest.suggestion import Suggestion

_SET_UP, _MEASURED = "suggestions/outside", "suggestions/outside measured"


class Leaving(NamedTuple):
    """A recommender that sends texts to another machine, and to which host; '' where it does not say to which."""

    recommender: str
    host: str


class Outsides(Knowing):
    """The verbs for recommenders outside. They are connected when something is first to be proposed, and stay so until
    the project is closed."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._circle: Circle | None = None
        self._set_up: tuple[str, tuple[Outside, ...]] = ("", ())
        self._fault = ""
        self._tallies: dict[str, Tally] = {}
        self._heard: Callable[[str], None] | None = None

    # How they are set up

    def outsides(self) -> tuple[Outside, ...]:
        """How the recommenders outside are set up. Raises BadInput where nobody can read that."""
        told = self._store.settings.get(_SET_UP)
        if told != self._set_up[0]:
            from annotator.suggest.external.outside import from_json

            self._set_up = told, from_json(told)
        return self._set_up[1]

    def outside(self, name: str) -> Outside:
        """The recommender outside of that name; raises Unknown."""
        for one in self.outsides():
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.outsides()) or _("none")
        raise Unknown(
            _("The project has no recommender outside called “{name}”; there are: {known}").format(
                name=name, known=known
            )
        )

    def put_outside(self, outside: Outside) -> None:
        """Set a recommender up, in place of the one of that name. Where it is another one now, what became of the
        proposals of the former one counts no more."""
        with self._store.atomic():
            held = {one.name: one for one in self.outsides()}
            before = held.get(outside.name)
            if before is None or _who(before) != _who(outside):
                self._measure(outside.name, 0, 0, taught=())
            self._put([*({**held, outside.name: outside}.values())])
        self._follow_outsides()

    def remove_outside(self, name: str) -> None:
        """Take a recommender out of the project, and what was allowed back. Raises Unknown."""
        from annotator.suggest.external import allowed

        gone = self.outside(name)
        with self._store.atomic():
            self._put([one for one in self.outsides() if one.name != name])
        allowed.forbid(gone, self.path)
        self._follow_outsides()

    def remove_outsides(self) -> None:
        """Take all of them out, also where nobody can read how they are set up."""
        with self._store.atomic():
            self._put([])
        self._follow_outsides()

    def switch_outside(self, name: str, on: bool) -> None:
        """Ask a recommender from now on, or ask it no more. Raises Unknown."""
        self.put_outside(replace(self.outside(name), enabled=on))

    def _put(self, outsides: Sequence[Outside]) -> None:
        from annotator.suggest.external.outside import to_json

        self._store.settings.put(_SET_UP, to_json(tuple(outsides)) if outsides else "")

    # Whether they may be asked

    def is_allowed(self, outside: Outside) -> bool:
        """Whether the user of this machine has allowed it for this project."""
        from annotator.suggest.external import allowed

        return allowed.is_allowed(outside, self.path)

    def allow(self, outside: Outside) -> None:
        """Remember that the user has seen what `asking_leave` tells of it, and allows it. Raises Unwritable."""
        from annotator.suggest.external import allowed

        allowed.allow(outside, self.path)
        self._follow_outsides()

    def forbid(self, outside: Outside) -> None:
        """Forget that the user has allowed it, and let go of it at once. Raises Unwritable."""
        from annotator.suggest.external import allowed

        allowed.forbid(outside, self.path)
        self._follow_outsides()

    def asking_leave(self, outside: Outside) -> tuple[str, str]:
        """What a user has to know before they allow it: what would happen, in a sentence, and exactly what would be
        started or asked."""
        from annotator.suggest.external.allowed import exactly
        from annotator.suggest.external.outside import Kind, leaves_machine

        host = leaves_machine(outside)
        if outside.kind is Kind.PROCESS:
            told = _("This command is run on this machine, and gets the texts of articles:")
        elif outside.kind is Kind.PLUGIN:
            told = _("This plug-in is run inside Hashiya, and may do all that Hashiya may do:")
        elif host:
            told = _("The texts of articles are sent to another machine, {host}, at this address:").format(host=host)
        else:
            told = _("The texts of articles are sent to a service on this machine, at this address:")
        return told, exactly(outside)

    def keep_key(self, outside: Outside, key: str) -> None:
        """Keep a key for the host of its address in the key store of the system; an empty one forgets it. Raises
        BadInput where it has no address, or the system no key store."""
        from annotator.suggest.external.keys import keep_key

        if not outside.address:
            raise BadInput(_("“{name}” has no address, so it needs no key.").format(name=outside.name))
        keep_key(outside.address, key)

    def leaving(self) -> list[Leaving]:
        """Which recommenders that are on and allowed send texts to another machine."""
        on = [one for one in self._readable() if one.enabled and self.is_allowed(one)]
        if not on:
            return []
        from annotator.suggest.external.outside import leaves_machine

        sending_on = self._circle.sending_on() if self._circle else []
        hosts = ((one.name, leaves_machine(one)) for one in on)
        return [Leaving(name, host) for name, host in hosts if host or name in sending_on]

    def waiting_outsides(self) -> list[Outside]:
        """Those that are on and wait for the user to allow them."""
        return [one for one in self._readable() if one.enabled and not self.is_allowed(one)]

    def outside_troubles(self) -> dict[str, str]:
        """What is wrong with some of them, a sentence for each by its name; '' where nobody can read how they are set
        up."""
        self._readable()
        told = self._circle.troubles() if self._circle else {}
        return {"": self._fault} | told if self._fault else told

    def ask_outsides_again(self) -> None:
        """Ask those again that have failed."""
        if self._circle is not None:
            self._circle.again()
        self.announce(Changed())

    def _readable(self) -> tuple[Outside, ...]:
        """Those that are set up; nobody where that cannot be read, which is told as a trouble."""
        try:
            found = self.outsides()
        except BadInput as error:
            self._fault = str(error)
            return ()
        self._fault = ""
        return found

    # How often they were right

    def tally(self, name: str) -> Tally:
        """How much of what a recommender proposed was right: what it was measured by last, and what people made of its
        proposals since then, of whom this annotator may see that."""
        if name not in self._tallies:
            from annotator.suggest.external.gate import Tally

            right, every, since, _taught = self._measured(name)
            self._tallies[name] = Tally(right, every) + Tally(*self._store.verdicts.tally(name, since, self._whose))
        return self._tallies[name]

    def _measured(self, name: str) -> tuple[int, int, str, list[str]]:
        """Of its proposals for finished Articles how many were right, how many there were, when that was, and which
        Articles it has learned from."""
        told = self._measurements().get(name)
        match told:
            case [int(right), int(every), str(at), list(taught)]:
                return right, every, at, [uid for uid in taught if isinstance(uid, str)]
            case _:
                return 0, 0, "", []

    def _measure(self, name: str, right: int, every: int, taught: Sequence[str]) -> None:
        told = self._measurements() | {name: [right, every, now(), list(taught)]}
        self._store.settings.put(_MEASURED, orjson.dumps(told).decode())
        self._tallies.pop(name, None)

    def _measurements(self) -> dict[str, object]:
        try:
            told = orjson.loads(self._store.settings.get(_MEASURED) or "{}")
        except orjson.JSONDecodeError:
            return {}
        return told if isinstance(told, dict) else {}

    # Asking them

    def answer_outside_later(self, heard: Callable[[str], None]) -> None:
        """From now on nobody outside holds the Suggestions of the others up: what one of them proposes is there when
        it has come, and `heard` is told for which Article, in another thread."""
        self._heard = heard
        if self._circle is not None:
            self._circle.heard = heard

    def recommender_names(self) -> tuple[str, ...]:
        return (*super().recommender_names(), *(one.name for one in self._readable()))

    def _follow_outsides(self) -> None:
        self._seated()
        self.announce(Changed())

    def _seated(self) -> Circle | None:
        """Those that are on and allowed, connected; None where there never was any. Reads the project."""
        outsides = self._readable()
        if self._circle is None and not any(one.enabled for one in outsides):
            return None
        if self._circle is None:
            from annotator.suggest.external.circle import Circle

            self._circle = Circle(self.path)
            self._circle.heard = self._heard
        knowledge = None if self.clitics_inside else self.words_known()
        self._circle.seat(outsides, knowledge, {one.name: self.tally(one.name) for one in outsides})
        return self._circle

    def _from_outside(self, circle: Circle | None, article: Article, asked: Asked) -> list[Sequence[Suggestion]]:
        """What those outside propose. Reads no file of the project; any thread."""
        if circle is None or asked.teacher is None:
            return []
        from annotator.suggest.external.circle import Question

        return circle.ask(Question(article, self.schema, self._schema_version, asked.week_starts))

    def let_go_of_outsides(self) -> None:
        """End those that run, at once."""
        if self._circle is not None:
            self._circle.close()


def _who(outside: Outside) -> tuple[object, ...]:
    """What makes it another one when it changes."""
    return outside.kind, outside.command, outside.address, outside.model
