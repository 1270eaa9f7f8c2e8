/* Compares a file with the certificate in the browser: the file never leaves the device. Without this script, or where
   the browser offers no digest, the form sends the file and the server compares it. */
const LIMIT = 5 * 1024 * 1024;
const form = document.querySelector("form[data-compare]");

async function digest(file) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(answer) {
  const words = document.querySelector(`template[data-when="${answer}"]`).content.cloneNode(true);
  document.querySelector("[data-answer]").replaceChildren(words);
}

async function compare(file) {
  if (file.size > LIMIT) say("too_large");
  else say((await digest(file)) === form.dataset.compare ? "same" : "different");
}

function attach() {
  const area = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  area.querySelector("[data-with-script]").hidden = false;
  input.addEventListener("change", () => input.files.length && compare(input.files[0]));
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    compare(input.files[0]);
  });
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.dataset.over = "";
  });
  area.addEventListener("dragleave", () => delete area.dataset.over);
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    delete area.dataset.over;
    if (event.dataTransfer.files.length) compare(event.dataTransfer.files[0]);
  });
}

if (form && globalThis.crypto?.subtle) attach();
