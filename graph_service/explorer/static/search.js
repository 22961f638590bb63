// The search box: hits while one types, chosen by keyboard or pointer.
import * as address from "./address.js";
import { go } from "./panel.js";

let asked = 0;
let timer = 0;

const box = () => document.getElementById("q");
const list = () => document.getElementById("hits");
const options = () => [...list().querySelectorAll('[role="option"]')];

export function begin() {
  const input = box();
  if (!input) return;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(complete, 60);
  });
  input.addEventListener("keydown", keyed);
  input.addEventListener("blur", () => setTimeout(shut, 150));
  list().addEventListener("pointerdown", (event) => {
    const hit = event.target.closest('[role="option"]');
    if (hit) {
      event.preventDefault();
      choose(hit);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.matches("input, select, textarea")) {
      event.preventDefault();
      input.focus();
    }
  });
}

async function complete() {
  const text = box().value.trim();
  const mine = ++asked;
  if (!text) return shut();
  const query = new URLSearchParams({ part: "options", q: text });
  if (address.given().get("lang")) query.set("lang", address.given().get("lang"));
  const answer = await fetch("/explorer/search?" + query);
  if (mine !== asked || !answer.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  list().replaceChildren(...made.querySelectorAll('[role="option"]'));
  document.getElementById("hits-said").textContent = made.querySelector("[data-said]")?.textContent ?? "";
  const none = made.querySelector(".none");
  if (none) document.getElementById("hits-said").textContent = none.textContent;
  list().hidden = !options().length;
  box().setAttribute("aria-expanded", String(options().length > 0));
  point(0);
}

function point(place) {
  const all = options();
  all.forEach((hit, at) => hit.setAttribute("aria-selected", String(at === place)));
  if (all[place]) {
    box().setAttribute("aria-activedescendant", all[place].id);
    all[place].scrollIntoView({ block: "nearest" });
  } else {
    box().removeAttribute("aria-activedescendant");
  }
}

function keyed(event) {
  const all = options();
  const at = all.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") shut();
  if (list().hidden || !all.length) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    point((at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    choose(all[at]);
  }
}

function choose(hit) {
  const team = hit.dataset.team;
  shut();
  if (address.inTree()) {
    go({ team, q: "" });
    return;
  }
  const query = new URLSearchParams({ team });
  if (address.given().get("lang")) query.set("lang", address.given().get("lang"));
  location.href = "/explorer?" + query;
}

function shut() {
  asked++;
  list().hidden = true;
  box().setAttribute("aria-expanded", "false");
  box().removeAttribute("aria-activedescendant");
}
