// Completion of a field: matching teams while one types, chosen by keyboard or pointer.
import * as address from "./address.js";

let made = 0;

// Every field that takes a team's id gets a list of its own; choosing puts the id into the field.
export function settle() {
  for (const input of document.querySelectorAll("input[data-complete]:not([role])")) {
    const list = document.createElement("div");
    const said = document.createElement("span");
    list.className = "hits";
    list.id = `hits-of-${++made}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.getElementById("hits").getAttribute("aria-label"));
    said.className = "hidden";
    said.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    const box = document.createElement("div");
    box.className = "completed";
    input.replaceWith(box);
    box.append(input, list, said);
    complete(input, list, said, (team) => {
      input.value = team;
      if (input.dataset.complete === "go") input.form.requestSubmit();
    });
  }
}

export function complete(input, list, said, chosen) {
  let asked = 0;
  let timer = 0;
  const options = () => [...list.querySelectorAll('[role="option"]')];

  function shut() {
    asked++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(place) {
    const all = options();
    all.forEach((hit, at) => hit.setAttribute("aria-selected", String(at === place)));
    if (all[place]) {
      input.setAttribute("aria-activedescendant", all[place].id);
      all[place].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function choose(hit) {
    shut();
    chosen(hit.dataset.team);
  }

  async function ask() {
    const text = input.value.trim();
    const mine = ++asked;
    if (!text) return shut();
    const query = new URLSearchParams({ part: "options", q: text });
    if (address.given().get("lang")) query.set("lang", address.given().get("lang"));
    const answer = await fetch("/explorer/search?" + query);
    if (mine !== asked || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const hits = [...page.querySelectorAll('[role="option"]')];
    if (list.id !== "hits") hits.forEach((hit, at) => (hit.id = `${list.id}-${at}`));
    list.replaceChildren(...hits, ...page.querySelectorAll(".bounded"));
    said.textContent = (page.querySelector(".none") ?? page.querySelector("[data-said]"))?.textContent ?? "";
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    point(0);
  }

  function keyed(event) {
    const all = options();
    const at = all.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") shut();
    if (list.hidden || !all.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point((at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(all[at]);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener("keydown", keyed);
  input.addEventListener("blur", () => setTimeout(shut, 150));
  list.addEventListener("pointerdown", (event) => {
    const hit = event.target.closest('[role="option"]');
    if (!hit) return;
    event.preventDefault();
    choose(hit);
  });
}
