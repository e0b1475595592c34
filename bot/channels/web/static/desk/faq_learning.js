// What the FAQ may learn from customers, and what keeps failing: managers decide.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import * as drafts from "./drafts.js";
import { backToList, draftOf } from "./faq_form.js";
import { Kept } from "./kept.js";
import { numbered } from "./moments.js";
import { say } from "./words.js";

export class Learning extends Kept {
  #heading = el("h1", { tabIndex: -1 }, say("learning"));
  node = el("section", { className: "form learning" }, this.#heading);

  constructor(toast) {
    super(toast);
    this.node.setAttribute("aria-label", say("learning"));
  }

  async refresh() {
    const { waiting, failing } = await calls.get("faq/learning");
    this.node.replaceChildren(
      backToList(),
      this.#heading,
      el("p", { className: "quiet" }, say("learning-hint")),
      this.told,
      waiting.length ? el("ul", { className: "lessons" }, ...waiting.map((each) => this.#lesson(each))) : el("p", {}, say("learning-nothing")),
      el("h2", {}, say("failing")),
      failing.length ? el("ul", { className: "lessons" }, ...failing.map(failed)) : el("p", {}, say("failing-nothing")),
    );
  }

  #lesson(lesson) {
    const conflict = lesson.known === null ? null : el("a", { href: `#/faq/${lesson.known}` }, say("learning-known", { number: lesson.known }));
    const add = lesson.known === null ? this.#button("learning-add", lesson, "add", "button") : null;
    return el(
      "li",
      {},
      el(
        "div",
        {},
        el("strong", {}, say("quoted", { words: lesson.phrasing })),
        el("a", { href: `#/faq/${lesson.entry}` }, `${numbered(lesson.entry)} ${lesson.question}`),
        el("span", { className: "quiet" }, say("learning-counts", lesson)),
        conflict,
      ),
      el("div", { className: "row" }, add, this.#button("learning-drop", lesson, "drop", "button outlined")),
    );
  }

  #button(name, lesson, act, className) {
    const { id, version, phrasing } = lesson;
    const onclick = () => this.settle(() => calls.post(`faq/learning/${id}`, { act, version }));
    const button = el("button", { type: "button", className, onclick }, say(name));
    button.setAttribute("aria-label", `${say(name)}: ${phrasing}`);
    return button;
  }
}

const failed = ({ entry, phrasing, asked, ...counts }) =>
  el(
    "li",
    {},
    el(
      "div",
      {},
      el("a", { href: `#/faq/${entry}` }, `${numbered(entry)} ${quoted(phrasing)}`),
      el("span", { className: "quiet" }, say("failing-counts", counts)),
      ...asked.map(question),
    ),
  );

/** What a customer asked, and where another entry answers it: there is one, or it is begun. */
function question({ words, request, known }) {
  const begin = el("button", { type: "button", className: "button outlined small", onclick: () => beginEntry(request) }, say("failing-own-entry"));
  begin.setAttribute("aria-label", `${say("failing-own-entry")}: ${words}`);
  const other = known === null ? null : el("a", { href: `#/faq/${known}` }, say("learning-known", { number: known }));
  return el("div", { className: "row" }, el("span", {}, say("failing-asked", { questions: quoted(words) })), request ? begin : other);
}

/** The form of a new entry opens with the request; one that is begun already is not lost unasked. */
async function beginEntry(request) {
  const isBegun = drafts.kept(draftOf(null)) !== null;
  if (isBegun && !(await sure(say("failing-sure"), { yes: say("failing-own-entry"), no: say("cancel") }))) return;
  drafts.keep(draftOf(null), { question: request, version: null });
  location.hash = "#/faq/new";
}

const quoted = (words) => say("quoted", { words });
