// <button data-print> opens the browser's print dialogue; without script it is not shown, and the browser's own menu prints.
export function offerPrint(page) {
  for (const button of page.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
