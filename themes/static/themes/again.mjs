/* The token in this page is of before the person signed in elsewhere. The one that holds now is read
   from a page of their own as soon as the form is sent; no other site can read it there. Without an
   answer the form goes as it is, and the portal asks once more. */

const WAITS_MS = 8000;
const form = document.querySelector("form[data-fresh]");

const renew = async () => {
  const answer = await fetch(form.dataset.fresh, { signal: AbortSignal.timeout(WAITS_MS) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]");
  if (token) form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "1";
  await renew().catch(() => {});
  HTMLFormElement.prototype.submit.call(form); // a field may be called "submit"
});
