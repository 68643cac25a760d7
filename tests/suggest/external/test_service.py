"""Recommenders behind HTTP: a real web server on this machine, well behaved and not."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread
from typing import Any

import pytest

from annotator.suggest.external import http
from annotator.suggest.external.duties import wanted
from annotator.suggest.external.foreign import Foreign, OutsideTrouble, Reason
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.external.service import Service
from annotator.suggest.recommender import Example
from tests.helpers.builders import ARTICLE, small_schema, where
from tests.helpers.outside import served

Answering = Callable[[str, dict[str, Any]], tuple[int, Any]]
HERE = Outside("here", Kind.SERVICE, address="http://127.0.0.1:1")
ALL = wanted(HERE, small_schema())


def at(address: str, **set_up: Any) -> Outside:
    return replace(HERE, address=address, **set_up)


def well_behaved(path: str, message: dict[str, Any]) -> tuple[int, Any]:
    match path:
        case "/info":
            return 200, {
                "info": {"protocol": 1, "name": "tagger", "version": "3", "labels": ["GPE"], "trainable": True}
            }
        case "/predict":
            start = message["article"]["text"].index("القاهرة")
            return 200, {"spans": [{"start": start, "end": start + 7, "label": "GPE", "score": None}, "?"]}
        case "/train":
            return 200, {"trained": {"articles": len(message["articles"])}}
        case _:
            return 404, {}


def test_a_service_says_what_it_is_proposes_and_learns() -> None:
    with served(well_behaved) as asked:
        service = Service(at(asked.address))
        assert service.info().labels == ("GPE",)
        reply = service.suggest(ARTICLE, ALL)
        assert reply.found == (Foreign("GPE", *where("القاهرة")),)
        assert reply.dropped == {Reason.MALFORMED: 1}
        assert service.train([Example("a", "دمشق", ((0, 4, "GPE"),))], ALL) == "articles 1"
    assert [(method, path) for method, path, _message, _headers in asked] == [
        ("GET", "/info"),
        ("POST", "/predict"),
        ("POST", "/train"),
    ]
    message = asked[1][2]
    assert message["labels"] == ["PERS", "GPE", "Meet", "DATE"]
    assert message["article"]["text"][slice(*message["article"]["tokens"][0])] == "التقى"
    assert asked[2][2]["articles"][0]["spans"] == [{"start": 0, "end": 4, "label": "GPE"}]


@pytest.mark.parametrize(
    ("status", "told", "sentence"),
    [
        (200, "not JSON", "“not JSON” is no answer in JSON"),
        (200, {"spans": 7}, "its answer has no list “spans”"),
        (200, {"error": "no model"}, "it says “no model”"),
        (200, "x" * 20_000_000, "it answered with more than 8 MB"),
        (302, "http://127.0.0.1:1/elsewhere", "it sends to another address, which is not followed"),
        (307, "file:///etc/passwd", "it sends to another address, which is not followed"),
        (401, {}, "it wants another key"),
        (429, {}, "it is busy"),
        (500, "<b>out of memory</b>\n" * 9, "it answered with the status 500 <b>out of memory</b>"),
    ],
)
def test_a_service_that_misbehaves_is_told_of_in_one_sentence(status: int, told: Any, sentence: str) -> None:
    with served(lambda _path, _message: (status, told)) as asked, pytest.raises(OutsideTrouble) as trouble:
        Service(at(asked.address)).suggest(ARTICLE, ALL)
    assert sentence in str(trouble.value)
    assert str(trouble.value).isprintable()
    assert len(asked) == 1


def test_a_text_never_follows_a_redirect_to_another_host() -> None:
    with served(well_behaved) as elsewhere, served(lambda path, _message: (307, elsewhere.address + path)) as asked:
        with pytest.raises(OutsideTrouble):
            Service(at(asked.address)).suggest(ARTICLE, ALL)
        assert elsewhere == []


def test_a_service_that_is_silent_or_drips_is_given_up() -> None:
    release = Event()

    def drip(listening: socket.socket) -> None:
        held, _address = listening.accept()
        with held:
            held.sendall(b"HTTP/1.1 200 OK\r\n")
            while not release.wait(0.05):
                try:
                    held.sendall(b"X-Slow: 1\r\n")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=drip, args=(listening,))
        thread.start()
        service = Service(at(f"http://127.0.0.1:{listening.getsockname()[1]}", seconds=0.3))
        with pytest.raises(OutsideTrouble, match=r"did not answer within 0\.3 seconds"):
            service.suggest(ARTICLE, ALL)
        release.set()
        thread.join()


def test_a_service_that_is_not_there_is_told_of() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(OutsideTrouble, match=r"“here” at 127\.0\.0\.1 did not help: it cannot be reached"):
        Service(at(f"http://127.0.0.1:{port}")).info()


def test_this_machine_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    with served(well_behaved) as asked:
        assert Service(at(asked.address)).info().name == "tagger"


def test_a_key_is_never_sent_over_plain_http_to_another_machine() -> None:
    far = at("http://api.example.org", host="api.example.org")
    with pytest.raises(OutsideTrouble, match=r"The key for api\.example\.org is not sent over http"):
        http.ask(far, "/info", seconds=1, key="secret")
