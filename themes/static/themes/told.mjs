/* What a page of a paper says about answers that are on this device only. `runner.mjs` keeps and
   sends them, and tells here which they are. */

const form = document.getElementById("paper");
const pills = document.querySelectorAll("[data-sync]");
const lines = document.querySelectorAll("[data-line]");
const lists = document.querySelectorAll("[data-held-back]");
const asked = document.querySelector("[data-asked]");
const problem = document.querySelector("[data-problem]");
const left = document.querySelector("[data-left]");
const unchoose = document.querySelector(".unchoose");
const refusal = document.querySelector("[data-refusal]");

const number = (path) => path.match(/(\d+)\/save\/$/)[1];

function inWords(body) {
  const fields = new URLSearchParams(body);
  const words = [...form.querySelectorAll("#answer input")].map((input) => {
    if (input.name !== "choice") return fields.get(input.name)?.trim();
    const row = input.closest("label");
    const isChosen = fields.getAll("choice").includes(input.value);
    return isChosen && ["b", "span"].map((part) => row.querySelector(part).textContent).join(" ");
  });
  return words.filter(Boolean).join("；") || asked.dataset.none;
}

function place(path, label) {
  const link = document.createElement("a");
  link.href = path.replace(/save\/$/, "");
  link.textContent = label.replace("#", number(path));
  return [link, " "];
}

/* After the paper: which question, why its answer was refused, and what was typed. */
function leftOver({ path, body }) {
  const fields = new URLSearchParams(body);
  const typed = [...fields].filter(([name]) => name.startsWith("blank-"));
  const item = document.createElement("li");
  item.textContent = [
    left.dataset.label.replace("#", number(path)),
    fields.get("refused"),
    ...typed.map(([, text]) => `“${text}”`),
  ].join("");
  return item;
}

document.addEventListener("anlan:held", ({ detail: { answers, state, line, here, isStuck } }) => {
  const inOrder = [...answers].sort((one, other) => number(one.path) - number(other.path));
  const heldBack = (why) => inOrder.filter(({ body }) => new URLSearchParams(body).has(why));
  const mine = (why) => heldBack(why).find(({ path }) => path === here);

  for (const pill of pills) {
    pill.hidden = pill.dataset.sync !== state;
    const count = pill.querySelector("[data-count]");
    if (count) count.textContent = answers.length;
  }
  for (const words of lines) {
    words.hidden = words.dataset.line !== line || (line === "calm" && Boolean(mine("refused")));
  }
  if (unchoose) unchoose.hidden = !form.querySelector("#answer :checked");
  if (asked) {
    asked.hidden = !mine("overtaken");
    if (!asked.hidden) asked.querySelector("[data-mine]").textContent = inWords(mine("overtaken").body);
  }
  if (problem) {
    problem.hidden = !mine("refused");
    const why = mine("refused") && new URLSearchParams(mine("refused").body).get("refused");
    problem.querySelector("[data-why]").textContent = why ?? "";
  }
  for (const list of lists) {
    const others = heldBack(list.dataset.heldBack).filter(({ path }) => path !== here);
    list.hidden = !others.length;
    const links = others.flatMap(({ path }) => place(path, list.dataset.label));
    list.querySelector("[data-places]").replaceChildren(...links);
  }
  if (left) {
    left.hidden = !heldBack("refused").length;
    left.querySelector("[data-answers]").replaceChildren(...heldBack("refused").map(leftOver));
  }
  if (refusal && !answers.length) refusal.hidden = true;
  if (isStuck) {
    const why = mine("refused") ? problem : document.querySelector("[data-line]:not([hidden])");
    why.scrollIntoView({ block: "nearest" });
  }
});

/* Why the paper was not handed in: how many answers wait for what. */
document.addEventListener("anlan:refused", ({ detail }) => {
  for (const [what, paths] of Object.entries(detail)) {
    const line = refusal.querySelector(`[data-refusal-${what}]`);
    line.hidden = !paths.length;
    line.querySelector("b").textContent = paths.length;
  }
  refusal.hidden = false;
  refusal.scrollIntoView({ block: "nearest" });
});
