/* Adds up the weights of an evaluation sheet while they are typed; the server does when it is sent. */

const sum = document.querySelector("[data-sum]");
const inputs = [...document.querySelectorAll("[data-weight]")];

/* In hundredths, so that 0.1 and 0.2 make 0.3. */
const weight = (input) => {
  const digits = input.value.trim().replace(/\s*[%％]$/, "");
  return /^\d{1,3}(\.\d{1,2})?$/.test(digits) ? Math.round(Number(digits) * 100) : 0;
};

for (const input of inputs) {
  input.addEventListener("input", () => {
    sum.textContent = String(inputs.reduce((total, one) => total + weight(one), 0) / 100);
  });
}
