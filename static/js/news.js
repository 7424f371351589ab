// Takes the reader to what a page has to tell: what went wrong, with a title that says so, or else what was just done.
export function focusNews(page) {
  const summary = page.querySelector("[data-error-summary]");
  if (summary) {
    if (!page.title.startsWith("Error:")) page.title = `Error: ${page.title}`;
    summary.focus();
  } else if (!location.hash) {
    page.querySelector("[data-told]")?.focus();
  }
}
