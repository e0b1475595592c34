// The conversation on the screen: each message once, at its place, as it stands now.

import { el, fill, icon } from "./dom.js";
import { Following } from "./following.js";
import { standing, unsent } from "./message.js";
import { dayOf, say } from "./words.js";

const NEAR_THE_END = 120;

export class Conversation {
  #messages = new Map(); // by id: { message, node }
  #unsent = [];
  #following;
  #scroll;
  #desk;
  #press;

  constructor({ scroll, desk, press, older }) {
    this.#scroll = scroll;
    this.#desk = desk;
    this.#press = press;
    this.intro = el("ul", { className: "messages intro" });
    this.older = el("button", { type: "button", className: "older", hidden: true, onclick: older }, say("older"));
    this.list = el("ol", { className: "messages" });
    this.log = el("div", { role: "log" }, this.list);
    this.log.setAttribute("aria-label", say("log"));
    this.log.setAttribute("aria-live", "off"); // what stood here before is not news
    this.waiting = el("ol", { className: "messages" });
    this.typing = el("p", { className: "typing", role: "status" });
    this.jump = el(
      "button",
      { type: "button", className: "jump", hidden: true, onclick: () => this.toEnd() },
      icon("down"),
      el("span", {}, say("new-messages")),
    );
    scroll.replaceChildren(this.older, this.intro, this.log, this.waiting, this.typing, this.jump);
    this.#following = new Following(scroll, NEAR_THE_END);
    scroll.addEventListener("scroll", () => {
      if (this.#following.holds) this.jump.hidden = true;
    });
    const growth = new ResizeObserver(() => this.#following.holds && this.toEnd());
    for (const part of [scroll, this.intro, this.list, this.waiting]) growth.observe(part);
  }

  get firstPosition() {
    return Math.min(...[...this.#messages.values()].map(({ message }) => message.position));
  }

  /** From now on what comes is read out. */
  announce() {
    this.log.setAttribute("aria-live", "polite");
  }

  /** Messages as they stand now; how many of them are new words of the desk. */
  show(messages) {
    let news = 0;
    for (const message of messages) news += this.#put(message);
    this.#layOut();
    if (news) this.hideTyping();
    if (this.#following.holds) this.toEnd();
    else if (news) this.jump.hidden = false;
    return news;
  }

  /** Another visitor's begins. */
  clear() {
    this.#messages.clear();
    this.#layOut();
    this.hideTyping();
  }

  /** Messages from before: what is being read stays where it is. */
  prepend(messages) {
    const height = this.#scroll.scrollHeight;
    for (const message of messages) this.#put(message);
    this.#layOut();
    this.#scroll.scrollTop += this.#scroll.scrollHeight - height;
  }

  /** Messages that wait to be sent. Those that stand already are shown once. */
  showUnsent(items, handlers) {
    const grew = items.length > this.#unsent.length;
    this.#unsent = items;
    const nodes = items.filter((item) => !this.#messages.has(item.id)).map((item) => unsent(item, handlers));
    this.waiting.replaceChildren(...nodes);
    if (grew) this.toEnd();
  }

  showTyping(words) {
    const dots = el("span", { className: "dots" }, el("i"), el("i"), el("i"));
    dots.setAttribute("aria-hidden", "true");
    this.typing.replaceChildren(dots, words);
    if (this.#following.holds) this.toEnd();
  }

  hideTyping() {
    this.typing.replaceChildren();
  }

  /** Whether the desk said something after a change: then it is not still preparing an answer to that. */
  isAnswered(change) {
    const messages = [...this.#messages.values()].map(({ message }) => message);
    return messages.some(({ author, position }) => author === "desk" && position > change);
  }

  toEnd() {
    this.#following.toEnd();
    this.jump.hidden = true;
  }

  #put(message) {
    const before = this.#messages.get(message.id);
    if (before && before.message.changed >= message.changed) return 0;
    if (message.deleted) {
      before?.node.remove();
      this.#messages.delete(message.id);
      return 0;
    }
    const author = message.author === "visitor" ? say("you") : this.#desk;
    const node = standing(message, { author, press: this.#press });
    before?.node.replaceWith(node);
    this.#messages.set(message.id, { message, node });
    return before || message.author === "visitor" ? 0 : 1;
  }

  /** Put what is new at its place, and the days between. */
  #layOut() {
    const ordered = [...this.#messages.values()].sort((a, b) => a.message.position - b.message.position);
    let day = "";
    const wanted = [];
    for (const { message, node } of ordered) {
      const its = dayOf(new Date(message.at));
      if (its !== day) wanted.push(el("li", { className: "day" }, el("span", {}, its)));
      day = its;
      wanted.push(node);
    }
    fill(this.list, wanted);
  }
}
