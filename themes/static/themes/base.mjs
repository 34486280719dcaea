/* Small comforts. Every page works without this file. */

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

/* A form is sent once; its button says what is going on and keeps its width. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  const button = event.submitter || form.querySelector("button[data-busy]");
  if (form.method !== "post" || event.defaultPrevented) return;
  form.dataset.sent = "1";
  if (!button || !button.dataset.busy) return;
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.setAttribute("aria-busy", "true");
  button.dataset.words = button.textContent;
  button.textContent = button.dataset.busy;
});

/* Coming back by the back button finds the form as it was, and so does whoever stays. */
const asBefore = () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[data-words]")) {
    button.removeAttribute("aria-busy");
    button.textContent = button.dataset.words;
  }
};
addEventListener("pageshow", asBefore);

/* What was typed is not thrown away unasked, be it only by a switch of the display. A paper keeps
   its answers itself; a sign-in holds nothing worth a question, nor does a password alone; whoever
   presses the way out of the form itself has answered. A page with a listener for leaving is slower
   to come back to: it comes late. */
const typed = new Set();
const leaving = (event) => {
  if (![...typed].some((form) => form.isConnected && !form.dataset.sent)) return;
  event.preventDefault();
  event.returnValue = true; // what browsers before 2024 go by
  asBefore();
};
const keep = (form, field) => {
  if (form?.method !== "post" || form.id === "paper" || field?.type === "password") return;
  if (form.querySelector("[autocomplete=current-password]")) return;
  typed.add(form);
  addEventListener("beforeunload", leaving);
};
document.addEventListener("input", (event) => keep(event.target.form, event.target));
document.addEventListener("click", (event) => {
  const out = event.target.closest("a[data-cancel]");
  if (out && !event.ctrlKey && !event.metaKey && !event.shiftKey) typed.delete(out.closest("form"));
});
keep(document.querySelector("[data-typed]")?.closest("form"));

/* What needs this file is shown by it; a browser that can neither share nor copy offers no sharing. */
for (const tools of document.querySelectorAll(".tools[hidden]")) {
  if (!navigator.share && !navigator.clipboard) tools.querySelector("[data-share]")?.parentElement.remove();
  tools.hidden = false;
}

/* Share this page by the browser's own sheet, else copy its address. */
document.addEventListener("click", async (event) => {
  const key = event.target.closest("[data-share]");
  if (!key) return;
  const url = key.dataset.share || location.href;
  if (navigator.share) {
    await navigator.share({ title: document.title, url }).catch(() => {});
  } else {
    await navigator.clipboard.writeText(url);
    const words = key.querySelector("[data-words]");
    words.textContent = key.dataset.copied;
    words.setAttribute("role", "status");
  }
});

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details:not([open])")) details.open = true;
});
for (const key of document.querySelectorAll("[data-print]")) {
  key.addEventListener("click", () => print());
}

/* The phone menu closes on Escape and when the reader taps elsewhere. */
const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}
