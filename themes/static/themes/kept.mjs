/* Answers kept on this device, each under the address that saves it. Storage can be full or
   forbidden; then an answer lives as long as its page. */

export const PREFIX = "anlan-answer:";
const unkept = new Map();

export const isFull = () => unkept.size > 0;

export function keep(path, body) {
  try {
    localStorage.setItem(PREFIX + path, body);
    unkept.delete(path);
  } catch {
    unkept.set(path, body);
  }
}

export function kept(path) {
  try {
    return unkept.get(path) ?? localStorage.getItem(PREFIX + path);
  } catch {
    return null;
  }
}

export function forget(path) {
  unkept.delete(path);
  try {
    localStorage.removeItem(PREFIX + path);
  } catch {}
}

/* The addresses below this one whose answers are here. */
export function heldUnder(address) {
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + address));
  } catch {}
  return [...new Set([...keys.map((key) => key.slice(PREFIX.length)), ...unkept.keys()])];
}

/* Why an answer is not sent again: it was overtaken, or the server refused it in these words. */
export const heldBack = (path, why) => new URLSearchParams(kept(path) ?? "").get(why);
export const isHeldBack = (path) => heldBack(path, "overtaken") || heldBack(path, "refused");

/* What the server took from this tab since its page was opened. A page that was asked for before
   that and came after it shows an older answer: by this it knows the newer one for its own. */
const TAKEN = "anlan-taken:";

export function noteTaken(path, body, revision) {
  try {
    sessionStorage.setItem(TAKEN + path, JSON.stringify({ body, revision }));
  } catch {}
}

export function forgetTaken() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(TAKEN)) sessionStorage.removeItem(key);
    }
  } catch {}
}

export function lastTaken(path) {
  try {
    return JSON.parse(sessionStorage.getItem(TAKEN + path));
  } catch {
    return null;
  } finally {
    forgetTaken();
  }
}
