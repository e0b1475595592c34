// Beside a ticket: an entry of the FAQ that nobody suggested is looked up while its words are typed, and sent.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { sendable } from "./sendable_entry.js";
import { say, why } from "./words.js";

const TYPING_PAUSE = 250;

export class EntryFinder {
  #wanted = el("input", { className: "field", type: "search", maxLength: 200, placeholder: say("find") });
  #found = el("div", { className: "found-entries" });
  #ticket = null;
  #timer = 0;
  #send;

  /** `send(id)` gets the entry that is wished. */
  constructor(send) {
    this.#send = send;
    this.#wanted.setAttribute("aria-label", say("find"));
    this.#found.setAttribute("aria-live", "polite");
    this.#wanted.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#find(), TYPING_PAUSE);
    });
    this.node = el("section", { className: "entry-finder", hidden: true }, this.#wanted, this.#found);
  }

  /** From now on for this ticket. */
  begin(ticket) {
    clearTimeout(this.#timer);
    this.#ticket = ticket;
    this.#wanted.value = "";
    this.#found.replaceChildren();
    this.node.hidden = true;
  }

  /** Only where an answer can be sent. */
  show({ open, erased }) {
    this.node.hidden = !open || erased;
  }

  async #find() {
    const words = this.#wanted.value.trim();
    const ticket = this.#ticket;
    const shown = words ? await this.#entries(ticket, words) : [];
    const isStillWanted = ticket === this.#ticket && words === this.#wanted.value.trim();
    if (isStillWanted) this.#found.replaceChildren(...shown);
  }

  async #entries(ticket, words) {
    try {
      const { entries } = await calls.get(`tickets/${ticket}/entries?find=${encodeURIComponent(words)}`);
      if (!entries.length) return [el("p", { className: "quiet" }, say("faq-empty"))];
      return entries.map((entry) => sendable(entry, { unfolded: entries.length === 1 }, this.#send));
    } catch (refused) {
      return [el("p", { className: "fault" }, why(refused))];
    }
  }
}
