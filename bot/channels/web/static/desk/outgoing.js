// Replies on their way: kept over a reload, sent in order, tried until the server has them.

import * as calls from "./calls.js";
import * as drafts from "./drafts.js";

const KEPT = "outgoing";
const PAUSE = 2000;

export class Outgoing extends EventTarget {
  #sending = false;
  #timer = 0;

  constructor() {
    super();
    this.items = drafts.kept(KEPT) ?? [];
  }

  /** Take words; `files` become messages of their own, the words stand under the first. */
  add(ticket, text, note, files) {
    const parts = files.length ? files : [null];
    parts.forEach((blob, index) => {
      this.items.push({ ticket, id: calls.newId(), text: index === 0 ? text : "", note, blob, file: null });
    });
    this.#changed();
    this.flush();
  }

  of = (ticket) => this.items.filter((item) => item.ticket === ticket);

  async flush() {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    while (this.items.length && (await this.#send(this.items[0])));
    this.#sending = false;
  }

  /** Whether the next one may go. */
  async #send(item) {
    const { ticket, id, text, note } = item;
    let told;
    try {
      if (item.blob && !item.file) {
        item.file = (await calls.upload("files", item.blob)).file;
        this.#changed();
      }
      told = await calls.post(`tickets/${ticket}/messages`, { id, text, note, file: item.file });
    } catch (refused) {
      if (refused.mayWorkLater || refused.status === 401) {
        this.#timer = setTimeout(() => this.flush(), PAUSE);
        return false;
      }
      this.items.shift();
      this.#changed();
      this.dispatchEvent(new CustomEvent("refused", { detail: { ticket, text, note, refused } }));
      return true;
    }
    this.dispatchEvent(new CustomEvent("sent", { detail: { ticket, id, answer: told.answer } }));
    this.items.shift();
    this.#changed();
    return true;
  }

  /** The bytes of a file are too many to keep over a reload. */
  get holdsFiles() {
    return this.items.some(({ blob, file }) => blob && !file);
  }

  #changed() {
    const kept = this.items.filter(({ blob, file }) => !blob || file);
    if (kept.length) drafts.keep(KEPT, kept.map(({ blob, ...item }) => item));
    else drafts.forget(KEPT);
    this.dispatchEvent(new Event("changed"));
  }
}
