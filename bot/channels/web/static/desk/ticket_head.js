// Above a ticket's history: whose it is, how it stands, and what can be done with it.

import { el, fill, icon } from "./dom.js";
import { assignee } from "./facts.js";
import { numbered, say } from "./moments.js";

export class TicketHead {
  node = el("header", { className: "ticket-head" });
  #act;
  #toAnswer;
  #unfoldFacts;

  /** `act(wish)` does something with the ticket, `toAnswer()` goes to the composer, `unfoldFacts(isOpen)` shows them. */
  constructor({ act, toAnswer, unfoldFacts }) {
    this.#act = act;
    this.#toAnswer = toAnswer;
    this.#unfoldFacts = unfoldFacts;
  }

  /** All that is known of a ticket that was just chosen. */
  begin(number) {
    this.node.replaceChildren(back(), el("div", { className: "names" }, heading(numbered(number))), this.#skip());
  }

  focus() {
    this.node.querySelector("h1").focus({ preventScroll: true });
  }

  show(state, { knowsFacts }) {
    const names = el("div", { className: "names" }, heading(state.customer), el("p", {}, ...standing(state)));
    const buttons = state.acts.map((act) => this.#button(act, state));
    const acts = el("div", { className: "acts", role: "group" }, ...buttons);
    acts.setAttribute("aria-label", say("acts"));
    const pressed = [this.#factsButton(knowsFacts), acts].map((each) => this.#drawn(each));
    fill(this.node, [back(), names, this.#skip(), ...pressed]);
  }

  /** As it stands already, if it does: what is drawn anew while somebody presses it hears no click. */
  #drawn(part) {
    return [...this.node.children].find((each) => each.isEqualNode(part)) ?? part;
  }

  /** The facts beside are shown, or not any more: then who looked at them is back here. */
  tellFacts(areOpen) {
    const button = this.node.querySelector("[data-act=know]");
    button?.setAttribute("aria-expanded", String(areOpen));
    if (!areOpen) button?.focus();
  }

  /** Who comes by keys need not pass all that can be done. */
  #skip() {
    const button = el("button", { type: "button", className: "skip", onclick: this.#toAnswer }, say("to-the-answer"));
    button.dataset.act = "skip";
    return button;
  }

  #button(act, state) {
    const isMain = { take: !state.assignee, reopen: true }[act];
    const className = isMain ? "button" : "button outlined";
    const button = el("button", { type: "button", className, onclick: () => this.#act({ act }) }, say(`act-${act}`));
    button.dataset.act = act;
    return button;
  }

  /** Where there is no room for them beside the conversation, the facts come by a button. */
  #factsButton(areOpen) {
    const onclick = () => this.#unfoldFacts(button.getAttribute("aria-expanded") !== "true");
    const button = el("button", { type: "button", className: "button outlined know", onclick }, say("details"));
    button.dataset.act = "know";
    button.setAttribute("aria-expanded", String(areOpen));
    button.setAttribute("aria-controls", "facts");
    return button;
  }
}

function back() {
  const link = el("a", { className: "button plain round back", href: "#/tickets", title: say("back") }, icon("minimise"));
  link.setAttribute("aria-label", say("back"));
  link.dataset.act = "back";
  return link;
}

function heading(words) {
  const node = el("h1", { id: "ticket-title", tabIndex: -1, title: words }, words);
  node.dataset.act = "title";
  return node;
}

function standing(state) {
  const [due = null] = state.deadlines;
  const looking = state.looking.length ? say("also-looking", { names: state.looking.join(", ") }) : null;
  return [
    el("span", { className: "quiet" }, state.title),
    el("span", { className: `state ${state.state.replace(" ", "-")}` }, state.stateWords),
    el("span", { className: "quiet know" }, assignee(state)),
    due && el("span", { className: `due know${due.late ? " late" : ""}` }, due.words),
    looking && el("span", { className: "looking" }, looking),
  ].filter(Boolean);
}
