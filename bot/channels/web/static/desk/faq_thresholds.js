// From which chance on the bot answers by itself and offers choices: tried with a question, then saved.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { say, why } from "./words.js";

export class Thresholds {
  #answer = chance("answer");
  #suggest = chance("suggest");
  #standing = el("p", { className: "quiet" });
  #toast;

  constructor(toast) {
    this.#toast = toast;
    const save = el("button", { type: "button", className: "button outlined", onclick: () => this.#save() }, say("thresholds-save"));
    this.node = el(
      "details",
      { className: "thresholds" },
      el("summary", {}, say("thresholds")),
      el("div", { className: "row" }, labelled("threshold-answer", this.#answer), labelled("threshold-suggest", this.#suggest), save),
      this.#standing,
    );
    this.node.addEventListener("toggle", () => this.node.open && !this.#answer.value && this.#load());
  }

  /** What is tried beside a question, as it is typed; nothing while the thresholds were not opened. */
  get query() {
    return `&${new URLSearchParams(this.#typed)}`;
  }

  get #typed() {
    return { answer: this.#answer.value, suggest: this.#suggest.value };
  }

  async #load() {
    try {
      this.#show(await calls.get("faq/thresholds"));
    } catch (refused) {
      this.#toast(why(refused));
    }
  }

  async #save() {
    try {
      await calls.put("faq/thresholds", this.#typed);
      this.#toast(say("saved"));
      await this.#load();
    } catch (refused) {
      this.#toast(why(refused));
    }
  }

  #show({ answer, suggest, default: shipped }) {
    this.#answer.value = percent(answer);
    this.#suggest.value = percent(suggest);
    this.#standing.textContent = say("thresholds-standing", {
      answer: percent(answer),
      suggest: percent(suggest),
      shippedAnswer: percent(shipped.answer),
      shippedSuggest: percent(shipped.suggest),
    });
  }
}

/** With all digits that a score has, so that none looks like a threshold that it missed. */
export const percent = (chance) => Math.round(chance * 10_000) / 100;

const chance = (name) => el("input", { className: "field", type: "text", inputMode: "decimal", name, maxLength: 10 });

const labelled = (name, field) => el("label", {}, el("span", {}, say(name)), field);
