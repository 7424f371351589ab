// Keeps what is typed in <form data-autosave="KEY"> on this device until the server has it.
//
// KEY names the thing being written ("entry-new", "entry-<uid>"). The store's key also holds the person's uid
// (<body data-person>), so that another person at the same browser never sees it. A draft is offered back into the
// form after a lost session or a crash, and dropped when the server's next page says it is saved (data-draft-saved="KEY",
// which a message with extra_tags="draft-saved:KEY" brings), or when the person discards it.
//
// Passwords, files, hidden boxes and anything marked data-private are never kept.
const PREFIX = "aspire-draft";
const PAUSE = 600;
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button", "reset"]);

export function keepDrafts(page) {
  const person = page.body.dataset.person;
  if (!person || !storeWorks()) return;
  for (const saved of page.querySelectorAll("[data-draft-saved]")) forget(person, saved.dataset.draftSaved);
  for (const form of page.querySelectorAll("form[data-autosave]")) keep(form, () => keyFor(person, form.dataset.autosave));
}

function keep(form, key) {
  const status = statusOf(form);
  const original = read(form);
  restore(form, key(), status);

  let timer = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => store(form, key(), status), PAUSE);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    store(form, key(), status);
  });
  form.addEventListener("reset", () => window.localStorage.removeItem(key()));
  form.querySelector("[data-discard]")?.addEventListener("click", (event) => {
    event.preventDefault();
    window.localStorage.removeItem(key());
    write(form, original);
    say(status, "Your unsent changes were discarded.");
    event.target.hidden = true;
  });
}

function restore(form, key, status) {
  const kept = parse(window.localStorage.getItem(key));
  // a page that came back with errors already holds what was typed
  if (!kept || document.querySelector("[data-error-summary]")) return;
  if (form.elements.changed && kept.base !== form.elements.changed.value) {
    say(status, "Something typed here earlier was not sent, and this has been changed since. It is kept on this device.");
    return;
  }
  if (JSON.stringify(kept.fields) === JSON.stringify(read(form))) return;
  write(form, kept.fields);
  const discard = form.querySelector("[data-discard]");
  if (discard) discard.hidden = false;
  say(status, "What you typed before has been put back. It is not sent yet.");
}

function store(form, key, status) {
  const fields = read(form);
  const base = form.elements.changed?.value ?? "";
  window.localStorage.setItem(key, JSON.stringify({ base, fields }));
  say(status, "Kept on this device");
}

function controls(form) {
  return [...form.elements].filter(
    (control) => control.name && !SKIPPED.has(control.type) && !("private" in control.dataset),
  );
}

function read(form) {
  return controls(form).map((control) => {
    const ticked = control.type === "radio" || control.type === "checkbox";
    if (control.multiple) return [control.name, [...control.selectedOptions].map((option) => option.value)];
    return ticked ? [control.name, control.value, control.checked] : [control.name, control.value];
  });
}

function write(form, fields) {
  const list = controls(form);
  for (const [name, value, checked] of fields) {
    const same = list.filter((control) => control.name === name);
    if (checked !== undefined) {
      for (const control of same) if (control.value === value) control.checked = checked;
    } else if (Array.isArray(value)) {
      for (const option of same[0]?.options ?? []) option.selected = value.includes(option.value);
    } else if (same[0]) {
      same[0].value = value;
    }
    for (const control of same) control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function statusOf(form) {
  return form.querySelector("[data-save-state]") ?? document.querySelector("[data-sync]");
}

function say(status, words) {
  if (status && status.textContent !== words) status.textContent = words;
}

function keyFor(person, name) {
  return `${PREFIX}:${person}:${name}`;
}

// The server has what this form holds.
export function forgetDraft(form) {
  const person = document.body.dataset.person;
  if (person && storeWorks()) forget(person, form.dataset.autosave);
}

function forget(person, name) {
  window.localStorage.removeItem(keyFor(person, name));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function storeWorks() {
  try {
    window.localStorage.setItem(PREFIX, "1");
    window.localStorage.removeItem(PREFIX);
    return true;
  } catch {
    return false;
  }
}
