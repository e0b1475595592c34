// The chat inside of another site's page: unread messages are told to the widget, and it folds on request.

import { el, icon } from "./dom.js";
import { page, say } from "./words.js";

export class Frame {
  #unread = 0;
  #title;
  #open = !page.embedded;

  constructor(title) {
    this.#title = title;
    addEventListener("message", ({ data, source }) => {
      if (source !== parent || data?.otboinik !== "shown") return;
      this.#open = data.open === true;
      this.#seen();
    });
    document.addEventListener("visibilitychange", () => this.#seen());
    addEventListener("focus", () => this.#seen());
    if (page.embedded) addEventListener("keydown", (event) => event.key === "Escape" && this.#tell("fold"));
  }

  /** So many more words of the desk came. */
  unread(count) {
    if (!count || (this.#open && !document.hidden)) return;
    this.#unread += count;
    this.#show();
  }

  tools() {
    if (!page.embedded) return [];
    const fold = el(
      "button",
      { type: "button", className: "button plain round", title: say("close"), onclick: () => this.#tell("fold") },
      icon("minimise"),
    );
    fold.setAttribute("aria-label", say("close"));
    return [fold];
  }

  #seen() {
    if (document.hidden || !this.#open || !this.#unread) return;
    this.#unread = 0;
    this.#show();
  }

  #show() {
    document.title = this.#unread ? `(${this.#unread}) ${this.#title}` : this.#title;
    this.#tell("unread");
  }

  /** Whoever embeds us may know how many messages wait, and nothing else. */
  #tell(what) {
    if (page.embedded) parent.postMessage({ otboinik: what, count: this.#unread }, "*");
  }
}
