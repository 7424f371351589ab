// Sends the files of a form[data-parts] in parts: with progress, and over a link that breaks. A file that is chosen again after the
// page was left goes on where it stopped. Without script the form sends them whole.
import { size } from "./photos.js";

const KEPT = "aspire-uploads";
const LONGEST_WAIT = 30_000;

export function sendInParts(page) {
  for (const form of page.querySelectorAll("form[data-parts]")) {
    const box = form.querySelector('input[type="file"]');
    const list = document.createElement("ul");
    list.className = "upload-rows";
    box.closest(".field").append(list);
    nameUnfinished(list);
    form.addEventListener("submit", (event) => {
      if (!box.files.length || event.defaultPrevented) return;
      event.preventDefault();
      if (form.dataset.sending) return;
      sendAll(form, box, list);
    });
  }
}

async function sendAll(form, box, list) {
  form.dataset.sending = "yes";
  const button = form.querySelector('[type="submit"]');
  button.hidden = true;
  const warn = (event) => event.preventDefault();
  window.addEventListener("beforeunload", warn);
  const rows = [...box.files].map((file) => new Row(file));
  list.replaceChildren(...rows.map((row) => row.item));
  list.tabIndex = -1;
  list.focus();
  form.querySelector(".chosen-files")?.replaceChildren();
  const kept = [];
  for (const row of rows) kept.push(await new Sending(form, row, rows.length === 1).run());
  window.removeEventListener("beforeunload", warn);
  button.hidden = false;
  delete form.dataset.sending;
  box.value = "";
  if (!kept.every(Boolean)) return;
  const link = form.elements.evidence_link;
  if (link?.value.trim()) {
    form.elements.evidence_title.value = "";
    form.requestSubmit();
  } else {
    const done = new URL(form.dataset.done, window.location.href);
    done.searchParams.set("sent", kept.length);
    window.location.assign(done);
  }
}

// One file on the screen: its name, how far it is, what is happening, and the way to stop it.
class Row {
  constructor(file) {
    this.file = file;
    this.item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "upload-name";
    name.textContent = `${file.name}, ${size(file.size)}`;
    this.bar = document.createElement("progress");
    this.bar.max = file.size;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    this.words = document.createElement("span");
    this.words.className = "small";
    this.words.setAttribute("role", "status");
    this.stop = document.createElement("button");
    this.stop.type = "button";
    this.stop.className = "button button-text";
    this.stop.textContent = "Stop";
    this.item.append(name, this.bar, this.words, this.stop);
  }

  say(words, tone = "") {
    if (this.words.textContent !== words) this.words.textContent = words;
    this.item.className = tone;
  }

  done(words, tone) {
    this.stop.remove();
    this.say(words, tone);
  }
}

class Refused extends Error {}

class Sending {
  constructor(form, row, alone) {
    this.form = form;
    this.row = row;
    this.file = row.file;
    this.title = alone ? form.elements.evidence_title?.value ?? "" : "";
    this.mark = [document.body.dataset.person, form.dataset.replaces ?? "", this.file.name, this.file.size, this.file.lastModified].join(":");
    this.stopped = new AbortController();
    row.stop.addEventListener("click", () => this.stopped.abort());
  }

  // true once the file is kept
  async run() {
    try {
      let state = await this.begin();
      for (;;) {
        await this.sendMissing(state);
        this.row.say("Checking the file");
        const answer = await this.call("POST", `${state.uid}/complete/`);
        if (answer.status !== 409) break;
        state = await (await this.call("GET", `${state.uid}/`)).json();
      }
      forget(this.mark);
      this.row.bar.value = this.file.size;
      this.row.done("Sent", "is-sent");
      return true;
    } catch (error) {
      if (this.stopped.signal.aborted) await this.abandon();
      else if (!(error instanceof Refused)) throw error;
      this.row.done(this.stopped.signal.aborted ? "Stopped" : error.message, "is-refused");
      return false;
    }
  }

  async begin(again = true) {
    const known = marks()[this.mark];
    const uid = known?.uid ?? newUid();
    const about = {
      uid,
      name: this.file.name,
      size: this.file.size,
      title: this.title,
      folder: this.form.elements.folder?.value ?? "",
      replaces: this.form.dataset.replaces ?? null,
    };
    try {
      const state = await (await this.call("POST", "", JSON.stringify(about), { "Content-Type": "application/json" })).json();
      if (state.state === "refused" && again) throw new Refused("stale");
      remember(this.mark, uid, this.file.name);
      return state;
    } catch (error) {
      if (!(error instanceof Refused) || !known || !again) throw error;
      forget(this.mark); // what was begun once is over: begin anew
      return this.begin(false);
    }
  }

