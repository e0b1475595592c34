// One message as an element.

import { el, icon } from "./dom.js";
import { formatted } from "./formatted.js";
import { mapLink, nameOf } from "./places.js";
import { explain, page, say, sizeOf, timeOf } from "./words.js";

/** A message that stands in the chat. `press(button)` is called when one of its buttons is pressed. */
export function standing(message, { press, author }) {
  const mine = message.author === "visitor";
  const state = mine ? el("span", { className: "state" }, icon("check"), unseen(say("sent"))) : null;
  return bubble(mine, author, [
    ...content(message),
    choices(message, press),
    message.pressed && el("p", { className: "chosen" }, icon("check"), message.pressed),
    foot(message.at, state, message.edited),
  ]);
}

/** A message that the server does not have yet. */
export function unsent(item, { retry, drop }) {
  const words = item.text ? [el("p", { className: "text" }, formatted(labelOf(item.text), []))] : [];
  const file = item.blob ? [chip(item.blob.name, item.blob.size)] : [];
  const node = bubble(true, say("you"), [...file, ...words, foot(item.at, stateOf(item))]);
  node.classList.add(item.state);
  if (item.state === "failed") node.append(failure(item, retry, drop));
  return node;
}

/** Words of ours that are part of the page and not of the conversation. */
export function aside(...children) {
  return el("li", { className: "message theirs" }, el("div", { className: "bubble" }, ...children));
}

/** What the menu sends as a command reads as it stands in the menu. */
function labelOf(text) {
  const name = /^\/(status|forget)$/.exec(text)?.[1];
  return name ? say(name) : text;
}

function bubble(mine, author, children) {
  return el(
    "li",
    { className: `message ${mine ? "mine" : "theirs"}` },
    el("div", { className: "bubble" }, unseen(`${author}: `), ...children.filter(Boolean)),
  );
}

function unseen(words) {
  return el("span", { className: "unseen" }, words);
}

function content(message) {
  const parts = [];
  if (message.file) parts.push(attachment(message.file));
  if (message.text) parts.push(el("p", { className: "text" }, formatted(labelOf(message.text), message.spans)));
  if (message.place) parts.push(mapLink(message.place, "chip", icon("place"), nameOf(message.place) || say("place")));
  if (message.contact) {
    parts.push(el("p", { className: "text" }, `${say("contact")}: ${message.contact.name}, ${message.contact.phone}`));
  }
  return parts;
}

function attachment(file) {
  const label = file.picture ? say("attachment-of", file) : say("download", file);
  const link = el("a", { href: file.url, download: file.name, className: file.picture ? "picture" : "chip" });
  link.setAttribute("aria-label", label);
  if (!file.picture) {
    link.append(...chip(file.name, file.size).childNodes);
    return link;
  }
  const picture = el("img", { src: file.url, alt: label, loading: "lazy", decoding: "async" });
  picture.addEventListener("error", () => picture.replaceWith(chip(file.name, file.size)));
  link.append(picture);
  return link;
}

function chip(name, size) {
  return el(
    "span",
    { className: "chip" },
    icon("file"),
    el(
      "span",
      { className: "names" },
      el("span", { className: "name" }, name),
      el("span", { className: "size" }, sizeOf(size ?? 0)),
    ),
  );
}

function choices(message, press) {
  if (!message.buttons.length) return null;
  const group = el("div", { className: "choices", role: "group" });
  group.setAttribute("aria-label", message.text.slice(0, 100));
  for (const row of message.buttons) {
    const line = el("div", { className: "row" });
    for (const button of row) {
      const pressed = async () => {
        const all = group.querySelectorAll("button");
        for (const each of all) each.disabled = true;
        if (!(await press(message, button))) for (const each of all) each.disabled = false;
      };
      line.append(el("button", { type: "button", className: "choice", onclick: pressed }, button.text));
    }
    group.append(line);
  }
  return group;
}

function foot(at, state, edited = false) {
  const moment = new Date(at);
  return el(
    "p",
    { className: "meta" },
    edited ? `${say("edited")} · ` : null,
    el("time", { dateTime: at, title: moment.toLocaleString(page.language) }, timeOf(moment)),
    state,
  );
}

function stateOf(item) {
  const [shape, words] =
    item.state === "failed"
      ? ["alert", say("failed")]
      : ["clock", say(item.state === "sending" && navigator.onLine ? "sending" : "waiting")];
  return el("span", { className: "state", title: words }, icon(shape), unseen(words));
}

function failure(item, retry, drop) {
  return el(
    "div",
    { className: "failure", role: "alert" },
    el("p", {}, explain(item.error)),
    el("button", { type: "button", className: "again", onclick: () => retry(item.id) }, say("retry")),
    el("button", { type: "button", className: "again", onclick: () => drop(item.id) }, say("delete-unsent")),
  );
}
