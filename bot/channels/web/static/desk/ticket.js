// A ticket: its history with the composer below, and beside it what is known of the case.

import { bubble, unsent } from "./bubble.js";
import { el, icon } from "./dom.js";
import { day, say } from "./moments.js";

const NEAR_THE_END = 80;

export class Ticket extends EventTarget {
  #history = el("ol", { className: "history", tabIndex: 0 });
  #head = el("header", { className: "ticket-head" });
  #facts = el("aside", { className: "facts" });
  #text = el("textarea", { className: "field", rows: 3, maxLength: 12000 });
  #send = el("button", { type: "submit", className: "button" });
  #modes = { reply: null, note: null };
  #drafts = new Map();
  #shown = "";
  #note = false;
  #outgoing;
  #me;

  constructor(outgoing, me) {
    super();
    this.#outgoing = outgoing;
    this.#me = me;
    this.number = null;
    this.state = null;
    this.#history.setAttribute("aria-label", say("conversation"));
    this.#history.setAttribute("aria-live", "polite");
    this.#facts.setAttribute("aria-label", say("facts"));
    this.node = el(
      "article",
      { className: "case" },
      el("div", { className: "talk" }, this.#head, this.#history, this.#composer()),
      this.#facts,
    );
    this.#choose(false);
  }

  /** Another ticket is chosen: its draft comes back, and what is shown begins anew. */
  open(number) {
    if (number === this.number) return;
    if (this.number !== null) this.#drafts.set(this.number, this.#text.value);
    this.number = number;
    this.state = null;
    this.#shown = "";
    this.#text.value = this.#drafts.get(number) ?? "";
    this.#history.replaceChildren();
    this.#head.replaceChildren();
    this.#facts.replaceChildren();
  }

  show(state) {
    this.state = state;
    this.draw();
  }

  /** Words that could not be sent come back into their composer. */
  giveBack({ ticket, text, note }) {
    if (ticket !== this.number) this.#drafts.set(ticket, text);
    else if (!this.#text.value) {
      this.#text.value = text;
      this.#choose(note);
    }
  }

  draw() {
    if (!this.state) return;
    const waiting = this.#outgoing.of(this.number).filter(({ id }) => !this.#stands(id));
    const seen = JSON.stringify([this.state, waiting]);
    if (seen === this.#shown) return;
    const isFirst = this.#shown === "";
    const { scrollHeight, scrollTop, clientHeight } = this.#history;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    const focused = document.activeElement?.dataset?.act;
    this.#shown = seen;
    this.#drawHead();
    this.#drawHistory(waiting);
    this.#drawFacts();
    if (isFirst || atEnd) this.#history.scrollTop = this.#history.scrollHeight;
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
      lines.push(bubble(item, (post, data) => this.#tell("press", { post, data }), ({ index, ref }) => this.#tell("takeback", { index, ref })));
    }
    this.#history.replaceChildren(...lines, ...waiting.map((item) => unsent(item, this.#me)));
  }

  #drawFacts() {
    const { channel, language, tier, username, assignee, mine, deadlines, previous, mark, suggestions, unreachable } = this.state;
    const previousLink = previous && el("a", { href: `#/tickets/${previous}` }, `№ ${previous}`);
    const channelWords = say(channel === "web" ? "channel-web" : "channel-telegram");
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

  #composer() {
    this.#text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.#submit();
      }
    });
    for (const mode of ["reply", "note"]) {
      this.#modes[mode] = el(
        "button",
        { type: "button", className: "mode", onclick: () => this.#choose(mode === "note", true) },
        say(`${mode}-mode`),
      );
    }
    const keys = el("span", { className: "quiet keys" }, "Ctrl + Enter");
    return el(
      "form",
      {
        className: "composer",
        onsubmit: (event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      el("div", { className: "row" }, this.#modes.reply, this.#modes.note),
      this.#text,
      el("div", { className: "row end" }, keys, this.#send),
    );
  }

  #choose(note, focus = false) {
    this.#note = note;
    const key = note ? "note" : "reply";
    this.#text.placeholder = say(`${key}-hint`);
    this.#text.setAttribute("aria-label", say(key));
    this.#send.textContent = say(note ? "note-save" : "send");
    this.#text.closest("form")?.classList.toggle("noting", note);
    for (const [mode, button] of Object.entries(this.#modes)) {
      button.setAttribute("aria-pressed", String((mode === "note") === note));
    }
    if (focus) this.#text.focus();
  }

  #submit() {
    const text = this.#text.value.trim();
    if (!text || this.number === null) return;
    this.#text.value = "";
    this.#outgoing.add(this.number, text, this.#note);
    this.#choose(false);
    this.#history.scrollTop = this.#history.scrollHeight;
  }

  #do(act) {
    this.#tell("act", { ...act, version: this.state.version });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail: { ticket: this.number, ...detail } }));
  }
}
