// Words that are not said, each with what to say instead, and what becomes of replies that have one.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import { Kept } from "./kept.js";
import { say } from "./words.js";

const MODES = ["hint", "hold", "off"];

export class WordList extends Kept {
  #heading = el("h1", {}, say("style-words"));
  node = el("section", { className: "form" }, this.#heading);

  async refresh() {
    const { mode, words } = await calls.get("words");
    this.redraw(() =>
      this.node.replaceChildren(
        this.#heading,
        this.#mode(mode),
        this.#form(),
        this.told,
        el("ul", { className: "lessons" }, ...words.map((word) => this.#line(word))),
        el("div", { className: "row" }, this.#button("words-reset", () => this.#reset())),
      ),
    );
  }

  #mode(mode) {
    const options = MODES.map((each) => el("option", { value: each, selected: each === mode }, say(`words-mode-${each}`)));
    const choice = el("select", { className: "field" }, ...options);
    choice.addEventListener("change", () => this.change(() => calls.put("words/mode", { mode: choice.value })));
    return el("label", { className: "stacked" }, el("span", {}, say("words-mode")), choice);
  }

  #form() {
    const phrase = el("input", { className: "field", name: "phrase", required: true, maxLength: 100 });
    const instead = el("input", { className: "field", name: "instead", required: true, maxLength: 300 });
    const onsubmit = (event) => {
      event.preventDefault();
      this.change(() => calls.post("words", { phrase: phrase.value, instead: instead.value }), say("saved"), form);
    };
    const form = el(
      "form",
      { className: "form", onsubmit },
      el("label", { className: "stacked" }, el("span", {}, say("words-phrase")), phrase),
      el("label", { className: "stacked" }, el("span", {}, say("words-instead")), instead),
      el("div", { className: "row" }, el("button", { type: "submit", className: "button" }, say("words-add"))),
    );
    form.setAttribute("aria-label", say("words-add"));
    return form;
  }

  #line({ phrase, instead, own }) {
    const remove = this.#button("remove", () => this.#remove(phrase));
    remove.setAttribute("aria-label", `${say("remove")}: ${phrase}`);
    return el(
      "li",
      {},
      el("div", {}, el("strong", {}, phrase), el("span", {}, `→ ${instead}`), own ? el("span", { className: "tag" }, say("words-own")) : null),
      remove,
    );
  }

  async #remove(phrase) {
    if (await this.isSureToRemove(phrase)) await this.change(() => calls.post("words/removed", { phrase }));
  }

  async #reset() {
    const isSure = await sure(say("sure-words-reset"), { yes: say("words-reset"), no: say("cancel") });
    if (isSure) await this.change(() => calls.post("words/reset"));
  }

  #button(name, act) {
    return el("button", { type: "button", className: "button outlined", onclick: act }, say(name));
  }
}
