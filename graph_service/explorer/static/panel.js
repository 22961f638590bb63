// The panel beside the tree: links with data-go change a part of the address and the panel alone.
import * as address from "./address.js";

let whenDone = () => {};

export function begin(settle) {
  whenDone = settle;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go], a[data-as-of]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (link && plain && link.dataset.asOf !== undefined) {
      event.preventDefault();
      address.asOf(link.dataset.asOf);
      return;
    }
    if (!link || !plain || !address.inTree()) return;
    event.preventDefault();
    go(Object.fromEntries(new URLSearchParams(link.dataset.go)));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-then]")) {
      event.preventDefault();
      address.asOf(form.elements.as_of.value.trim());
      return;
    }
    if (!form.matches("[data-compare], [data-filter]") || !address.inTree()) return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    delete values.open;
    go({ ...values, cursor: "" });
  });
  document.addEventListener("keydown", step);
}

export async function go(changes) {
  const chosen = { ...changes };
  const other = chosen.team !== undefined && chosen.team !== address.given().get("team");
  if (other) chosen.cursor = chosen.cursor ?? "";
  address.push(address.changed(chosen));
  const before = document.activeElement?.closest("#panel") ? document.activeElement.dataset.go : null;
  await window.htmx.ajax("GET", address.changed({ part: "panel" }), {
    target: "#panel",
    select: "#panel",
    swap: "outerHTML",
  });
  whenDone();
  const panel = document.getElementById("panel");
  const same = before && [...panel.querySelectorAll("a[data-go]")].find((a) => a.dataset.go === before);
  if (same) same.focus({ preventScroll: true });
}

// [ and ] step through the businesses of the chosen team, and so through their routes.
function step(event) {
  if (event.key !== "[" && event.key !== "]") return;
  if (event.target.matches("input, select, textarea")) return;
  const links = [...document.querySelectorAll("#panel a[data-business]")];
  if (!links.length) return;
  const now = links.findIndex((link) => link.getAttribute("aria-current"));
  const by = event.key === "]" ? 1 : -1;
  const next = now < 0 ? (by > 0 ? 0 : links.length - 1) : (now + by + links.length) % links.length;
  go({ business: links[next].dataset.business, reading: "" });
}
