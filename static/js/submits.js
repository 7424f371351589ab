// A form is sent once: the pressed button says it is busy, and a second press does nothing.
// The button stays enabled, so that its own name and value are sent.
export function holdSubmits(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  page.addEventListener("click", (event) => {
    const button = event.target.closest('[aria-disabled="true"]');
    if (button) event.preventDefault();
  });
  // coming back with the Back button must find a form that can be sent again
  window.addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of page.querySelectorAll('[type="submit"][aria-busy]')) button.removeAttribute("aria-busy");
  });
}
