// The menu of canned replies in a ticket's composer: filled for the ticket's customer when it is opened.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { foldsAway } from "./folding.js";
import { say, why } from "./words.js";

export class CannedPicker {
  #sheet = el("div", { className: "sheet" });
  #ticket = null;
  #pick;

  /** `pick(text)` gets the chosen reply. */
  constructor(pick) {
    this.#pick = pick;
    const summary = el("summary", { className: "button plain" }, say("canned"));
    this.node = foldsAway(el("details", { className: "menu up" }, summary, this.#sheet));
    this.node.addEventListener("toggle", () => this.node.open && this.#fill());
  }

  /** From now on for this ticket: what was filled for another one names another customer. */
  begin(ticket) {
    this.#ticket = ticket;
    this.node.open = false;
    this.#sheet.replaceChildren();
  }

  async #fill() {
    const ticket = this.#ticket;
    this.#sheet.replaceChildren();
    const shown = await this.#choices(ticket);
    if (ticket === this.#ticket) this.#sheet.replaceChildren(...shown);
  }

  async #choices(ticket) {
    try {
      const { replies } = await calls.get(`tickets/${ticket}/canned`);
      if (replies.length) return replies.map((reply) => this.#choice(reply));
    } catch (refused) {
      return [el("p", { className: "fault" }, why(refused))];
    }
    return [el("p", { className: "quiet" }, say("canned-nothing"))];
  }

  #choice({ title, text }) {
    const onclick = () => {
      this.node.open = false;
      this.#pick(text);
    };
    return el("button", { type: "button", className: "button plain", title: text, onclick }, title);
  }
}
