/* Looks while somebody types above a list of very many: this page, asked for with the words, holds
   the list with what they find. Without an answer the form itself still looks when it is sent. */

const PAUSE = 400;

for (const words of document.querySelectorAll("[data-pick]")) {
  let waiting;
  let asked = words.value;

  const look = async () => {
    clearTimeout(waiting);
    if (words.value === asked) return;
    const typed = (asked = words.value);
    const address = new URL(location.href);
    address.searchParams.set(words.name, typed);
    address.hash = "";
    try {
      const answer = await fetch(address);
      if (!answer.ok || words.value !== typed) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = words.parentElement.querySelector("select");
      const found = page.getElementById(list.id);
      if (!found || words.value !== typed) return;
      const kept = list.selectedOptions[0];
      list.replaceChildren(...found.options);
      const same = [...list.options].find(({ value }) => value === kept?.value);
      if (same?.value) same.selected = true;
      else if (kept?.value && !typed) list.append(kept);
      else list.selectedIndex = typed && list.options.length === 2 ? 1 : 0;
    } catch {
      asked = undefined;
    }
  };

  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || words.value === asked) return;
    event.preventDefault();
    look();
  });
}
