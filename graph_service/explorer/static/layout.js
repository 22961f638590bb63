// Where everything stands: left to right, one row a leaf, one column a level, in the order of the tree.
export const ROW = 24;
export const COLUMN = 158;
const LEFT = 22;
const TOP = 16;

export function layout(root) {
  const nodes = [];
  let row = 0;
  const visit = (item, depth, up) => {
    const { key, team, kind, level, short, count } = item.dataset;
    const node = {
      key, team, kind, level, count, up, depth,
      name: short,
      vacant: item.hasAttribute("data-vacant"),
      closed: item.getAttribute("aria-expanded") === "false",
      selected: item.getAttribute("aria-selected") === "true",
      onWay: item.classList.contains("on-way"),
      onRoute: item.classList.contains("on-route"),
      x: LEFT + depth * COLUMN,
      first: row,
    };
    nodes.push(node);
    const children = item.querySelectorAll(':scope > [role="group"] > [role="treeitem"]');
    node.nodes = [...children].map((child) => visit(child, depth + 1, node));
    if (!children.length) row += 1;
    node.last = Math.max(node.first, row - 1);
    node.leaf = !children.length;
    node.y = TOP + ((node.first + node.last) / 2) * ROW;
    node.top = TOP + node.first * ROW;
    node.bottom = TOP + node.last * ROW;
    return node;
  };
  if (root) visit(root, 0, null);
  const deepest = nodes.reduce((most, node) => Math.max(most, node.depth), 0);
  return { nodes, width: LEFT + deepest * COLUMN + 250, height: TOP * 2 + Math.max(row - 1, 0) * ROW };
}

// An open node stays in sight as long as any of its children is; on the way, level with the next step.
export function placed(node, from, to) {
  if (node.leaf) return node.y;
  const next = node.nodes?.find((child) => child.onWay);
  const wanted = next ? placed(next, from, to) : node.y;
  const low = Math.max(from + TOP, node.top);
  const high = Math.max(node.top, Math.min(to - TOP, node.bottom));
  return Math.min(Math.max(wanted, low), high);
}
