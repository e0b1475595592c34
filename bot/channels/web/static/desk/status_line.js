// The line below everything: whether the desk hears from the server, and what became of the last act.

import { el } from "./dom.js";
import { say } from "./words.js";

const SHOWN = 5000;
const A_LETTER = 40; // long sentences take longer to read

export class StatusLine {
  #link = el("p", { className: "link", role: "status" });
  #told = el("p", { className: "toast", role: "status" });
  #timer = 0;

  constructor() {
    this.node = el("footer", { className: "below" }, this.#link, this.#told);
  }

  tell = (words) => {
    clearTimeout(this.#timer);
    this.#told.textContent = words;
    this.#timer = setTimeout(() => this.hush(), SHOWN + A_LETTER * words.length);
  };

  /** What was told of one act would mislead beside the outcome of the next. */
  hush() {
    this.#told.textContent = "";
  }

  showLink(isUp) {
    this.#link.textContent = say(isUp ? "online" : "away");
    this.#link.classList.toggle("up", isUp);
    this.#link.classList.toggle("down", !isUp);
  }
}
