// What comes down to a visitor: messages go on where they broke off.

import { Stream } from "./stream.js";

export class Feed extends Stream {
  #after;

  /** `after` is the latest change that the page shows already. */
  constructor(after) {
    super(() => `/chat/api/events?after=${this.#after}`, ["messages", "typing", "notice", "beat", "enough", "left"]);
    this.#after = after;
  }

  /** The latest change that came. */
  get after() {
    return this.#after;
  }

  received(name, event) {
    if (name === "messages") this.#after = Number(event.lastEventId);
    if (name === "enough") this.close(); // too many tabs: this one rests
    if (name === "left") this.end();
  }
}
