// Counts the words of <textarea data-words="LIMIT"> as they are written (0: no limit); without script the server counts on
// saving. Said to a screen reader at rests only.
const REST = 900;

export function countWords(page) {
  for (const box of page.querySelectorAll("textarea[data-words]")) follow(box);
}

function follow(box) {
  const limit = Number(box.dataset.words);
  const seen = document.createElement("p");
  const heard = document.createElement("p");
  seen.className = "hint figures";
  seen.setAttribute("aria-hidden", "true");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");
  box.after(seen, heard);
  let timer = 0;

  const show = () => {
    const words = (box.value.match(/\S+/g) || []).length;
    const over = limit ? words - limit : 0;
    const said = limit ? `${words} of ${limit} words` : `${words} ${words === 1 ? "word" : "words"}`;
    seen.textContent = over > 0 ? `${said}: ${over} over` : said;
    return seen.textContent;
  };
  box.addEventListener("input", () => {
    const said = show();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (heard.textContent = said), REST);
  });
}
