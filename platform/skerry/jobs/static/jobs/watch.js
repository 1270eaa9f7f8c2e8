/* Looks every two seconds how far the job is, and shows what has changed. Without this script there is "Look again". */
const PAUSE = 2000;

function show(here, found) {
  for (const part of here.querySelectorAll("[data-part]")) {
    const anew = found.querySelector(`[data-part="${part.dataset.part}"]`);
    if (anew && anew.dataset.of !== part.dataset.of) {
      part.replaceChildren(...anew.childNodes);
      part.dataset.of = anew.dataset.of;
    }
  }
}

async function look() {
  const here = document.querySelector("[data-job]");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-job]");
    if (found) {
      show(here, found);
      if ("over" in found.dataset) return;
    }
  } catch {
    /* The line is down; the next look may find it up. */
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
