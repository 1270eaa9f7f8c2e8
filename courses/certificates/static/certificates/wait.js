/* Looks every two seconds, for a minute, whether the file is made. Without this script there is the link "Look again". */
const PAUSE = 2000;
let looks = 30;

async function look() {
  const waiting = document.querySelector("#certificate-file[data-waiting]");
  if (!waiting || looks-- === 0) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const ready = page.querySelector("#certificate-file:not([data-waiting])");
    if (ready) {
      waiting.replaceChildren(...ready.childNodes);
      waiting.removeAttribute("data-waiting");
    }
  } catch {
    /* The line is down; the next look may find it up. */
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
