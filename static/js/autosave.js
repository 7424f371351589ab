// Sends what is typed into <form data-server-save="ADDRESS"> to the server while it is typed, as a draft: after a pause,
// and when the page is left.
//
// A form with data-unsaved came back holding what is not stored yet: it is sent without waiting for more. Words marked
// data-until-saved go once it is.
//
// The form has a hidden box `changed`, and may have one `base`; the answer brings the next ones, so that the Save button's
// own post follows from them. Files, and boxes marked data-by-button, wait for the button. When the server refuses or is
// not reached, drafts.js still keeps the text on this device; what is wrong is said in a line, and by the button in full.
import { settleDraft, setDraftAside } from "./drafts.js";

const PAUSE = 2500;

export function saveOnServer(page) {
  for (const form of page.querySelectorAll("form[data-server-save]")) follow(form, page);
}

function follow(form, page) {
  let timer = 0;
  let underway = null;
  let stopped = false;
  let typedSince = false;
  let waited = false;

  form.addEventListener("input", () => {
    typedSince = true;
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(save, PAUSE);
  });
  // a form that came back with what was typed, and not stored yet
  if ("unsaved" in form.dataset) timer = window.setTimeout(save, PAUSE);
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (!underway) return;
    // the button's post must carry the token that the save underway brings
    event.preventDefault();
    const button = event.submitter;
    underway.then(() => form.requestSubmit(button));
  });
  // another form of this page is sent: what was typed here goes first, or the page that follows would not know of it
  const before = (event) => {
    const other = event.target;
    if (other === form || stopped || waited || !(typedSince || underway)) return;
    event.preventDefault();
    event.stopPropagation();
    waited = true;
    window.clearTimeout(timer);
    const button = event.submitter;
    save();
    underway.then(() => other.requestSubmit(button));
  };
  page.addEventListener("submit", before, { capture: true });
  page.addEventListener("visibilitychange", () => {
    if (page.visibilityState !== "hidden" || !typedSince || stopped || form.dataset.sent) return;
    window.clearTimeout(timer);
    save();
  });

  // one after the other, since each carries the token that the one before it brought
  function save() {
    const mine = (underway ?? Promise.resolve()).then(send).finally(() => {
      if (underway === mine) underway = null;
    });
    underway = mine;
  }

  async function send() {
    typedSince = false;
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    // nobody signs in for a draft: without a session it stays on this device
    fields.delete("writer");
    try {
      // what outlives the page may be 64 KB at most: longer than that, and it stays on this device
      const keepalive = page.visibilityState === "hidden";
      const sent = { method: "POST", body: fields, redirect: "error", keepalive };
      const answer = await fetch(form.dataset.serverSave, sent);
      if (answer.ok) return saved(await answer.json());
      if (answer.status === 409) refused();
      if (answer.status === 422) wrong(await answer.json());
    } catch {
      // no connection, or no session: the text is kept on this device
    }
    typedSince = true;
  }

  function saved(answer) {
    form.elements.changed.value = answer.changed;
    if (answer.base) form.elements.base.value = answer.base;
    say(answer.saved);
    for (const told of form.querySelectorAll("[data-until-saved]")) told.remove();
    const outcome = form.querySelector("[data-outcome]");
    if (outcome && answer.outcome) outcome.textContent = answer.outcome;
    if ("autosave" in form.dataset && !typedSince) settleDraft(form);
    if (!answer.edit || answer.edit === window.location.pathname) return;
    window.history.replaceState(null, "", answer.edit);
    if ("autosave" in form.dataset) form.dataset.autosave = `entry-${form.elements.uid.value}`;
  }

  function refused() {
    stopped = true;
    if ("autosave" in form.dataset) setDraftAside(form);
    say("Changed elsewhere meanwhile. Press Save to compare the two.");
  }

  // what is wrong is said beside the last time it was saved; the box itself is marked by the button
  function wrong(answer) {
    const first = answer.errors?.[0]?.message;
    say(first ? `Not saved: ${first}` : "Not saved. Press Save to see what is wrong.");
  }

  function say(words) {
    const status = form.querySelector("[data-save-state]");
    if (status && status.textContent !== words) status.textContent = words;
  }
}
