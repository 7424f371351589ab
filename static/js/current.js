// Brings the current link of a row that scrolls sideways, such as the pages of a webfolio on a phone, into sight.
export function showCurrent(page) {
  for (const link of page.querySelectorAll(".folio-nav [aria-current]")) {
    const row = link.closest("ul");
    const [place, view] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += place.left - view.left - (view.width - place.width) / 2;
  }
}
