/* The answer card of a paper. Its cells come as the server knows them; `runner.mjs` says which
   answers are on this device only, and which have arrived. */

const card = document.querySelector("[aria-labelledby=answer-card]");
const cells = [...document.querySelectorAll(".cell[data-cell]")];
const known = new Map(
  cells.map((cell) => [cell.dataset.cell, cell.matches(".done") ? "answered" : "unanswered"]),
);
let unsent = new Set();

const number = (path) => path.match(/(\d+)\/save\/$/)[1];
const keyOf = (state) => card.querySelector(`[data-key=${state}]`);

function draw() {
  const counts = { answered: 0, unsent: 0, unanswered: 0 };
  for (const cell of cells) {
    const state = unsent.has(cell.dataset.cell) ? "unsent" : known.get(cell.dataset.cell);
    cell.classList.toggle("done", state === "answered");
    cell.classList.toggle("unsent", state === "unsent");
    cell.querySelector("[data-state]").textContent = keyOf(state).dataset.word;
    if (card.contains(cell)) counts[state] += 1;
  }
  for (const [state, count] of Object.entries(counts)) {
    keyOf(state).querySelector("[data-count]").textContent = count;
  }
}

if (card) {
  keyOf("unsent").hidden = false;
  document.addEventListener("anlan:held", ({ detail: { answers, state, here } }) => {
    const late = answers.filter(({ path }) => state !== "saving" || path !== here);
    unsent = new Set(late.map(({ path }) => number(path)));
    draw();
  });
  document.addEventListener("anlan:saved", ({ detail: { path, body } }) => {
    const answers = [...new URLSearchParams(body)].filter(([name]) => /^(choice$|blank-)/.test(name));
    const isAnswered = answers.some(([, text]) => text.trim());
    known.set(number(path), isAnswered ? "answered" : "unanswered");
  });
}
