// Copying, printing, exporting what is open.
import * as address from "./address.js";
import { openKeys } from "./treeview.js";

export function begin() {
  // The whole page is the refusal of a database that is away: it asks again.
  if (document.querySelector("main > .document > [role=alert] [data-retry]")) setTimeout(() => location.reload(), 5000);
  document.addEventListener("click", async (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      await navigator.clipboard.writeText(copy.dataset.copy);
      copy.classList.add("done");
      return;
    }
    const all = event.target.closest("[data-all] input");
    if (all) {
      const name = all.parentElement.dataset.all;
      for (const one of document.querySelectorAll(`[name="${name}"][form]`)) one.checked = all.checked;
    }
    if (event.target.closest("[data-print]")) window.print();
    const link = event.target.closest("a[data-export]");
    if (!link) return;
    aim(link);
    if (link.dataset.export === "png") {
      event.preventDefault();
      await picture(link.href);
    }
  });
}

export function settle() {
  for (const all of document.querySelectorAll("[data-all]")) all.hidden = false; // without a script it would do nothing
  for (const link of document.querySelectorAll("a[data-export]")) aim(link);
}

function aim(link) {
  if (!address.inTree() || link.dataset.fixed !== undefined) return;
  const params = new URLSearchParams({ open: openKeys().join(",") });
  for (const name of ["team", "business", "lang"]) {
    if (address.given().get(name)) params.set(name, address.given().get(name));
  }
  link.href = `/explorer/export.${link.dataset.export}?${params}`;
}

// A PNG is the SVG painted: the server has no need of fonts or of a browser.
async function picture(href) {
  const svg = await (await fetch(href.replace("export.png", "export.svg"))).text();
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const scale = Math.min(2, 16000 / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "explorer.png";
  link.click();
}
