// The tree as a picture, drawn by ECharts from the HTML tree: only what is open, only what is in sight.
import * as address from "./address.js";
import { colours } from "./colours.js";
import { ROW, layout, placed } from "./layout.js";
import { nodeShape, lineShape, edgeShape } from "./shapes.js";
import { go } from "./panel.js";
import { openKeys, toggle } from "./treeview.js";

let chart = null;
let stage = null;
let plan = null;
let lines = [];
let linesOf = "";
let shown = [];
let drawnFor = null;

const box = () => document.getElementById("canvas");

export function begin() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
  window.addEventListener("resize", () => {
    if (!chart) return;
    size();
    draw();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches('.lines input[name="lines"]')) return;
    const kinds = [...document.querySelectorAll('.lines input[name="lines"]:checked')].map((one) => one.value);
    address.push(address.changed({ lines: kinds.join(",") }));
    settle();
  });
}

export function settle() {
  if (!box() || !window.echarts) return;
  plan = layout(document.querySelector('#tree > [role="treeitem"]'));
  if (drawnFor !== box()) make();
  size();
  bringIntoSight();
  draw();
  fetchLines();
}

function make() {
  chart?.dispose();
  drawnFor = box();
  const spacer = document.createElement("div");
  spacer.className = "spacer";
  stage = document.createElement("div");
  stage.className = "stage";
  spacer.append(stage);
  box().replaceChildren(spacer);
  box().tabIndex = 0;
  stage.style.width = box().clientWidth + "px";
  stage.style.height = box().clientHeight + "px";
  chart = window.echarts.init(stage, null, { renderer: "canvas" });
  chart.on("click", (event) => clicked(shown[event.dataIndex], event));
  box().addEventListener("scroll", () => requestAnimationFrame(draw));
}

function size() {
  const width = Math.max(box().clientWidth, plan.width);
  stage.style.width = width + "px";
  stage.style.height = box().clientHeight + "px";
  stage.parentElement.style.width = width + "px";
  stage.parentElement.style.height = Math.max(plan.height, box().clientHeight) + "px";
  chart.resize({ width, height: box().clientHeight });
}

function clicked(node, event) {
  if (!node || event.seriesId !== "nodes") return;
  const item = document.getElementById("n-" + node.key);
  const onTwist = event.event.offsetX < node.x + 10;
  if (node.team && !onTwist) go({ team: node.team });
  else toggle(item);
}

function bringIntoSight() {
  const chosen = plan.nodes.find((node) => node.selected);
  const mark = chosen ? chosen.key + "|" + plan.height : "";
  if (!chosen || box().dataset.sight === mark) return;
  box().dataset.sight = mark;
  const from = box().scrollTop;
  if (chosen.y < from + ROW || chosen.y > from + box().clientHeight - ROW) {
    box().scrollTop = chosen.y - box().clientHeight / 2;
  }
  const right = chosen.x + 210;
  if (right > box().scrollLeft + box().clientWidth) box().scrollLeft = right - box().clientWidth;
}

async function fetchLines() {
  const kinds = [...document.querySelectorAll('.lines input[name="lines"]:checked')].map((one) => one.value);
  const open = openKeys().join(",");
  const wanted = kinds.length ? kinds.join(",") + "|" + open : "";
  if (wanted === linesOf) return;
  linesOf = wanted;
  if (!wanted) lines = [];
  else {
    const query = new URLSearchParams({ lines: kinds.join(","), open });
    const answer = await fetch("/explorer/lines?" + query);
    lines = answer.ok ? (await answer.json()).lines : [];
  }
  if (wanted === linesOf) draw();
}

function draw() {
  if (!chart || !plan || !document.contains(stage)) return;
  const from = box().scrollTop;
  const height = box().clientHeight;
  const to = from + height;
  const seen = (node) => node.bottom >= from - ROW && node.top <= to + ROW;
  shown = plan.nodes.filter(seen);
  const paint = colours();
  const spot = (node) => ({ x: node.x, y: placed(node, from, to) - from });
  const dim = plan.nodes.some((node) => node.selected);
  const drawn = linesToDraw(spot);
  const edges = shown.filter((node) => node.up).map((node) => ({ from: spot(node.up), to: spot(node), node }));
  const said = box().dataset;
  const series = (id, data, renderItem, silent, z) => ({
    id, type: "custom", coordinateSystem: "cartesian2d", silent, z, animation: false,
    data: data.map((_, place) => [0, 0, place]),
    renderItem: (_, api) => renderItem(data[api.value(2)]),
  });
  chart.setOption(
    {
      animation: false,
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { show: false, type: "value", min: 0, max: 1 },
      yAxis: { show: false, type: "value", min: 0, max: 1 },
      series: [
        series("edges", edges, (edge) => edgeShape(edge, paint, dim), true, 1),
        series("lines", drawn, (line) => lineShape(line, paint, said), true, 3),
        series("nodes", shown.map((node) => ({ node, ...spot(node) })), (one) => nodeShape(one, paint, dim, said), false, 2),
      ],
    },
    { replaceMerge: ["series"] },
  );
  box().dataset.drawn = String(shown.length);
}

// A liaison that is the tree's own edge is drawn on it; whatever leads elsewhere gets an arc of its own.
function linesToDraw(spot) {
  const byKey = new Map();
  for (const node of plan.nodes) {
    node.toLiaison = false;
    byKey.set(node.key, node);
    if (node.team) byKey.set(node.team, node);
  }
  const end = (id, way) => byKey.get(id) ?? [...way].reverse().map((code) => byKey.get(code)).find(Boolean);
  const found = [];
  for (const line of lines) {
    const a = byKey.get(line.from_id);
    const b = end(line.to_id, line.way);
    if (!a || !b || a === b) continue;
    if (line.kind === "liaison" && (a.up === b || (a.up?.kind === "group" && a.up.up === b))) {
      a.toLiaison = true;
      if (a.up.kind === "group") a.up.toLiaison = true;
    } else found.push({ ...line, a, b });
  }
  const chosen = plan.nodes.some((node) => node.selected);
  for (const line of found) line.bright = !chosen || line.a.selected || line.b.selected;
  const few = found.length <= 12;
  for (const line of found) line.named = chosen ? line.bright : few;
  const route = JSON.parse(document.getElementById("panel")?.dataset.marks ?? '{"route":[]}').route;
  route.slice(1).forEach((id, place) => {
    const ends = { a: byKey.get(route[place]), b: byKey.get(id) };
    if (ends.a && ends.b) found.push({ kind: "route", number: place + 1, bright: true, named: true, ...ends });
  });
  return found.map((line) => ({ ...line, from: spot(line.a), to: spot(line.b) }));
}
