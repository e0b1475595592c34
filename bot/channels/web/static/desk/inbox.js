// The lists of tickets, and the one that is chosen.

import { el } from "./dom.js";
import { post } from "./bubble.js";
import { numbered, say, shortMoment } from "./moments.js";
import { markTab, walkTabs } from "./tabs.js";

const LISTS = ["open", "mine", "unassigned", "waiting", "overdue", "closed"];

export class Inbox extends EventTarget {
  #tabs = el("div", { className: "lists", role: "tablist" });
  #list = el("ul");
  #panel = el("div", { className: "tickets", id: "tickets", role: "tabpanel" }, this.#list);
  #posts = el("div", { className: "posts" });
  #find = el("input", { type: "search", className: "field", maxLength: 200, placeholder: say("search") });
  #typing = 0;
  #shown = "";
  #selected = null;
  #state = null;

  constructor() {
    super();
    this.which = "open";
    this.#tabs.setAttribute("aria-label", say("lists"));
    walkTabs(this.#tabs, ({ dataset }) => this.#choose(dataset.list));
    this.#list.setAttribute("aria-label", say("tickets"));
    this.#list.addEventListener("keydown", (event) => this.#walk(event));
    this.#find.setAttribute("aria-label", say("search"));
    this.#find.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.dispatchEvent(new Event("chosen")), 300);
    });
    this.node = el("section", { className: "inbox" }, this.#find, this.#tabs, this.#panel, this.#posts);
    this.node.setAttribute("aria-label", say("tickets"));
  }

  /** What the page asks the server for: a list, or what is searched for. */
  get question() {
    const wanted = this.#find.value.trim();
    return wanted ? `find=${encodeURIComponent(wanted)}` : `list=${this.which}`;
  }

  show(state) {
    this.#state = state;
    this.#draw();
  }

  select(number) {
    this.#selected = number;
    this.#draw();
  }

  /** The keys go on where they were before a ticket was opened. */
  focus(number) {
    this.#list.querySelector(`[data-number="${number}"]`)?.focus();
  }

  #choose(which) {
    this.which = which;
    this.#find.value = "";
    this.#draw();
    this.dispatchEvent(new Event("chosen"));
  }

  /** Drawn again only when it reads differently: focus and scrolling stay where they are. */
  #draw() {
    const seen = JSON.stringify([this.#state, this.#selected, this.which]);
    if (seen === this.#shown) return;
    this.#shown = seen;
    const focused = document.activeElement?.dataset?.number;
    const focusedList = document.activeElement?.dataset?.list;
    this.#tabs.replaceChildren(...LISTS.map((which) => this.#tab(which)));
    this.#panel.setAttribute("aria-labelledby", `list-${this.which}`);
    this.#panel.setAttribute("aria-busy", String(this.#state === null));
    this.#list.replaceChildren(...(this.#state ? this.#lines() : loading()));
    this.#posts.replaceChildren(...this.#notices());
    if (focused) this.#list.querySelector(`[data-number="${focused}"]`)?.focus({ preventScroll: true });
    if (focusedList) this.#tabs.querySelector(`[data-list="${focusedList}"]`)?.focus({ preventScroll: true });
  }

  #lines() {
    const lines = this.#state.tickets.map((ticket) => this.#line(ticket));
    const empty = () => el("li", { className: "nothing" }, say(this.#find.value.trim() ? "search-empty" : "list-empty"));
    return lines.length ? lines : [empty()];
  }

  #tab(which) {
    const count = this.#state?.counts[which];
    const tab = el(
      "button",
      {
        type: "button",
        role: "tab",
        id: `list-${which}`,
        className: which === "overdue" && count ? "list late" : "list",
        onclick: () => this.#choose(which),
      },
      say(`list-${which}`),
      count ? el("span", { className: "count" }, String(count)) : null,
    );
    tab.dataset.list = which;
    tab.setAttribute("aria-controls", "tickets");
    markTab(tab, which === this.which);
    return tab;
  }

  #line(ticket) {
    const isShown = ticket.number === this.#selected;
    const due = ticket.due && el("span", { className: ticket.late ? "due late" : "due" }, ticket.due);
    const link = el(
      "a",
      { href: `#/tickets/${ticket.number}`, className: "ticket" },
      el(
        "span",
        { className: "top" },
        el("strong", {}, ticket.customer),
        el("span", { className: "quiet" }, shortMoment(ticket.at)),
      ),
      el("span", { className: "question" }, ticket.question || say("wordless")),
      el(
        "span",
        { className: "meta" },
        el("span", { className: `state ${ticket.state.replace(" ", "-")}` }, ticket.stateWords),
        el("span", { className: "quiet" }, numbered(ticket.number)),
        el("span", { className: "quiet" }, ticket.assignee ?? say("nobody")),
        due,
      ),
    );
    link.dataset.number = ticket.number;
    if (isShown) link.setAttribute("aria-current", "true");
    return el("li", {}, link);
  }

  #notices() {
    if (!this.#state?.posts.length) return [];
    const posts = this.#state.posts.map((each) => post(each, () => {}));
    return [el("h2", {}, say("notices")), el("ol", {}, ...posts)];
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = [...this.#list.querySelectorAll("a.ticket")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/** What the list will look like, while nothing of it is known. */
const loading = () => Array.from({ length: 4 }, () => el("li", { className: "to-come" }));
