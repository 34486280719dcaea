/* A paper on a bad line. A choice is kept on this device with the page and the revision it was made
   on, sent as it was kept when it can be, and called saved only once the server says so. It gives
   way to an answer from elsewhere, and stays here when the server says that it will never take it;
   then its person decides. It is left only for a server that has just answered. Without this file
   each move saves. */

import {
  PREFIX, forget, heldBack, heldUnder, isFull, isHeldBack, keep, kept, lastTaken, noteTaken,
} from "./kept.mjs";
import { posting, reach } from "./line.mjs";

const REST = 1500;
const AGAIN = 20000;

const form = document.getElementById("paper");
const here = form && form.elements.offset ? new URL(form.action).pathname : "";
const attempt = location.pathname.match(/^.*?\/attempts\/[^/]+\//)[0];
const token = document.querySelector("input[name=token]").value;
const asked = document.querySelector("[data-asked]");
const left = document.querySelector("[data-left]");
let calm = document.querySelector("[data-sync]:not([hidden])")?.dataset.sync;
let failure = "";
let slow = 0;
let timer = 0;
let sending = null;
let leaving = false;
let moving = false;
let isHeard = false;

const held = () => heldUnder(attempt);

/* After the paper was handed in there is nothing left to decide: an overtaken answer is sent. */
const waiting = () =>
  held().filter((path) => !heldBack(path, "refused") && !(form && heldBack(path, "overtaken")));
const undecided = () => held().filter((path) => form && heldBack(path, "overtaken"));
const refused = () => held().filter((path) => heldBack(path, "refused"));

/* What to know and to do while the server does not answer. */
function line() {
  if (isFull()) return "full";
  if (slow && navigator.onLine) return "slow";
  const why = navigator.onLine ? failure : "cut";
  if (held().length) return why || "calm";
  return { cut: "away", down: "silent" }[why] ?? "calm";
}

/* `told.mjs` and `card.mjs` put it in words and on the answer card. */
function paint({ isSaving = slow > 0, isStuck = false } = {}) {
  const answers = held().map((path) => ({ path, body: kept(path) }));
  const state = isSaving ? "saving" : !answers.length ? calm : isFull() ? "failed" : "kept";
  const detail = { answers, state, line: line(), here, isStuck };
  document.dispatchEvent(new CustomEvent("anlan:held", { detail }));
}

/* The answer, and all that says which page it was chosen on and when: so a page opened again, or
   another window, goes on where that one was. */
function restore(body, inputs = form.elements) {
  const fields = new URLSearchParams(body);
  for (const input of inputs) {
    if (input.name === "choice") input.checked = fields.getAll("choice").includes(input.value);
    else if (fields.has(input.name)) input.value = fields.get(input.name);
  }
}

function shown() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("token");
  return fields.toString();
}

function choose() {
  form.elements.clock.value = Date.now();
  form.elements.offset.value = Math.round(performance.now());
  keep(here, shown());
  paint({ isSaving: navigator.onLine && !isFull() });
  clearTimeout(timer);
  timer = setTimeout(flush, REST + Math.random() * 1000);
}

function leave(address, how = "replace") {
  leaving = true;
  location[how](address);
}

/* Its person is told that the server is slow; `failure` is why it did not answer, until it did. */
function slowly(isLate) {
  slow += isLate ? 1 : -1;
  if (isLate) paint({ isStuck: moving });
}

async function call(path, options, read) {
  try {
    const heard = (answer) => {
      failure = "down";
      return read(answer);
    };
    return await reach(path, options, heard, slowly);
  } catch (error) {
    failure = error.name === "AbortError" ? "down" : "cut";
    return null;
  }
}

function withToken(body) {
  const fields = new URLSearchParams(body);
  fields.set("token", token);
  return { ...posting(fields), redirect: "error" };
}

/* Does the server answer? Both addresses of the form only lead elsewhere, and that is enough. */
async function ask() {
  await call(form.action, { method: "HEAD", redirect: "manual" }, (answer) => {
    if (answer.status < 500) failure = "";
  });
  return !failure;
}

/* What the server says, or null if nobody of ours answered. What was chosen meanwhile stays. With
   `go`, what a button says, it also says where that leads. */
async function send(path, body = kept(path), go = "") {
  if (!body) return {};
  const reply = await call(path, withToken(go ? `${body}&go=${go}` : body), (answer) =>
    answer.ok || answer.status === 422 ? answer.json() : null,
  );
  if (!reply?.became) return null;
  failure = "";
  if (kept(path) === body) {
    if (reply.became === "overtaken") keep(path, `${body}&overtaken=1`);
    else if (reply.became === "refused") keep(path, `${body}&${new URLSearchParams({ refused: reply.why })}`);
    else forget(path);
  }
  if (reply.saved) {
    calm = "saved";
    noteTaken(path, body, reply.revision);
    document.dispatchEvent(new CustomEvent("anlan:saved", { detail: { path, body } }));
    if (path === here) form.elements.seen.value = reply.revision;
  }
  return reply;
}

