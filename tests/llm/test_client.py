"""The wire: good, slow, broken and hostile servers."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from kg.errors import ModelError
from kg.llm import client
from kg.llm.client import Endpoint

from .conftest import ANSWER, SOURCE, Asker, answer
from .server import Handler, Reply, completion, drips, drips_headers, hangs_up, raw, running, says, sleeps, status

SECRET = "sk-verysecret123"


def test_a_good_answer(ask: Asker) -> None:
    found = ask(says(ANSWER, 777), key=SECRET)
    assert len(found.facts) == 8 and ask.spent == 777
    (body,), (headers,) = ask.asked, ask.headers
    assert body["model"] == "tester" and body["temperature"] == 0 and not body["stream"]
    assert body["response_format"]["json_schema"]["strict"] is True
    assert headers["Authorization"] == f"Bearer {SECRET}"


def test_no_key_no_header(ask: Asker) -> None:
    ask(says(ANSWER))
    assert "Authorization" not in ask.headers[0]


@pytest.mark.parametrize("trouble", [
    status(500, "oops"), status(503), status(429, "slow down", Retry_After="0"), status(408), hangs_up(), hangs_up(50),
    raw(b"<html><body>502</body></html>"), raw(b'{"choices": []}'), raw(b'{"choices": [{"message": {"content": 5}}]}'),
    raw(b"[" * 100_000), raw(b"\xff\xfe\x00"), raw(b""), raw(b'{"choices": [7]}'), raw(b"null"),
], ids=["500", "503", "429", "408", "hangs up", "half", "html", "no choice", "number", "deep", "bytes", "empty", "odd", "null"])
def test_trouble_that_passes_is_asked_again(ask: Asker, trouble: Reply) -> None:
    assert len(ask(trouble, says(ANSWER)).facts) == 8
    assert len(ask.asked) == 2


def test_attempts_end(ask: Asker) -> None:
    with pytest.raises(ModelError, match="gave no answer in 3 attempts: status 500: oops"):
        ask(status(500, "oops"), attempts=3)
    assert len(ask.asked) == 3 and ask.spent == 0


def test_pauses_grow(ask: Asker) -> None:
    start = time.monotonic()
    with pytest.raises(ModelError):
        ask(status(500), attempts=4, pause=0.1)
    assert time.monotonic() - start >= 0.7  # 0.1 + 0.2 + 0.4


def test_the_server_says_how_long_to_wait(ask: Asker) -> None:
    start = time.monotonic()
    ask(status(429, Retry_After="1"), says(ANSWER))
    assert time.monotonic() - start >= 1
    with pytest.raises(ModelError, match="asks to wait 86400 seconds"):
        ask(status(429, Retry_After="86400"), text="另一篇，有一个句子。")
    assert len(ask.asked) == 1


@pytest.mark.parametrize("slow", [sleeps(1.5), drips(1.5), drips(1.5, chunked=True), drips_headers(1.5)],
                         ids=["silent", "drips", "chunks", "headers"])
def test_slow_answers_time_out(ask: Asker, slow: Reply) -> None:
    start = time.monotonic()
    with pytest.raises(ModelError, match=r"within 0\.3 seconds"):
        ask(slow, timeout=0.3, attempts=2)
    assert time.monotonic() - start < 1.4 and len(ask.asked) == 2
    assert ask.spent > 0, "what was sent may be billed"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(ask: Asker, code: int) -> None:
    with running(says(ANSWER)) as elsewhere:
        with pytest.raises(ModelError, match=f"redirects to another address .status {code}."):
            ask(status(code, "", Location=f"{elsewhere.url}/chat/completions"), key=SECRET)
        assert elsewhere.paths == []


def test_an_endless_answer_is_cut(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MAX_ANSWER", 10_000)
    with pytest.raises(ModelError, match="which no list of facts has"):
        ask(raw(completion("x" * 20_000)))
    assert len(ask.asked) == 1


def test_compression_is_not_unpacked(ask: Asker) -> None:
    with pytest.raises(ModelError, match="compressed"):
        ask(raw(b"\x1f\x8b", Content_Encoding="gzip"))
    assert ask.headers[0]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(("reply", "message"), [
    (status(401, f"bad key {SECRET}"), "does not accept the key"), (status(403), "does not accept the key"),
    (status(404, "no model"), "knows no such address or model"),
])
def test_what_no_other_question_would_mend_stops_the_run(ask: Asker, reply: Reply, message: str) -> None:
    with running(reply) as server, ask.extractor(server.url, key=SECRET) as extractor:
        for text in ("一篇，有一个句子。", "另一篇，有一个句子。"):
            with pytest.raises(ModelError, match=message) as caught:
                extractor(text, SOURCE)
            assert SECRET not in str(caught.value)
        assert len(server.asked) == 1


def test_nobody_there_stops_the_run(ask: Asker) -> None:
    with running(says(ANSWER)) as server:
        url = server.url
    with ask.extractor(url, attempts=2) as extractor:
        with pytest.raises(ModelError, match="the connection failed"):
            extractor("一篇，有一个句子。", SOURCE)
        start = time.monotonic()
        with pytest.raises(ModelError, match="the connection failed"):
            extractor("另一篇，有一个句子。", SOURCE)
        assert time.monotonic() - start < 0.2 and extractor.ledger.spent == 0


def test_another_refusal_concerns_one_question(ask: Asker) -> None:
    with running(status(413, "too long"), says(ANSWER)) as server, ask.extractor(server.url) as extractor:
        with pytest.raises(ModelError, match=r"refuses the question .status 413.: too long"):
            extractor("一篇，有一个句子。", SOURCE)
        extractor("另一篇，有一个句子。", SOURCE)


def test_a_parameter_that_the_server_does_not_know_is_left_out(ask: Asker) -> None:
    def picky(handler: Handler, body: dict[str, Any]) -> None:
        unknown = next((name for name in ("response_format", "max_tokens", "temperature") if name in body), "")
        if unknown:
            handler.send(400, json.dumps({"error": {"message": f"Unsupported parameter: '{unknown}'"}}).encode())
        else:
            handler.send(200, completion(json.dumps(ANSWER)))
    assert len(ask(picky).facts) == 8
    assert ask.asked[-1]["max_completion_tokens"] == client.MAX_TOKENS
    assert '"PostClaim"' in ask.asked[-1]["messages"][-1]["content"], "the schema goes into the words instead"
    assert ask.spent == 100


@pytest.mark.parametrize("usage", [0, -5, True, "9", None, 1.5, [1]])
def test_usage_that_is_no_number_is_estimated(ask: Asker, usage: object) -> None:
    ask(says(answer(), usage))
    assert ask.spent > 1000


@pytest.mark.parametrize("address", [
    "", "api.example/v1", "file:///etc/passwd", "ftp://api.example", "https://", "https://user:secret@api.example/v1",
    "https://api.example/v1?key=secret", "https://api.example/v1#x", "https://api.example/\nv1", "http://[::1", "javascript:1",
])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(ModelError) as caught:
        Endpoint(address, "tester")
    assert "secret" not in str(caught.value) or "holds a password" in str(caught.value)


def test_a_key_goes_nowhere_unencrypted() -> None:
    with pytest.raises(ModelError, match="unencrypted") as caught:
        Endpoint("http://api.example/v1", "tester", SECRET)
    assert SECRET not in str(caught.value)
    Endpoint("http://api.example/v1", "tester")
    Endpoint("http://localhost:11434/v1", "tester", SECRET)


@pytest.mark.parametrize("key", [f"{SECRET}\nX-Other: 1", f"{SECRET} x", f"{SECRET}钥"])
def test_keys_that_are_none(key: str) -> None:
    with pytest.raises(ModelError, match="KG_LLM_KEY") as caught:
        Endpoint("https://api.example/v1", "tester", key)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("model", ["", " ", "a\nb", "m" * 300])
def test_models_that_are_none(model: str) -> None:
    with pytest.raises(ModelError, match="--llm-model"):
        Endpoint("https://api.example/v1", model)


def test_the_key_is_in_no_representation() -> None:
    assert SECRET not in repr(Endpoint("https://api.example/v1", "tester", SECRET))


def test_many_at_once_share_one_budget(ask: Asker) -> None:
    with running(says(answer(), 10)) as server, ask.extractor(server.url, budget=100_000) as extractor:
        threads = [threading.Thread(target=extractor, args=(f"第{n}篇，有一个句子。", SOURCE)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert extractor.ledger.spent == 80


