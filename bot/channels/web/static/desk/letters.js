// Letters that nobody delivers any more: a manager has each sent again, or lets go of it.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import { Kept } from "./kept.js";
import { fullMoment, numbered, say } from "./moments.js";

export class Letters extends Kept {
  #list = el("ul", { className: "letters" });

  constructor(toast) {
    super(toast);
    this.node = el(
      "section",
      { className: "page" },
      el("h1", {}, say("letters")),
      el("p", { className: "quiet" }, say("letters-hint")),
      this.told,
      this.#list,
    );
  }

  async refresh() {
    const { letters } = await calls.get("outbox");
    const focused = document.activeElement?.dataset?.letter;
    const lines = letters.map((letter) => this.#line(letter));
    this.#list.replaceChildren(...(lines.length ? lines : [el("li", { className: "nothing" }, say("letters-empty"))]));
    if (focused) this.#list.querySelector(`[data-letter="${focused}"]`)?.focus();
  }

  #line({ id, ticket, words, at }) {
    const place = ticket ? el("a", { href: `#/tickets/${ticket}` }, numbered(ticket)) : null;
    const acts = el("div", { className: "row" }, place, this.#button(id, "retry"), this.#button(id, "discard"));
    const moment = el("time", { className: "quiet", dateTime: at }, fullMoment(at));
    return el("li", {}, el("p", { className: "text" }, words), moment, acts);
  }

  #button(id, act) {
    const onclick = () => this.#decide(id, act);
    const button = el("button", { type: "button", className: "button outlined", onclick }, say(`letters-${act}`));
    button.dataset.letter = `${id}-${act}`;
    return button;
  }

  async #decide(id, act) {
    if (act === "discard" && !(await sure(say("sure-discard"), { yes: say("letters-discard"), no: say("cancel") }))) return;
    await this.settle(() => calls.post(`outbox/${id}`, { act }), say(`letters-${act}-done`));
  }
}
