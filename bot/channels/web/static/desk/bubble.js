// One line of a ticket's history: what somebody said, what happened, what the bot told the desk.

import { el, icon } from "./dom.js";
import { formatted } from "./formatted.js";
import { clockTime, fullMoment, say } from "./moments.js";
import { mapLink, nameOf } from "./places.js";
import { sizeOf } from "./words.js";

/** `press(post, data)` is called for the buttons under the bot's words, `edit()` and `takeBack()` for one's own. */
export function bubble(item, { press, edit, takeBack, settle }) {
  if (item.kind === "event") return event(item);
  if (item.kind === "post") return post(item, press);
  const head = el(
    "header",
    {},
    el("strong", {}, item.author),
    item.kind === "note" ? el("span", { className: "tag" }, say("note")) : null,
    moment(item.at),
    item.edited ? el("span", { className: "quiet" }, say("edited")) : null,
    fate(item.fate),
    item.own ? editButton(item, edit) : null,
    item.takesBack ? takeBackButton(item, takeBack) : null,
  );
  const doubt = item.unconfirmed ? [unconfirmed(item, settle)] : [];
  return el("li", { className: `said ${item.kind}` }, head, ...content(item), ...doubt);
}

/** Nobody can know whether the customer has it: its author decides. */
function unconfirmed(item, settle) {
  const choices = ["again", "arrived"].map((act) =>
    named(act, item, el("button", { type: "button", className: "chip", onclick: () => settle(act) }, say(`unconfirmed-${act}`))),
  );
  return choicesAbout(item.text, choices);
}

/** Drawn anew, it is still the same button: the focus comes back to it. */
function named(act, { id }, button) {
  button.dataset.act = `${act}-${id}`;
  return button;
}

function choicesAbout(text, buttons) {
  const group = el("div", { className: "row", role: "group" }, ...buttons);
  group.setAttribute("aria-label", text.slice(0, 100));
  return group;
}

/** The bot's own words. */
export function post(item, press) {
  const buttons = item.buttons.map(({ text, data }) =>
    named(data, item, el("button", { type: "button", className: "chip", onclick: () => press(item.post, data) }, text)),
  );
  const below = buttons.length ? choicesAbout(item.text, buttons) : null;
  return el("li", { className: "said post" }, el("header", {}, icon("alert"), moment(item.at)), ...content(item), below);
}

/** What a command told the reader, and nobody else. */
export function answer(told) {
  const head = el("header", {}, icon("alert"), el("span", { className: "tag" }, say("only-you")));
  return el("li", { className: "said post" }, head, words(told, []));
}

/** What is on its way to the server. */
export function unsent(item, author) {
  const head = el(
    "header",
    {},
    el("strong", {}, author),
    item.note ? el("span", { className: "tag" }, say("note")) : null,
    fate("waiting"),
  );
  return el("li", { className: item.note ? "said note unsent" : "said agent unsent" }, head, ...(item.blob ? [attached(item.blob)] : []), ...(item.text ? [words(item.text, [])] : []));
}

const editButton = (item, onclick) => drawn("edit", "edit", item, onclick);
const takeBackButton = (item, onclick) => drawn("take-back", "bin", item, onclick);

/** A button beside a message, drawn and not written. */
function drawn(act, drawing, item, onclick) {
  const button = el("button", { type: "button", className: "edit", title: say(act), onclick }, icon(drawing));
  button.setAttribute("aria-label", say(act));
  return named(act, item, button);
}

function event(item) {
  return el("li", { className: "event" }, el("span", {}, item.words), moment(item.at));
}

function moment(at) {
  return el("time", { className: "quiet", dateTime: at, title: fullMoment(at) }, clockTime(at));
}

function fate(name) {
  if (!name) return null;
  const drawing = { sent: "check", waiting: "clock", unsure: "alert", refused: "alert" }[name];
  const words = el("span", { className: "unseen" }, say(`fate-${name}`));
  return el("span", { className: `fate ${name}`, title: say(`fate-${name}`) }, icon(drawing), words);
}

function content(item) {
  const parts = [];
  if (item.file) parts.push(file(item.file));
  if (item.place) parts.push(el("p", { className: "text" }, mapLink(item.place, "", nameOf(item.place) || pointOf(item.place))));
  if (item.contact) parts.push(el("p", { className: "text" }, `${item.contact.name} · ${item.contact.phone}`));
  if (item.text) parts.push(words(item.text, item.spans));
  return parts;
}

const pointOf = ({ latitude, longitude }) => `${latitude}, ${longitude}`;

const words = (text, spans) => el("p", { className: "text", dir: "auto" }, formatted(text, spans));

const attached = ({ name, size }) => el("p", { className: "file" }, icon("file"), `${name} · ${sizeOf(size)}`);

function file({ url, name, size, picture }) {
  const label = el("span", {}, name, size ? el("span", { className: "quiet" }, ` · ${sizeOf(size)}`) : null);
  const link = el("a", { className: "file", href: url, download: name }, icon("file"), label);
  if (!picture) return link;
  const image = el("img", { src: url, alt: name, loading: "lazy" });
  return el("figure", {}, image, link);
}
