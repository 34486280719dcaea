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

/* Coming back by the back button finds the form as it was. */
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[data-words]")) {
    button.removeAttribute("aria-busy");
    button.textContent = button.dataset.words;
  }
});

/* Share this page; without the browser's own sheet the address is copied, else the link is followed. */
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-share]");
  if (!link) return;
  const url = link.dataset.share || location.href;
  if (navigator.share) {
    event.preventDefault();
    await navigator.share({ title: document.title, url }).catch(() => {});
  } else if (navigator.clipboard && link.dataset.copied) {
    event.preventDefault();
    await navigator.clipboard.writeText(url);
    const words = link.querySelector("[data-words]") || link;
    words.textContent = link.dataset.copied;
    words.setAttribute("role", "status");
  }
});

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details:not([open])")) details.open = true;
});
for (const key of document.querySelectorAll("[data-print]")) {
  key.addEventListener("click", (event) => {
    event.preventDefault();
    print();
  });
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
