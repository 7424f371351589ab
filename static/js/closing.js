// Menus made of <details data-closes> shut on Escape, giving focus back, and when focus or a press goes elsewhere.
export function closeOnEscape(page) {
  const open = () => page.querySelectorAll("details[data-closes][open]");

  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const inside = menu.contains(page.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    page.addEventListener(kind, (event) => {
      for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    });
  }
}
