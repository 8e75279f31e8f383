// Letters that judge a pair while it has the focus; everything here can be done with the buttons too.
"use strict";

const pairs = [...document.querySelectorAll("[data-pair]")];

function press(within, key) {
  const found = within && within.querySelector(`[data-key="${key}"]`);
  if (found) found.click();
  return Boolean(found);
}

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (at.matches("input, select, textarea")) return;
  const here = at.closest("[data-pair]");
  if (!here) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    const next = pairs[pairs.indexOf(here) + (key === "j" ? 1 : -1)];
    if (next) next.focus();
  } else if (!["a", "r", "u", "s", "t", "h"].includes(key)) {
    return;
  } else if (!press(here, key) && key === "u") {
    press(document.querySelector("[data-last]"), key);
  }
  event.preventDefault();
});
