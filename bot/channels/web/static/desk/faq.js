// The FAQ: found on the left, kept on the right; a question can be tried before a customer asks it.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { foldsAway } from "./folding.js";
import { Learning } from "./faq_learning.js";
import { Thresholds } from "./faq_thresholds.js";
import { formatted } from "./formatted.js";
import { fullMoment, say } from "./moments.js";
import { explain } from "./words.js";

const TYPING_PAUSE = 250;
const LANGUAGES = ["", "ru", "en"];
const FORMATS = ["yaml", "csv", "xlsx", "jsonl"];

export class Faq {
  #find = el("input", { className: "field", type: "search", placeholder: say("find") });
  #list = el("ul", { className: "entries" });
  #editor = el("div", { className: "editor" });
  #timer = 0;
  #toast;
  #learning;
  #thresholds;

  constructor(toast) {
    this.#toast = toast;
    this.#learning = new Learning(toast);
    this.#thresholds = new Thresholds(toast);
    this.#find.setAttribute("aria-label", say("find"));
    this.#list.setAttribute("aria-label", say("entries"));
    this.#find.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), TYPING_PAUSE);
    });
    this.node = el(
      "section",
      { className: "faq" },
      el("div", { className: "shelf" }, el("div", { className: "row" }, this.#find), this.#tools(), this.#list),
      el("div", { className: "bench" }, this.#trial(), this.#editor),
    );
    this.node.setAttribute("aria-label", say("faq"));
  }

  async refresh() {
    const wanted = this.#find.value.trim();
    const { entries } = await calls.get(`faq?find=${encodeURIComponent(wanted)}`);
    const lines = entries.map(({ id, question, alternatives }) => {
      const more = alternatives.length ? el("span", { className: "quiet" }, `+${alternatives.length}`) : null;
      const number = el("span", { className: "quiet" }, `№ ${id}`);
      return el("li", {}, el("a", { href: `#/faq/${id}` }, el("span", {}, question), el("span", { className: "meta" }, number, more)));
    });
    this.#list.replaceChildren(...(lines.length ? lines : [el("li", { className: "nothing" }, say("faq-empty"))]));
  }

  /** Show an entry by its number, a form for a new one ("new"), or nothing. */
  async open(which) {
    if (which === null) this.#editor.replaceChildren();
    else if (which === "new") this.#edit(null);
    else if (which === "learning") {
      this.#editor.replaceChildren(this.#learning.node);
      await this.#learning.refresh();
    }
    else {
      try {
        this.#edit(await calls.get(`faq/${which}`));
      } catch (refused) {
        this.#editor.replaceChildren(el("p", { className: "fault" }, explain(refused.error)));
      }
    }
  }

  #tools() {
    const add = el("a", { className: "button", href: "#/faq/new" }, say("add-entry"));
    const undo = el("button", { type: "button", className: "button outlined", onclick: () => this.#undo() }, say("undo"));
    const file = el("input", { type: "file", className: "unseen", accept: FORMATS.map((each) => `.${each}`).join(",") });
    file.addEventListener("change", () => this.#import(file));
    const load = el("label", { className: "button outlined" }, say("import"), file);
    const save = el("summary", { className: "button outlined" }, say("export"));
    const links = FORMATS.map((each) => el("a", { href: `/desk/api/faq/export/${each}`, download: `faq.${each}` }, each.toUpperCase()));
    const learn = el("a", { className: "button outlined", href: "#/faq/learning" }, say("learning"));
    return el("div", { className: "row tools" }, add, learn, undo, load, foldsAway(el("details", { className: "menu" }, save, el("div", { className: "sheet" }, ...links))));
  }

  #trial() {
    const text = el("input", { className: "field", type: "text", maxLength: 1000, placeholder: say("try-hint") });
    text.setAttribute("aria-label", say("try-hint"));
    const told = el("div", { className: "verdict" });
    told.setAttribute("aria-live", "polite");
    const onsubmit = async (event) => {
      event.preventDefault();
      if (!text.value.trim()) return;
      try {
        told.replaceChildren(...verdict(await calls.get(`faq/verdict?text=${encodeURIComponent(text.value)}${this.#thresholds.query}`)));
      } catch (refused) {
        this.#toast(explain(refused.error));
      }
    };
    const button = el("button", { type: "submit", className: "button outlined" }, say("try"));
    return el("form", { className: "trial", onsubmit }, el("div", { className: "row" }, text, button), this.#thresholds.node, told);
  }

  #edit(entry) {
    const question = el("input", { className: "field", name: "question", required: true, maxLength: 500, value: entry?.question ?? "" });
    const phrasings = el("textarea", { className: "field", name: "phrasings", rows: 5, value: entry?.alternatives.join("\n") ?? "" });
    const answer = el("textarea", { className: "field", name: "answer", rows: 9, required: true, maxLength: 4000, value: entry?.answer ?? "" });
    const category = el("input", { className: "field", name: "category", maxLength: 100, value: entry?.category ?? "" });
    const language = languageChoice(entry?.language ?? "");
    const told = el("div", { className: "told", role: "alert" });
    const save = async (anyway) => {
      const form = {
        question: question.value,
        alternatives: phrasings.value.split("\n").map((line) => line.trim()).filter(Boolean),
        answer: answer.value,
        category: category.value,
        language: language.value,
        version: entry?.version ?? null,
        anyway,
      };
      await this.#try(told, save, () => (entry ? calls.put(`faq/${entry.id}`, form) : calls.post("faq", form)));
    };
    const onsubmit = (event) => {
      event.preventDefault();
      save(false);
    };
    const title = entry ? `${say("edit-entry")} № ${entry.id}` : say("add-entry");
    const buttons = entry?.deleted
      ? [this.#button("restore-entry", told, () => calls.post(`faq/${entry.id}/restore`))]
      : [
          el("button", { type: "submit", className: "button" }, say("save")),
          entry ? this.#button("delete-entry", told, () => calls.remove(`faq/${entry.id}`)) : null,
        ];
    this.#editor.replaceChildren(
      el(
        "form",
        { className: "form", onsubmit },
        el("h1", {}, title, entry?.deleted ? el("span", { className: "tag" }, say("deleted")) : null),
        labelled("question", question),
        labelled("phrasings", phrasings),
        labelled("answer", answer),
        preview(answer),
        el("div", { className: "row" }, labelled("category", category), labelled("language", language)),
        told,
        el("div", { className: "row" }, ...buttons),
      ),
      ...(entry ? [history(entry.history)] : []),
    );
    if (!entry) question.focus();
  }

  #button(name, told, act) {
    const onclick = () => this.#try(told, () => {}, act);
    return el("button", { type: "button", className: "button outlined", onclick }, say(name));
  }

  async #try(told, saveAnyway, act) {
    told.replaceChildren();
    try {
      const saved = await act();
      this.#toast(say("saved"));
      location.hash = `#/faq/${saved.id}`;
      await Promise.all([this.refresh(), this.open(saved.id)]);
    } catch (refused) {
      told.replaceChildren(...(refused.error === "similar" ? similar(refused.told, saveAnyway) : [fault(refused)]));
    }
  }

  async #undo() {
    try {
      const { entries } = await calls.post("faq/undo");
      this.#toast(say("undone"));
      await this.refresh();
      if (location.hash === `#/faq/${entries[0].id}`) await this.open(entries[0].id);
    } catch (refused) {
      this.#toast(refused.told.words ?? explain(refused.error));
    }
  }

  async #import(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const ending = file.name.split(".").pop().toLowerCase();
    try {
      const report = await calls.upload(`faq/import/${encodeURIComponent(ending)}`, file);
      this.#toast(say("imported", report));
      await this.refresh();
    } catch (refused) {
      if (refused.error !== "faults") return this.#toast(explain(refused.error));
      const lines = refused.told.faults.map((line) => el("li", {}, line));
      this.#editor.replaceChildren(el("div", { className: "told", role: "alert" }, el("p", { className: "fault" }, say("import-faults", refused.told)), el("ul", {}, ...lines)));
    }
  }
}

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
  const show = () => bubble.replaceChildren(formatted(answer.value.trim(), []));
  answer.addEventListener("input", show);
  show();
  return el("section", { className: "preview" }, el("h2", {}, say("preview")), bubble);
}

