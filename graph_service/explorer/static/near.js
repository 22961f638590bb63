// One team's neighbourhood, drawn by cytoscape: superiors to the left, what hangs on it to the right.
import { colours } from "./colours.js";
import { go } from "./panel.js";

const LINES = { LIAISON: "liaison", BRANCH_OF: "branch", VIEWING: "viewing", REGISTERED_BY: "registration" };

export function settle() {
  for (const box of document.querySelectorAll(".near[data-near]")) {
    if (!box.dataset.drawn && window.cytoscape) draw(box);
  }
}

function draw(box) {
  box.dataset.drawn = "yes";
  const near = JSON.parse(box.dataset.near);
  const paint = colours();
  const sides = { true: [], false: [] };
  const seen = new Map();
  for (const line of near.lines) {
    for (const other of line.found) {
      const side = sides[line.outgoing];
      if (!seen.has(other.id)) side.push(other);
      seen.set(other.id, other);
    }
  }
  const rows = Math.max(sides.true.length, sides.false.length, 1);
  box.style.height = Math.min(Math.max(rows * 58 + 50, 170), 760) + "px";
  const side = Math.max(box.clientWidth / 2 - 64, 90);
  const middle = ((rows - 1) * 58) / 2;
  const at = (list, place, x) => ({ x, y: middle + (place - (list.length - 1) / 2) * 58 });
  const nodes = [node(near, { x: 0, y: middle }, "own")];
  sides.true.forEach((other, place) => nodes.push(node(other, at(sides.true, place, -side))));
  sides.false.forEach((other, place) => nodes.push(node(other, at(sides.false, place, side))));
  const edges = near.lines.flatMap((line) =>
    line.found.map((other) => ({
      data: {
        source: line.outgoing ? near.id : other.id,
        target: line.outgoing ? other.id : near.id,
        kind: LINES[line.kind],
      },
    })),
  );
  const cy = window.cytoscape({
    container: box,
    elements: [...nodes, ...edges],
    layout: { name: "preset", fit: false },
    pan: { x: box.clientWidth / 2, y: Math.max(34, (box.clientHeight - middle * 2) / 2) },
    style: styles(paint),
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
  });
  cy.on("tap", "node", (event) => {
    const { id, form } = event.target.data();
    if (form !== "authority") go({ team: id });
  });
}

function node(other, position, own) {
  const name = other.name.length > 22 ? other.name.slice(0, 21) + "…" : other.name;
  return { data: { id: other.id, name, form: other.form, own: own ?? "" }, position };
}

function styles(paint) {
  return [
    {
      selector: "node",
      style: {
        "background-color": (n) => paint.level(n.data("form")),
        label: "data(name)",
        color: paint.text,
        "font-size": 12,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-overflow-wrap": "anywhere",
        "text-max-width": 112,
        width: 18,
        height: 18,
      },
    },
    { selector: 'node[own = "own"]', style: { width: 28, height: 28, "font-weight": "bold", "text-valign": "top", "text-margin-y": -4 } },
    {
      selector: "edge",
      style: {
        width: 2,
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "line-color": (e) => paint.line(e.data("kind")),
        "target-arrow-color": (e) => paint.line(e.data("kind")),
      },
    },
    { selector: 'edge[kind = "viewing"]', style: { "line-style": "dashed", width: 1.5 } },
  ];
}
