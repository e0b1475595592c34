// A ticket: its history with the composer below, and beside it what is known of the case.

import { bubble, unsent } from "./bubble.js";
import * as calls from "./calls.js";
import { CaseWork } from "./case_work.js";
import { cannedPicker } from "./canned.js";
import { Composer } from "./composer.js";
import { el, icon } from "./dom.js";
import { Following } from "./following.js";
import { day, say } from "./moments.js";
import { tellTyping } from "./typing.js";

const NEAR_THE_END = 80;
const TYPING_LASTS = 5000;

export class Ticket extends EventTarget {
  #history = el("ol", { className: "history", tabIndex: 0 });
  #head = el("header", { className: "ticket-head" });
  #facts = el("div");
  #work = new CaseWork((path, body) => this.#tell("work", { path, ...body }));
  #typing = el("p", { className: "typing quiet", role: "status" });
  #typingTimer = 0;
  #following = new Following(this.#history, NEAR_THE_END);
  #composer = new Composer(cannedPicker(() => this.number, (text) => this.#composer.pick(text)));
  #drafts = new Map();
  #shown = "";
  #outgoing;
  #me;

  constructor(outgoing, me) {
    super();
    this.#outgoing = outgoing;
    this.#me = me;
    this.number = null;
    this.state = null;
    new ResizeObserver(() => this.#following.holds && this.#following.toEnd()).observe(this.#history);
    this.#history.setAttribute("aria-label", say("conversation"));
    this.#history.setAttribute("aria-live", "polite");
    const beside = el("aside", { className: "facts" }, this.#facts, this.#work.node);
    beside.setAttribute("aria-label", say("facts"));
    const talk = el("div", { className: "talk" }, this.#head, this.#history, this.#typing, this.#composer.node);
    this.node = el("article", { className: "case" }, talk, beside);
    this.#composer.acceptDropsOn(talk);
    this.#composer.addEventListener("written", ({ detail }) => this.#written(detail));
    this.#composer.addEventListener("reworded", ({ detail }) => this.#tell("reworded", detail));
    tellTyping(this.#composer.text, async () => {
      if (this.#composer.speaksToCustomer) await calls.post(`tickets/${this.number}/typing`);
    });
  }

  /** Another ticket is chosen: its draft comes back, and what is shown begins anew. */
  open(number) {
    if (number === this.number) return;
    if (this.number !== null) this.#drafts.set(this.number, this.#composer.draft);
    this.number = number;
    this.state = null;
    this.#shown = "";
    this.#composer.begin(this.#drafts.get(number));
    this.#hideTyping();
    this.#history.replaceChildren();
    this.#head.replaceChildren();
    this.#facts.replaceChildren();
    this.#work.clear();
  }

  /** What the forms beside it offer. */
  showWork(work) {
    if (work.number === this.number) this.#work.show(work);
  }

  show(state) {
    const said = (shown) => shown?.timeline.filter(({ kind }) => kind === "customer").length;
    if (said(state) !== said(this.state)) this.#hideTyping();
    this.state = state;
    this.draw();
  }

  /** Words that could not be sent come back into their composer. */
  giveBack(detail) {
    if (detail.ticket === this.number) this.#composer.giveBack(detail);
    else this.#drafts.set(detail.ticket, { text: detail.text, note: detail.note });
  }

  /** A new wording stands. */
  reworded(ticket, id) {
    if (ticket === this.number) this.#composer.reworded(id);
  }

  /** The customer of a ticket writes right now. */
  showTyping(ticket) {
    if (ticket !== this.number) return;
    this.#typing.textContent = say("customer-typing");
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#hideTyping(), TYPING_LASTS);
  }

  draw() {
    if (!this.state) return;
    const waiting = this.#outgoing.of(this.number).filter(({ id }) => !this.#stands(id));
    const seen = JSON.stringify([this.state, waiting]);
    if (seen === this.#shown) return;
    const isFirst = this.#shown === "";
    const { holds } = this.#following;
    const focused = document.activeElement?.dataset?.act;
    this.#shown = seen;
    this.#drawHead();
    this.#drawHistory(waiting);
    this.#drawFacts();
    this.#composer.silence(this.state.erased ? say("erased") : "");
    if (isFirst || holds) this.#following.toEnd();
    if (focused) this.node.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  #stands = (id) => this.state.timeline.some((item) => item.ref?.endsWith(`.${id}`));

  #drawHead() {
    const { title, customer, stateWords, state, looking, acts } = this.state;
    const back = el("a", { className: "button plain round back", href: "#/tickets", title: say("back") }, icon("minimise"));
    back.setAttribute("aria-label", say("back"));
    const also = looking.length ? say("also-looking", { names: looking.join(", ") }) : "";
    this.#head.replaceChildren(
      back,
      el(
        "div",
        { className: "names" },
        el("h1", {}, customer),
        el(
          "p",
          {},
          el("span", { className: "quiet" }, title),
          el("span", { className: `state ${state.replace(" ", "-")}` }, stateWords),
          also ? el("span", { className: "looking" }, also) : null,
        ),
      ),
      el("div", { className: "acts" }, ...acts.map((act) => this.#act(act))),
    );
  }

  #act(act) {
    const main = { take: !this.state.assignee, reopen: true }[act];
    const button = el(
      "button",
      { type: "button", className: main ? "button" : "button outlined", onclick: () => this.#do({ act }) },
      say(`act-${act}`),
    );
    button.dataset.act = act;
    return button;
  }

  #drawHistory(waiting) {
    let last = "";
    const lines = [];
    for (const item of this.state.timeline) {
      const its = day(item.at);
      if (its !== last) lines.push(el("li", { className: "day" }, el("span", {}, its)));
      last = its;
      lines.push(
        bubble(item, {
          press: (post, data) => this.#tell("press", { post, data }),
          edit: () => this.#composer.edit(item),
          settle: (act) => this.#tell("settle", { letter: item.unconfirmed, act }),
          takeBack: () => this.#tell("takeback", { index: item.index, ref: item.ref }),
        }),
      );
    }
    this.#history.replaceChildren(...lines, ...waiting.map((item) => unsent(item, this.#me)));
  }

  #drawFacts() {
    const { erased, channel, language, tier, username, assignee, mine, deadlines, previous, mark, suggestions, unreachable, banned } = this.state;
    const previousLink = previous && el("a", { href: `#/tickets/${previous}` }, `№ ${previous}`);
    const channelWords = erased ? null : say(channel === "web" ? "channel-web" : "channel-telegram");
    const rows = [
      [say("customer"), [channelWords, language.toUpperCase(), tier, username && `@${username}`].filter(Boolean).join(" · ")],
      [say("assignee"), assignee ? (mine ? say("mine", { name: assignee }) : assignee) : say("nobody")],
      [say("priority"), this.#priority()],
      ...deadlines.map(({ label, words, late }) => [label, el("span", { className: late ? "late" : "" }, words)]),
      previousLink ? [say("previous"), previousLink] : null,
      mark ? [say("mark"), mark] : null,
    ].filter(Boolean);
    this.#facts.replaceChildren(
      el("dl", {}, ...rows.flatMap(([label, words]) => [el("dt", {}, label), el("dd", {}, words)])),
      ...(banned ? [el("p", { className: "fault" }, say("banned"))] : []),
      ...(unreachable ? [el("p", { className: "fault" }, say("unreachable"))] : []),
      ...(suggestions.length ? [el("h2", {}, say("suggestions")), ...suggestions.map((entry) => this.#entry(entry))] : []),
    );
  }

  #priority() {
    const { priority, priorities, open } = this.state;
    const options = priorities.map((words, index) => el("option", { value: index + 1, selected: index + 1 === priority }, words));
    const choice = el("select", { className: "field", disabled: !open }, ...options);
    choice.addEventListener("change", () => this.#do({ act: "priority", priority: Number(choice.value) }));
    choice.setAttribute("aria-label", say("priority"));
    choice.dataset.act = "priority";
    return choice;
  }

  #entry({ id, question, answer }) {
    const send = el(
      "button",
      { type: "button", className: "button outlined", onclick: () => this.#do({ act: "send", entry: id }) },
      say("send-entry"),
    );
    send.dataset.act = `send-${id}`;
    send.hidden = !this.state.open;
    return el(
      "details",
      { className: "entry", open: this.state.suggestions.length === 1 },
      el("summary", {}, question),
      el("p", { className: "text" }, answer),
      send,
    );
  }

  #written({ text, note, files }) {
    if (this.number === null) return;
    this.#outgoing.add(this.number, text, note, files);
    this.#following.toEnd();
  }

  #hideTyping() {
    clearTimeout(this.#typingTimer);
    this.#typing.textContent = "";
  }

  #do(act) {
    this.#tell("act", { ...act, version: this.state.version });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail: { ticket: this.number, ...detail } }));
  }
}