const labelled = (name, field) => el("label", { className: "stacked" }, el("span", {}, say(name)), field);

const fault = (refused) => el("p", { className: "fault" }, refused.told.words ?? explain(refused.error));

function similar({ id, question }, saveAnyway) {
  return [
    el("p", {}, say("similar"), " ", el("a", { href: `#/faq/${id}` }, `№ ${id} ${question}`)),
    el("button", { type: "button", className: "button outlined", onclick: () => saveAnyway(true) }, say("save-anyway")),
  ];
}

function verdict({ kind, candidates }) {
  const lines = candidates.map(({ id, question, phrasing, score }) => {
    const meter = el("meter", { min: 0, max: 1, value: score });
    meter.setAttribute("aria-label", question);
    const by = phrasing === question ? null : el("span", { className: "quiet" }, `«${phrasing}»`);
    return el("li", {}, meter, el("span", { className: "score" }, `${Math.round(score * 100)} %`), el("span", { className: "found" }, el("a", { href: `#/faq/${id}` }, question), by));
  });
  return [el("p", { className: `kind ${kind}` }, say(`verdict-${kind}`)), el("ol", {}, ...lines)];
}

function history(changes) {
  const lines = changes.map(({ kind, at, by }) =>
    el("li", {}, el("span", {}, say(`kind-${kind}`)), el("span", { className: "quiet" }, `${by} · ${fullMoment(at)}`)),
  );
  return el("details", { className: "changes" }, el("summary", {}, say("history")), el("ol", {}, ...lines.reverse()));
}
