// How the desk speaks: words that are not said, the bot's texts, canned replies. Managers keep them here.

import { CannedShelf } from "./canned.js";
import { el } from "./dom.js";
import { Texts } from "./texts.js";
import { WordList } from "./word_list.js";
import { say } from "./words.js";

const PARTS = { words: WordList, texts: Texts, canned: CannedShelf };

export class Style {
  #parts = {};
  #links = {};
  #place = el("div", { className: "bench" });

  constructor(toast) {
    for (const [name, Part] of Object.entries(PARTS)) {
      this.#parts[name] = new Part(toast);
      this.#links[name] = el("a", { href: `#/style/${name}`, className: "place" }, say(`style-${name}`));
    }
    const nav = el("nav", { className: "places" }, ...Object.values(this.#links));
    nav.setAttribute("aria-label", say("style"));
    this.node = el("section", { className: "style" }, nav, this.#place);
    this.node.setAttribute("aria-label", say("style"));
  }

  async open(which) {
    const chosen = which in PARTS ? which : "words";
    for (const [name, link] of Object.entries(this.#links)) {
      if (name === chosen) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.#place.replaceChildren(this.#parts[chosen].node);
    await this.#parts[chosen].refresh();
  }
}
