/* The line to the server. A slow server is waited for, as long as `deploy/nginx.conf` waits before
   it answers itself; a line can die without a word. */

const SLOW = 6000;
const PATIENCE = 60000;

/* What `read` makes of the answer; throws where none came, an `AbortError` where none came in time.
   `slowly` hears that the server is slow, and when that is over. The oldest browsers have no
   `AbortSignal.timeout`. */
export async function reach(path, options, read, slowly) {
  const limit = new AbortController();
  let isLate = false;
  const late = setTimeout(() => slowly((isLate = true)), SLOW);
  const end = setTimeout(() => limit.abort(), PATIENCE);
  try {
    return await read(await fetch(path, { ...options, signal: limit.signal }));
  } finally {
    clearTimeout(late);
    clearTimeout(end);
    if (isLate) slowly(false);
  }
}

/* An answer sent by a script, which waits for JSON. */
export function posting(fields) {
  return { method: "POST", headers: { Accept: "application/json" }, body: fields };
}
