// A page that waits for a job asks every few seconds how it is, and is loaded anew once the answer is no longer that it
// is under way: a redirect to what comes next, or why it was not done. Without script its link does the same.
const PAUSE = 3000;

export function goOnWhenDone(page) {
  const said = page.querySelector("[data-waits]");
  if (!said) return;
  const ask = async () => {
    try {
      const answer = await fetch(window.location.href, { redirect: "manual", credentials: "same-origin" });
      const over = answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500);
      if (over) return window.location.reload();
    } catch {
      // no network for the moment: the next time may do
    }
    return window.setTimeout(ask, PAUSE);
  };
  window.setTimeout(ask, PAUSE);
}
