"""The text that the tests ask about, its facts as a good model states them, and a server on this machine."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.llm
from kg.extract import Extraction
from kg.model import Source

from .server import Reply, running

TEXT = """新吴区代表团到宜川县考察
发布时间：2021-12-01    来源：新吴区人民政府
2021年11月30日，新吴区区长沈一鸣率领党政代表团到陕西省延安市宜川县考察苏陕协作。宜川县县长乔二凡陪同。
新吴区自2016年起对口帮扶宜川县。双方签订《产业园共建协议》，新吴区向宜川县捐赠120.5万元用于校舍修缮。
全年互派干部12人次。乔二凡表示，宜川县将尽快把协议落到实处。宜川县委组织部部长丁三思参加活动。
"""
ANSWER: dict[str, Any] = {
    "posts": [
        {"quote": "新吴区区长沈一鸣", "person": "沈一鸣", "title": "区长", "region": "新吴区", "body": ""},
        {"quote": "宜川县县长乔二凡", "person": "乔二凡", "title": "县长", "region": "宜川县", "body": "宜川县人民政府"}],
    "partnerships": [{"quote": "新吴区自2016年起对口帮扶宜川县", "a": "新吴区", "b": "宜川县", "kind": "paired-assistance",
                      "programme": "苏陕协作", "since": "2016"}],
    "events": [{"quote": "沈一鸣率领党政代表团到陕西省延安市宜川县考察", "kind": "visit", "start": "2021-11-30", "place": "宜川县",
                "status": "done", "participants": [{"name": "沈一鸣", "role": "led"}, {"name": "乔二凡", "role": "accompanied"}]}],
    "agreements": [{"quote": "双方签订《产业园共建协议》", "title": "产业园共建协议", "parties": ["新吴区", "宜川县"],
                    "signatories": [], "status": "signed"}],
    "money": [{"quote": "新吴区向宜川县捐赠120.5万元", "amount": "1205000", "currency": "CNY", "payer": "新吴区",
               "payee": "宜川县", "purpose": "校舍修缮", "status": "paid"}],
    "counts": [{"quote": "互派干部12人次", "subject": "互派干部", "quantity": "12", "unit": "人次"}],
    "statements": [{"quote": "将尽快把协议落到实处", "speaker": "乔二凡", "kind": "pledge"}],
}
SOURCE = Source(name="visit.txt", sha256="0" * 64)


def answer(**lists: list[Any]) -> dict[str, Any]:
    """An answer with these lists, the others empty."""
    return {kind: lists.get(kind, []) for kind in ANSWER}


def changed(which: str, /, **values: Any) -> dict[str, Any]:
    """The good answer with the first fact of a list changed."""
    result = copy.deepcopy(ANSWER)
    result[which][0].update(values)
    return result


class Asker:
    """Asks a server that gives certain replies about a text."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.spent = 0

    def __call__(self, *replies: Reply, text: str = TEXT, **options: Any) -> Extraction:
        with running(*replies) as server, self.extractor(server.url, **options) as extractor:
            try:
                return extractor(text, SOURCE)
            finally:
                self.asked, self.headers, self.spent = server.asked, server.headers, extractor.ledger.spent

    def extractor(self, url: str, **options: Any) -> Any:
        chosen = {"pause": 0.01, "timeout": 5.0, "cache": self.cache, **options}
        return kg.llm.connect(url, chosen.pop("model", "tester"), **chosen)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings and no proxy of whoever runs the tests."""
    for name in ("KG_LLM_URL", "KG_LLM_MODEL", "KG_LLM_KEY", "KG_LLM_BUDGET", "http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("KG_LLM_CACHE", str(tmp_path / "own-cache"))


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Asker]:
    yield Asker(tmp_path / "cache")


