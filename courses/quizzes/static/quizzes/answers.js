// Keeps every answer: sent within two seconds of the change, kept on this device until the server has it,
// and sent in order when the line returns. The form works without this file through the same service.

const WAIT = 600;
const RETRY = 4000;
const form = document.querySelector("form[data-answers]");
const line = document.querySelector("[data-saved-line] .saved");
const token = form?.querySelector("[name=csrfmiddlewaretoken]").value;
const store = form ? `skerry-answers-${form.dataset.attempt}` : "";
let timer = 0;
let sending = false;

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
    if (!["csrfmiddlewaretoken", "slot", "key", "action"].includes(name)) (given[name] ??= []).push(value);
  }
  return given;
}

function queue(check) {
  const list = read().filter((entry) => check || entry.slot !== form.dataset.slot || entry.check);
  list.push({ slot: form.dataset.slot, key: crypto.randomUUID(), response: response(), language: document.documentElement.lang, check });
  write(list);
}

async function post(entry) {
  return fetch(form.dataset.answers, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(entry),
  });
}

function refuse(message) {
  let box = document.querySelector("#refused");
  if (!box) {
    box = Object.assign(document.createElement("div"), { id: "refused", className: "error-summary", tabIndex: -1 });
    box.setAttribute("role", "alert");
    form.before(box);
  }
  box.replaceChildren(Object.assign(document.createElement("p"), { textContent: `${form.dataset.failed} ${message}` }));
  box.focus();
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
        reload ||= entry.check && entry.slot === form.dataset.slot;
      } else if (body.message) {
        show("unsaved");
        if (entry.slot === form.dataset.slot) refuse(body.message);
      } else if (answer.status === 403 || answer.status === 401) {
        write([entry, ...read()]);
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
    clearTimeout(timer);
    timer = setTimeout(() => { queue(false); later(); }, WAIT);
  };
  form.addEventListener("change", changed);
  form.addEventListener("input", changed);
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "check") return;
    event.preventDefault();
    clearTimeout(timer);
    queue(true);
    await later();
  });
}
if (form) {
  window.addEventListener("online", later);
  if (read().length) later();
}
