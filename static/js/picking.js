// The bar above a table whose rows can be ticked: says how many are, and ticks all on the page without asking the server.
// On a phone what to do is asked once one is ticked. Without script the bar is there all the same, and the link brings the page with every box ticked.
export function countPicked(page) {
  const said = page.querySelector("[data-picked]");
  if (!said) return;
  const form = said.closest("form");
  const boxes = () => [...page.querySelectorAll(`input[name="pick"][form="${form.id}"]`)];
  const cells = () => page.querySelectorAll(`input[name="cell"][form="${form.id}"]:checked`).length;
  const all = form.querySelector("[data-tick-all]");
  const first = said.textContent;
  const scope = form.elements.scope;
  let last = null;

  const show = () => {
    const many = boxes().filter((box) => box.checked).length;
    const single = cells();
    const chosen = [many && `${many} chosen`, single && `${single} single ${single === 1 ? "cell" : "cells"}`];
    const words = scope.value === "all" ? "" : chosen.filter(Boolean).join(", ") || first;
    if (said.textContent !== words) said.textContent = words;
    form.classList.toggle("is-idle", !many && !single && scope.value !== "all");
    if (all) all.textContent = many && many === boxes().length ? "Clear the ticks" : "Tick all on this page";
  };
  page.addEventListener("change", (event) => {
    if (event.target.name === "pick" || event.target.name === "cell" || event.target === scope) show();
  });
  // with Shift held, everything between the last box pressed and this one
  page.addEventListener("click", (event) => {
    const list = boxes();
    const here = list.indexOf(event.target);
    if (here < 0) return;
    if (event.shiftKey && last !== null) {
      for (const box of list.slice(Math.min(here, last), Math.max(here, last) + 1)) box.checked = event.target.checked;
      show();
    }
    last = here;
  });
  all?.addEventListener("click", (event) => {
    event.preventDefault();
    const list = boxes();
    const on = !list.every((box) => box.checked);
    for (const box of list) box.checked = on;
    show();
  });
  window.addEventListener("pageshow", show);
  show();
}
