// Sends what is typed into <form data-server-save="ADDRESS"> to the server while it is typed, as a draft.
//
// The form has hidden boxes `uid` and `changed`; the answer brings the next `changed`, so that the Save button's own
// post follows from it. Files wait for the button. When the server refuses or is not reached, drafts.js still keeps the
// text on this device, and the button tells what is wrong.
import { forgetDraft } from "./drafts.js";

const PAUSE = 2500;

export function saveOnServer(page) {
  for (const form of page.querySelectorAll("form[data-server-save]")) follow(form);
}

function follow(form) {
  let timer = 0;
  let underway = null;
  let stopped = false;
  let typedSince = false;

  form.addEventListener("input", () => {
    typedSince = true;
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(() => (underway = send().finally(() => (underway = null))), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (!underway) return;
    // the button's post must carry the token that the save underway brings
    event.preventDefault();
    const button = event.submitter;
    underway.then(() => form.requestSubmit(button));
  });

  async function send() {
    typedSince = false;
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    try {
      const answer = await fetch(form.dataset.serverSave, { method: "POST", body: fields, redirect: "error" });
      if (answer.ok) return saved(await answer.json());
      if (answer.status === 409) {
        stopped = true;
        say("Changed elsewhere meanwhile. Press Save to compare the two.");
      }
    } catch {
      // no connection, or no session: the text is kept on this device
    }
  }

  function saved(answer) {
    form.elements.changed.value = answer.changed;
    say(answer.saved);
    if ("autosave" in form.dataset && !typedSince) forgetDraft(form);
    if (answer.edit === window.location.pathname) return;
    window.history.replaceState(null, "", answer.edit);
    if ("autosave" in form.dataset) form.dataset.autosave = `entry-${form.elements.uid.value}`;
  }

  function say(words) {
    const status = form.querySelector("[data-save-state]");
    if (status && status.textContent !== words) status.textContent = words;
  }
}
