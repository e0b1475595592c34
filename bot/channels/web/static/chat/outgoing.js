// What goes up: messages wait here, in order, until the server has them. A reload forgets none of the words.

import { newId, Refused, upload, write } from "./api.js";

const KEEP = "otboinik:unsent:";
const MOST_CRASHES = 3; // the server fails at this message and not at others: it holds them back no longer
const PAUSES = [1000, 2000, 4000, 8000, 15_000];

export class Outgoing extends EventTarget {
  #items = kept();
  #busy = false;
  #failures = 0;
  #timer = 0;

  /** Unsent messages, the oldest first. `state`: waiting, sending or failed. */
  get items() {
    return this.#items;
  }

  get holdsFiles() {
    return this.#items.some((item) => item.blob && !item.file);
  }

  /** Take a message; `files` become messages of their own, the words stand under the first. */
  add(text, files = []) {
    const parts = files.length ? files : [null];
    parts.forEach((blob, index) => {
      const words = index === 0 ? text : "";
      this.#items.push({ id: newId(), text: words, blob, at: new Date().toISOString(), state: "waiting" });
      keep(this.#items.at(-1));
    });
    this.#changed();
    this.flush();
  }

  /** Send what waits, one after the other. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let item = this.#next(); item; item = this.#next()) {
        if (!(await this.#sent(item))) break;
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Try one that failed again. */
  retry(id) {
    const item = this.#items.find((each) => each.id === id);
    if (item) item.state = "waiting";
    this.#changed();
    this.flush();
  }

  /** Somebody else brought it, or nobody wants it any more. */
  drop(id) {
    this.#items = this.#items.filter((item) => item.id !== id);
    forget(id);
    this.#changed();
  }

  clear() {
    for (const item of [...this.#items]) this.drop(item.id);
  }

  #next() {
    return this.#items.find((item) => item.state === "waiting");
  }

  async #sent(item) {
    item.state = "sending";
    this.#changed();
    try {
      if (item.blob && !item.file) {
        item.file = (await upload(item.blob)).file;
        keep(item);
      }
      const { id, text, file = null } = item;
      const answer = await write({ id, text, file });
      this.#failures = 0;
      this.drop(id);
      this.dispatchEvent(new CustomEvent("sent", { detail: answer }));
      return true;
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      return this.#refused(item, refused);
    }
  }

  #refused(item, refused) {
    if (refused.status === 500) item.crashes = (item.crashes ?? 0) + 1;
    const isHopeless = item.crashes >= MOST_CRASHES;
    if (refused.status === 401 || refused.error === "wrong-token" || (refused.mayWorkLater && !isHopeless)) {
      item.state = "waiting";
      this.#later(refused);
      this.#changed();
      this.dispatchEvent(new CustomEvent("held", { detail: refused }));
      return false;
    }
    item.state = "failed";
    item.crashes = 0;
    this.#failures = 0;
    item.error = refused.error;
    this.#changed();
    return true;
  }

  #later(refused) {
    const pause = refused.retryAfter * 1000 || PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

// A browser may forbid storage in frames of other sites: then a reload forgets, and all else works.

function kept() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEEP));
    const items = keys.map((key) => ({ ...JSON.parse(localStorage.getItem(key)), state: "waiting" }));
    return items.sort((one, other) => one.at.localeCompare(other.at));
  } catch {
    return [];
  }
}

function keep(item) {
  const { id, text, file, at } = item;
  if (item.blob && !file) return; // the bytes of a file are too many to keep here
  try {
    localStorage.setItem(KEEP + id, JSON.stringify({ id, text, file, at }));
  } catch {
    return;
  }
}

function forget(id) {
  try {
    localStorage.removeItem(KEEP + id);
  } catch {
    return;
  }
}
