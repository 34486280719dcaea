/* Who signs out leaves no answer on the device: what was not sent goes now, and is forgotten once
   the server has it. Without a line nobody is signed out and nothing is lost. */

import { forget, forgetTaken, heldUnder, kept } from "./kept.mjs";
import { posting, reach } from "./line.mjs";

const form = document.querySelector("[data-forget]");
const unsent = form.querySelector("[data-unsent]");
const slow = form.querySelector("[data-slow]");

function slowly(isLate) {
  slow.hidden = !isLate;
}

/* Whether the server took it; throws where no server of ours answered. */
async function handIn(path) {
  const body = new URLSearchParams(kept(path));
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const read = async (answer) => {
    if (answer.status >= 500) throw new Error(answer.statusText);
    return answer.ok && !["overtaken", "closed"].includes((await answer.json()).became);
  };
  return reach(path, { ...posting(body), redirect: "manual" }, read, slowly);
}

forgetTaken();
form.addEventListener("submit", async (event) => {
  if (form.dataset.sent || !heldUnder("").length) return;
  event.preventDefault();
  form.dataset.sent = "1";
  unsent.hidden = true;
  try {
    for (const path of heldUnder("")) if (await handIn(path)) forget(path);
    if (!heldUnder("").length || confirm(unsent.dataset.unsent)) {
      heldUnder("").forEach(forget);
      form.submit();
      return;
    }
  } catch {
    unsent.hidden = false;
  }
  delete form.dataset.sent;
});
