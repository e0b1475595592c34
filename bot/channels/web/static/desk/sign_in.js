// The door: a name and a password, or the link that the start of the bot printed; in the language of the browser.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { page, speaking } from "./words.js";

const { say, why } = speaking(page.door.phrases);

/** The form, which answers `done(session)` once somebody is let in. */
export function signInForm(done) {
  const name = field("name", "username");
  const password = field("password", "current-password", "password");
  return form([name, password], say("sign-in"), async () => {
    done(await calls.signIn(name.input.value, password.input.value));
  });
}

/** Who comes by the link is let in at once, or asked for a name first. */
export async function comeByLink(key, done, show) {
  try {
    done(await calls.comeByLink(key, ""));
  } catch (refused) {
    if (refused.error === "name-wanted") show(nameForm(key, done));
    else show(signInForm(done), why(refused));
  }
}

/** Shown while the server cannot say whether somebody is in already. */
export function away() {
  return door("section", {}, el("p", { role: "status" }, say("away")));
}

function nameForm(key, done) {
  const name = field("link-name", "name");
  const hint = el("p", { className: "quiet" }, say("link-welcome"));
  return form([hint, name], say("sign-in"), async () => done(await calls.comeByLink(key, name.input.value)));
}

function field(label, autocomplete, type = "text") {
  const input = el("input", { className: "field", type, autocomplete, required: true, maxLength: 256 });
  const node = el("label", { className: "stacked" }, el("span", {}, say(label)), input);
  node.input = input;
  return node;
}

function form(parts, action, submit) {
  const button = el("button", { className: "button", type: "submit" }, action);
  const told = el("p", { className: "fault", role: "alert" });
  const onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = "";
    try {
      await submit();
    } catch (refused) {
      told.textContent = why(refused);
    } finally {
      button.disabled = false;
    }
  };
  return door("form", { onsubmit }, ...parts, told, button);
}

function door(tag, properties, ...children) {
  return el(tag, { className: "door", lang: page.door.language, ...properties }, el("h1", {}, page.door.title), ...children);
}
