// Canned replies: kept by managers, and picked into a reply by whoever answers a ticket.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import { foldsAway } from "./folding.js";
import { explain, say } from "./words.js";

export class CannedShelf {
  node = el("section", { className: "form" });
  #told = el("div", { className: "told", role: "alert" });
  #toast;

  constructor(toast) {
    this.#toast = toast;
  }

  async refresh() {
    const { fields, replies } = await calls.get("canned");
    const named = fields.map((field) => `{{ ${field} }}`).join(", ");
    this.node.replaceChildren(
      el("h1", {}, say("style-canned")),
      el("p", { className: "quiet" }, `${say("text-fields")}: ${named}`),
      this.#told,
      ...replies.map((reply) => el("details", { className: "entry" }, el("summary", {}, `${reply.id}. ${reply.title}`), this.#form(reply))),
      el("h2", {}, say("canned-new")),
      this.#form(null),
    );
  }

  #form(reply) {
    const title = el("input", { className: "field", name: "title", required: true, maxLength: 80, value: reply?.title ?? "" });
    const text = el("textarea", { className: "field", name: "text", rows: 5, required: true, maxLength: 3500, value: reply?.text ?? "" });
    const onsubmit = (event) => {
      event.preventDefault();
      const form = { title: title.value, text: text.value, version: reply?.version ?? null };
      this.#try(() => (reply ? calls.put(`canned/${reply.id}`, form) : calls.post("canned", form)));
    };
    const remove = el(
      "button",
      { type: "button", className: "button outlined", onclick: () => this.#delete(reply) },
      say("delete-entry"),
    );
    return el(
      "form",
      { className: "form", onsubmit },
      el("label", { className: "stacked" }, el("span", {}, say("canned-title")), title),
      el("label", { className: "stacked" }, el("span", {}, say("text-source")), text),
      el("div", { className: "row" }, el("button", { type: "submit", className: "button" }, say("save")), reply ? remove : null),
    );
  }

  async #delete({ id, title }) {
    const isSure = await sure(say("sure-delete", { what: title }), { yes: say("delete-entry"), no: say("cancel") });
    if (isSure) await this.#try(() => calls.remove(`canned/${id}`));
  }

  async #try(act) {
    this.#told.replaceChildren();
    try {
      await act();
      this.#toast(say("saved"));
      await this.refresh();
    } catch (refused) {
      this.#told.replaceChildren(el("p", { className: "fault" }, refused.told?.words ?? explain(refused.error)));
    }
  }
}

/** A menu of replies, filled for the ticket when it is opened; `pick(text)` gets the chosen one. */
export function cannedPicker(ticketNumber, pick) {
  const sheet = el("div", { className: "sheet" });
  const menu = el("details", { className: "menu up" }, el("summary", { className: "button plain" }, say("canned")), sheet);
  foldsAway(menu);
  menu.addEventListener("toggle", async () => {
    if (!menu.open) return;
    sheet.replaceChildren();
    const { replies } = await calls.get(`tickets/${ticketNumber()}/canned`);
    const choices = replies.map(({ title, text }) => {
      const onclick = () => {
        menu.open = false;
        pick(text);
      };
      return el("button", { type: "button", className: "button plain", title: text, onclick }, title);
    });
    sheet.replaceChildren(...(choices.length ? choices : [el("p", { className: "quiet" }, say("canned-nothing"))]));
  });
  return menu;
}
