// Scoring without a mouse, in <form data-scoring-keys>: J and K go from one <section data-judged> to the next, figures choose
// its score, F goes to its feedback, O to what is said overall, N to one's own notes; Escape leads back, Ctrl with Enter saves.
// Single keys act only while no text box has the focus, and <details data-keys-help> lists them and switches them off on this
// device. Without script Tab and the arrows do all of it.
const OFF = "aspire-scoring-keys-off";
// Two figures within this time are one score: 1, 0 is ten.
const PAUSE = 900;

export function scoreByKeys(page) {
  const form = page.querySelector("form[data-scoring-keys]");
  const help = page.querySelector("[data-keys-help]");
  if (!form || !help) return;
  const sections = [...form.querySelectorAll("[data-judged]")];
  for (const section of sections) section.tabIndex = -1;
  const tick = help.querySelector("[data-keys-on]");
  tick.checked = stored() !== "off";
  tick.addEventListener("change", () => store(tick.checked ? "" : "off"));
  help.hidden = false;

  let here = -1;
  let typed = { text: "", at: 0, here: -1 };
  form.addEventListener("focusin", (event) => {
    const found = sections.indexOf(event.target.closest("[data-judged]"));
    if (found >= 0) here = found;
  });
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=save]"));
    } else if (event.key === "Escape" && isText(event.target)) {
      go(Math.max(here, 0));
    } else if (tick.checked && !event.ctrlKey && !event.metaKey && !isText(event.target)) {
      if (act(event.key)) event.preventDefault();
    }
  });

  function act(key) {
    if (/^[0-9]$/.test(key)) return score(key);
    const does = { j: () => go(here + 1), k: () => go(here - 1), f: feedback, o: overall, n: notes, "?": list }[key.toLowerCase()];
    does?.();
    return Boolean(does);
  }

  function go(number) {
    here = Math.max(0, Math.min(sections.length - 1, number));
    open(sections[here]).focus({ preventScroll: true });
    sections[here].scrollIntoView({ block: "start" });
  }

  function score(figure) {
    if (here < 0) go(0);
    const together = typed.here === here && performance.now() - typed.at < PAUSE ? typed.text + figure : figure;
    const section = open(sections[here]);
    const choices = [...section.querySelectorAll("input[type=radio]")];
    const chosen = choices.find((one) => one.value === together) ?? choices.find((one) => one.value === figure);
    typed = { text: chosen?.value ?? "", at: performance.now(), here };
    const box = chosen ?? (choices.length ? null : section.querySelector("input[inputmode=numeric]"));
    if (!box) return false;
    if (chosen) chosen.checked = true;
    else box.value = figure;
    box.focus();
    for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
    return true;
  }

  function feedback() {
    if (here < 0) go(0);
    open(sections[here]).querySelector("textarea")?.focus();
  }

  function overall() {
    form.elements.overall_feedback?.focus();
  }

  function notes() {
    page.querySelector("textarea[name=notes]")?.focus();
  }

  function list() {
    help.open = !help.open;
    help.querySelector("summary").focus();
  }
}

// An answer that has not changed is folded.
function open(section) {
  const folded = section.querySelector(":scope > details");
  if (folded) folded.open = true;
  return section;
}

function isText(element) {
  return element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])");
}

function stored() {
  try {
    return window.localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function store(value) {
  try {
    if (value) window.localStorage.setItem(OFF, value);
    else window.localStorage.removeItem(OFF);
  } catch {
    // a browser that keeps nothing: it holds for this page
  }
}
