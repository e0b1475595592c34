// A ticket: its history with the composer below, and beside it what is known of the case.

import { sure } from "./asking.js";
import { answer, bubble, unsent } from "./bubble.js";
import * as calls from "./calls.js";
import { CannedPicker } from "./canned_picker.js";
import { CaseWork } from "./case_work.js";
import { Composer, joined } from "./composer.js";
import { el, fill, icon } from "./dom.js";
import * as drafts from "./drafts.js";
import { EntryFinder } from "./entry_finder.js";
import { facts } from "./facts.js";
import { Following } from "./following.js";
import { day, say } from "./moments.js";
import { TicketHead } from "./ticket_head.js";
import { tellTyping } from "./typing.js";

const NEAR_THE_END = 80;
const TYPING_LASTS = 5000;

export class Ticket extends EventTarget {
  #history = el("ol", { className: "history", tabIndex: 0 });
  #head = new TicketHead({
    act: (wish) => this.#do(wish),
    toAnswer: () => this.#composer.text.focus(),
    unfoldFacts: (isOpen) => this.#unfoldFacts(isOpen),
  });
  #facts = el("div");
  #finder = new EntryFinder((entry) => this.#do({ act: "send", entry }));
  #work = new CaseWork((...wish) => this.#ask(...wish));
  #closeFacts = el("button", { type: "button", className: "button plain round know", onclick: () => this.#unfoldFacts(false) }, icon("close"));
  #typing = el("p", { className: "typing quiet", role: "status" });
  #typingTimer = 0;
  #following = new Following(this.#history, NEAR_THE_END);
  #canned = new CannedPicker((text) => this.#composer.pick(text));
  #composer = new Composer(this.#canned.node);
  #shown = "";
  #lines = new Map(); // of the history as it was drawn last, by what each tells
  #answer = null; // of the last command, to who gave it
  #files = new Map(); // put into the composer and not sent, by ticket: too many bytes to keep over a reload
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
    const beside = el("aside", { className: "facts" }, this.#facts, this.#finder.node, this.#work.node);
    beside.setAttribute("aria-label", say("facts"));
    this.#closeFacts.setAttribute("aria-label", say("close"));
    const talk = el("div", { className: "talk" }, this.#head.node, this.#history, this.#typing, this.#composer.node);
    beside.id = "facts";
    beside.prepend(this.#closeFacts);
    beside.addEventListener("keydown", ({ key }) => key === "Escape" && this.#unfoldFacts(false));
    this.node = el("article", { className: "case" }, talk, beside);
    this.node.setAttribute("aria-labelledby", "ticket-title");
    this.#composer.acceptDropsOn(talk);
    this.#composer.addEventListener("written", ({ detail }) => this.#written(detail));
    this.#composer.addEventListener("drafted", () => this.#keepDraft());
    this.#composer.addEventListener("reworded", ({ detail }) => this.#tell("reworded", detail));
    tellTyping(this.#composer.text, async () => {
      if (this.#composer.speaksToCustomer) await calls.post(`tickets/${this.number}/typing`);
    });
  }

  /** Another ticket is chosen, or none (null): its draft comes back, and what is shown begins anew. */
  open(number) {
    if (this.#composer.files.length) this.#files.set(this.number, this.#composer.files);
    this.number = number;
    this.state = null;
    this.#shown = "";
    this.#answer = null;
    this.node.classList.remove("knowing");
    this.#composer.begin(drafts.kept(draftOf(number)) ?? undefined, this.#files.get(number));
    this.#files.delete(number);
    this.#canned.begin(number);
    this.#finder.begin(number);
    this.#hideTyping();
    this.#lines.clear();
    this.#history.replaceChildren();
    if (number !== null) this.#head.begin(number);
    this.#facts.replaceChildren();
    this.#work.clear();
    this.draw();
  }

  /** Whether files would be lost with the page. */
  get holdsFiles() {
    return this.#composer.files.length > 0 || this.#files.size > 0;
  }

  /** Whoever chose it goes on here, at once: a focus that moved later would disturb what they began to do. */
  focus() {
    this.#head.focus();
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
    const { ticket, text, note } = detail;
    const other = draftOf(ticket);
    if (ticket === this.number) this.#composer.giveBack({ text, note });
    else drafts.keep(other, joined({ text, note }, drafts.kept(other) ?? { text: "", note: false }));
  }

  /** What a command told, beside what everybody reads; it goes with the next words. */
  answered({ ticket, answer: told = null }) {
    if (ticket !== this.number || (told === null && this.#answer === null)) return;
    this.#answer = told;
    this.draw();
    if (told) this.#following.toEnd();
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

  /** What is on its way is shown also while the ticket itself is not known. */
  draw() {
    const waiting = this.#outgoing.of(this.number).filter(({ id }) => !this.#stands(id));
    if (!this.state) {
      this.#history.replaceChildren(...waiting.map((item) => unsent(item, this.#me)));
      return;
    }
    const seen = JSON.stringify([this.state, waiting, this.#answer]);
    if (seen === this.#shown) return;
    const isFirst = this.#shown === "";
    const { holds } = this.#following;
    const focused = document.activeElement?.dataset?.act;
    this.#shown = seen;
    this.#head.show(this.state, { knowsFacts: this.node.classList.contains("knowing") });
    this.#history.setAttribute("aria-live", isFirst ? "off" : "polite"); // what was said before is not news
    this.#drawHistory(waiting);
    this.#facts.replaceChildren(...facts(this.state, (act) => this.#do(act)));
    this.#finder.show(this.state);
    this.#composer.silence(this.state.erased ? say("erased") : "");
    if (isFirst || holds) this.#following.toEnd();
    if (focused) this.node.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #stands = (id) => this.state?.timeline.some((item) => item.ref?.endsWith(`.${id}`));

  #unfoldFacts(isOpen) {
    this.node.classList.toggle("knowing", isOpen);
    this.#head.tellFacts(isOpen);
    if (isOpen) this.#closeFacts.focus();
  }

  /** A line that tells what it told before stays the one that it was. */
  #drawHistory(waiting) {
    const before = this.#lines;
    this.#lines = new Map();
    const put = (told, draw) => {
      const key = JSON.stringify(told);
      this.#lines.set(key, before.get(key) ?? draw());
    };
    let last = "";
    for (const item of this.state.timeline) {
      const its = day(item.at);
      if (its !== last) put({ day: its, before: item.id }, () => el("li", { className: "day" }, el("span", {}, its)));
      last = its;
      put(item, () => this.#bubble(item));
    }
    if (this.#answer !== null) put({ answer: this.#answer }, () => answer(this.#answer));
    for (const item of waiting) put({ unsent: item }, () => unsent(item, this.#me));
    fill(this.#history, [...this.#lines.values()]);
  }

  #bubble(item) {
    const { number } = this.state;
    return bubble(item, {
      press: (post, data) => this.#ask(number, "presses", { post, data }),
      edit: () => this.#composer.edit(item),
      settle: (act) => this.#ask(number, "replies", { letter: item.unconfirmed, act }),
      takeBack: () => this.#takeBack(number, item),
    });
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

  #keepDraft() {
    if (this.number === null) return;
    const { draft } = this.#composer;
    if (draft.text) drafts.keep(draftOf(this.number), draft);
    else drafts.forget(draftOf(this.number));
  }

  async #takeBack(number, { index, ref }) {
    const isSure = await sure(say("sure-take-back"), { yes: say("take-back"), no: say("cancel") });
    if (isSure) this.#ask(number, "takebacks", { index, ref });
  }

  async #do(act) {
    const { number, version } = this.state;
    if (act.act === "close" && !(await sure(say("sure-close"), { yes: say("act-close"), no: say("cancel") }))) return;
    this.#ask(number, "acts", { ...act, version });
  }

  /**
   * Have the server do something with the ticket for which it was wished: a field that leaves the page because another
   * ticket is chosen tells its change only then. `done()` is called when it did.
   */
  #ask(number, path, body, done = () => {}) {
    this.#tell("ask", { path: `tickets/${number}/${path}`, body, done });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail: { ticket: this.number, ...detail } }));
  }
}

const draftOf = (number) => `ticket-${number}`;
