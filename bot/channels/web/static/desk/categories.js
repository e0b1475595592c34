// What tickets are about: words that propose it, and the questions that a category asks its customers.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { Kept } from "./kept.js";
import { say } from "./words.js";

export class Categories extends Kept {
  #rules = el("ul", { className: "letters" });
  #questions = el("ul", { className: "letters" });

  constructor(toast) {
    super(toast);
    this.node = el(
      "section",
      { className: "page" },
      el("h1", {}, say("categories")),
      el("p", { className: "quiet" }, say("categories-hint")),
      this.told,
      this.#form("rules", [field("text", "categories-rule")]),
      this.#rules,
      el("h2", {}, say("categories-questions")),
      el("p", { className: "quiet" }, say("categories-questions-hint")),
      this.#form("questions", [
        field("category", "category"),
        field("field", "categories-field"),
        field("ask", "categories-ask"),
        field("gain", "categories-gain"),
        field("answer", "categories-answer", { required: false }),
        tick("file", "categories-file"),
        tick("contract", "categories-contract"),
        languages(),
      ]),
      this.#questions,
    );
  }

  async refresh() {
    const { rules, questions } = await calls.get("categories");
    this.#rules.replaceChildren(...rules.map((rule) => this.#line("rules", rule)));
    this.#questions.replaceChildren(...questions.map((question) => this.#line("questions", question)));
  }

  #line(kind, { id, words }) {
    const onclick = () => this.delete(`categories/${kind}/${id}`, words);
    const drop = el("button", { type: "button", className: "button outlined", onclick }, say("delete-entry"));
    drop.setAttribute("aria-label", `${say("delete-entry")}: ${words}`);
    return el("li", {}, el("p", { className: "text" }, words), el("div", { className: "row" }, drop));
  }

  #form(kind, fields) {
    const save = el("button", { type: "submit", className: "button" }, say("save"));
    const form = el("form", { className: "work-form" }, ...fields, save);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const inputs = [...form.querySelectorAll("[name]")];
      const body = Object.fromEntries(inputs.map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]));
      if (await this.change(() => calls.post(`categories/${kind}`, body))) form.reset();
    });
    return form;
  }
}

function field(name, label, { required = true } = {}) {
  return el("label", {}, say(label), el("input", { className: "field", name, required, maxLength: 400 }));
}

const tick = (name, label) => el("label", { className: "row" }, el("input", { type: "checkbox", name }), say(label));

function languages() {
  const options = ["ru", "en"].map((code) => el("option", { value: code, selected: code === document.documentElement.lang }, say(`language-${code}`)));
  return el("label", {}, say("language"), el("select", { className: "field", name: "language" }, ...options));
}
