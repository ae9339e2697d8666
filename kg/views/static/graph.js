"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const state = { lang: /^zh\b/i.test(navigator.language || "zh") ? "zh" : "en", off: new Set(), only: null, chosen: null };
  const neighbours = data.nodes.map(() => new Set());
  const factsOf = data.nodes.map(() => []);
  data.facts.forEach((fact, at) => {
    neighbours[fact.a].add(fact.b); neighbours[fact.b].add(fact.a);
    factsOf[fact.a].push(at); if (fact.b !== fact.a) factsOf[fact.b].push(at);
  });

  // Of too many, those first that matter most: what is no person, by the number of facts
  const order = data.nodes.slice().sort((a, b) => (a.kind === "person") - (b.kind === "person") || b.degree - a.degree || a.id - b.id);
  const MANY = { nodes: 1200, edges: 4000 };
  let few = null;
  if (data.nodes.length > MANY.nodes || data.edges.length > MANY.edges) {
    const lines = data.nodes.map(() => []);
    for (const { from, to } of data.edges) { lines[from].push(to); if (from !== to) lines[to].push(from); }
    let sum = 0;
    few = new Set();
    for (const { id } of order) {
      sum += lines[id].reduce((count, other) => count + (few.has(other) || other === id), 0);
      if (few.size === MANY.nodes || sum > MANY.edges) break;
      few.add(id);
    }
  }

  // Words
  const pick = (pair) => pair[state.lang === "zh" ? 0 : 1];
  const word = (key, ...values) => pick(data.words[key]).replace(/\{(\d)\}/g, (_, n) => values[n]);
  const concept = (key) => key && data.concepts[key] ? pick(data.concepts[key]) : "";
  function el(tag, attributes, ...children) {  // the only way content reaches the page: textContent, never markup
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "on") node.addEventListener("click", value); else node.setAttribute(name, value);
    }
    for (const child of children.flat()) if (child !== null && child !== "") node.append(child);
    return node;
  }
  const bdi = (text) => el("bdi", {}, text);
  function swatch(kind) {
    const key = document.querySelector('#legend input[value="' + kind + '"]');
    return key ? key.parentNode.querySelector("svg").cloneNode(true) : "";
  }

  // Picture
  let network = null, nodes = null, edges = null, hovered = null;
  const place = [];
  function draw() {
    const stage = byId("stage");
    const upright = () => stage.clientHeight > stage.clientWidth;
    let tall = upright(), width = stage.clientWidth, height = stage.clientHeight, dragged = false;
    const arrange = () => data.nodes.forEach(({ id, x, y, px, py }) => { place[id] = tall ? { x: px, y: py } : { x, y }; });
    arrange();
    nodes = new vis.DataSet(data.nodes.map(({ id, shape, size, color, borderWidth }) => ({ id, shape, size, color, borderWidth, ...place[id] })));
    edges = new vis.DataSet(data.edges.map(({ zh, en, relation, facts, ...shown }) => shown));
    network = new vis.Network(stage, { nodes, edges }, {
      physics: false, layout: { improvedLayout: false },
      nodes: { labelHighlightBold: false, chosen: { node: (values, id, selected) => { if (selected) values.borderWidth = 4; } } },
      edges: { labelHighlightBold: false },
      interaction: { hover: true, keyboard: false, multiselect: false, hideEdgesOnDrag: data.edges.length > 3000, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    });
    network.on("afterDrawing", drawLabels);
    network.on("dragEnd", (event) => { dragged = dragged || event.nodes.length > 0; });
    network.on("zoom", adapt);
    network.on("click", (event) => {
      const named = event.nodes.length ? null : labelAt(event.pointer.canvas);
      if (named !== null) choose({ node: named });
      else if (event.nodes.length) choose({ node: event.nodes[0] });
      else if (event.edges.length) choose({ edge: event.edges[0] });
      else choose(null);
    });
    network.on("doubleClick", (event) => {
      const id = event.nodes.length ? event.nodes[0] : labelAt(event.pointer.canvas);
      if (id !== null) focusOn(id);
    });
    network.on("hoverNode", (event) => { hovered = event.node; tip(event, nodeTip(event.node)); });
    network.on("hoverEdge", (event) => tip(event, edgeTip(event.edge)));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => { byId("tip").hidden = true; hovered = null; });
    filter();
    chip();
    fit(false);
    new ResizeObserver(() => {
      if (stage.clientWidth === width && stage.clientHeight === height) return;
      width = stage.clientWidth; height = stage.clientHeight;
      if (upright() !== tall && !dragged) { tall = upright(); arrange(); nodes.update(data.nodes.map(({ id }) => ({ id, ...place[id] }))); }
      network.setSize("100%", "100%");
      fit(false);
    }).observe(stage);
    byId("zoom-in").onclick = () => zoom(1.35); byId("zoom-out").onclick = () => zoom(1 / 1.35); byId("fit").onclick = () => fit(true);
    byId("chip-close").onclick = () => { if (state.only === null) few = null; focusOn(null); };
    stage.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = network.getViewPosition(), scale = network.getScale();
      network.moveTo({ position: { x: at.x + step[0] / scale, y: at.y + step[1] / scale } });
    });
    for (const box of document.querySelectorAll("#legend input")) {
      box.onchange = () => { state.off[box.checked ? "delete" : "add"](box.value); filter(); };
    }
  }
  const moving = () => calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  function zoom(by) { const scale = between(0.03, network.getScale() * by, 4); adapt({ scale }); network.moveTo({ scale, animation: moving() }); }
  let grown = 1;
  const swell = () => Math.min(grown, 1.4);
  function adapt(event) {  // from afar, marks and lines are drawn larger than to scale
    const now = between(1, 0.7 / event.scale, 2);
    if (visible().length > 1500 || (Math.abs(now / grown - 1) < 0.1 && (now > 1 || grown === 1))) return;
    grown = now;
    nodes.update(data.nodes.map(({ id, size }) => ({ id, size: size * swell() })));
    edges.update(data.edges.map(({ id, width }) => ({ id, width: width * grown })));
  }
  function fit(animated) {  // with room for the labels, which vis-network knows nothing of
    const shown = visible(), stage = byId("stage");
    if (!shown.length || !stage.clientWidth) return;
    const pad = stage.clientWidth < 500 ? 12 : 30, head = byId("chip").hidden ? 0 : byId("chip").offsetHeight;
    let scale = 1, left, right, top, bottom;
    for (let round = 0; round < 3; round++) {  // the smaller the picture, the larger its letters in comparison
      left = top = Infinity; right = bottom = -Infinity;
      for (const { id, box, kind, font } of shown) {
        const { x, y } = place[id], grown = Math.max(1, READABLE[kind] / (font * scale));
        left = Math.min(left, x - box[0] * grown); right = Math.max(right, x + box[0] * grown);
        top = Math.min(top, y - box[onlyDown(id) ? 2 : 1]); bottom = Math.max(bottom, y + box[2] * grown);
      }
      scale = Math.max(Math.min((stage.clientWidth - 2 * pad) / (right - left), (stage.clientHeight - 2 * pad - head) / (bottom - top), 1.3), 0.02);
    }
    adapt({ scale });
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom - head / scale) / 2 }, scale, animation: animated && moving() });
  }

  // Labels, as on a map: the size of their letters keeps within what can be read, what matters most is written first, and
  // what would cover something else waits until there is room.
  const FONT = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Helvetica Neue",Arial,sans-serif';
  const READABLE = { region: 12, organization: 11, person: 10.5 };
  const widths = new Map();
  let labels = [];
  const between = (low, value, high) => Math.max(low, Math.min(value, high));
  function measure(ctx, text, bold) {
    const key = (bold ? "b" : "n") + text;
    if (!widths.has(key)) { ctx.font = (bold ? "bold " : "") + "100px " + FONT; widths.set(key, ctx.measureText(text).width / 100); }
    return widths.get(key);
  }
  function taken(cell) {  // boxes in a grid, so that thousands stay quick
    const grid = new Map();
    const each = (box, visit) => {
      for (let i = Math.floor(box.l / cell); i <= Math.floor(box.r / cell); i++) {
        for (let j = Math.floor(box.t / cell); j <= Math.floor(box.b / cell); j++) if (visit(i + ":" + j)) return true;
      }
      return false;
    };
    return {
      add: (box) => each(box, (key) => { if (!grid.has(key)) grid.set(key, []); grid.get(key).push(box); return false; }),
      hit: (box) => each(box, (key) => (grid.get(key) || []).some((other) => other.id !== box.id && box.l < other.r && other.l < box.r && box.t < other.b && other.t < box.b)),
    };
  }
  function text(ctx, words, x, y, size, bold, color, halo) {
    ctx.font = (bold ? "bold " : "") + size + "px " + FONT;
    ctx.strokeStyle = "#fffdf9"; ctx.lineWidth = halo; ctx.strokeText(words, x, y);
    ctx.fillStyle = color; ctx.fillText(words, x, y);
  }
  const rank = (node) => (state.chosen && state.chosen.node === node.id) || hovered === node.id ? -1 : node.kind === "person" ? 1 : 0;
  function drawLabels(ctx) {
    const scale = network.getScale(), cell = 80 / scale, space = taken(cell);
    const a = network.DOMtoCanvas({ x: 0, y: 0 }), b = network.DOMtoCanvas({ x: byId("stage").clientWidth, y: byId("stage").clientHeight });
    const shown = visible().filter(({ id, size }) => {
      const at = network.body.nodes[id];
      place[id] = { x: at.x, y: at.y };
      return at.x + size > a.x && at.x - size < b.x && at.y + size > a.y && at.y - size < b.y;
    });
    for (const { id, size } of shown) { const at = place[id], r = size * swell(); space.add({ id, l: at.x - r, r: at.x + r, t: at.y - r, b: at.y + r }); }
    for (const edge of data.edges) {  // names keep off the main lines
      if (edge.relation !== "partnership" || hiddenEdges.has(edge.id)) continue;
      const p = place[edge.from], q = place[edge.to], r = 3 / scale;
      for (let part = 0.1; part < 0.95; part += 0.1) {
        const x = p.x + (q.x - p.x) * part, y = p.y + (q.y - p.y) * part;
        space.add({ id: -3, l: x - r, r: x + r, t: y - r, b: y + r });
      }
    }
    labels = [];
    ctx.save();
    ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    for (const node of shown.sort((p, q) => rank(p) - rank(q) || q.degree - p.degree || p.id - q.id)) nodeLabel(ctx, node, scale, space, { l: a.x, r: b.x, t: a.y, b: b.y });
    if (scale > 0.4) for (const edge of data.edges) if (!hiddenEdges.has(edge.id) && edge[state.lang]) edgeLabel(ctx, edge, scale, space);
    ctx.restore();
  }
  function onlyDown(id) {  // whether all its lines leave downwards, through where its name would stand
    const at = place[id], near = [...neighbours[id]].filter((other) => other !== id && !hiddenNodes.has(other));
    return near.length > 0 && near.length < 3 && near.every((other) => place[other].y - at.y > 0.7 * Math.hypot(place[other].x - at.x, place[other].y - at.y));
  }
  function nodeLabel(ctx, node, scale, space, view) {
    const bold = node.kind !== "person", forced = rank(node) < 0;
    const size = between(READABLE[node.kind], node.font * scale, node.font * 1.5) / scale, small = Math.max(size * 0.8, 10 / scale), gap = 4 / scale;
    const name = forced ? node.label : node.name, at = place[node.id];
    const lines = node.second && (scale > 0.6 || forced) ? [[name, node.second], [name]] : [[name]];
    for (const set of lines) {
      const wide = Math.max(measure(ctx, set[0], bold) * size, set[1] ? measure(ctx, set[1], false) * small : 0), high = size * 1.2 + (set[1] ? small * 1.25 : 0);
      const out = node.size * swell() + gap, spots = [[0, out + high / 2], [out + wide / 2, 0], [-out - wide / 2, 0], [0, -out - high / 2]];
      if (onlyDown(node.id)) spots.unshift(spots.pop());
      for (const [dx, dy] of spots) {
        const x = at.x + dx, y = at.y + dy, box = { id: node.id, l: x - wide / 2, r: x + wide / 2, t: y - high / 2, b: y + high / 2 };
        const cut = box.l < view.l || box.r > view.r || box.t < view.t || box.b > view.b;
        if ((cut || space.hit({ ...box, id: -1, ...(dy ? {} : { l: box.l + 1 / scale, r: box.r - 1 / scale }) })) && !(forced && set === lines[0])) continue;
        space.add(box); labels.push(box);
        text(ctx, set[0], x, box.t + size * 0.6, size, bold, "#1d2b36", 4 / scale);
        if (set[1]) text(ctx, set[1], x, box.b - small * 0.62, small, false, "#56646f", 4 / scale);
        return;
      }
    }
  }
  function edgeLabel(ctx, edge, scale, space) {
    const main = edge.relation === "partnership", size = between(11, (main ? 13 : 11.5) * scale, main ? 17 : 15) / scale, high = size * 1.3;
    const from = place[edge.from], to = place[edge.to];
    if (Math.hypot(from.x - to.x, from.y - to.y) < 90) return;
    const full = edge[state.lang], brief = full.split(" · ")[0];
    for (const words of full === brief ? [full] : [full, brief]) {
      const wide = measure(ctx, words, main) * size;
      for (const part of [0.5, 0.42, 0.58, 0.34, 0.66]) {
        const { x, y } = network.body.edges[edge.id].edgeType.getPoint(part);
        const box = { id: -3, l: x - wide / 2, r: x + wide / 2, t: y - high / 2, b: y + high / 2 };
        if (space.hit(box)) continue;
        space.add({ ...box, id: -2 });
        ctx.fillStyle = "#fffdf9";
        ctx.fillRect(box.l - 3 / scale, box.t + high * 0.1, wide + 6 / scale, high * 0.8);
        text(ctx, words, x, y, size, main, edge.color.color, 3 / scale);
        return;
      }
    }
  }
  function labelAt(point) {
    const found = labels.find((box) => point.x > box.l && point.x < box.r && point.y > box.t && point.y < box.b);
    return found ? found.id : null;
  }
  const visible = () => data.nodes.filter((node) => !hiddenNodes.has(node.id));

  // Filter
  let hiddenNodes = new Set(), hiddenEdges = new Set();
  function filter() {
    const near = state.only === null ? null : new Set([state.only, ...neighbours[state.only]]);
    const shut = new Set(data.nodes.filter((node) => state.off.has(node.kind) || (near && !near.has(node.id))).map((node) => node.id));
    const held = new Set();
    for (const edge of data.edges) {
      if (!state.off.has(edge.relation) && !shut.has(edge.from) && !shut.has(edge.to)) { held.add(edge.from); held.add(edge.to); }
    }
    const beyond = (id) => !near && few && !few.has(id);
    const bare = (id) => factsOf[id].length && !held.has(id) && id !== state.only;
    const gone = new Set(data.nodes.filter(({ id }) => shut.has(id) || beyond(id) || bare(id)).map((node) => node.id));
    const lines = new Set(data.edges.filter((edge) => state.off.has(edge.relation) || gone.has(edge.from) || gone.has(edge.to)).map((edge) => edge.id));
    const changed = (old, now) => [...old].filter((id) => !now.has(id)).map((id) => ({ id, hidden: false }))
      .concat([...now].filter((id) => !old.has(id)).map((id) => ({ id, hidden: true })));
    const nodeChanges = changed(hiddenNodes, gone), edgeChanges = changed(hiddenEdges, lines);
    hiddenNodes = gone; hiddenEdges = lines;
    if (nodeChanges.length) nodes.update(nodeChanges);
    if (edgeChanges.length) edges.update(edgeChanges);
    counts();
    if (!state.chosen) detail();
  }
  function counts() {
    const shown = data.edges.reduce((sum, edge) => sum + (hiddenEdges.has(edge.id) ? 0 : edge.facts.length), 0);
    byId("counts").textContent = word("shown", data.nodes.length - hiddenNodes.size, data.nodes.length, shown, data.facts.length);
  }
  function focusOn(id) {
    state.only = id;
    filter();
    chip();
    fit(true);
  }
  function chip() {  // says why the picture is not the whole
    const one = state.only !== null;
    byId("chip").hidden = !one && !few;
    byId("chip-text").textContent = one ? word("only", data.nodes[state.only].label) : few ? word("many", few.size, data.nodes.length) : "";
    byId("chip-close").textContent = word(one && few ? "return" : "all");
  }

  // Choosing
  function choose(what, move) {
    state.chosen = what;
    byId("tip").hidden = true;
    if (!what) network.unselectAll();
    else if (what.node !== undefined) {
      if (hiddenNodes.has(what.node)) reveal(what.node);
      network.selectNodes([what.node]);
      if (move && state.only !== what.node) network.focus(what.node, { scale: Math.max(network.getScale(), 0.9), animation: moving() });
    } else network.selectEdges([what.edge]);
    detail();
    byId("detail").scrollTop = 0;
  }
  function reveal(id) {
    state.off.clear();
    for (const box of document.querySelectorAll("#legend input")) box.checked = true;
    if (few && !few.has(id)) { focusOn(id); return; }
    state.only = null;
    filter();
    chip();
  }

  // Tooltips
  function tip(event, text) {
    const box = byId("tip"), stage = byId("stage-box");
    box.textContent = text;
    box.hidden = false;
    const at = event.pointer.DOM;
    box.style.left = Math.max(6, Math.min(at.x + 14, stage.clientWidth - box.offsetWidth - 6)) + "px";
    box.style.top = (at.y + 18 + box.offsetHeight > stage.clientHeight ? at.y - box.offsetHeight - 12 : at.y + 18) + "px";
  }
  const nodeTip = (id) => [data.nodes[id].label, about(data.nodes[id])].filter(Boolean).join("\n");
  function edgeTip(id) {
    const edge = data.edges[id], names = edge.facts.slice(0, 4).map((at) => title(data.facts[at]));
    const link = edge.arrows.to.enabled ? " → " : " — ";
    return data.nodes[edge.from].label + link + data.nodes[edge.to].label + "\n" + word(edge.relation) + ": " +
      names.join("；") + (edge.facts.length > 4 ? " …" : "");
  }

  // Panel
  function about(node) {
    const level = data.words["level-" + node.rank] ? word("level-" + node.rank) : "";
    return [node.posts, node.kind === "region" ? level : "", node.province !== node.label ? node.province : "", node.code].filter(Boolean).join(" · ");
  }
  function title(fact) {
    if (state.lang === "en" && fact.en) return fact.en;
    return fact.label || concept(fact.kind) || word(fact.relation);
  }
  function when(fact) {
    if (fact.relation === "event" && fact.start) return fact.end && fact.end !== fact.start ? fact.start + " – " + fact.end : fact.start;
    return [fact.start && word("since", fact.start), fact.end && word("until", fact.end),
      !fact.start && !fact.end && fact.attested && word("attested", fact.attested)].filter(Boolean).join(" ");
  }
  const ref = (id) => el("button", { type: "button", class: "ref", on: () => { choose({ node: id }, true); byId("detail").focus({ preventScroll: true }); } }, bdi(data.nodes[id].label));
  function line(fact, own) {
    const edge = fact.role !== "role/peer" && !["agreement", "tenure", "statement"].includes(fact.relation) ? "→" : "—";
    const meta = [fact.relation === "partnership" ? concept(fact.kind) : "", when(fact), concept(fact.status)].filter((text) => text && text !== title(fact)).join(" · ");
    const other = fact.a === own ? fact.b : fact.a;
    const ends = own === undefined ? [ref(fact.a), " " + edge + " ", ref(fact.b), " "] :
      ["tenure", "statement"].includes(fact.relation) ? [ref(other), " "] : [fact.a === own ? edge + " " : (edge === "→" ? "← " : "— "), ref(other), " "];
    return el("p", { class: "fact" }, ends, bdi(title(fact)), meta ? el("small", {}, meta) : "",
      fact.details.length ? el("small", {}, bdi(fact.details.join("；"))) : "");
  }
  function marked(text, names) {
    const out = [];
    let rest = text;
    while (rest) {
      let best = -1, found = "";
      for (const name of names) {
        const at = name ? rest.indexOf(name) : -1;
        if (at >= 0 && (best < 0 || at < best || (at === best && name.length > found.length))) { best = at; found = name; }
      }
      if (best < 0) { out.push(rest); break; }
      if (best) out.push(rest.slice(0, best));
      out.push(el("mark", {}, found));
      rest = rest.slice(best + found.length);
    }
    return out;
  }
  function quotes(proofs, names) {
    return proofs.map(([quote, at]) => {
      const source = data.sources[at], label = source.title || source.name;
      const name = source.url ? el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, bdi(label)) : bdi(label);
      return el("blockquote", { lang: "zh" }, data.quotes[quote] ? el("bdi", {}, marked(data.quotes[quote], names)) : word("no-quote"),
        el("footer", {}, name, source.published ? " · " + source.published : ""));
    });
  }
  function groups(list, own) {  // facts that rest on the same sentences stand together, above them
    const parts = [];
    for (const relation of data.relations) {
      const facts = list.map((at) => data.facts[at]).filter((fact) => fact.relation === relation);
      if (!facts.length) continue;
      parts.push(el("h3", {}, swatch(relation), word(relation), el("b", {}, String(facts.length))));
      const same = new Map();
      for (const fact of facts) {
        const key = JSON.stringify(fact.evidence);
        if (!same.has(key)) same.set(key, []);
        same.get(key).push(fact);
      }
      for (const set of same.values()) {
        const names = new Set();
        for (const fact of set) { names.add(data.nodes[fact.a].label); names.add(data.nodes[fact.b].label); if (fact.label.length > 1) names.add(fact.label); }
        parts.push(el("div", { class: "group" }, set.map((fact) => line(fact, own)), quotes(set[0].evidence, names)));
      }
    }
    return parts;
  }
  function detail() {
    const panel = byId("detail"), chosen = state.chosen;
    if (!network) return;
    if (!chosen) panel.replaceChildren(...overview());
    else if (chosen.node !== undefined) panel.replaceChildren(...ofNode(data.nodes[chosen.node]));
    else panel.replaceChildren(...ofEdge(data.edges[chosen.edge]));
  }
  const back = () => el("button", { type: "button", class: "quiet", on: () => choose(null) }, word("back"));
  function ofNode(node) {
    const names = [node.english, ...node.aliases].filter(Boolean).join("、");
    const mine = factsOf[node.id];
    return [el("h2", {}, swatch(node.kind), bdi(node.label)), el("p", { class: "about" }, bdi([about(node), node.pinyin].filter(Boolean).join(" · "))),
      names ? el("p", { class: "about" }, word("aliases") + (state.lang === "zh" ? "：" : ": "), bdi(names)) : "",
      el("p", { class: "acts" }, mine.length ? el("button", { type: "button", class: "quiet", on: () => focusOn(node.id) }, word("neighbours")) : "", back()),
      ...(mine.length ? groups(mine, node.id) : [el("p", {}, word("isolated"))])].filter(Boolean);
  }
  function ofEdge(edge) {
    const link = edge.arrows.to.enabled ? " → " : " — ";
    return [el("h2", {}, el("span", {}, bdi(data.nodes[edge.from].label), link, bdi(data.nodes[edge.to].label))), el("p", { class: "acts" }, back()), ...groups(edge.facts)];
  }
  const LIMIT = 150;
  function overview() {
    const list = order.filter((node) => !hiddenNodes.has(node.id));
    const items = list.slice(0, LIMIT).map((node) => el("li", {}, el("button", { type: "button", on: () => choose({ node: node.id }, true) },
      swatch(node.kind), bdi(node.label), el("small", {}, bdi(node.kind === "person" ? node.posts.slice(0, 16) : node.province !== node.label ? node.province : "")))));
    return [el("h2", {}, word("everything")), el("ul", { id: "list" }, items),
      list.length > LIMIT ? el("p", { class: "about" }, word("more", list.length - LIMIT)) : ""].filter(Boolean);
  }

  // Search
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const keys = data.nodes.map((node) => [node.label, node.english, ...node.aliases, node.pinyin, node.initials, node.code, node.posts].map(fold));
  let hits = [], active = -1;
  function search(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const scored = [];
    data.nodes.forEach((node, at) => {
      let best = 9, why = "";
      keys[at].forEach((key, n) => {
        const score = !key ? 9 : key === wanted ? 0 : key.startsWith(wanted) ? 1 : n !== keys[at].length - 2 && key.includes(wanted) ? 2 : 9;
        if (score < best) { best = score; why = n ? [node.english, ...node.aliases, node.pinyin, node.initials, node.code, node.posts][n - 1] : ""; }
      });
      if (best < 9) scored.push([best, -node.degree, at, why]);
    });
    return scored.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12);
  }
  function suggest() {
    const box = byId("hits"), query = byId("query");
    hits = search(query.value); active = hits.length ? 0 : -1;
    const items = hits.map(([, , at, why], n) => {
      const item = el("li", { role: "option", id: "hit" + n, on: () => take(n) }, swatch(data.nodes[at].kind), bdi(data.nodes[at].label), el("small", {}, bdi(why || about(data.nodes[at]))));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      return item;
    });
    box.replaceChildren(...(items.length ? items : [el("li", { class: "nothing", role: "option", "aria-disabled": "true" }, word("none", query.value.trim()))]));
    box.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!box.hidden));
    mark();
  }
  function mark() {
    byId("hits").querySelectorAll("li").forEach((item, n) => { item.setAttribute("aria-selected", String(n === active)); if (n === active) item.scrollIntoView({ block: "nearest" }); });
    if (active >= 0) byId("query").setAttribute("aria-activedescendant", "hit" + active); else byId("query").removeAttribute("aria-activedescendant");
  }
  function close() { byId("hits").hidden = true; byId("query").setAttribute("aria-expanded", "false"); byId("query").removeAttribute("aria-activedescendant"); }
  function take(n) { const at = hits[n][2]; byId("query").value = data.nodes[at].label; close(); choose({ node: at }, true); }
  byId("query").addEventListener("input", suggest);
  byId("query").addEventListener("blur", close);
  byId("query").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) { active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length; mark(); }
    } else if (event.key === "Enter" && active >= 0 && hits.length) { event.preventDefault(); take(active); }
  });

  // Keys and language
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target === byId("query");
    if (event.key === "Escape") {
      if (typing && byId("query").value) { byId("query").value = ""; close(); } else if (typing) byId("query").blur();
      else if (network && state.chosen) choose(null);
      else if (network && state.only !== null) focusOn(null);
    } else if (typing) return;
    else if (event.key === "/") { event.preventDefault(); byId("query").focus(); byId("query").select(); }
    else if (!network) return;
    else if (event.key === "+" || event.key === "=") zoom(1.35);
    else if (event.key === "-") zoom(1 / 1.35);
    else if (event.key === "0") fit(true);
  });
  function speak() {
    root.setAttribute("data-ui", state.lang);
    root.lang = state.lang === "zh" ? "zh-CN" : "en";
    const other = byId("language");
    other.textContent = word("language"); other.lang = state.lang === "zh" ? "en" : "zh";
    byId("query").placeholder = word("search-hint");
    if (!network) return;
    network.redraw();
    for (const [id, key] of [["zoom-in", "zoom-in"], ["zoom-out", "zoom-out"], ["fit", "fit"], ["stage", "graph"], ["detail", "details"]]) byId(id).setAttribute("aria-label", word(key));
    for (const id of ["zoom-in", "zoom-out", "fit"]) byId(id).title = byId(id).getAttribute("aria-label");
    chip(); counts(); detail();
  }
  byId("language").onclick = () => { state.lang = state.lang === "zh" ? "en" : "zh"; speak(); };
  if (data.nodes.length) draw();
  speak();
}());