async function sendAll() {
  let go = "";
  let hasReply = false;
  let isSaved = false;
  if (form && failure && !waiting().length) {
    if (!(await ask())) timer = setTimeout(flush, AGAIN);
    paint();
  }
  for (const path of waiting()) {
    if (leaving) return;
    const reply = await send(path);
    if (!reply) {
      timer = setTimeout(flush, AGAIN);
      paint();
      return;
    }
    hasReply = true;
    isSaved ||= reply.saved && reply.first;
    const isOver = ["late", "closed"].includes(reply.became) || (form && reply.became === "refused");
    if (path === here || isOver) go = reply.go || go;
  }
  if (leaving || !hasReply) return;
  if (go) leave(go);
  else if (isSaved && form && !here && !moving) leave(location.pathname);
  else paint();
  if (waiting().length) timer = setTimeout(flush, REST);
}

/* One window sends at a time; what could not be sent waits for the line, for a look at the page,
   for a while. */
function flush() {
  clearTimeout(timer);
  sending ??= (navigator.locks?.request(PREFIX + attempt, sendAll) ?? sendAll()).finally(() => {
    sending = null;
  });
  return sending;
}

/* The line is looked for again by itself; its person reads meanwhile what is the matter. */
function stay() {
  clearTimeout(timer);
  timer = setTimeout(flush, AGAIN);
  paint({ isStuck: true });
}

function sendForm(submitter) {
  isHeard = leaving = true;
  form.requestSubmit(submitter);
}

/* Handing in ends the paper: what waits goes first, or its person says that it need not. */
async function handIn(submitter) {
  const isAnyway = submitter?.value === "anyway";
  submitter?.setAttribute("aria-busy", "true");
  paint({ isSaving: true });
  if (!isAnyway && waiting().length) await flush();
  const isSettled = isAnyway || !held().length;
  const isAnswered = isSettled && !leaving && (await ask());
  submitter?.removeAttribute("aria-busy");
  if (leaving) return;
  if (isAnswered) sendForm(submitter);
  else if (isSettled) stay();
  else {
    const detail = { waiting: waiting(), undecided: undecided(), refused: refused() };
    paint();
    document.dispatchEvent(new CustomEvent("anlan:refused", { detail }));
  }
}

/* The answer is heard before the page is left: without a line the next one could not be fetched. */
async function move(submitter) {
  if (submitter?.value === "clear") {
    for (const input of form.querySelectorAll("#answer input")) input.checked = false;
    choose();
  }
  clearTimeout(timer);
  paint({ isSaving: true });
  const body = kept(here) && !isHeldBack(here) ? kept(here) : shown();
  const reply = await send(here, body, submitter?.value || "next");
  if (reply?.go) leave(reply.go, "assign");
  else if (reply && reply.became !== "refused") sendForm(submitter);
  else stay();
}

async function submit(event) {
  if (isHeard) return;
  event.preventDefault();
  if (moving) return;
  moving = true;
  try {
    await (here ? move : handIn)(event.submitter);
  } finally {
    moving = false;
    if (!leaving) event.submitter?.removeAttribute("aria-busy");
  }
}

async function follow(event) {
  const link = event.target.closest("a[href^='/']");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (await ask()) leave(link.href, "assign");
  else stay();
}

const taken = lastTaken(here);
if (here && taken?.revision > Number(form.elements.seen.value)) {
  restore(taken.body);
  form.elements.seen.value = taken.revision;
}
if (here && kept(here) && !heldBack(here, "overtaken")) restore(kept(here));
paint();
if (here) form.addEventListener("input", choose);
form?.addEventListener("submit", submit);
form?.addEventListener("click", follow);
if (asked) {
  asked.querySelector("[value=mine]").addEventListener("click", () => {
    restore(kept(here), form.querySelectorAll("#answer input"));
    choose();
  });
  asked.querySelector("[value=shown]").addEventListener("click", () => {
    forget(here);
    paint();
  });
}

left?.querySelector("button").addEventListener("click", () => {
  refused().forEach(forget);
  paint();
});

/* Another window of this browser chose, was heard, or was told that it came too late. */
addEventListener("storage", ({ key, newValue }) => {
  if (!key?.startsWith(PREFIX + attempt) || leaving) return;
  if (!newValue) calm = "saved";
  if (key === PREFIX + here && newValue) {
    if (heldBack(here, "overtaken")) {
      leave(location.pathname);
      return;
    }
    restore(newValue);
  }
  paint();
});
addEventListener("offline", () => paint());
addEventListener("online", () => {
  paint();
  flush();
});
addEventListener("pageshow", () => {
  leaving = moving = isHeard = false;
  flush();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") flush();
});
addEventListener("pagehide", () => {
  if (!here || leaving || !kept(here) || isHeldBack(here)) return;
  fetch(here, { ...withToken(kept(here)), keepalive: true }).catch(() => {});
});