  async sendMissing(state) {
    const arrived = new Set(state.arrived);
    if (arrived.size) this.row.say("Going on where it stopped");
    for (let number = 0; number < state.parts; number += 1) {
      const begin = number * state.part_size;
      const part = this.file.slice(begin, begin + state.part_size);
      if (!arrived.has(number) && state.state === "waiting") {
        const bytes = await part.arrayBuffer().catch(() => {
          throw new Refused("This file cannot be read any more: choose it again.");
        });
        await this.call("PUT", `${state.uid}/parts/${number}/`, bytes, await digestHeader(bytes));
      }
      this.row.bar.value = Math.min(begin + state.part_size, this.file.size);
      this.row.say(`${size(this.row.bar.value)} of ${size(this.file.size)}`);
    }
  }

  // Asks until there is an answer: a link that breaks is waited for.
  async call(method, path, body, headers = {}) {
    for (let tries = 0; ; tries += 1) {
      this.stopped.signal.throwIfAborted();
      const answer = await this.once(method, path, body, headers);
      if (answer?.ok || answer?.status === 409) return answer;
      if (answer && answer.status < 500 && answer.status !== 408 && answer.status !== 429) await this.refuse(answer, tries);
      this.row.say("The link is down. It goes on by itself once it is back.", "is-waiting");
      await this.pause(Math.min(1000 * 2 ** tries, LONGEST_WAIT));
    }
  }

  async once(method, path, body, headers) {
    try {
      return await fetch(this.form.dataset.parts + path, {
        method,
        body,
        headers: { "X-CSRFToken": this.form.dataset.token, ...headers },
        signal: this.stopped.signal,
      });
    } catch (error) {
      if (this.stopped.signal.aborted) throw error;
      return null;
    }
  }

  async refuse(answer, tries) {
    if (answer.status === 401 || answer.status === 403)
      throw new Refused("You were signed out. Sign in and choose the same file again: it goes on where it stopped.");
    const said = await answer.json().catch(() => ({}));
    const first = said.errors?.[0];
    if (first?.field === "part" && tries < 3) return; // damaged on its way: once more
    throw new Refused(first?.message ?? "This file was not kept: choose it again.");
  }

  pause(time) {
    return new Promise((go) => {
      const timer = setTimeout(go, time);
      const now = () => {
        clearTimeout(timer);
        go();
      };
      window.addEventListener("online", now, { once: true });
      this.stopped.signal.addEventListener("abort", now, { once: true });
    });
  }

  async abandon() {
    const known = marks()[this.mark];
    forget(this.mark);
    if (!known) return;
    await fetch(`${this.form.dataset.parts}${known.uid}/`, { method: "DELETE", headers: { "X-CSRFToken": this.form.dataset.token } }).catch(() => {});
  }
}

// Only where the browser can (not over plain HTTP); the server counts the bytes of each part in any case.
async function digestHeader(bytes) {
  if (!window.crypto?.subtle) return {};
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { "X-Part-SHA256": [...digest].map((one) => one.toString(16).padStart(2, "0")).join("") };
}

function newUid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

// Which file is on its way under which uid, kept on this device.
function marks() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function remember(mark, uid, name) {
  keep({ ...marks(), [mark]: { uid, name } });
}

function forget(mark) {
  const { [mark]: gone, ...others } = marks();
  keep(others);
}

function keep(all) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(all));
  } catch {
    // a full or shut store: the file is sent all the same
  }
}

function nameUnfinished(list) {
  const person = `${document.body.dataset.person}:`;
  for (const [mark, { name }] of Object.entries(marks())) {
    if (!mark.startsWith(person)) continue;
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = `${name} did not arrive whole. Choose it again: it goes on where it stopped.`;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button button-text";
    drop.textContent = "Forget it";
    drop.setAttribute("aria-label", `Forget ${name}`);
    drop.addEventListener("click", () => {
      forget(mark);
      item.remove();
    });
    item.append(words, drop);
    list.append(item);
  }
}
