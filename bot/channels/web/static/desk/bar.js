// The bar above: the desk's places, who is signed in, and the way out. Narrow windows unfold the places.

import { el, icon } from "./dom.js";
import { say } from "./words.js";

export class Bar {
  #places = {};
  #where = el("span");
  #nav;

  constructor(names, person, leave) {
    for (const name of names) this.#places[name] = el("a", { href: `#/${name}`, className: "place" }, say(name));
    this.#nav = el("nav", { className: "places", popover: "auto" }, ...Object.values(this.#places));
    this.#nav.setAttribute("aria-label", say("places"));
    const meaning = el("span", { className: "unseen" }, `${say("places")}: `);
    const unfold = el("button", { type: "button", className: "button outlined unfold" }, meaning, this.#where, icon("minimise"));
    unfold.popoverTargetElement = this.#nav;
    const out = el("button", { type: "button", className: "button plain", onclick: leave }, say("sign-out"));
    const mark = el("span", { className: "mark" });
    this.node = el("header", { className: "bar" }, mark, unfold, this.#nav, el("span", { className: "me" }, person), out);
  }

  /** Which place is shown. */
  mark(here) {
    for (const [name, place] of Object.entries(this.#places)) {
      if (name === here) place.setAttribute("aria-current", "page");
      else place.removeAttribute("aria-current");
    }
    this.#where.textContent = say(here);
    if (this.#nav.matches(":popover-open")) this.#nav.hidePopover();
  }
}
