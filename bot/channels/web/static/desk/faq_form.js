// The form of an entry. What is typed and not saved waits there, whatever else is looked at meanwhile.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import * as drafts from "./drafts.js";
import { history } from "./faq_history.js";
import { formatted } from "./formatted.js";
import { numbered } from "./moments.js";
import { once } from "./once.js";
import { say, why } from "./words.js";

const LANGUAGES = ["", "ru", "en"];

export class FaqForm {
  #told = el("div", { className: "told", role: "alert" });
  #entry;
  #form;
  #after;

  /** `entry` is null for a new one; `after` is told of what was `saved`, and when another wording is to be `looked` at. */
  constructor(entry, after) {
    this.#entry = entry;
    this.#after = after;
    const question = el("input", { className: "field", name: "question", required: true, maxLength: 500, value: entry?.question ?? "" });
    const phrasings = el("textarea", { className: "field", name: "phrasings", rows: 5, value: entry?.alternatives.join("\n") ?? "" });
    const answer = el("textarea", { className: "field", name: "answer", rows: 9, required: true, maxLength: 4000, value: entry?.answer ?? "" });
    const category = el("input", { className: "field", name: "category", maxLength: 100, value: entry?.category ?? "" });
    const onsubmit = (event) => {
      event.preventDefault();
      this.#save(false);
    };
    this.#form = el(
      "form",
      { className: "form", onsubmit },
      backToList(),
      this.#heading(),
      labelled("question", question),
      labelled("phrasings", phrasings),
      labelled("answer", answer),
      preview(answer),
      el("div", { className: "row" }, labelled("category", category), labelled("language", languageChoice(entry?.language ?? ""))),
      this.#told,
      el("div", { className: "row" }, ...this.#buttons()),
    );
    const draft = drafts.restoreForm(this.#form, draftOf(entry?.id), entry?.version ?? null);
    if (draft) this.#showDraft(draft);
    answer.dispatchEvent(new Event("input"));
    this.nodes = [this.#form, ...(entry ? [history(entry.history)] : [])];
  }

  focus() {
    this.#form.querySelector("[name=question]").focus();
  }

  #heading() {
    const { id, deleted } = this.#entry ?? {};
    const title = this.#entry ? `${say("edit-entry")} ${numbered(id)}` : say("add-entry");
    return el("h1", { tabIndex: -1 }, title, deleted ? el("span", { className: "tag" }, say("deleted")) : null);
  }

  #buttons() {
    const { id, deleted } = this.#entry ?? {};
    const button = (name, act) =>
      el("button", { type: "button", className: "button outlined", onclick: () => this.#try(act) }, say(name));
    if (deleted) return [button("restore-entry", () => calls.post(`faq/${id}/restore`))];
    const save = el("button", { type: "submit", className: "button" }, say("save"));
    const remove = el("button", { type: "button", className: "button outlined", onclick: () => this.#delete() }, say("delete-entry"));
    return this.#entry ? [save, remove] : [save];
  }

  async #delete() {
    const { id, question } = this.#entry;
    const what = `${numbered(id)} ${question}`;
    const isSure = await sure(say("sure-delete-answer", { what }), { yes: say("delete-entry"), no: say("cancel") });
    if (isSure) await this.#try(() => calls.remove(`faq/${id}`));
  }

  #showDraft({ version }) {
    const isOutdated = version !== (this.#entry?.version ?? null);
    const drop = () => {
      drafts.forget(draftOf(this.#entry?.id));
      this.#after.looked(this.#entry?.id ?? "new");
    };
    this.#told.replaceChildren(
      el("p", {}, say(isOutdated ? "draft-outdated" : "draft-restored")),
      el("button", { type: "button", className: "button outlined", onclick: drop }, say("draft-drop")),
    );
  }

  #save(anyway) {
    const { question, phrasings, answer, category, language } = this.#form.elements;
    const wanted = {
      question: question.value,
      alternatives: phrasings.value.split("\n").map((line) => line.trim()).filter(Boolean),
      answer: answer.value,
      category: category.value,
      language: language.value,
      version: this.#entry?.version ?? null,
      anyway,
    };
    return this.#try(() => (this.#entry ? calls.put(`faq/${this.#entry.id}`, wanted) : calls.post("faq", wanted)));
  }

  #try = once(async (act) => {
    this.#told.replaceChildren();
    try {
      const saved = await act();
      drafts.forget(draftOf(this.#entry?.id));
      await this.#after.saved(saved);
    } catch (refused) {
      if (refused.status === undefined) throw refused;
      if (refused.error === "stale" && this.#entry) return this.#after.looked(this.#entry.id);
      this.#told.replaceChildren(...(refused.error === "similar" ? this.#similar(refused.told) : [fault(refused)]));
    }
  });

  #similar({ id, question }) {
    const onclick = () => this.#save(true);
    return [
      el("p", {}, say("similar"), " ", el("a", { href: `#/faq/${id}` }, `${numbered(id)} ${question}`)),
      el("button", { type: "button", className: "button outlined", onclick }, say("save-anyway")),
    ];
  }
}

/** The name under which what is typed for an entry (none: a new one) is kept. */
export const draftOf = (id) => `faq-${id ?? "new"}`;

/** Where only one of them has room. */
export const backToList = () => el("a", { className: "button plain small back-to-list", href: "#/faq" }, `← ${say("back")}`);

/** Ours by name; another one, from an imported file, as it stands. */
function languageChoice(chosen) {
  const known = LANGUAGES.includes(chosen) ? LANGUAGES : [...LANGUAGES, chosen];
  const named = (each) => (LANGUAGES.includes(each) ? say(`language-${each || "any"}`) : each);
  const options = known.map((each) => el("option", { value: each, selected: each === chosen }, named(each)));
  return el("select", { className: "field", name: "language" }, ...options);
}

/** The answer as the customer will read it, while it is written. */
function preview(answer) {
  const bubble = el("div", { className: "said agent text", dir: "auto" });
  answer.addEventListener("input", () => bubble.replaceChildren(formatted(answer.value.trim(), [])));
  return el("section", { className: "preview" }, el("h2", {}, say("preview")), bubble);
}

const labelled = (name, field) => el("label", { className: "stacked" }, el("span", {}, say(name)), field);

const fault = (refused) => el("p", { className: "fault" }, why(refused));
