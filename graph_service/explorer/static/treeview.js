// The HTML tree: opened in place, walked by keyboard; every picture is drawn from it.
import * as address from "./address.js";
import { go } from "./panel.js";

let redraw = () => {};
let typed = "";
let typedAt = 0;

const tree = () => document.getElementById("tree");
const items = () => [...tree().querySelectorAll('[role="treeitem"]')];
const isOpen = (item) => item.getAttribute("aria-expanded") === "true";
const item = (key) => document.getElementById("n-" + key);

export function begin(drawn) {
  redraw = drawn;
  document.addEventListener("click", (event) => {
    const twist = event.target.closest("#tree a.twist");
    if (!twist || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    toggle(twist.closest('[role="treeitem"]'));
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("#tree")) keyed(event);
  });
  document.addEventListener("focusin", (event) => {
    const focused = event.target.closest?.('#tree [role="treeitem"]');
    if (focused) rove(focused);
  });
}

export function settle() {
  if (!tree()) return;
  mark();
  if (!tree().querySelector('[tabindex="0"]')) {
    rove(tree().querySelector('[aria-selected="true"]') ?? tree().querySelector('[role="treeitem"]'));
  }
}

export async function toggle(node) {
  if (!node.hasAttribute("aria-expanded")) return;
  if (isOpen(node)) close(node);
  else await open([node.dataset.key]);
  keep();
  redraw();
}

function close(node) {
  node.querySelector(':scope > [role="group"]')?.remove();
  node.setAttribute("aria-expanded", "false");
  rove(node);
}

// Several branches at once: asked for together, put in from the top down.
async function open(keys) {
  const wanted = keys.filter((key) => !(item(key) && isOpen(item(key))));
  const depths = Object.fromEntries(keys.map((key, place) => [key, place + 2]));
  const lang = address.given().get("lang");
  const answers = await Promise.all(
    wanted.map((key) => {
      const depth = item(key) ? Number(item(key).getAttribute("aria-level")) + 1 : depths[key];
      const query = new URLSearchParams({ depth: String(Math.min(depth, 12)), ...(lang ? { lang } : {}) });
      return fetch(`/explorer/branches/${encodeURIComponent(key)}?${query}`).then((answer) => (answer.ok ? answer.text() : ""));
    }),
  );
  wanted.forEach((key, place) => {
    const node = item(key);
    if (!node || isOpen(node) || !answers[place]) return;
    const made = new DOMParser().parseFromString(answers[place], "text/html").querySelector("ul");
    const level = Number(node.getAttribute("aria-level"));
    for (const child of made.querySelectorAll('[role="treeitem"]')) child.setAttribute("aria-level", level + 1);
    node.append(made);
    node.setAttribute("aria-expanded", "true");
  });
}

export const openKeys = () => items().filter(isOpen).map((node) => node.dataset.key);

function keep() {
  const top = items()[0]?.dataset.key;
  address.replace({ open: openKeys().filter((key) => key !== top).join(",") });
}

// What the panel says of its team: where it stands, its way up, its route.
async function mark() {
  const panel = document.getElementById("panel");
  if (!panel?.dataset.marks || panel.dataset.done) return;
  panel.dataset.done = "yes";
  const marks = JSON.parse(panel.dataset.marks);
  const missing = marks.open.filter((key) => !(item(key) && isOpen(item(key))));
  if (missing.length) {
    await open(marks.open);
  }
  const selected = new Set(marks.selected);
  const way = new Set(marks.way);
  const route = new Set(marks.route);
  for (const node of items()) {
    const { key, team } = node.dataset;
    node.setAttribute("aria-selected", String(selected.has(team)));
    node.classList.toggle("on-way", way.has(key) || selected.has(team));
    node.classList.toggle("on-route", route.has(team ?? key) || route.has(key));
  }
  document.getElementById("workspace")?.classList.toggle("with-panel", selected.size > 0);
  document.getElementById("workspace")?.classList.toggle("compared", selected.size > 1);
  keep();
  const first = tree().querySelector('[aria-selected="true"]');
  if (first) {
    rove(first);
    within(first.querySelector(".row"));
  }
  redraw();
}

function within(row) {
  const box = tree().closest(".tree");
  const at = row.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (at.top < frame.top + 60 || at.bottom > frame.bottom - 20) {
    box.scrollTop += at.top - frame.top - frame.height / 2;
  }
}

function rove(node) {
  if (!node) return;
  for (const other of tree().querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  node.tabIndex = 0;
}

function focus(node) {
  if (!node) return;
  rove(node);
  node.focus({ preventScroll: true });
  node.querySelector(".row").scrollIntoView({ block: "nearest" });
}

function keyed(event) {
  const here = event.target.closest('[role="treeitem"]');
  if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = items();
  const at = all.indexOf(here);
  const up = here.parentElement.closest('[role="treeitem"]');
  const moves = {
    ArrowDown: () => focus(all[at + 1]),
    ArrowUp: () => focus(all[at - 1]),
    Home: () => focus(all[0]),
    End: () => focus(all[all.length - 1]),
    ArrowRight: () => (here.getAttribute("aria-expanded") === "false" ? toggle(here) : isOpen(here) && focus(all[at + 1])),
    ArrowLeft: () => (isOpen(here) && up ? toggle(here) : focus(up)),
    Enter: () => (here.dataset.team ? go({ team: here.dataset.team }) : toggle(here)),
    " ": () => toggle(here),
  };
  if (moves[event.key]) {
    event.preventDefault();
    moves[event.key]();
  } else if (event.key.length === 1 && !["[", "]", "/"].includes(event.key)) {
    ahead(event.key, all, at);
  }
}

function ahead(letter, all, at) {
  typed = Date.now() - typedAt > 700 ? letter : typed + letter;
  typedAt = Date.now();
  const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  focus(order.find((node) => node.dataset.short.startsWith(typed)));
}
