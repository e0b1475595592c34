// Replies on their way: kept over a reload, sent in order, tried until the server has them.

import * as calls from "./calls.js";

const KEPT = "otboinik-desk-outgoing";
const PAUSE = 2000;

export class Outgoing extends EventTarget {
  #sending = false;
  #timer = 0;

  constructor() {
    super();
    this.items = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  }

  add(ticket, text, note) {
    this.items.push({ ticket, id: calls.newId(), text, note });
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
  async #send({ ticket, id, text, note }) {
    try {
      await calls.post(`tickets/${ticket}/messages`, { id, text, note });
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
    this.dispatchEvent(new CustomEvent("sent", { detail: { ticket, id } }));
    this.items.shift();
    this.#changed();
    return true;
  }

  #changed() {
    sessionStorage.setItem(KEPT, JSON.stringify(this.items));
    this.dispatchEvent(new Event("changed"));
  }
}
