/* The bar over a plan and its outline say what one reads. Without this file they say the page. */
const bar = document.querySelector(".bar48>span");
const heads = [...document.querySelectorAll("#text h2,#text h3")];
const links = [...document.querySelectorAll("#outline li a")];
let waits = false;

const words = (head) => head.textContent.replace(/([）)、．]) /, "$1");
const linkTo = (head) => links.find((a) => a.hash === `#${head.id || head.closest(".clause").id}`);

const show = () => {
  waits = false;
  const read = heads.filter((head) => head.getBoundingClientRect().top < 96);
  const last = read.pop() || heads[0];
  if (!last || !bar) return;
  const chapter = last.tagName === "H3" && read.filter((head) => head.tagName === "H2").pop();
  bar.textContent = (chapter ? [chapter, last] : [last]).map(words).join(" › ");
  const link = [...read, last].map(linkTo).filter(Boolean).pop();
  for (const a of links) {
    a.parentElement.classList.toggle("on", a === link);
    if (a === link) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  }
};

const later = () => {
  if (!waits) requestAnimationFrame(show);
  waits = true;
};
addEventListener("scroll", later, { passive: true });
addEventListener("resize", later);
later();
