// The search box: a hit is chosen in the tree, or leads there.
import * as address from "./address.js";
import { complete } from "./complete.js";
import { go } from "./panel.js";

export function begin() {
  const input = document.getElementById("q");
  if (!input) return;
  const by = (id) => document.getElementById(id);
  complete(input, by("hits"), by("hits-said"), choose);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.matches("input, select, textarea")) {
      event.preventDefault();
      input.focus();
    }
  });
}

function choose(team) {
  if (address.inTree()) {
    go({ team, q: "" });
    return;
  }
  const query = new URLSearchParams({ team });
  for (const name of ["lang", "as_of"]) {
    if (address.given().get(name)) query.set(name, address.given().get(name));
  }
  location.href = "/explorer?" + query;
}
