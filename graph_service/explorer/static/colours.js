// Colours come from the style sheet, so that light and dark hold in pictures too.
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    text: read("--text"),
    quiet: read("--quiet"),
    ground: read("--surface"),
    edge: read("--edge"),
    strong: read("--route"),
    level: (level) => read("--lv-" + level) || read("--quiet"),
    line: (kind) => read("--line-" + kind) || read("--edge"),
  };
}
