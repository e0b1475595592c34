// Saying that somebody writes: every few seconds, as long as they do.

const EVERY = 3000;

/** Calls `tell` while the field grows, at most once in a while; what it meets is no matter. */
export function tellTyping(field, tell) {
  let toldAt = 0;
  field.addEventListener("input", () => {
    if (!field.value.trim() || Date.now() - toldAt < EVERY) return;
    toldAt = Date.now();
    tell().catch(() => null);
  });
}
