// A question is tried before a customer asks it: what the bot would do, and how sure it is.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { percent, Thresholds } from "./faq_thresholds.js";
import { numbered } from "./moments.js";
import { say, why } from "./words.js";

export class Trial {
  #text = el("input", { className: "field", type: "text", maxLength: 1000, placeholder: say("try-hint") });
  #told = el("div", { className: "verdict" });
  #thresholds;
  #asked = ""; // what was tried last
  #tell;

  constructor(tell) {
    this.#tell = tell;
    this.#thresholds = new Thresholds(tell);
    this.#text.setAttribute("aria-label", say("try-hint"));
    this.#told.setAttribute("aria-live", "polite");
    const onsubmit = (event) => {
      event.preventDefault();
      if (this.#text.value.trim()) this.#try();
    };
    const button = el("button", { type: "submit", className: "button outlined" }, say("try"));
    const line = el("div", { className: "row" }, this.#text, button);
    this.node = el("form", { className: "trial", onsubmit }, el("h2", {}, say("try-heading")), line, this.#thresholds.node, this.#told);
  }

  /** What is looked at now: what was tried stands above the entries that it found, and above nothing else. */
  standAbove(which) {
    const found = [...this.#told.querySelectorAll("a")].some((link) => link.hash === `#/faq/${which}`);
    if (!found) this.#told.replaceChildren();
  }

  async #try() {
    const question = `faq/verdict?text=${encodeURIComponent(this.#text.value)}${this.#thresholds.query}`;
    this.#asked = question;
    try {
      const answer = await calls.get(question);
      if (question === this.#asked) this.#told.replaceChildren(...verdict(answer));
    } catch (refused) {
      if (question !== this.#asked) return;
      this.#told.replaceChildren(); // what another question got is no answer to this one
      this.#tell(why(refused));
    }
  }
}

function verdict({ kind, read_as: words, candidates, doubt }) {
  const told = el("p", { className: `kind ${kind}` }, say(`verdict-${kind}`));
  const read = words ? [el("p", { className: "quiet" }, say("read-as", { words }))] : [];
  const held = doubt ? [el("p", { className: "quiet" }, doubt)] : [];
  return [told, ...read, el("ol", {}, ...candidates.map(candidate)), ...held];
}

function candidate({ id, question, phrasing, score }) {
  const meter = el("meter", { min: 0, max: 1, value: score });
  meter.setAttribute("aria-label", question);
  const by = phrasing === question ? null : el("span", { className: "quiet" }, say("quoted", { words: phrasing }));
  const link = el("a", { href: `#/faq/${id}` }, `${numbered(id)} ${question}`);
  const chance = el("span", { className: "score" }, `${percent(score)} %`);
  return el("li", {}, meter, chance, el("span", { className: "found" }, link, by));
}
