// Counts the words of <textarea data-words="LIMIT"> as they are written (0: no limit), or of data-words="MIN MAX LIMIT",
// where MIN and MAX are a guide that only advises and "-" is none; without script the server counts on saving. Said to a
// screen reader at rests only. What the server counted (`data-words-said="BOX"`) gives way to it as soon as somebody types.
const REST = 900;

export function countWords(page) {
  for (const box of page.querySelectorAll("textarea[data-words]")) follow(box);
}

function follow(box) {
  const figures = box.dataset.words.trim().split(/\s+/).map((figure) => Number.parseInt(figure, 10) || 0);
  const seen = document.querySelector(`[data-words-said="${box.id}"]`) || ownLine(box);
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");
  box.after(heard);
  let timer = 0;

  const show = () => {
    const words = (box.value.match(/\S+/g) || []).length;
    seen.textContent = figures.length > 1 ? besideGuide(words, figures) : besideLimit(words, figures[0]);
    return seen.textContent;
  };
  box.addEventListener("input", () => {
    const said = show();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (heard.textContent = said), REST);
  });
}

function ownLine(box) {
  const line = document.createElement("p");
  line.className = "hint figures";
  line.setAttribute("aria-hidden", "true");
  box.after(line);
  return line;
}

function besideLimit(words, limit) {
  const over = limit ? words - limit : 0;
  const said = limit ? `${words} of ${limit} words` : counted(words);
  return over > 0 ? `${said}: ${over} over` : said;
}

function besideGuide(words, [least, most, limit]) {
  if (limit && words > limit) return `${besideLimit(words, limit)} the limit`;
  if (!most) return besideLimit(words, limit);
  const said = `${words} of ${least ? `${least} to ${most}` : `about ${most}`} words`;
  return words > most ? `${said}: ${words - most} over the guide` : said;
}

function counted(words) {
  return `${words} ${words === 1 ? "word" : "words"}`;
}
