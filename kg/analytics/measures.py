"""The list of measures: the question that each answers, and the graph that it takes."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    """A measure: where it lives (`module:function`), its question in English and Chinese, the projection it is made for, the
    relations that it takes by default, its own options, and whether it counts those that nothing joins."""

    function: str
    question: str
    chinese: str
    graph: str = "regions"
    by: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    alone: bool = False


PARTNERS = ("partnership",)

MEASURES: dict[str, Measure] = {
    "strength": Measure("centrality:strength", "Who has most partners, and most facts with them?", "谁的伙伴最多、往来最多？"),
    "reach": Measure("centrality:reach", "Whom does an actor reach through its partners' partners?", "经由伙伴的伙伴，能够到谁？"),
    "pagerank": Measure("centrality:pagerank", "Where do help, money and visits lead in the end?", "帮扶、资金和来访最终汇向何处？"),
    "betweenness": Measure("centrality:betweenness", "Through whom do the shortest ways between others lead?", "他人之间的最短路径经过谁？"),
    "brokerage": Measure("holes:brokerage", "Who stands between partners that are not joined (structural holes)?",
                         "谁处在互不相连的伙伴之间（结构洞）？"),
    "roles": Measure("holes:roles", "Between which provinces does an actor broker, and in what role?", "谁在哪些省份之间牵线，扮演什么角色？"),
    "communities": Measure("groups:communities", "Which groups cooperate among themselves, and what holds each together?",
                           "哪些主体抱团合作，靠什么维系？"),
    "membership": Measure("groups:membership", "To which group does each actor belong?", "各主体属于哪个群组？"),
    "core": Measure("structure:core", "Who is the core, who the periphery?", "谁是核心，谁在外围？"),
    "reciprocity": Measure("structure:reciprocity", "How much of help and visits is returned?", "帮扶与访问有多少是相互的？"),
    "hierarchy": Measure("structure:hierarchy", "Do counties pair under paired cities and provinces?", "县的结对是否处在市、省结对之下？",
                         by=PARTNERS),
    "assortativity": Measure("structure:assortativity", "Do partners resemble each other in level and province?", "伙伴在层级、省份上是否相似？",
                             by=PARTNERS),
    "layers": Measure("structure:layers", "Do money, visits and agreements follow partnerships?", "资金、访问、协议是否随结对而来？"),
    "concentration": Measure("inequality:concentration", "How concentrated are giving and receiving?", "帮扶的给与受有多集中？",
                             by=("partnership", "money")),
    "coverage": Measure("inequality:coverage", "Which regions have no partner?", "哪些地区没有结对伙伴？", by=PARTNERS, alone=True),
    "growth": Measure("change:growth", "How does cooperation grow by year?", "合作逐年如何增长？"),
    "silence": Measure("change:silence", "Which partners have had no event for months?", "哪些结对已数月没有往来？", by=("partnership", "event"),
                       options=("on", "months")),
    "turnover": Measure("change:turnover", "Do ties outlive the officials who kept them?", "官员更替之后，往来是否延续？", options=("posts",)),
    "suggest": Measure("prediction:suggest", "Which pairs are likely to become partners next?", "哪些地区今后可能结对？", by=PARTNERS,
                       options=("top", "year")),
    "backtest": Measure("prediction:backtest", "How well would such suggestions have foretold a year?", "若在某年之前作出推荐，会有多准？",
                        by=PARTNERS, options=("year", "top", "newcomers"), alone=True),
    "holdout": Measure("prediction:holdout", "How well would such suggestions find pairs that were taken away?", "若抽去一部分结对，推荐能找回多少？",
                       by=PARTNERS, options=("top", "newcomers"), alone=True),
}
"""Name → measure."""
