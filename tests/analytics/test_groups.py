"""Communities, and what holds each together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from analytics.graphs import by_name, net, random_net
from kg.analytics import communities, membership
from kg.analytics.groups import partition
from kg.analytics.ties import ties

SU, MIN = {"programme": "programme/jiangsu-shaanxi"}, {"programme": "programme/fujian-ningxia"}
EVENT = {"relation": "event"}
# two triangles joined by one event
TRIANGLES = net(("a", "b", SU), ("b", "c", SU), ("a", "c", EVENT), ("x", "y", MIN), ("y", "z", EVENT), ("x", "z", EVENT), ("c", "x", EVENT),
                alone={}, a={"province": "东"}, b={"province": "东"}, c={"province": "西"})


def test_two_triangles_by_hand() -> None:
    """Modularity: each triangle holds 3 of 7 ties, and half of all ends: 2·(3/7 − (7/14)²) = 5/14."""
    assert partition(TRIANGLES).modularity == pytest.approx(5 / 14, abs=1e-9)
    one, other = communities(TRIANGLES).records()
    assert (one["community"], one["size"], one["facts"], one["inner"]) == (1, 3, 3, 3 / 4)
    assert (one["programme"], one["programme_share"]) == ("苏陕协作", 1.0)
    assert (one["relation"], one["relation_share"]) == ("partnership", 2 / 3)
    assert (one["province"], one["province_share"]) == ("东", 2 / 3)
    assert one["members"] == "a、b、c" and other["members"] == "x、y、z"
    assert (other["relation"], other["relation_share"], other["province"]) == ("event", 2 / 3, "")
    assert "0.357" in communities(TRIANGLES).meaning


def test_membership_by_hand() -> None:
    table = membership(TRIANGLES)
    assert by_name(table, "community") == {"a": 1, "b": 1, "c": 1, "x": 2, "y": 2, "z": 2}, "what nothing joins is in no group"
    assert by_name(table, "inner") == {"a": 1, "b": 1, "c": 2 / 3, "x": 2 / 3, "y": 1, "z": 1}


@pytest.mark.parametrize("seed", range(5))
def test_no_worse_than_networkx_and_never_in_pieces(seed: int) -> None:
    graph = random_net(seed, size=60, facts=110)
    pairs = ties(graph)
    pairs.remove_nodes_from(list(nx.isolates(pairs)))
    found = partition(graph)
    assert sorted(node for group in found.groups for node in group) == sorted(pairs)
    assert all(nx.is_connected(pairs.subgraph(group)) for group in found.groups)
    assert found.modularity == pytest.approx(nx.community.modularity(pairs, found.groups), abs=1e-9)
    best = max(nx.community.modularity(pairs, nx.community.louvain_communities(pairs, seed=one)) for one in range(10))
    assert found.modularity >= best - 0.02
    assert found.worst <= found.modularity


def test_a_higher_resolution_gives_more_groups() -> None:
    graph = random_net(2)
    assert len(communities(graph, resolution=3.0)) > len(communities(graph, resolution=0.3))


def test_the_same_graph_gives_the_same_groups_in_every_process() -> None:
    code = "from analytics.graphs import random_net; from kg.analytics import communities; print(communities(random_net(4, 80, 150)).rows)"
    root = Path(__file__).resolve().parents[2]
    answers = {subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=root,
                              env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "tests"), "PYTHONUTF8": "1"}).stdout
               for seed in ("0", "1", "77")}
    assert len(answers) == 1 and answers.pop().startswith("((1, ")


def test_nothing_gives_no_rows() -> None:
    assert communities(nx.Graph()).rows == membership(nx.Graph()).rows == ()
    assert communities(net(a={})).rows == ()
