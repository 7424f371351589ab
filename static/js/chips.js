// Chips beside a box for another answer, in <fieldset data-chips>: writing in the box lets go of the chip, and choosing
// a chip empties the box. Without script the server lets the written answer win.
export function joinChips(page) {
  for (const group of page.querySelectorAll("[data-chips]")) {
    const box = group.querySelector("input:not([type=radio])");
    const chips = [...group.querySelectorAll("input[type=radio]:not([data-reading])")];
    if (!box) continue;
    box.addEventListener("input", () => {
      if (box.value.trim()) for (const chip of chips) chip.checked = false;
    });
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        box.value = "";
        box.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
    if (box.value.trim()) for (const chip of chips) chip.checked = false;
  }
}
