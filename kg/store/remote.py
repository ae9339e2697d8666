"""One question to one SPARQL endpoint (SPARQL 1.1 Protocol, by POST), within limits of time and size.

No redirect is followed, no proxy asked, no password sent, and no compressed answer taken. Certificates are checked.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph
from pyoxigraph import QueryResultsFormat

from .. import __version__

SECONDS = 60.0
"""How long all requests for one SERVICE clause may take together."""
BYTES = 16_000_000
"""The longest answer that is taken."""
ACCEPT = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_ADDRESS = re.compile(r"(https?)://([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?((?:[/?][^#]*)?)", re.IGNORECASE)
_PLACE = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/?:@!$&'()*+,;=%-._~"  # what a path and a query may hold (RFC 3986)


class Failure(Exception):
    """An endpoint that does not answer as it should; the message says what it did."""


class Found(NamedTuple):
    """Names of variables, and solutions with a term, or None, for each."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Address(NamedTuple):
    """Where an endpoint is; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str


def is_place(text: str) -> bool:
    """Whether a text is HOST or HOST:PORT, and no address or pattern."""
    return bool(_PLACE.fullmatch(text))


def address(iri: str) -> Address | None:
    """The parts of an endpoint's IRI; None if it is not http(s), names a user, has a fragment, or a host not in ASCII."""
    match = _ADDRESS.fullmatch(iri)
    if not match:
        return None
    scheme, host, port, target = match.groups()
    target = target if target.startswith("/") else f"/{target}"
    return Address(scheme.lower(), host.lower(), int(port or _PORTS[scheme.lower()]), quote(target, safe=_SAFE))


def allowed(one: Address, places: Collection[str]) -> bool:
    """Whether an endpoint may be asked: HOST allows https at its usual port, HOST:PORT both schemes at that port."""
    known = {place.lower() for place in places}
    return f"{one.host}:{one.port}" in known or (one.host in known and (one.scheme, one.port) == ("https", 443))


def ask(one: Address, query: str, until: float) -> Found:
    """The solutions of a SELECT query.

    Parameters
    ----------
    until : when time is up, by `time.monotonic`.

    Raises
    ------
    Failure : the endpoint cannot be reached, is too slow, redirects, refuses, or answers with something else or too much.
    """
    kind, data = _post(one, urlencode({"query": query}).encode("ascii"), until)
    form = QueryResultsFormat.from_media_type(kind)
    if form not in (QueryResultsFormat.JSON, QueryResultsFormat.XML):
        raise Failure(f"answers with {kind or 'something without a type'}, which is no SPARQL result (JSON or XML)")
    try:
        return _parsed(data, form)
    except (SyntaxError, ValueError, OSError) as error:
        wrong = str(error)  # the error itself would keep Oxigraph's parser, which only this thread may throw away
    raise Failure(f"answers with a SPARQL result that cannot be read: {wrong}")


def _parsed(data: bytes, form: QueryResultsFormat) -> Found:
    found = pyoxigraph.parse_query_results(data, form)
    if isinstance(found, pyoxigraph.QueryBoolean):
        raise Failure("answers with true or false where rows were asked for")
    return Found(tuple(variable.value for variable in found.variables), list(map(tuple, found)))


def _post(one: Address, body: bytes, until: float) -> tuple[str, bytes]:
    left = until - time.monotonic()
    if left <= 0:
        raise Failure(_slow())
    maker = http.client.HTTPSConnection if one.scheme == "https" else http.client.HTTPConnection
    connection = maker(one.host.strip("[]"), one.port, timeout=left)
    try:
        connection.connect()
        return _answered(connection, one, body, until)
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= until or isinstance(error, TimeoutError):
            raise Failure(_slow()) from error
        raise Failure(f"cannot be reached: {error or type(error).__name__}") from error
    finally:
        connection.close()


def _answered(connection: http.client.HTTPConnection, one: Address, body: bytes, until: float) -> tuple[str, bytes]:
    """Type and content of the answer; when time is up, the connection is cut, however much has come."""
    cut = threading.Timer(max(0.0, until - time.monotonic()), _cut, [connection.sock])
    cut.daemon = True
    cut.start()
    try:
        connection.request("POST", one.target, body, {
            "Accept": ACCEPT, "Accept-Encoding": "identity", "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": f"cooperation-kg/{__version__}", "Connection": "close"})
        with connection.getresponse() as response:
            data = response.read(BYTES + 1)
    finally:
        cut.cancel()
    if time.monotonic() >= until:
        raise Failure(_slow())
    _refused(response, data)
    return (response.getheader("Content-Type") or "").partition(";")[0].strip(), data


def _refused(response: http.client.HTTPResponse, data: bytes) -> None:
    """Raises Failure unless the answer is one: whole, of status 200, as it is."""
    if 300 <= response.status < 400:
        raise Failure(f"redirects to {json.dumps(response.getheader('Location') or 'nowhere')}, and no redirect is followed; if that is "
                      "where you want to ask, write and allow that address")
    if response.status != 200:
        said = " ".join(data[:300].decode("utf-8", "replace").split())
        raise Failure(f"answers with status {response.status}: {json.dumps(said, ensure_ascii=False)}")
    if len(data) > BYTES:
        raise Failure(f"answers with more than {BYTES // 1_000_000} MB; ask for less (LIMIT, FILTER, fewer variables)")
    if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise Failure("answers in a compressed form that was not asked for")


def _cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _slow() -> str:
    return f"has not answered within {SECONDS:g} seconds; ask for less"
