// The address is the state: whatever is shown stands in it.
export function given() {
  return new URLSearchParams(location.search);
}

export function changed(changes) {
  const params = given();
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%7E", "~");
  return location.pathname + (text ? "?" + text : "");
}

export function replace(changes) {
  history.replaceState({ htmx: true }, "", changed(changes));
  follow();
}

export function push(url) {
  history.pushState({ htmx: true }, "", url);
  follow();
}

// The language switch leads to the same place in the other language.
function follow() {
  const link = document.querySelector("[data-lang-switch]");
  if (!link) return;
  const params = given();
  if (link.lang === "en") params.set("lang", "en");
  else params.delete("lang");
  const text = params.toString();
  link.href = location.pathname + (text ? "?" + text : "");
}

// Another time is another page: its header, links and panel are all of then.
export function asOf(given) {
  location.assign(changed({ as_of: given, cursor: "", from: "", cypher: "" }));
}

export const inTree = () => document.getElementById("tree") !== null;
