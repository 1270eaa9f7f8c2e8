// Keeps every answer: written down on this device with the change, sent in order within two seconds, and taken off the
// device when the server has it. The form works without this file through the same service.

const WAIT = 600; // milliseconds between a change and its sending
const RETRY = 4000;
const PATIENCE = 20000;
const LATER = [401, 403, 408, 429]; // and all from 500 on: the answer is not at fault
const LONGEST_VIEW = 600; // seconds; the server adds no more for one answer
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const OWN = ["csrfmiddlewaretoken", "slot", "key", "action", "base"];
const MESSAGE = "skerry-message";
const form = document.querySelector("form[data-answers]");
const words = form?.dataset;
const slot = words?.slot;
const isOpen = words?.open === "yes";
const line = document.querySelector("[data-saved-line] .saved");
const told = document.querySelector("#told");
const store = `skerry-answers-${words?.attempt}/`;
const me = `${Date.now()}${Math.random()}`; // this window
const windows = form && "BroadcastChannel" in window ? new BroadcastChannel(store) : null;
let waiting = 0;
let retrying = 0;
let latest = 0;
let isChanged = false;
let isBusy = false;
let running = null;
let whenSent = null;
let inView = document.hidden ? 0 : Date.now();
let seen = 0;

// Each answer that waits has a place of its own in the storage: two windows that write at once lose nothing.
const pending = () => Object.keys(localStorage).filter((name) => name.startsWith(store)).sort().map((name) => JSON.parse(localStorage.getItem(name))).filter(Boolean);
const keep = (entry) => localStorage.setItem(entry.name, JSON.stringify(entry));
const drop = (entry) => localStorage.removeItem(entry.name);
const isMine = (entry) => entry.slot === slot && entry.window === me;

function show(state, text) {
  const said = { saved: line.dataset.textSaved, saving: line.dataset.textSaving, unsaved: line.dataset.textUnsaved };
  line.parentElement.hidden = false;
  line.dataset.state = state;
  line.querySelector("[data-saved-text]").textContent = text ?? said[state];
}

// kind: notice (stays), wait or refusal (go when things are well again). Only what was just asked for takes the focus.
function tell(message, kind, { focus = false, link = null } = {}) {
  told.className = kind === "refusal" ? "error-summary" : "callout";
  told.dataset.tone = kind === "wait" ? "watch" : "note";
  told.dataset.kind = kind;
  const text = Object.assign(document.createElement("p"), { textContent: message });
  if (link) text.append(" ", link);
  told.replaceChildren(text);
  if (focus) told.focus();
}

function hush() {
  if (told.dataset.kind === "notice") return;
  told.replaceChildren();
  told.removeAttribute("class");
  delete told.dataset.kind;
}

function response() {
  const given = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !OWN.includes(name)) (given[name] ??= []).push(value);
  }
  return given;
}

// Seconds in view since the last answer: a page in the background does not count.
function seconds() {
  if (inView) seen += (Date.now() - inView) / 1000;
  inView = document.hidden ? 0 : Date.now();
  return Math.min(LONGEST_VIEW, Math.round(seen));
}

// An answer that may have reached the server stays in the row, so that what follows is not taken for another window's.
function queue(check) {
  clearTimeout(waiting);
  isChanged = false;
  const entry = { slot, window: me, title: words.title, response: response(), check, tried: false, seconds: seconds() };
  for (const older of pending()) {
    if (!isMine(older) || older.check || older.tried) continue;
    entry.seconds = Math.min(LONGEST_VIEW, entry.seconds + older.seconds);
    drop(older);
  }
  seen = 0;
  latest = Math.max(latest + 1, Date.now());
  keep({ ...entry, name: `${store}${latest}-${me}`, key: crypto.randomUUID(), language: document.documentElement.lang, base: Number(form.elements.base.value) });
}

const post = (entry) => fetch(words.answers, {
  method: "POST",
  credentials: "same-origin",
  headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  body: JSON.stringify(entry),
  signal: AbortSignal.timeout?.(PATIENCE),
});

// Signed in again, in another window perhaps: this page's token is of the old session, so the page is read again.
async function signedOut() {
  const link = Object.assign(document.createElement("a"), { href: words.signIn, textContent: words.signInText });
  tell(words.signedOut, "wait", { link });
  const standing = await fetch(words.answers.replace("answers/", ""), { credentials: "same-origin", cache: "no-store" });
  if (standing.ok && performance.now() > 2 * RETRY) location.reload();
}

// What follows from this window was written on top of this answer.
function acknowledge(entry, body) {
  drop(entry);
  for (const other of pending()) {
    if (other.window === entry.window && other.slot === entry.slot && other.base === entry.base) keep({ ...other, base: body.sequence });
  }
  const ack = { slot: entry.slot, window: entry.window, title: entry.title, sequence: body.sequence, at: body.saved_at, message: body.message };
  windows?.postMessage(ack);
  learn(ack, true);
}

function learn(ack, isSender) {
  const isHere = ack.slot === slot;
  if (isHere && ack.window === me) form.elements.base.value = ack.sequence;
  if (!isChanged && !pending().length) show("saved", `${line.dataset.textSaved} ${new Date(ack.at).toLocaleTimeString(document.documentElement.lang, { ...TIME, timeZone: words.zone })}`);
  hush();
  const message = ack.message || (ack.window === me ? "" : words.elsewhere);
  if (isHere && message) tell(message, "notice");
  else if (isSender && ack.message) tell(`${ack.title}: ${ack.message}`, "notice");
}

