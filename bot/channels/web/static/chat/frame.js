// The chat inside of another site's page: what waits unread is told to the widget, and it folds on request.

import { el, icon } from "./dom.js";
import { page, say } from "./words.js";

const SEEN = "otboinik:seen";

export class Frame {
  #unread = new Set(); // positions of the desk's messages
  #latest = 0;
  #visitor = "";
  #seen = null;
  #title;
  #open = !page.embedded;

  constructor(title) {
    this.#title = title;
    addEventListener("message", ({ data, source }) => {
      if (source !== parent || data?.otboinik !== "shown") return;
      this.#open = data.open === true;
      this.#look();
    });
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("focus", () => this.#look());
    if (page.embedded) addEventListener("keydown", (event) => event.key === "Escape" && this.#tell("fold"));
    this.#tell("ready");
  }

  /** Whose conversation it is, and what stands there: what came while no page was open is unread, too. */
  begin({ visitor, messages }) {
    const kept = seenBefore();
    this.#visitor = visitor;
    this.#unread.clear();
    this.#latest = Math.max(0, ...messages.map(({ position }) => position));
    this.#seen = kept?.visitor === visitor ? kept.position : this.#latest;
    this.take(messages);
  }

  /** Messages as they stand now. */
  take(messages) {
    this.#latest = Math.max(this.#latest, ...messages.map(({ position }) => position));
    for (const { author, deleted, position } of messages) {
      if (deleted) this.#unread.delete(position);
      else if (author === "desk" && position > this.#seen) this.#unread.add(position);
    }
    this.#look();
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

  /** What stands on a screen is read. */
  #look() {
    if (document.hidden || !this.#open || this.#seen === null) return;
    this.#seen = this.#latest;
    remember({ visitor: this.#visitor, position: this.#seen });
    this.#unread.clear();
    this.#show();
  }

  #show() {
    const { size } = this.#unread;
    document.title = size ? `(${size}) ${this.#title}` : this.#title;
    this.#tell("unread");
  }

  /** Whoever embeds us may know how many messages wait, and nothing else. */
  #tell(what) {
    if (page.embedded) parent.postMessage({ otboinik: what, count: this.#unread.size }, "*");
  }
}

// A browser may forbid storage in frames of other sites: then a reload takes all that stands for read.

function seenBefore() {
  try {
    return JSON.parse(localStorage.getItem(SEEN));
  } catch {
    return null;
  }
}

function remember(seen) {
  try {
    localStorage.setItem(SEEN, JSON.stringify(seen));
  } catch {
    return;
  }
}
