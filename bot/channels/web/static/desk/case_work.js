// Beside a ticket: who handles it and on which line, what it is about, what is known of its customer.

import { el } from "./dom.js";
import { Unsaved } from "./unsaved.js";
import { say } from "./words.js";

export class CaseWork {
  #seen = "";
  #work = null;
  #unsaved;
  #tell;

  /** `tell(number, path, body, done)` has the server do it with the ticket of that number. */
  constructor(tell) {
    this.#tell = tell;
    this.node = el("section", { className: "work" });
    this.#unsaved = new Unsaved(this.node);
    this.node.setAttribute("aria-label", say("work"));
  }

  clear() {
    this.#seen = "";
    this.#work = null;
    this.node.replaceChildren();
  }

  /** Nothing is drawn anew under somebody's hands; what is typed stays until it is sent. */
  show(work) {
    this.#work = work;
    const seen = JSON.stringify({ ...work, version: 0 });
    if (seen === this.#seen || this.node.contains(document.activeElement)) return;
    this.#seen = seen;
    this.#unsaved.redraw(() => this.#draw(work));
  }

  #draw(work) {
    const open = new Set([...this.node.querySelectorAll("details[open]")].map(({ dataset }) => dataset.form));
    const forms = this.#forms(work);
    for (const form of forms) form.open = open.has(form.dataset.form);
    this.node.replaceChildren(...forms);
  }

  /** What is wished in them is told in the version that is known by then. */
  #forms(work) {
    const tell = (path, body, { versioned = false, form = null } = {}) => {
      const wish = versioned ? { ...body, version: this.#work.version } : body;
      this.#tell(work.number, path, wish, () => form && this.#unsaved.forget(form));
    };
    const handling = work.open ? [assign(work, tell), escalate(work, tell)] : [];
    return [about(work, tell), ...handling, customer(work, tell), ...(work.erased ? [] : [person(work, tell)])];
  }
}

function about(work, tell) {
  const set = (aspect) => (event) => tell("classification", { aspect, value: event.target.value });
  const category = choice(say("category"), work.categories.map((name) => [name, name]), work.category, set("category"));
  const kind = choice(say("kind"), work.kinds.map(({ value, words }) => [value, words]), work.kind, set("kind"));
  const service = el("input", { className: "field", value: work.service ?? "", maxLength: 40 });
  service.addEventListener("change", () => service.value.trim() && tell("classification", { aspect: "service", value: service.value }));
  const details = work.fields.flatMap(({ name, value }) => [el("dt", {}, name), el("dd", {}, value)]);
  const inner = [category, kind, labelled(say("service"), service)];
  if (!work.open) for (const each of inner) each.querySelector(".field").disabled = true;
  return form("about", say("about"), ...inner, details.length ? el("dl", {}, ...details) : null, el("p", { className: "quiet text" }, work.criteria));
}

function assign(work, tell) {
  const person = el("select", { className: "field", required: true }, ...work.people.map(({ address, name }) => el("option", { value: address }, name)));
  const forNow = el("input", { type: "checkbox" });
  const send = (form) => tell("assignee", { person: person.value, to_the_end: !forNow.checked }, { versioned: true, form });
  return form(
    "assign",
    say("assign"),
    labelled(say("assign-whom"), person),
    el("label", { className: "row" }, forNow, say("assign-for-now")),
    submit(say("assign"), send, !work.people.length),
  );
}

function escalate(work, tell) {
  const line = el("select", { className: "field" }, ...work.lines.map((each) => el("option", { value: each }, say("line-number", { line: each }))));
  const reason = el("textarea", { className: "field", name: "reason", rows: 2, maxLength: 500, required: true });
  const send = (form) => tell("line", { line: Number(line.value), reason: reason.value }, { versioned: true, form });
  return form(
    "escalate",
    say("escalate"),
    el("p", { className: "quiet" }, say(work.handedOver ? "line-handed-over" : "line-now", { line: work.line })),
    labelled(say("escalate-to"), line),
    labelled(say("escalate-reason"), reason),
    submit(say("escalate"), send, !work.lines.length),
  );
}

function customer(work, tell) {
  const { company, contract, notes } = work.customer;
  const inputs = {
    company: el("input", { className: "field", value: company, maxLength: 200 }),
    contract: el("input", { className: "field", value: contract, maxLength: 200 }),
    notes: el("textarea", { className: "field", rows: 3, maxLength: 2000 }, notes),
  };
  const send = (form) => tell("customer", Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value])), { form });
  const tier = choice(say("tier"), work.tiers.map((each) => [each, each]), work.tier, (event) => {
    event.target.blur();
    tell("tier", { tier: event.target.value });
  });
  const known = [
    labelled(say("company"), inputs.company),
    labelled(say("contract"), inputs.contract),
    labelled(say("notes"), inputs.notes),
  ];
  return form("customer", say("about-customer"), tier, ...known, submit(say("save"), send));
}

/** Who else the customer is: another ticket's customer may be the same person. */
function person(work, tell) {
  const number = el("input", { className: "field", required: true, maxLength: 20, inputMode: "numeric" });
  const join = (form) => tell("person", { number: number.value }, { form });
  const separate = el("button", { type: "button", className: "button outlined" }, say("person-separate"));
  separate.addEventListener("click", () => {
    separate.blur();
    tell("separation", {});
  });
  return form(
    "person",
    say("person"),
    work.joined ? el("ul", {}, ...work.channels.map((each) => el("li", {}, each))) : null,
    el("p", { className: "quiet" }, say("person-hint")),
    labelled(say("person-number"), number),
    el("div", { className: "row" }, submit(say("person-join"), join), work.joined ? separate : null),
  );
}

function choice(label, options, chosen, onchange) {
  const none = chosen ? [] : [el("option", { value: "", selected: true }, "—")];
  const all = options.map(([value, words]) => el("option", { value, selected: value === chosen }, words));
  return labelled(label, el("select", { className: "field", onchange }, ...none, ...all));
}

const labelled = (label, field) => el("label", {}, label, field);

/** Whatever is sent, the focus leaves the form: what is drawn anew may take its place. */
function submit(words, send, disabled = false) {
  const button = el("button", { type: "submit", className: "button outlined", disabled }, words);
  button.dataset.send = "";
  button.addEventListener("click", (event) => {
    const { form: its } = button;
    event.preventDefault();
    if (!its.reportValidity()) return;
    button.blur();
    send(its);
  });
  return button;
}

function form(name, title, ...children) {
  const fields = el("form", { className: "work-form" }, ...children);
  fields.setAttribute("aria-label", title);
  const details = el("details", { className: "entry" }, el("summary", {}, title), fields);
  details.dataset.form = name;
  return details;
}
