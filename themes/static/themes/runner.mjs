/* A paper on a bad line. An answer is kept on this device when it is chosen, sent when it can be,
   and called saved only once the server says so. Without this file each move of the page saves. */

const PREFIX = "anlan-answer:";
const REST = 1500;
const AGAIN = 20000;
const PATIENCE = 8000;

const form = document.getElementById("paper");
const here = form && form.elements.offset ? new URL(form.action).pathname : "";
const attempt = location.pathname.match(/^.*?\/attempts\/[^/]+\//)[0];
const pills = document.querySelectorAll("[data-sync]");
const unkept = new Map();
let timer = 0;
let sending = null;
let leaving = false;

function show(state) {
  for (const pill of pills) pill.hidden = pill.dataset.sync !== state;
}

/* Storage can be full or forbidden; then the answer lives as long as this page. */
function keep(path, body) {
  try {
    localStorage.setItem(PREFIX + path, body);
    return true;
  } catch {
    unkept.set(path, body);
    return false;
  }
}

function kept(path) {
  try {
    return localStorage.getItem(PREFIX + path) ?? unkept.get(path);
  } catch {
    return unkept.get(path);
  }
}

function forget(path) {
  unkept.delete(path);
  try {
    localStorage.removeItem(PREFIX + path);
  } catch {}
}

function waiting() {
  let paths = [];
  try {
    paths = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + attempt));
  } catch {}
  return [...new Set([...paths.map((key) => key.slice(PREFIX.length)), ...unkept.keys()])];
}

function filled() {
  form.elements.clock.value = Date.now();
  form.elements.offset.value = Math.round(performance.now());
  return new URLSearchParams(new FormData(form)).toString();
}

async function send(path) {
  const body = kept(path);
  let reply;
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    reply = answer.ok ? await answer.json() : null;
  } catch {
    reply = null;
  }
  if (!reply || !reply.saved) return false;
  const changed = kept(path) !== body;
  if (!changed) forget(path);
  if (path !== here) return true;
  if (reply.go && !changed && !leaving) {
    leaving = true;
    location.replace(reply.go);
  }
  form.elements.seen.value = reply.revision;
  if (changed) choose();
  return true;
}

/* One at a time; what could not be sent waits for the line, for a look at the page, for a while. */
async function flush() {
  clearTimeout(timer);
  if (sending || leaving) return;
  const paths = waiting();
  for (const path of paths) {
    sending = send(path);
    const saved = await sending;
    sending = null;
    if (!saved) {
      if (kept(path)) show(unkept.has(path) ? "failed" : "kept");
      timer = setTimeout(flush, AGAIN);
      return;
    }
  }
  if (paths.length && !waiting().length && !leaving) show("saved");
}

function choose() {
  const isKept = keep(here, filled());
  show(!navigator.onLine ? (isKept ? "kept" : "failed") : "saving");
  clearTimeout(timer);
  timer = setTimeout(flush, REST + Math.random() * 1000);
}

function restore(body) {
  const fields = new URLSearchParams(body);
  for (const input of form.querySelectorAll("#answer input")) {
    if (input.name === "choice") input.checked = fields.getAll("choice").includes(input.value);
    else input.value = fields.get(input.name) ?? input.value;
  }
}

if (here) {
  if (kept(here)) {
    restore(kept(here));
    show("kept");
  }
  form.addEventListener("input", choose);
}

if (form) {
  form.addEventListener("submit", async (event) => {
    if (here) filled();
    if (!navigator.onLine && waiting().length) {
      event.preventDefault();
      show(unkept.size ? "failed" : "kept");
      return;
    }
    if (event.submitter?.value === "clear") forget(here);
    if (!sending) {
      leaving = true;
      return;
    }
    /* Two at once would look like two windows. */
    event.preventDefault();
    await sending;
    if (!leaving) form.requestSubmit(event.submitter);
  });
}

addEventListener("online", flush);
addEventListener("pageshow", () => {
  leaving = false;
  flush();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") flush();
});
addEventListener("pagehide", () => {
  if (here && !leaving && kept(here)) navigator.sendBeacon(here, new URLSearchParams(kept(here)));
});
