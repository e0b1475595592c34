// Canned replies, as managers keep them.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { Kept } from "./kept.js";
import { placeholders } from "./placeholders.js";
import { say } from "./words.js";

export class CannedShelf extends Kept {
  #heading = el("h1", {}, say("style-canned"));
  node = el("section", { className: "form" }, this.#heading);

  async refresh() {
    const { fields, replies } = await calls.get("canned");
    this.redraw(() =>
      this.node.replaceChildren(
        this.#heading,
        placeholders(fields),
        this.told,
        ...replies.map((reply) => this.#entry(reply)),
        el("h2", {}, say("canned-new")),
        this.#form(null),
      ),
    );
  }

  #entry(reply) {
    const open = this.node.querySelector(`#canned-${reply.id}`)?.open ?? false;
    const summary = el("summary", {}, `${reply.id}. ${reply.title}`);
    return el("details", { className: "entry", id: `canned-${reply.id}`, open }, summary, this.#form(reply));
  }

  #form(reply) {
    const title = el("input", { className: "field", name: "title", required: true, maxLength: 80, value: reply?.title ?? "" });
    const text = el("textarea", { className: "field", name: "text", rows: 5, required: true, maxLength: 3500, value: reply?.text ?? "" });
    const onsubmit = (event) => {
      event.preventDefault();
      const form = { title: title.value, text: text.value, version: reply?.version ?? null };
      this.change(() => (reply ? calls.put(`canned/${reply.id}`, form) : calls.post("canned", form)), say("saved"), node);
    };
    const remove = el(
      "button",
      { type: "button", className: "button outlined", onclick: () => this.delete(`canned/${reply.id}`, reply.title) },
      say("delete-entry"),
    );
    const node = el(
      "form",
      { className: "form", onsubmit },
      el("label", { className: "stacked" }, el("span", {}, say("canned-title")), title),
      el("label", { className: "stacked" }, el("span", {}, say("text-source")), text),
      el("div", { className: "row" }, el("button", { type: "submit", className: "button" }, say("save")), reply ? remove : null),
    );
    node.setAttribute("aria-label", reply ? `${say("style-canned")}: ${reply.id}` : say("canned-new"));
    return node;
  }
}
