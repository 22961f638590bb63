// The shapes of the picture: a seat, a branch, a line beside the tree.
const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const SIZE = { city: 9, district: 7.5, town: 6.5, village: 5.5 };
const OPAQUE = 1;
const DIM = 0.28;

export function nodeShape({ node, x, y }, paint, dim, said) {
  const bright = !dim || node.onWay || node.onRoute || node.selected;
  const colour = paint.level(node.level);
  const radius = SIZE[node.level] ?? 5;
  const hollow = node.vacant || node.kind === "group";
  const name = node.name.length > 15 ? node.name.slice(0, 14) + "…" : node.name;
  const extra = node.vacant ? ` ${said.vacant}` : node.count ? ` ${Number(node.count).toLocaleString("en")}` : "";
  const children = [
    {
      type: "circle",
      shape: { cx: x, cy: y, r: radius },
      style: { fill: hollow ? paint.ground : colour, stroke: colour, lineWidth: hollow ? 1.5 : 1, lineDash: node.vacant ? [2, 2] : null },
    },
    {
      type: "text",
      style: {
        x: x + radius + 5, y, verticalAlign: "middle",
        text: `{n|${name.replace(/[{}|]/g, " ")}}{c|${extra}}`,
        rich: {
          n: { fill: paint.text, font: `${node.selected ? "600 " : ""}13px ${FONT}` },
          c: { fill: paint.quiet, font: `11px ${FONT}` },
        },
        backgroundColor: paint.ground, padding: [1, 3],
      },
    },
  ];
  if (node.closed) {
    children.push({
      type: "text",
      style: { x, y, text: "+", align: "center", verticalAlign: "middle", fill: hollow ? colour : "#fff", font: `600 10px ${FONT}` },
      silent: true,
    });
  }
  if (node.selected || node.onRoute) {
    children.unshift({
      type: "circle",
      shape: { cx: x, cy: y, r: radius + 4 },
      style: { fill: "none", stroke: node.selected ? paint.text : paint.strong, lineWidth: 2 },
    });
  }
  for (const child of children) child.style.opacity = bright ? OPAQUE : DIM;
  return { type: "group", children };
}

export function edgeShape({ from, to, node }, paint, dim) {
  const bright = node.onWay;
  const bend = Math.min(60, (to.x - from.x) / 2);
  return {
    type: "path",
    shape: { pathData: `M${from.x} ${from.y}H${to.x - bend * 2}C${to.x - bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}` },
    style: {
      fill: "none",
      stroke: bright ? paint.level(node.level) : node.toLiaison ? paint.line("liaison") : paint.edge,
      lineWidth: bright ? 2.5 : node.toLiaison ? 2 : 1,
      opacity: dim && !bright ? 0.4 : 1,
    },
  };
}

export function lineShape({ kind, from, to, number, bright, named }, paint, said) {
  const out = 46 + Math.min(Math.abs(from.y - to.y) / 6, 70);
  const right = Math.max(from.x, to.x) + out;
  const route = kind === "route";
  const colour = route ? paint.strong : paint.line(kind);
  const side = route ? -1 : 1;
  const cx = route ? Math.min(from.x, to.x) - 6 : right;
  const children = [
    {
      type: "path",
      shape: { pathData: `M${from.x} ${from.y}C${cx + side * 10} ${from.y} ${cx + side * 10} ${to.y} ${to.x} ${to.y}` },
      style: {
        fill: "none", stroke: colour, opacity: route ? 0.9 : bright ? 0.8 : 0.15,
        lineWidth: { liaison: 2, viewing: 1.2, registration: 2.5, route: 3 }[kind],
        lineDash: kind === "viewing" ? [5, 4] : null,
      },
    },
  ];
  // A route's number stands before the node that it leads to, where no name is.
  const middle = route ? { x: to.x - 20, y: to.y - 12 } : { x: (from.x + 6 * cx + to.x) / 8, y: (from.y + to.y) / 2 };
  const text = { viewing: said.noReview, route: String(number ?? "") }[kind];
  if (text && named) {
    children.push({
      type: "text",
      style: {
        ...middle, text, align: "center", verticalAlign: "middle",
        fill: route ? "#fff" : colour, backgroundColor: route ? colour : paint.ground,
        font: `600 11px ${FONT}`, padding: route ? [2, 5] : [1, 3], borderRadius: route ? 8 : 2,
      },
    });
  }
  return { type: "group", children };
}
