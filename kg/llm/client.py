"""One question to an OpenAI-compatible endpoint (`POST …/chat/completions`), and its answer, which is not trusted.

No redirect is followed, no compressed answer is taken, size and time have limits; the key goes to the address that was
given and into no message.
"""

from __future__ import annotations

import json
import queue
import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import urllib3
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)
from urllib3.util import parse_url

from ..errors import ModelError
from .budget import Ledger, estimate

MAX_ANSWER = 4_000_000
"""Bytes that an answer may have."""
MAX_TOKENS = 4_096
"""Tokens that a model may write as one answer."""
LONGEST_WAIT = 60.0
"""Seconds; a server that asks to wait longer is not waited for."""
TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses (RFC 9110, RFC 6585) after which the same question may be answered."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OPTIONAL = ("response_format", "temperature", "max_tokens")
_FORM = "The form of the answer: "


class Answer(NamedTuple):
    """What the model wrote, and whether it came to its end (`whole`) or was cut at the limit of tokens."""

    text: str
    whole: bool


_Reply = tuple[int, Mapping[str, str], bytes]
"""Status, headers and body."""


class _Transient(Exception):
    """Something that may be over soon; `wait` is how long the server asks for, `used` what may have been billed, `gone`
    whether no server was reached."""

    def __init__(self, reason: str, wait: float = 0.0, used: int = 0, gone: bool = False) -> None:
        self.reason, self.wait, self.used, self.gone = reason, wait, used, gone
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers.

    Parameters
    ----------
    address : base of the API, as in https://api.example/v1.
    model : name of the model, as the server calls it.
    key : what proves who asks; "" if the server wants none.
    timeout : seconds for one answer.
    attempts : how often a question is asked before it is given up.
    pause : seconds before the second attempt; each later pause is twice as long, up to `LONGEST_WAIT`.

    Raises
    ------
    ModelError : the address is none, holds a password, or would carry the key unencrypted to another machine.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    attempts: int = 4
    pause: float = 1.0

    def __post_init__(self) -> None:
        try:
            url = parse_url(self.address)
        except urllib3.exceptions.LocationParseError:
            url = parse_url("")
        if url.scheme not in ("http", "https") or not url.host or not self.address.isprintable():
            raise ModelError(f"{self.address!r} is no address of an API; give one like https://api.example/v1 with --llm-url "
                             "or KG_LLM_URL")
        if url.auth or url.query or url.fragment:
            raise ModelError("the address of the API holds a password, a query or a fragment; give the bare address, and the "
                             "key in the environment variable KG_LLM_KEY")
        if not self.model.strip() or not self.model.isprintable() or len(self.model) > 200:
            raise ModelError("the name of the model is empty, too long, or holds control characters; give it with --llm-model "
                             "or KG_LLM_MODEL as the server lists it")
        if not (self.key.isascii() and self.key.isprintable()) or " " in self.key:
            raise ModelError("the key in KG_LLM_KEY holds characters that no key has (a line break, a blank); set it anew")
        if self.key and url.scheme == "http" and url.host not in _LOCAL:
            raise ModelError(f"the key would go to {url.host} unencrypted; use an https address, or unset KG_LLM_KEY if that "
                             "server wants none")

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return parse_url(self.address).netloc or ""

    def ask(self, messages: list[dict[str, str]], schema: Mapping[str, Any], ledger: Ledger) -> Answer:
        """Ask one question; the ledger counts what it costs.

        Raises
        ------
        BudgetSpent : the question may cost more than is left.
        ModelError : there is no answer, after all attempts; where no other question would fare better (a wrong key, address
            or model), the ledger is stopped.
        """
        body: dict[str, Any] = {
            "model": self.model, "messages": messages, "temperature": 0, "max_tokens": MAX_TOKENS, "stream": False,
            "response_format": {"type": "json_schema", "json_schema": {"name": "facts", "strict": True, "schema": schema}}}
        policy = Retrying(stop=stop_after_attempt(self.attempts), wait=self._wait,
                          retry=retry_if_exception_type(_Transient), reraise=True)
        try:
            return policy(self._once, body, ledger)
        except _Transient as error:
            reason = self._clean(f"{self.host} gave no answer in {self.attempts} attempts: {error.reason}. Try again later; "
                                 "what was answered is kept")
            if error.gone:
                ledger.stop(reason)
            raise ModelError(reason) from None

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _Transient) else 0.0
        growing = wait_exponential(multiplier=self.pause, max=LONGEST_WAIT) + wait_random(0, self.pause)
        return max(asked, growing(state))

    def _once(self, body: dict[str, Any], ledger: Ledger) -> Answer:
        """One attempt, on the ledger from before it is sent; a parameter that the server does not know is left out."""
        prompt = estimate(json.dumps(body, ensure_ascii=False))
        ledger.reserve(prompt + MAX_TOKENS)
        used = prompt
        try:
            status, headers, data = self._send(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), prompt)
            if status == 200:
                answer, used = self._read(data, prompt)
                return answer
            used = 0
            unknown = next((name for name in _OPTIONAL if name in body and name in data.decode("utf-8", "replace")), "")
            if status in (400, 422) and unknown:
                value = body.pop(unknown)
                if unknown == "max_tokens":
                    body["max_completion_tokens"] = MAX_TOKENS
                elif unknown == "response_format":
                    body["messages"] = [*body["messages"], {"role": "system", "content": _FORM + json.dumps(value)}]
            else:
                self._refused(status, headers, data, ledger)
        except _Transient as error:
            used = error.used
            raise
        finally:
            ledger.settle(prompt + MAX_TOKENS, used)
        return self._once(body, ledger)

    def _send(self, body: bytes, prompt: int) -> _Reply:
        """The server's reply within the time; a socket's own time-outs know neither slow names nor slow headers."""
        replies: queue.SimpleQueue[_Reply | Exception] = queue.SimpleQueue()

        def work() -> None:
            try:
                replies.put(self._exchange(body, prompt))
            except Exception as error:
                replies.put(error)

        threading.Thread(target=work, name="kg-llm", daemon=True).start()
        try:
            reply = replies.get(timeout=self.timeout + 0.2)
        except queue.Empty:
            raise _Transient(f"no answer within {self.timeout:g} seconds", used=prompt) from None
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _exchange(self, body: bytes, prompt: int) -> _Reply:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity",
                   "User-Agent": "cooperation-kg"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        end = time.monotonic() + self.timeout
        try:
            with self._pool() as pool, pool.request(
                    "POST", f"{self.address.rstrip('/')}/chat/completions", body=body, headers=headers, redirect=False,
                    retries=False, preload_content=False, decode_content=False,
                    timeout=urllib3.Timeout(connect=min(10.0, self.timeout), read=self.timeout)) as response:
                return response.status, response.headers, self._body(response, end, prompt)
        except urllib3.exceptions.ReadTimeoutError:
            raise _Transient(f"no answer within {self.timeout:g} seconds", used=prompt) from None
        except urllib3.exceptions.HTTPError as error:
            raise _Transient(f"the connection failed ({type(error).__name__})", gone=True) from None

    def _pool(self) -> urllib3.PoolManager:
        """Connections, through the proxy that the environment names for this host (HTTPS_PROXY, NO_PROXY)."""
        url = parse_url(self.address)
        proxy = urllib.request.getproxies().get(url.scheme or "")
        if proxy and not urllib.request.proxy_bypass(url.netloc or ""):
            return urllib3.ProxyManager(proxy)
        return urllib3.PoolManager()

    def _body(self, response: urllib3.BaseHTTPResponse, end: float, prompt: int) -> bytes:
        """The body as it comes in, up to its limits of size and time."""
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise ModelError(f"{self.host} sends a compressed answer, which was not asked for")
        data = bytearray()
        while part := response.read1(65_536, decode_content=False):
            data += part
            if len(data) > MAX_ANSWER:
                raise ModelError(f"the answer of {self.host} has more than {MAX_ANSWER / 1e6:.0f} MB, which no list of facts has")
            if time.monotonic() > end:
                raise _Transient(f"the answer was not complete within {self.timeout:g} seconds", used=prompt)
        return bytes(data)

    def _refused(self, status: int, headers: Mapping[str, str], data: bytes, ledger: Ledger) -> None:
        """Raise what a status other than 200 means."""
        said = " ".join(data[:2000].decode("utf-8", "replace").split())[:200]
        if status in TRANSIENT:
            wait = _seconds(headers.get("Retry-After", ""))
            if wait > LONGEST_WAIT:
                raise ModelError(self._clean(f"{self.host} asks to wait {wait:.0f} seconds (status {status}); try again then"))
            raise _Transient(f"status {status}: {said}", wait)
        if 300 <= status < 400:
            reason = f"{self.host} redirects to another address (status {status}), which is not followed; give the right " \
                     "address with --llm-url or KG_LLM_URL"
        elif status in (401, 403):
            reason = f"{self.host} does not accept the key (status {status}); set KG_LLM_KEY: {said}"
        elif status == 404:
            reason = f"{self.host} knows no such address or model (status 404); check --llm-url {self.address} and --llm-model " \
                     f"{self.model}: {said}"
        else:
            raise ModelError(self._clean(f"{self.host} refuses the question (status {status}): {said}"))
        ledger.stop(self._clean(reason))
        ledger.check()

    def _read(self, data: bytes, prompt: int) -> tuple[Answer, int]:
        """The answer in the server's reply, and the tokens that it took."""
        try:
            reply = json.loads(data)
            choice = reply["choices"][0]
            text = choice["message"]["content"]
            whole = choice.get("finish_reason") != "length"
            usage = reply.get("usage")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise _Transient("the reply is not of the form of chat completions", used=prompt) from None
        if not isinstance(text, str):
            raise _Transient("the reply holds no text", used=prompt)
        stated = usage.get("total_tokens") if isinstance(usage, dict) else None
        if isinstance(stated, int) and not isinstance(stated, bool) and stated > 0:
            return Answer(text, whole), stated
        return Answer(text, whole), prompt + estimate(text)

    def _clean(self, message: str) -> str:
        """A message without the key, should a server have echoed it."""
        return message.replace(self.key, "…") if self.key else message


def _seconds(value: str) -> float:
    """Retry-After in seconds (RFC 9110); 0 where it is none. Dates are taken for a minute."""
    if value.strip().isdecimal() and len(value) < 12:
        return float(value)
    return LONGEST_WAIT if value.strip() else 0.0
