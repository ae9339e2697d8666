"""The page in a browser: it draws, hostile strings do nothing in any panel, and the console stays silent.

Without Chromium these tests are skipped; with KG_REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pytest
from test_views_page import HOSTILE, hostile_graph

from kg import network, views
from kg.store import Store

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DRIVER = """<script>
window.addEventListener("error", (event) => console.log("FAILED " + event.message));
window.boom = () => { document.documentElement.dataset.boom = "1"; };
setTimeout(() => {
  const log = [];
  const buttons = document.querySelectorAll("#list button").length;
  for (let n = 0; n < buttons; n++) {
    document.querySelectorAll("#list button")[n].click();
    log.push(document.getElementById("detail").textContent.length);
    const ref = document.querySelector("#detail .ref");
    if (ref) ref.click();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  }
  document.getElementById("language").click();
  const query = document.getElementById("query");
  query.value = QUERY; query.dispatchEvent(new Event("input"));
  const canvas = document.querySelector("#stage canvas"), pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  document.documentElement.dataset.inked = pixels.some((value, at) => at % 4 === 3 && value > 0) ? "1" : "0";
  document.documentElement.dataset.hits = document.querySelectorAll("#hits li:not(.nothing)").length;
  document.documentElement.dataset.panels = log.filter((size) => size > 20).length;
  document.documentElement.dataset.images = document.images.length;
}, 400);
</script></body>"""


def browser() -> str:
    found = os.environ.get("KG_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("KG_REQUIRE_BROWSER") == "1":
        pytest.fail("KG_REQUIRE_BROWSER=1, and no Chromium is on the PATH; install one or name it in KG_BROWSER")
    pytest.skip("no Chromium on the PATH (KG_BROWSER names one); the page is not tried in a browser")


def opened(page: str, folder: Path) -> tuple[str, str]:
    """The page's DOM after its scripts have run, and what the browser logged to its console."""
    file = folder / "page.html"
    file.write_bytes(page.encode("utf-8"))
    run = subprocess.run(
        [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", f"--user-data-dir={folder / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--enable-logging=stderr", "--v=0", "--window-size=1280,800", "--virtual-time-budget=4000", "--dump-dom", file.as_uri()],
        capture_output=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")[-2000:]
    console = "\n".join(line for line in run.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line)
    return run.stdout.decode("utf-8"), console


def driven(page: str, query: str) -> str:
    """The page with a script of the test's own, and without the policy that would forbid it: escaping alone must hold."""
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    head, end = bare.rsplit("</body>", 1)
    return head + DRIVER.replace("QUERY", repr(query)) + end


def test_the_page_draws_without_a_word_on_the_console(filled: Store, tmp_path: Path) -> None:
    dom, console = opened(views.graph(network.graph(filled), title="梅里—临川"), tmp_path)
    assert console == ""
    assert "<canvas" in dom
    assert dom.count('<li><button type="button">') == 4


def test_panels_search_and_languages_work(filled: Store, tmp_path: Path) -> None:
    dom, console = opened(driven(views.graph(network.graph(filled), title="梅里—临川"), "梅里"), tmp_path)
    assert console == ""
    assert 'data-inked="1"' in dom
    assert 'data-hits="1"' in dom
    assert 'data-panels="4"' in dom


def test_hostile_strings_do_nothing(tmp_path: Path) -> None:
    graph = nx.compose_all([hostile_graph(bad) for bad in HOSTILE])
    dom, console = opened(driven(views.graph(graph, title=HOSTILE[0], subtitle=HOSTILE[1]), "img"), tmp_path)
    assert console == ""
    assert "data-boom" not in dom.split("<head>")[0]
    assert 'data-images="0"' in dom
    assert f'data-panels="{graph.number_of_nodes()}"' in dom
    assert not re.search(r'<a [^>]*href="(?!#|https?://)', dom)


def crowd(size: int) -> nx.MultiDiGraph:
    """A region with a partner and so many people that not all of them are drawn at once."""
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="x", relation="partnership", label="结对")
    for node, name in (("a", "甲区"), ("b", "乙县")):
        graph.add_node(node, label=name, kind="region")
    for number in range(size - 2):
        graph.add_node(f"p{number:05}", label=f"人物{number}", kind="person")
        graph.add_edge(f"p{number:05}", "b", key=str(number), relation="tenure", label="县长")
    return graph


def counted(page: str, steps: str, folder: Path) -> list[str]:
    """What the page says it shows, and its note over the picture, after some steps of a script."""
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    head, end = bare.rsplit("</body>", 1)
    dom, console = opened(f"{head}<script>setTimeout(() => {{ {steps} }}, 300);</script></body>{end}", folder)
    assert console == ""
    found = [re.search(rf'id="{name}"[^>]*>([^<]*)<', dom) for name in ("counts", "chip-text")]
    hidden = re.search(r'<div id="chip"([^>]*)>', dom)
    assert all(found) and hidden
    return [found[0].group(1), "" if "hidden" in hidden.group(1) else found[1].group(1)]  # type: ignore[union-attr]


@pytest.mark.parametrize("steps, shown, note", [
    ("", "1200 of 1300 nodes", "1200 of 1300 nodes are drawn"),
    ("document.getElementById('chip-close').click();", "1300 of 1300 nodes", ""),
    ("const q = document.getElementById('query'); q.value = '人物1290'; q.dispatchEvent(new Event('input'));"
     "q.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));", "2 of 1300 nodes", "Only 人物1290"),
], ids=["at-first", "all", "searched"])
def test_of_too_many_nodes_those_that_matter_most_are_drawn(steps: str, shown: str, note: str, tmp_path: Path) -> None:
    english = "if (document.documentElement.lang !== 'en') document.getElementById('language').click();"
    counts, chip = counted(views.graph(crowd(1300), title="x"), english + steps, tmp_path)
    assert counts.startswith(shown)
    assert chip.startswith(note) and bool(chip) == bool(note)


def test_an_empty_page_is_silent(tmp_path: Path) -> None:
    dom, console = opened(views.graph(nx.MultiDiGraph(), title="空"), tmp_path)
    assert console == ""
    assert "图中还没有关系" in dom
