"""A graph of networkx and the same facts as columns give the same tables, and networkx, scipy and NetworKit the same numbers."""

from __future__ import annotations

import sys
from typing import Any

import networkit as nk
import networkx as nx
import numpy as np
import pytest

from analytics.graphs import by_name, columns, dated_net, net, random_net
from kg import analytics
from kg.analytics import MEASURES, betweenness, brokerage, communities, core, pagerank, partitions, reach
from kg.analytics.partitions import divide, modularity
from kg.analytics.ties import read, ties

MORE: dict[str, dict[str, Any]] = {"silence": {"day": "2023-01-01"}, "backtest": {"year": 2018}}


def posts() -> nx.MultiDiGraph:
    terms = [(person, "gov", {"relation": "tenure", "kind": "post/mayor", "day": day, "sole": True, "region": "n01"})
             for person, day in (("Lu", "2014-01-01"), ("Qiao", "2018-01-01"))]
    return net(*terms, Lu={"kind": "person"}, Qiao={"kind": "person"}, gov={"kind": "organization"})


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("seed", range(3))
def test_columns_and_graph_give_the_same_table(name: str, seed: int) -> None:
    graph, function = dated_net(seed), getattr(analytics, name)
    both = [[posts(), graph], [columns(posts()), columns(graph)]]
    tables = [function(*(made if name == "turnover" else made[1:]), **MORE.get(name, {})) for made in both]
    assert tables[0] == tables[1] and len(tables[0])
    assert all(type(value) in (str, int, float, type(None)) for table in tables for row in table for value in row)


@pytest.mark.parametrize("name", MEASURES)
def test_no_facts_as_columns(name: str) -> None:
    function, none = getattr(analytics, name), columns(net())
    alone = columns(net(a={"province": "东"}, b={}))
    for nothing in (none, alone):
        table = function(*([nothing] * (2 if name == "turnover" else 1)), **MORE.get(name, {}))
        assert len(table) <= 5 and table.meaning


@pytest.mark.parametrize("name", ["strength", "reach", "pagerank", "betweenness", "brokerage", "membership"])
def test_rows_that_are_made_late_are_those_that_columns_and_first_rows_tell(name: str) -> None:
    function, graph = getattr(analytics, name), dated_net(3)
    whole, asked = function(graph).rows, function(graph)
    assert type(whole) is tuple and len(asked) == len(whole) and asked.top(4).rows == whole[:4] and len(asked.top(4)) == 4
    assert [asked.column(column) for column in asked.columns] == [list(column) for column in zip(*whole, strict=True)]
    graph.add_edge("n01", "later", directed=False)
    assert asked.rows == whole, "what happens to the graph afterwards is not told"


def test_equals_come_by_name_and_then_by_node() -> None:
    graph = net(("p", "q"), ("r", "s"), ("t", "u"), ("u", "v"), p={"label": "丁"}, q={"label": "丙"}, r={"label": "丙"}, s={"label": "乙"}, t={"label": "甲"})
    order = [(row[0], row[-1]) for row in analytics.strength(graph)]
    assert order == [("u", "u"), ("v", "v"), ("丁", "p"), ("丙", "q"), ("丙", "r"), ("乙", "s"), ("甲", "t")]


def networkit(graph: nx.MultiDiGraph, directed: bool) -> Any:
    facts = read(graph)
    matrix = (facts.arcs if directed else facts.ties).tocoo()
    keep = matrix.row < matrix.col if not directed else np.ones(matrix.nnz, dtype=bool)
    return nk.GraphFromCoo((matrix.data[keep], (matrix.row[keep], matrix.col[keep])), n=len(facts), weighted=True, directed=directed)