async function deliver() {
  const outcome = { checked: false, refused: "" };
  for (let [entry] = pending(); entry; [entry] = pending()) {
    show("saving");
    keep({ ...entry, tried: true });
    const answer = await post(entry);
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 401 || answer.status === 403) await signedOut();
    // Only what says the sequence is an acknowledgement; a page of some machine in between is none.
    if (answer.status >= 500 || LATER.includes(answer.status) || (answer.ok && body.sequence === undefined)) throw new Error("not yet");
    if (answer.ok) {
      acknowledge(entry, body);
      outcome.checked ||= entry.check && isMine(entry);
    } else {
      drop(entry);
      const refused = `${words.failed} ${body.message ?? body.detail ?? answer.status}`;
      show("unsaved", entry.slot === slot ? refused : `${entry.title}: ${refused}`);
      if (isMine(entry)) outcome.refused = refused;
    }
  }
  return outcome;
}

// Returns what came of it, or nothing while the line is down; then it tries again by itself.
async function send() {
  clearTimeout(retrying);
  try {
    running ??= deliver().finally(() => { running = null; });
    const outcome = await running;
    hush();
    if (outcome.checked) {
      sessionStorage.setItem(MESSAGE, told.dataset.kind === "notice" ? told.textContent : "");
      location.reload();
    }
    whenSent?.();
    return outcome;
  } catch {
    show("unsaved");
    retrying = setTimeout(send, RETRY);
    return null;
  }
}

// What was checked is where the reading goes on, also for those who do not see it.
function goOn() {
  const message = sessionStorage.getItem(MESSAGE);
  if (message === null) return;
  sessionStorage.removeItem(MESSAGE);
  if (message) tell(message, "notice");
  const place = form.querySelector("#feedback, #hint");
  if (!place) return;
  place.tabIndex = -1;
  place.focus();
}

function restore() {
  const own = pending().filter((entry) => entry.slot === slot);
  for (const entry of own) keep({ ...entry, window: me });
  if (!own.length || !isOpen) return;
  const given = own.pop().response;
  for (const field of form.elements) {
    if (!field.name || OWN.includes(field.name) || field.type === "file") continue;
    const values = given[field.name] ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}

const place = (item) => item.querySelector("select");
const renumber = (list) => [...list.children].forEach((item, index) => { place(item).value = String(index + 1); });

// Moved by its buttons or given a position, an item takes its place in the list, and the others make room.
function order(list) {
  const move = (item, index, control) => {
    const others = [...list.children].filter((other) => other !== item);
    const after = others[index];
    after ? after.before(item) : list.append(item);
    renumber(list);
    control.focus();
  };
  if ([...list.children].every((item) => place(item).value)) list.append(...[...list.children].sort((a, b) => place(a).value - place(b).value));
  list.addEventListener("change", ({ target }) => {
    const item = target.closest("li");
    move(item, target.value ? target.value - 1 : [...list.children].indexOf(item), target);
  });
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    const item = button.closest("li");
    const index = [...list.children].indexOf(item) + Number(button.dataset.move);
    if (index < 0 || index >= list.children.length) return;
    move(item, index, button);
    list.parentElement.querySelector("[data-moved]").textContent = `${place(item).getAttribute("aria-label")}: ${index + 1}`;
    list.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function go(action) {
  if (action) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "action", value: action }));
  form.submit();
}

// What waits is sent before the form goes, so that an older answer can never overtake a newer one.
async function submit(event) {
  const action = event.submitter?.value;
  const isCheck = action === "check";
  if (isBusy) return event.preventDefault();
  const isNew = isCheck || isChanged;
  if (!isNew && !pending().length && !isCutOff()) return undefined;
  event.preventDefault();
  if (!isNew && !pending().length) return undefined;
  isBusy = true;
  // Who has a list checked means it as it stands, also when nothing had to be moved.
  if (isCheck) form.querySelectorAll("[data-order]").forEach(renumber);
  if (isNew) queue(isCheck);
  const outcome = await send();
  isBusy = false;
  if (!outcome) return told.dataset.kind === "wait" ? told.focus() : tell(words.waiting, "wait", { focus: true });
  if (outcome.refused) return tell(outcome.refused, "refusal", { focus: true });
  return isCheck || pending().length ? undefined : go(action);
}

// Whether leaving this page would lead nowhere. Who has read so and goes all the same may: browsers err.
function isCutOff() {
  if (navigator.onLine || told.textContent === words.waiting) return false;
  tell(words.waiting, "wait", { focus: true });
  return true;
}

function changed() {
  isChanged = true;
  show("saving");
  clearTimeout(waiting);
  waiting = setTimeout(() => { queue(false); send(); }, WAIT);
}

if (form) {
  restore();
  if (isOpen) {
    form.querySelectorAll("[data-order]").forEach(order);
    form.addEventListener("change", changed);
    form.addEventListener("input", changed);
  }
  goOn();
  form.addEventListener("submit", submit);
  windows?.addEventListener("message", ({ data }) => learn(data, false));
  window.addEventListener("online", send);
  window.addEventListener("pagehide", () => isChanged && queue(false));
  document.querySelector("main").addEventListener("click", (event) => {
    if (event.target.closest("a:not([href^='#'])") && isCutOff()) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    seconds();
    if (!document.hidden || !isChanged) return;
    queue(false);
    send();
  });
  document.addEventListener("skerry:time-up", ({ detail }) => {
    if (isChanged) queue(false);
    whenSent = detail.done;
    send();
  });
  if (pending().length) send();
}
