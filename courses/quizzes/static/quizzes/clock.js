// Counts down by the server's clock, asks it every few seconds whether time was given, and hands in when it is over.

const POLL = 4000;
const clock = document.querySelector("[data-clock]");
const left = clock?.querySelector(".clock-left");
const said = clock?.querySelector("[role=status]");
let due = Date.parse(clock?.dataset.due);
let ahead = Date.parse(clock?.dataset.now) - Date.now();
let isOver = due <= Date.now() + ahead;
let wasSaid = "";

function say(text) {
  if (text !== wasSaid) said.textContent = wasSaid = text;
}

function words(seconds) {
  return seconds > 90
    ? clock.dataset.minutes.replace("%s", Math.ceil(seconds / 60))
    : clock.dataset.seconds.replace("%s", seconds);
}

function handIn() {
  const form = clock.querySelector("form");
  if (form) form.submit();
  else location.reload();
}

function tick() {
  const seconds = Math.max(0, Math.round((due - Date.now() - ahead) / 1000));
  if (left) left.textContent = words(seconds);
  clock.toggleAttribute("data-soon", seconds <= 60);
  if ([600, 300, 60].includes(seconds)) say(words(seconds));
  if (seconds > 0 || isOver) return;
  isOver = true;
  clock.querySelector(".clock-line").textContent = clock.dataset.over;
  const done = () => setTimeout(handIn, 500);
  if (!document.dispatchEvent(new CustomEvent("skerry:time-up", { detail: { done }, cancelable: true }))) return;
  if (!document.querySelector("form[data-answers]")) done();
}

async function ask() {
  try {
    const answer = await fetch(clock.dataset.clock, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) return;
    const body = await answer.json();
    ahead = Date.parse(body.now) - Date.now();
    if (body.state !== "running") location.assign(clock.dataset.result);
    else if (Date.parse(body.due_at) !== due) {
      const isMore = Date.parse(body.due_at) > due || !body.due_at;
      due = Date.parse(body.due_at);
      if (!body.due_at || isOver) location.reload();
      else if (isMore) say(`${clock.dataset.more} ${words(Math.round((due - Date.now() - ahead) / 1000))}`);
    }
  } catch {
    // No line: the clock goes on by itself and asks again.
  }
}

if (clock) {
  tick();
  setInterval(tick, 1000);
  setInterval(() => document.hidden || ask(), POLL);
}
