// Who changed what about the desk itself, and when: the newest first, a page at a time. Managers read it here.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { fullMoment, say } from "./moments.js";
import { once } from "./once.js";
import { why } from "./words.js";

export class Audit {
  #list = el("ul", { className: "letters" });
  #older = el("button", { type: "button", className: "button outlined", onclick: () => this.#goOn() }, say("audit-older"));
  #last = null;
  #tell;

  /** `tell(words)` says why there is no more to read. */
  constructor(tell) {
    this.#tell = tell;
    this.node = el(
      "section",
      { className: "page" },
      el("h1", {}, say("audit")),
      el("p", { className: "quiet" }, say("audit-hint")),
      this.#list,
      this.#older,
    );
  }

  async refresh() {
    const page = await calls.get("audit");
    this.#list.replaceChildren();
    this.#show(page);
    if (!page.changes.length) this.#list.append(el("li", { className: "nothing" }, say("audit-empty")));
  }

  #goOn = once(async () => {
    try {
      this.#show(await calls.get(`audit?before=${this.#last}`));
    } catch (refused) {
      this.#tell(why(refused));
    }
  });

  #show({ changes, older }) {
    this.#list.append(...changes.map(line));
    this.#last = changes.at(-1)?.id ?? null;
    this.#older.hidden = !older;
  }
}

function line({ at, who, what, particulars }) {
  const words = particulars ? `${what} · ${particulars}` : what;
  const moment = el("time", { className: "quiet", dateTime: at }, fullMoment(at));
  return el("li", {}, el("p", { className: "text" }, words), el("span", { className: "row" }, el("span", {}, who), moment));
}
