// A FAQ file: looked at first, and taken in when the manager says so. What is confirmed is what was shown.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { numbered } from "./moments.js";
import { once } from "./once.js";
import { say, why } from "./words.js";

export class FileImport {
  node = el("section", { className: "form import" });
  #file;
  #after;

  /** `after.taken(words)` is told of what was taken in, `after.left()` when the manager turns away. */
  constructor(file, after) {
    this.#file = file;
    this.#after = after;
    this.node.setAttribute("aria-label", say("import-preview"));
  }

  /** Ask what the file would change; `told` stands above it. */
  async preview(...told) {
    try {
      const bytes = await this.#file.arrayBuffer(); // the file itself may change before it is confirmed
      this.#file = new File([bytes], this.#file.name);
      this.#show(await calls.upload(`faq/preview/${this.#ending}`, this.#file), told);
    } catch (refused) {
      this.#refuse(refused);
    }
  }

  get #ending() {
    return encodeURIComponent(this.#file.name.split(".").pop().toLowerCase());
  }

  #show(preview, told) {
    const { added, changed, warnings, seal } = preview;
    const isNews = added + changed > 0;
    const confirm = el("button", { type: "button", className: "button", onclick: () => this.#take(seal) }, say("import-confirm"));
    const heading = el("h1", { tabIndex: -1 }, say("import-preview"));
    this.node.replaceChildren(
      heading,
      ...told,
      el("p", {}, say(isNews ? "import-would" : "import-nothing", { file: this.#file.name, ...preview })),
      ...lookAt(warnings),
      row(isNews ? confirm : null, this.#turnAway("cancel")),
      ...listed("import-new", preview.new.map(fresh), added),
      ...listed("import-other", preview.other.map(other), changed),
    );
    heading.focus();
  }

  #take = once(async (seal) => {
    try {
      const report = await calls.upload(`faq/import/${this.#ending}?seal=${seal}`, this.#file);
      await this.#after.taken(say("imported", report));
      this.node.replaceChildren(el("p", { role: "status" }, say("imported", report)), ...lookAt(report.warnings), row(this.#turnAway("done")));
    } catch (refused) {
      if (refused.error === "faq-moved") await this.preview(el("p", { className: "told fault", role: "alert" }, why(refused)));
      else this.#refuse(refused);
    }
  });

  #refuse(refused) {
    const lines = refused.told?.faults?.map((each) => el("li", {}, each)) ?? [];
    const words = refused.error === "faults" ? say("import-faults", refused.told) : why(refused);
    const told = el("div", { className: "told", role: "alert" }, el("p", { className: "fault" }, words), lines.length ? el("ul", {}, ...lines) : null);
    this.node.replaceChildren(told, row(this.#turnAway("cancel")));
  }

  #turnAway(name) {
    return el("button", { type: "button", className: "button outlined", onclick: () => this.#after.left() }, say(name));
  }
}

const row = (...buttons) => el("div", { className: "row" }, ...buttons);

const lookAt = (warnings) =>
  warnings.length ? [el("div", { className: "told" }, el("p", {}, say("import-look")), el("ul", {}, ...warnings.map((each) => el("li", {}, each))))] : [];

function listed(heading, lines, count) {
  if (!lines.length) return [];
  const more = count > lines.length ? el("li", { className: "quiet" }, say("import-more", { count: count - lines.length })) : null;
  return [el("h2", {}, say(heading)), el("ul", {}, ...lines, more)];
}

const fresh = (question) => el("li", {}, question);

const other = ({ id, question, parts, back }) =>
  el(
    "li",
    {},
    el("a", { href: `#/faq/${id}` }, `${numbered(id)} ${question}`),
    el("span", { className: "quiet" }, ` · ${[back ? say("import-back") : "", parts ? say("import-parts", { parts }) : ""].filter(Boolean).join(", ")}`),
  );
