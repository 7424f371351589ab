// Takes the reader to what went wrong: focus on the summary, and a title that says so.
export function focusErrorSummary(page) {
  const summary = page.querySelector("[data-error-summary]");
  if (!summary) return;
  if (!page.title.startsWith("Error:")) page.title = `Error: ${page.title}`;
  summary.focus();
}