@pytest.mark.parametrize("seed", range(4))
def test_pagerank_of_three_engines(seed: int) -> None:
    """Several parts, actors that nothing joins or that lead nowhere, facts told twice, both directions: within 10⁻⁸."""
    graph = dated_net(seed)
    ours = pagerank(graph)
    arcs = nx.from_scipy_sparse_array(read(graph).arcs, create_using=nx.DiGraph)
    assert any(degree == 0 for _, degree in arcs.out_degree) and nx.number_weakly_connected_components(arcs) > 4
    plain = nx.pagerank(arcs, tol=1e-12, max_iter=1000)
    theirs = nk.centrality.PageRank(networkit(graph, True), damp=0.85, tol=1e-12, distributeSinks=nk.centrality.SinkHandling.DistributeSinks)
    scores = theirs.run().scores()
    for place, node in enumerate(sorted(graph)):
        assert by_name(ours, "score")[node] == pytest.approx(plain[place], abs=1e-8)
        assert by_name(ours, "score")[node] == pytest.approx(scores[place], abs=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_betweenness_of_three_engines(seed: int) -> None:
    """NetworKit counts the ways of ordered pairs; divided by the number of these, they are ours, within 10⁻⁹."""
    graph = dated_net(seed)
    ours, plain = by_name(betweenness(graph), "score"), nx.betweenness_centrality(ties(graph))
    theirs = networkit(graph, False)
    scores = np.array(nk.centrality.Betweenness(nk.graphtools.toUnweighted(theirs), normalized=False).run().scores())
    size = len(graph)
    for place, node in enumerate(sorted(graph)):
        assert ours[node] == pytest.approx(plain[node], abs=1e-9)
        assert ours[node] == pytest.approx(scores[place] / ((size - 1) * (size - 2)), abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_shells_of_three_engines(seed: int) -> None:
    graph = dated_net(seed, facts=60 + 40 * seed)
    ours, plain = by_name(core(graph), "shell"), nx.core_number(ties(graph))
    scores = nk.centrality.CoreDecomposition(networkit(graph, False)).run().scores()
    assert ours == plain == {node: int(score) for node, score in zip(sorted(graph), scores, strict=True)}


@pytest.mark.parametrize("seed", range(4))
def test_reach_and_open_pairs_as_networkx_has_them(seed: int) -> None:
    graph = dated_net(seed, facts=50)
    pairs = ties(graph)
    for steps in (1, 2, 3, 5):
        assert by_name(reach(graph, steps), "near") == {
            node: len(nx.single_source_shortest_path_length(pairs, node, cutoff=steps)) - 1 for node in pairs}
    closed = nx.triangles(pairs)
    assert by_name(brokerage(graph), "open_pairs") == {node: pairs.degree(node) * (pairs.degree(node) - 1) // 2 - closed[node] for node in pairs}


def test_products_in_blocks_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.analytics import triangles, walks

    graph = dated_net(5)
    whole = [reach(graph), brokerage(graph)]
    monkeypatch.setattr(walks, "ROOM", 50)
    monkeypatch.setattr(triangles, "ROOM", 20)
    assert reach(graph) == whole[0]
    for row, other in zip(brokerage(graph), whole[1], strict=True):
        assert row == pytest.approx(other) if row[4] is None else row[2:6] == pytest.approx(other[2:6], abs=2e-6)


@pytest.mark.parametrize("seed", range(4))
def test_leiden_of_networkit_does_as_well_as_louvain_of_networkx(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The modularity of either is what networkx counts for its groups; no group is in pieces; they differ by less than 0.02."""
    graph = random_net(seed, size=60, facts=110)
    graph.add_node("alone")
    facts, pairs = read(graph), ties(graph)
    small = divide(facts.ties, 1.0)
    monkeypatch.setattr(partitions, "LARGE", 10)
    large = divide(facts.ties, 1.0)
    assert (small.method, large.method) == ("Louvain", "Leiden")
    for found in (small, large):
        groups = [{facts.nodes[place] for place in np.flatnonzero(found.group == one)} for one in range(found.group.max() + 1)]
        assert found.group[list(facts.nodes).index("alone")] == -1
        joined = pairs.subgraph(node for node in pairs if pairs.degree(node))
        assert found.modularity == pytest.approx(nx.community.modularity(joined, groups), abs=1e-9)
        assert all(nx.is_connected(pairs.subgraph(group)) for group in groups)
        assert found.worst <= found.modularity
    assert large.modularity == pytest.approx(small.modularity, abs=0.02)


def test_large_graphs_give_the_same_table_twice_and_leave_the_engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "LARGE", 10)
    nk.setNumberOfThreads(2)
    graph = random_net(7, size=300, facts=1500)
    first = communities(graph)
    assert first == communities(graph) == communities(columns(graph))
    assert "By Leiden; modularity" in first.meaning and nk.getMaxNumberOfThreads() == 2


def test_without_networkit_networkx_divides_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "LARGE", 10)
    monkeypatch.setitem(sys.modules, "networkit", None)
    table = communities(random_net(1))
    assert "By Louvain (NetworKit, which divides large graphs faster, is not installed: pip install 'cooperation-kg[large]')" in table.meaning
    assert "one seed was tried" in table.meaning


def test_modularity_with_resolution_as_networkx_has_it() -> None:
    facts = read(random_net(3))
    group = np.arange(len(facts)) % 3
    graph = nx.from_scipy_sparse_array(facts.ties)
    for resolution in (0.5, 1.0, 2.0):
        groups = [set(np.flatnonzero(group == one).tolist()) for one in range(3)]
        assert modularity(facts.ties, group, resolution) == pytest.approx(nx.community.modularity(graph, groups, resolution=resolution))
