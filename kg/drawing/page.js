// Search, legend, labels and panel around the vis-network that pyvis draws (`network`, `nodes` and `edges` are its).
// Text of papers enters the page as text only; nothing here ever parses markup.
"use strict";
(() => {
  const graph = JSON.parse(document.getElementById("details").textContent);
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel");
  const indexOf = new Map(graph.nodes.map((node, index) => [node.id, index]));
  const links = graph.nodes.map(() => []);
  graph.edges.forEach(([head, , tail], edge) => {
    links[head].push(edge);
    links[tail].push(edge);
  });

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  // Shapes as vis-network draws them, in a box of 20.
  const OUTLINES = {
    square: "M3 3H17V17H3Z",
    dot: "M2 10a8 8 0 1 0 16 0a8 8 0 1 0-16 0Z",
    diamond: "M10 1L18 10L10 19L2 10Z",
    triangle: "M10 2L19 17H1Z",
    triangleDown: "M10 18L1 3H19Z",
    star: "M10 1L12.6 7.2L19 7.6L14 11.8L15.7 18.3L10 14.7L4.3 18.3L6 11.8L1 7.6L7.4 7.2Z",
  };
  const shape = (type) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("class", "shape");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", OUTLINES[graph.classes[type].shape] ?? OUTLINES.dot);
    path.setAttribute("fill", graph.classes[type].colour);
    svg.append(path);
    return svg;
  };

  // Quotes. Offsets count characters, not the UTF-16 units of JavaScript's strings.
  const characters = new Map();
  const textOf = (paper) => {
    if (!characters.has(paper)) characters.set(paper, Array.from(graph.papers[paper].text));
    return characters.get(paper);
  };
  const marked = (paper, start, end, marks) => {
    const text = textOf(paper);
    const pieces = [];
    let at = start;
    for (const [from, to] of marks) {
      if (from < at || to > end) continue;
      pieces.push(text.slice(at, from).join(""), make("mark", { textContent: text.slice(from, to).join("") }));
      at = to;
    }
    pieces.push(text.slice(at, end).join(""));
    return pieces;
  };
  const nodeButton = (index, label = graph.nodes[index].label) => {
    const button = make("button", { type: "button", className: "node" }, shape(graph.nodes[index].type), label);
    button.addEventListener("click", () => open(index));
    return button;
  };
  const quote = ([paper, start, end, rules, confidence, marks], from) => {
    const source = graph.papers[paper].node;
    const how = `${rules} · confidence ${confidence}`;
    const footer = source === from ? make("footer", { textContent: how }) : make("footer", {}, nodeButton(source), ` ${how}`);
    return make("blockquote", {}, ...marked(paper, start, end, marks), footer);
  };
  const FIRST = 3;
  const quotes = (evidence, from) => {
    const all = evidence.map((piece) => quote(piece, from));
    if (all.length <= FIRST + 1) return all;
    const summary = make("summary", { textContent: `${all.length - FIRST} more` });
    return [...all.slice(0, FIRST), make("details", {}, summary, ...all.slice(FIRST))];
  };

  // Panel.
  const describe = (node) => {
    const facts = [node.about, node.aliases?.length ? `Also: ${node.aliases.join(", ")}` : "", ...(node.facts ?? [])];
    return facts.filter(Boolean).map((fact) => make("p", { className: "quiet", textContent: fact }));
  };
  const paperParts = (node) => {
    if (node.paper === undefined) return [];
    const paper = graph.papers[node.paper];
    const abstract = make("details", {}, make("summary", { textContent: "Abstract" }));
    abstract.append(make("p", { textContent: textOf(node.paper).slice(paper.abstract).join("") }));
    const link = paper.link && make("a", { href: paper.link, rel: "noopener noreferrer", target: "_blank", textContent: paper.link });
    return [link ? make("p", {}, link) : null, abstract];
  };
  const heading = (relation, incoming, from) => {
    const label = graph.relations[relation];
    if (!incoming) return label;
    return graph.nodes[from].type === "Claim" ? `Claims: ${label}` : `… ${label} it`;
  };
  const groups = (index) => {
    const found = new Map();
    for (const relation of Object.keys(graph.relations)) {
      for (const edge of links[index]) {
        const [head, name, tail] = graph.edges[edge];
        if (name !== relation) continue;
        const title = heading(name, tail === index, head);
        if (!found.has(title)) found.set(title, []);
        found.get(title).push([edge, head === index ? tail : head]);
      }
    }
    return found;
  };
  const OPEN = 12; // longer lists start folded
  const listed = (index) => [...groups(index)].map(([title, entries], place) => {
    const from = (other) => (graph.nodes[index].paper === undefined ? other : index);
    const items = entries.map(([edge, other]) => make("li", {}, nodeButton(other), ...quotes(graph.edges[edge][5], from(other))));
    const summary = make("summary", {}, make("h3", { textContent: `${title} (${entries.length})` }));
    return make("details", { open: place === 0 || entries.length <= OPEN }, summary, make("ul", {}, ...items));
  });
  const fill = (...children) => {
    panel.replaceChildren(...children);
    panel.scrollTop = 0;
  };
  const showNode = (index) => {
    const node = graph.nodes[index];
    fill(
      make("h2", { textContent: node.label }),
      make("p", {}, shape(node.type), ` ${node.type}`),
      ...describe(node), ...paperParts(node).filter(Boolean), ...listed(index),
    );
  };
  const showEdge = (edge) => {
    const [head, relation, tail, weight, confidence, evidence] = graph.edges[edge];
    fill(
      make("h2", { textContent: graph.relations[relation] }),
      make("p", {}, nodeButton(head)), make("p", {}, "→ ", nodeButton(tail)),
      make("p", { className: "quiet", textContent: `${weight} ${weight === 1 ? "paper" : "papers"} · confidence ${confidence}` }),
      ...quotes(evidence, head),
    );
  };
  const welcome = () => fill(
    make("h2", { textContent: "Click a node or a line" }),
    make("p", { textContent: "A node shows its class, its papers and the sentences it was read from; a line shows the sentences that say it." }),
    make("p", { textContent: "The bigger a node, the higher its PageRank. Zoom in to read more names." }),
    make("p", { className: "quiet", textContent: graph.note }),
  );

  // Picture.
  const FADED = 0.15;
  const drawn = new Set(nodes.getIds());
  const order = [...drawn].sort((one, other) => one - other); // the most important first
  const lines = edges.get();
  const hiddenTypes = new Set();
  let chosen = null;
  let near = new Set();
  // vis-network takes its time over every item it is given, so it is given only those that change.
  const update = (dataset, known, wanted, draw) => {
    const changed = wanted.filter(([id, value]) => known.get(id) !== value);
    changed.forEach(([id, value]) => known.set(id, value));
    dataset.update(changed.map(([id, value]) => ({ id, ...draw(value) })));
  };
  const opacities = { nodes: new Map(order.map((id) => [id, 1])), edges: new Map(lines.map(({ id }) => [id, graph.line.opacity])) };
  const fade = () => {
    const all = chosen === null;
    const ofLine = ({ from, to }) => (all ? graph.line.opacity : from === chosen || to === chosen ? 0.9 : 0.08);
    update(nodes, opacities.nodes, order.map((id) => [id, all || near.has(id) ? 1 : FADED]), (opacity) => ({ opacity }));
    update(edges, opacities.edges, lines.map((line) => [line.id, ofLine(line)]), (opacity) => ({ color: { ...graph.line, opacity } }));
  };
  const choose = (index) => {
    if (chosen === index) return;
    chosen = index;
    near = new Set(index === null ? [] : [index, ...links[index].flatMap((edge) => [graph.edges[edge][0], graph.edges[edge][2]])]);
    fade();
    network.selectNodes(index !== null && drawn.has(index) ? [index] : []);
  };
  const open = (index) => {
    const hash = `#${encodeURIComponent(graph.nodes[index].id)}`;
    if (location.hash === hash) visit();
    else location.hash = hash;
  };
  const visit = () => {
    const index = indexOf.get(decodeURIComponent(location.hash.slice(1)));
    if (index === undefined) return;
    showNode(index);
    choose(index);
    const inView = (point) => point.x > 0 && point.y > 0 && point.x < byId("mynetwork").clientWidth && point.y < byId("mynetwork").clientHeight;
    if (drawn.has(index) && !inView(network.canvasToDOM(network.getPosition(index)))) network.focus(index, { scale: Math.max(network.getScale(), 0.8) });
  };
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) open(node);
    else if (edge !== undefined) showEdge(edge);
    else choose(null);
  });

  // Labels: as many as fit at this zoom without one covering another, the most important first.
  const widths = new Map();
  const width = (context, label) => {
    if (!widths.has(label)) {
      context.font = "100px system-ui, sans-serif";
      widths.set(label, context.measureText(label).width / 100);
    }
    return widths.get(label);
  };
  const shown = new Map(nodes.get().map(({ id, label, size }) => [id, { label, size }]));
  const ALWAYS = 60; // this many labels are tried at any zoom; the others when their node is big enough to see
  const overlap = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
  const around = (x, y, reach) => ({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  const places = (x, y, size, half, height, gap) => [
    [x, y + size + gap], [x, y - size - gap - height], [x + size + gap + half, y - height / 2], [x - size - gap - half, y - height / 2],
  ];
  const drawLabels = (context) => {
    const css = getComputedStyle(document.documentElement);
    const scale = network.getScale();
    const positions = network.getPositions();
    const from = network.DOMtoCanvas({ x: 0, y: 0 });
    const to = network.DOMtoCanvas({ x: context.canvas.clientWidth, y: context.canvas.clientHeight });
    const view = { left: from.x, right: to.x, top: from.y, bottom: to.y };
    const seen = order.filter((index) => positions[index] && overlap(around(positions[index].x, positions[index].y, 0), view));
    const taken = seen.filter((index) => shown.get(index).size * scale > 6 && (chosen === null || near.has(index)))
      .map((index) => around(positions[index].x, positions[index].y, shown.get(index).size * 0.8));
    const write = (index) => {
      const { label, size } = shown.get(index);
      const { x, y } = positions[index];
      const height = Math.min(17, Math.max(11, size * scale * 0.8)) / scale;
      const half = width(context, label) * height / 2;
      const boxes = places(x, y, size, half, height, 2 / scale)
        .map(([middle, top]) => ({ middle, left: middle - half - 3 / scale, right: middle + half + 3 / scale, top, bottom: top + height * 1.1 }));
      const box = boxes.find((each) => !taken.some((other) => overlap(each, other))) ?? (index === chosen ? boxes[0] : null);
      if (!box) return;
      taken.push(box);
      context.font = `${index === chosen ? "bold " : ""}${height}px system-ui, sans-serif`;
      context.strokeText(label, box.middle, box.top);
      context.fillText(label, box.middle, box.top);
    };
    context.save();
    Object.assign(context, { textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3 / scale });
    Object.assign(context, { strokeStyle: css.getPropertyValue("--ground"), fillStyle: css.getPropertyValue("--ink") });
    if (chosen === null) seen.filter((index, place) => place < ALWAYS || shown.get(index).size * scale >= 5).forEach(write);
    else [chosen, ...seen.filter((index) => near.has(index) && index !== chosen).slice(0, ALWAYS)].filter((index) => positions[index]).forEach(write);
    context.restore();
  };
  network.on("afterDrawing", drawLabels);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network.redraw());

  // Legend.
  for (const [type, { count }] of Object.entries(graph.classes)) {
    if (!order.some((index) => graph.nodes[index].type === type)) continue;
    const box = make("input", { type: "checkbox", checked: true, value: type });
    box.addEventListener("change", () => {
      if (box.checked) hiddenTypes.delete(type);
      else hiddenTypes.add(type);
      nodes.update(order.filter((id) => graph.nodes[id].type === type).map((id) => ({ id, hidden: hiddenTypes.has(type) })));
    });
    byId("legend").append(make("label", {}, box, shape(type), type, make("small", { textContent: count })));
  }

  // Search: whole names first, then beginnings, then anything inside.
  const names = graph.nodes.map((node) => [node.label, ...(node.aliases ?? [])].map((name) => name.toLowerCase()));
  const fit = (wanted, name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 4);
  const search = (wanted) => names
    .map((own, index) => [Math.min(...own.map((name) => fit(wanted, name))), index])
    .filter(([rank]) => rank < 4)
    .sort(([rank, index], [otherRank, other]) => rank - otherRank || index - other)
    .slice(0, 30)
    .map(([, index]) => index);
  const results = () => {
    const wanted = byId("wanted").value.trim().toLowerCase();
    return wanted ? search(wanted) : [];
  };
  const close = () => { byId("found").hidden = true; };
  byId("wanted").addEventListener("input", () => {
    const found = results();
    byId("found").replaceChildren(...found.map((index) => make("li", {}, nodeButton(index))));
    byId("found").hidden = !found.length;
  });
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = results();
    if (first !== undefined) open(first);
    close();
  });
  byId("search").addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  byId("found").addEventListener("click", close);
  byId("search").addEventListener("focusout", (event) => { if (!byId("search").contains(event.relatedTarget)) close(); });

  byId("count").textContent = graph.count;
  addEventListener("hashchange", visit);
  welcome();
  network.fit();
  visit();
})();
