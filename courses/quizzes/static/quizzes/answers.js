// Keeps every answer: sent within two seconds of the change, kept on this device until the server has it,
// and sent in order when the line returns. The form works without this file through the same service.

const WAIT = 600;
const RETRY = 4000;
const OWN = ["csrfmiddlewaretoken", "slot", "key", "action", "base"];
const form = document.querySelector("form[data-answers]");
const line = document.querySelector("[data-saved-line] .saved");
const token = form?.querySelector("[name=csrfmiddlewaretoken]").value;
const store = form ? `skerry-answers-${form.dataset.attempt}` : "";
let timer = 0;
let sending = false;
let changedAt = 0;
let seenSince = Date.now();

const read = () => JSON.parse(localStorage.getItem(store) || "[]");
const write = (list) => (list.length ? localStorage.setItem(store, JSON.stringify(list)) : localStorage.removeItem(store));

function show(state, text = "") {
  line.parentElement.hidden = false;
  line.dataset.state = state;
  const words = { saved: line.dataset.textSaved, saving: line.dataset.textSaving, unsaved: line.dataset.textUnsaved };
  line.querySelector("[data-saved-text]").textContent = text ? `${words[state]} ${text}` : words[state];
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
  const found = seenSince ? Math.round((Date.now() - seenSince) / 1000) : 0;
  seenSince = Date.now();
  return found;
}

function queue(check) {
  changedAt = 0;
  const list = read().filter((entry) => check || entry.slot !== form.dataset.slot || entry.check);
  list.push({ slot: form.dataset.slot, key: crypto.randomUUID(), response: response(), language: document.documentElement.lang, check, base: Number(form.elements.base.value), seconds: seconds() });
  write(list);
}

async function post(entry) {
  if (entry.slot === form.dataset.slot) entry.base = Number(form.elements.base.value);
  return fetch(form.dataset.answers, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(entry),
  });
}

function tell(message, role) {
  let box = document.querySelector("#told");
  if (!box) {
    box = Object.assign(document.createElement("div"), { id: "told", tabIndex: -1 });
    form.before(box);
  }
  box.className = role === "alert" ? "error-summary" : "callout";
  box.setAttribute("role", role);
  box.replaceChildren(Object.assign(document.createElement("p"), { textContent: message }));
  if (role === "alert") box.focus();
}

// Returns true when the last answer of this question was checked and the page should be read again.
async function flush() {
  if (sending) return false;
  sending = true;
  let reload = false;
  try {
    for (let list = read(); list.length; list = read()) {
      show("saving");
      const entry = list[0];
      const answer = await post(entry);
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      const body = await answer.json().catch(() => ({}));
      write(read().filter((other) => other.key !== entry.key));
      if (answer.ok) {
        show("saved", new Date(body.saved_at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
        if (entry.slot === form.dataset.slot) form.elements.base.value = body.sequence;
        if (body.message) tell(body.message, "status");
        reload ||= entry.check && body.counted && entry.slot === form.dataset.slot;
      } else if (body.message) {
        show("unsaved");
        if (entry.slot === form.dataset.slot) tell(`${form.dataset.failed} ${body.message}`, "alert");
      } else if (answer.status === 403 || answer.status === 401) {
        write([entry, ...read()]);
        tell(form.dataset.signedOut, "alert");
        throw new Error("signed out");
      }
    }
  } catch {
    show("unsaved");
    clearTimeout(timer);
    timer = setTimeout(later, RETRY);
  } finally {
    sending = false;
  }
  return reload;
}

async function later() {
  if (await flush()) location.reload();
}

function restore() {
  const kept = read().filter((entry) => entry.slot === form.dataset.slot).pop();
  for (const [name, values] of Object.entries(kept?.response ?? {})) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0];
    }
  }
}

function order() {
  for (const list of form.querySelectorAll("[data-order]")) {
    const renumber = () => [...list.children].forEach((item, i) => { item.querySelector("select").value = String(i + 1); });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      const item = button.closest("li");
      const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
      if (!other) return;
      button.dataset.move === "1" ? other.after(item) : other.before(item);
      renumber();
      button.focus();
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

if (form && form.dataset.open === "yes") {
  restore();
  order();
  const changed = () => {
    changedAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => { queue(false); later(); }, WAIT);
  };
  form.addEventListener("change", changed);
  form.addEventListener("input", changed);
  // What waits is sent before the form goes, so that an older answer can never overtake a newer one.
  form.addEventListener("submit", async (event) => {
    const action = event.submitter?.value;
    if (action === "check" || (action === "save" && (changedAt || read().length))) {
      event.preventDefault();
      clearTimeout(timer);
      queue(action === "check");
      await later();
      if (action === "save" && !read().length) send(action);
    }
  });
}

function send(action) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "action", value: action }));
  form.submit();
}

if (form) {
  window.addEventListener("online", later);
  document.addEventListener("visibilitychange", () => { seenSince = document.hidden ? 0 : Date.now(); });
  document.addEventListener("skerry:time-up", async (event) => {
    clearTimeout(timer);
    if (changedAt) queue(false);
    await flush();
    event.detail.done();
  });
  if (read().length) later();
}
