// A page that waits for a job asks every few seconds how it is, shows how far it has come, and is loaded anew once the
// answer no longer says that it is under way: a redirect to what comes next, what came of it, or why it was not done.
// Without script its link does the same.
const PAUSE = 3000;

export function goOnWhenDone(page) {
  if (!page.querySelector("[data-waits]")) return;
  const ask = async () => {
    try {
      const answer = await fetch(window.location.href, { redirect: "manual", credentials: "same-origin" });
      const refused = answer.status >= 400 && answer.status < 500;
      if (answer.type === "opaqueredirect" || refused) return window.location.reload();
      if (answer.ok) {
        const now = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!now.querySelector("[data-waits]")) return window.location.reload();
        showHowFar(page, now);
      }
    } catch {
      // no network for the moment: the next time may do
    }
    return window.setTimeout(ask, PAUSE);
  };
  window.setTimeout(ask, PAUSE);
}

function showHowFar(page, now) {
  const [shown, fresh] = [page, now].map((one) => one.querySelector("[data-how-far]"));
  if (shown && fresh && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes);
}
