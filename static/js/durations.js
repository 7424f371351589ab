// Reads a length of time back before it is saved: <input data-duration> with <output data-reading> in the same field.
// The server decides; this mirrors its rules: a bare whole number is minutes from 10 up, a decimal is hours, 1-9 is asked back.
const UNIT = "(?:h|hr|hrs|hour|hours)";
const MINUTE = "(?:m|min|mins|minute|minutes)";
const NUMBER = "(\\d+(?:[.,]\\d+)?)";
const HOURS_ONLY = new RegExp(`^${NUMBER}\\s*${UNIT}$`);
// "1h5" is asked back by the server, so it is not read here
const BOTH = new RegExp(`^(\\d+)\\s*${UNIT}\\s*(?:([0-5]\\d)|([0-5]?\\d)\\s*${MINUTE})$`);
const MINUTES_ONLY = new RegExp(`^(\\d+)\\s*${MINUTE}$`);
const CLOCK = /^(\d{1,3}):([0-5]\d)$/;
const DECIMAL = /^\d+[.,]\d{1,2}$/;
const WHOLE = /^\d+$/;

export function echoDurations(page) {
  for (const box of page.querySelectorAll("input[data-duration]")) {
    const reading = box.closest(".field")?.querySelector("[data-reading]") ?? addReading(box);
    const show = () => {
      const { words, unsure } = readBack(box.value);
      reading.textContent = words;
      reading.toggleAttribute("data-unsure", unsure);
    };
    box.addEventListener("input", show);
    box.addEventListener("change", show);
    show();
  }
}

export function readBack(typed) {
  const text = typed.trim().toLowerCase().replace(/\s+/g, " ");
  if (!text) return { words: "", unsure: false };
  if (/^[1-9]$/.test(text)) {
    return { words: `Is that ${text} h or ${text} min? Write it with the unit.`, unsure: true };
  }
  const minutes = toMinutes(text);
  if (!minutes) return { words: "", unsure: false };
  return { words: `Reads as ${spell(minutes)}`, unsure: false };
}

function toMinutes(text) {
  let found = text.match(CLOCK);
  if (found) return Number(found[1]) * 60 + Number(found[2]);
  found = text.match(MINUTES_ONLY);
  if (found) return Number(found[1]);
  found = text.match(BOTH);
  if (found) return Number(found[1]) * 60 + Number(found[2] ?? found[3]);
  found = text.match(HOURS_ONLY);
  if (found) return Math.round(decimal(found[1]) * 60);
  if (DECIMAL.test(text)) return Math.round(decimal(text) * 60);
  return WHOLE.test(text) ? Number(text) : 0;
}

function decimal(text) {
  return Number(text.replace(",", "."));
}

function spell(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${rest} min` : `${hours} h`;
}

function addReading(box) {
  const reading = document.createElement("output");
  reading.className = "reading";
  reading.htmlFor = box.id;
  box.insertAdjacentElement("afterend", reading);
  return reading;
}
