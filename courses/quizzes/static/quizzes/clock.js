// Counts down by the server's clock, asks it every few seconds whether time was given, and hands in when it is over.

const POLL = 4000;
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const clock = document.querySelector("[data-clock]");
const words = clock?.dataset;
const line = clock?.querySelector(".clock-line");
const left = clock?.querySelector(".clock-left");
const said = clock?.querySelector("[role=status]");
const form = clock?.querySelector("form");
let due = Date.parse(words?.due);
let ahead = Date.parse(words?.now) - Date.now();
// Where nothing is handed in by itself, a page that was opened after the time has said so already.
let isOver = !form && due <= Date.now() + ahead;
let mayHandIn = false;
let wasSaid = "";

const secondsLeft = () => Math.max(0, Math.round((due - Date.now() - ahead) / 1000));

function say(text, { isSeen = false } = {}) {
  if (text === wasSaid) return;
  said.textContent = wasSaid = text;
  said.classList.toggle("visually-hidden", !isSeen);
}

function count(seconds) {
  return seconds > 90 ? words.minutes.replace("%s", Math.ceil(seconds / 60)) : words.seconds.replace("%s", seconds);
}

// In the person's own time zone, as the server says it.
function until() {
  const [zone, lang] = [words.zone, document.documentElement.lang];
  const day = (time) => new Date(time).toLocaleDateString(lang, { timeZone: zone });
  const date = day(due) === day(Date.now() + ahead) ? {} : { day: "numeric", month: "numeric" };
  return words.until.replace("%s", new Date(due).toLocaleString(lang, { ...date, ...TIME, timeZone: zone }));
}

function moved(time) {
  const isMore = !time || time > due;
  due = time;
  if (!time || isOver) return location.reload();
  clock.querySelector("[data-until-line]").textContent = until();
  tick();
  return isMore && say(`${words.more} ${count(secondsLeft())}`, { isSeen: true });
}

function tick() {
  const seconds = secondsLeft();
  if (left) left.textContent = count(seconds);
  clock.toggleAttribute("data-soon", seconds <= 60);
  if ([600, 300, 60].includes(seconds)) say(count(seconds));
  if (seconds > 0 || isOver) return;
  isOver = true;
  line.textContent = words.over;
  say(words.over);
  // What is still on this device goes first; whoever keeps it says when it is sent.
  const done = () => { mayHandIn = true; setTimeout(ask, 500); };
  document.dispatchEvent(new CustomEvent("skerry:time-up", { detail: { done } }));
  if (!document.querySelector("form[data-answers]")) done();
}

function handIn() {
  mayHandIn = false;
  form.submit();
}

// The server is asked before anything is handed in: without a line this page stays, and asks again.
async function ask() {
  try {
    const answer = await fetch(words.clock, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) return;
    const body = await answer.json();
    const time = Date.parse(body.due_at) || 0;
    ahead = Date.parse(body.now) - Date.now();
    if (body.state !== "running") location.assign(words.result);
    else if (time !== due) moved(time);
    else if (mayHandIn && form) handIn();
    else if (mayHandIn) location.reload();
  } catch {
    // No line: the clock goes on by itself and asks again.
  }
}

if (clock) {
  tick();
  setInterval(tick, 1000);
  setInterval(() => (document.hidden && !isOver) || ask(), POLL);
}
