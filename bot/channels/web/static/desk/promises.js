// What is promised, and in which hours: the table of the SLA and the calendar. Managers keep them here.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import { Kept } from "./kept.js";
import { say } from "./words.js";

export class Promises extends Kept {
  #heading = el("h1", {}, say("promises"));
  node = el("section", { className: "page" }, this.#heading);
  #version = 0;

  constructor(toast) {
    super(toast);
    this.node.setAttribute("aria-label", say("promises"));
  }

  async refresh() {
    const promises = await calls.get("promises");
    this.#version = promises.version;
    this.redraw(() => this.#draw(promises));
  }

  #draw({ policies, calendar, hours, zone, holidays, days }) {
    this.node.replaceChildren(
      this.#heading,
      el("p", { className: "quiet" }, say("promises-hint")),
      this.told,
      el("ul", { className: "letters" }, ...policies.map((policy) => this.#policy(policy))),
      this.#newPolicy(),
      el("h2", {}, say("calendar")),
      el("p", { className: "text" }, calendar),
      this.#line("hours-field", hours, (text) => text),
      this.#line("zone-field", zone, (text) => `zone ${text}`),
      this.#line("holidays-field", holidays || "none", (text) => `holidays ${text}`),
      this.#day(),
      el("ul", { className: "letters" }, ...days.map((day) => this.#ownDay(day))),
      el("div", { className: "row" }, this.#button("calendar-reset", () => this.#resetCalendar())),
    );
  }

  #policy(policy) {
    const { tier, priority, priorityWords, own } = policy;
    const response = input("promises-response", policy.response);
    const resolution = input("promises-resolution", policy.resolution);
    const responseAlways = tick(policy.responseAlways);
    const resolutionAlways = tick(policy.resolutionAlways);
    const onsubmit = (event) => {
      event.preventDefault();
      const hours = [responseAlways, resolutionAlways].map((each) => (each.firstChild.checked ? "24x7" : "working"));
      this.#sla(`${tier} ${priority} ${response.value} ${hours[0]} ${resolution.value} ${hours[1]}`, form);
    };
    const remove = own ? this.#removal(`${tier} ${priority}`, this.#sla) : null;
    const save = el("button", { type: "submit", className: "button outlined" }, say("save"));
    const clocks = [clock("promises-response", response, responseAlways), clock("promises-resolution", resolution, resolutionAlways)];
    const fields = el("div", { className: "row" }, ...clocks, save, remove);
    const form = el("form", { onsubmit }, el("strong", {}, `${tier} · ${priorityWords}`), fields);
    form.setAttribute("aria-label", `${tier} ${priority}`);
    return el("li", {}, form);
  }

  #newPolicy() {
    const order = input("promises-new", "");
    order.placeholder = "vip 1 10m 2h 24x7";
    return this.#form(order, (form) => this.#sla(order.value, form), say("promises-new"));
  }

  #line(label, value, order) {
    const field = input(label, value);
    return this.#form(field, (form) => this.#hours(order(field.value), form), say(label));
  }

  #day() {
    const day = el("input", { type: "date", className: "field", required: true });
    day.setAttribute("aria-label", say("day"));
    const kinds = ["off", "work"].map((each) => el("option", { value: each }, say(`day-${each}`)));
    const kind = el("select", { className: "field" }, ...kinds);
    kind.setAttribute("aria-label", say("day-kind"));
    const details = el("input", { className: "field", maxLength: 100, placeholder: say("day-details") });
    details.setAttribute("aria-label", say("day-details"));
    const fields = el("span", { className: "row" }, day, kind, details);
    return this.#form(fields, (form) => this.#hours(`${kind.value} ${day.value} ${details.value}`, form), say("own-day"));
  }

  #ownDay({ day, words }) {
    return el("li", {}, el("span", {}, words), el("div", { className: "row" }, this.#removal(day, this.#hours)));
  }

  #form(field, save, label) {
    const onsubmit = (event) => {
      event.preventDefault();
      save(form);
    };
    const button = el("button", { type: "submit", className: "button outlined" }, say("save"));
    const form = el("form", { className: "stacked", onsubmit }, el("span", {}, label), el("div", { className: "row" }, field, button));
    form.setAttribute("aria-label", label);
    return form;
  }

  #button(name, act) {
    return el("button", { type: "button", className: "button outlined", onclick: act }, say(name));
  }

  /** The button that takes `what` off its list, by the `order` that keeps the list. */
  #removal(what, order) {
    const remove = this.#button("remove", async () => {
      if (await this.isSureToRemove(what)) await order(`remove ${what}`);
    });
    remove.setAttribute("aria-label", `${say("remove")}: ${what}`);
    return remove;
  }

  async #resetCalendar() {
    if (await sure(say("sure-calendar-reset"), { yes: say("calendar-reset"), no: say("cancel") })) await this.#hours("reset");
  }

  #sla = (order, form = null) => this.#order("sla", order, form);
  #hours = (order, form = null) => this.#order("hours", order, form);

  #order(which, order, form) {
    const act = async () => {
      const { words } = await calls.post(`promises/${which}`, { order, version: this.#version });
      return { told: [words] };
    };
    return this.settle(act, say("saved"), form);
  }
}

function input(label, value) {
  const field = el("input", { className: "field", value, required: true, maxLength: 400 });
  field.setAttribute("aria-label", say(label));
  return field;
}

/** A length of time under its name, and whether it runs at all hours. */
function clock(label, length, always) {
  return el("div", { className: "clock" }, el("label", { className: "stacked" }, el("span", {}, say(label)), length), always);
}

const tick = (checked) => el("label", {}, el("input", { type: "checkbox", checked }), say("promises-always"));
