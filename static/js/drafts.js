// Keeps what is typed in <form data-autosave="KEY"> on this device until the server has it.
//
// KEY names the thing being written ("entry-new", "entry-<uid>"). The store's key also holds the person's uid
// (<body data-person>), so that another person at the same browser never sees it. A draft is offered back into the
// form after a lost session or a crash, and dropped when the server's next page says it is saved (data-draft-saved="KEY",
// which a message with extra_tags="draft-saved:KEY" brings), or when the person discards it.
//
// What was typed in a box that the form has no more goes to the end of the one marked data-keeps-rest.
//
// Words of a window that another one overtook are kept beside, and are put back only to be compared with what is stored.
//
// Passwords, files, hidden boxes and anything marked data-private are never kept.
const PREFIX = "aspire-draft";
const ASIDE = "~aside";
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
  const keepNow = () => {
    window.clearTimeout(timer);
    timer = 0;
    store(form, key(), status);
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keepNow, PAUSE);
  });
  form.addEventListener("submit", keepNow);
  document.addEventListener("visibilitychange", () => {
    if (timer) keepNow();
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
  // a page that came back with errors, with other prompts, or to compare, already holds what was typed
  if (document.querySelector("[data-error-summary], .conflict, [data-holds-typed]") || "unsaved" in form.dataset) return;
  const shown = JSON.stringify(read(form));
  for (const place of [key, `${key}${ASIDE}`]) {
    const kept = parse(window.localStorage.getItem(place));
    if (!kept) continue;
    const overtaken = form.elements.changed && kept.base !== form.elements.changed.value;
    if (JSON.stringify(kept.fields) === shown) {
      if (overtaken) window.localStorage.removeItem(place);
    } else if (overtaken) {
      offer(form, { kept, place, status });
    } else {
      write(form, kept.fields);
      const discard = form.querySelector("[data-discard]");
      if (discard) discard.hidden = false;
      say(status, "What you typed before has been put back. It is not sent yet.");
    }
  }
}

// The stored words are newer: what was typed comes back with its own token, so that Save shows both before anything changes.
function offer(form, { kept, place, status }) {
  say(status, "Something typed here earlier was not sent, and this has been changed since. It is kept on this device.");
  if (!status) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-text";
  button.textContent = "Put it back to compare";
  status.before(button);
  button.addEventListener("click", () => {
    write(form, kept.fields);
    form.elements.changed.value = kept.base;
    window.localStorage.removeItem(place);
    button.remove();
    say(status, "Put back, not saved. Press Save to compare it with what is stored.");
    form.dispatchEvent(new Event("input"));
  });
}

function store(form, key, status) {
  keepFields(form, key);
  say(status, "Kept on this device");
}

function keepFields(form, key) {
  const base = form.elements.changed?.value ?? "";
  window.localStorage.setItem(key, JSON.stringify({ base, fields: read(form) }));
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
  const rest = form.querySelector("[data-keeps-rest]");
  for (const [name, value, checked] of fields) {
    const same = list.filter((control) => control.name === name);
    if (checked !== undefined) {
      for (const control of same) if (control.value === value) control.checked = checked;
    } else if (Array.isArray(value)) {
      for (const option of same[0]?.options ?? []) option.selected = value.includes(option.value);
    } else if (same[0]) {
      same[0].value = value;
    } else if (value && rest) {
      // its box is not on this page: other prompts are asked here
      rest.value = rest.value ? `${rest.value}\n\n${value}` : value;
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

// The server has what this form holds, but for boxes that only a button sends.
export function settleDraft(form) {
  const person = document.body.dataset.person;
  if (!person || !storeWorks()) return;
  const waits = [...form.querySelectorAll("[data-by-button]")].some((box) => box.value.trim());
  if (waits) keepFields(form, keyFor(person, form.dataset.autosave));
  else forget(person, form.dataset.autosave);
}

// Another window was faster: from now on this one keeps its words in a place of its own, which no save of the other clears.
export function setDraftAside(form) {
  const person = document.body.dataset.person;
  if (!person || !storeWorks() || form.dataset.autosave.endsWith(ASIDE)) return;
  const shared = keyFor(person, form.dataset.autosave);
  const mine = JSON.stringify(parse(window.localStorage.getItem(shared))?.fields) === JSON.stringify(read(form));
  if (mine) window.localStorage.removeItem(shared);
  form.dataset.autosave += ASIDE;
  keepFields(form, `${shared}${ASIDE}`);
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
