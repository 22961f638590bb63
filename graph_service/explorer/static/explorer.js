// Begins everything; each part looks after its own elements and survives a swap of the page's middle.
import * as complete from "./complete.js";
import * as picture from "./picture.js";
import * as near from "./near.js";
import * as panel from "./panel.js";
import * as search from "./search.js";
import * as treeview from "./treeview.js";
import * as tools from "./tools.js";

function settle() {
  treeview.settle();
  near.settle();
  picture.settle();
  tools.settle();
  complete.settle();
}

history.replaceState({ htmx: true }, "", location.href);
search.begin();
panel.begin(settle);
treeview.begin(() => picture.settle());
picture.begin();
tools.begin();
document.addEventListener("htmx:after:swap", settle);
document.addEventListener("explorer:marked", settle);
if (document.readyState === "complete") settle();
else window.addEventListener("load", settle);
