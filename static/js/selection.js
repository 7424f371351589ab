// The bulk bar counts ticked rows and hides at none; "select all" ticks every row of its table.
export function countSelected(page) {
  for (const bar of page.querySelectorAll("[data-bulk-bar]")) {
    const form = bar.closest("form");
    const count = bar.querySelector("[data-selected-count]");
    if (!form || !count) continue;
    const boxes = () => [...form.querySelectorAll(".select-box:not([data-select-all])")];
    const all = form.querySelector("[data-select-all]");
    const show = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      bar.hidden = ticked === 0;
      count.textContent = `${ticked} selected`;
      if (all) {
        all.checked = ticked > 0 && ticked === boxes().length;
        all.indeterminate = ticked > 0 && !all.checked;
      }
    };
    form.addEventListener("change", (event) => {
      if (event.target === all) for (const box of boxes()) box.checked = all.checked;
      show();
    });
    show();
  }
}
