// The desk's door: who has a session goes on; who has a link comes in by it; anybody else signs in.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import { belongTo } from "./drafts.js";
import { away, comeByLink, signInForm } from "./sign_in.js";
import { page } from "./words.js";
import { Workplace } from "./workplace.js";

const root = document.getElementById("desk");
const PAUSE = 2000;
const TITLE = document.title;

begin();

async function begin() {
  const [, key] = /^#in=(.+)$/.exec(location.hash) ?? [];
  if (key) {
    history.replaceState(null, "", "/desk#/tickets");
    comeByLink(key, start, showDoor);
    return;
  }
  const session = await calls.stay().catch((refused) => {
    if (refused.status === 401) showDoor(signInForm(start));
    else waitForServer();
  });
  if (session) start(session);
}

function waitForServer() {
  if (!root.querySelector(".door")) showDoor(away());
  setTimeout(begin, PAUSE);
}

function showDoor(form, told = "") {
  if (told) form.querySelector(".fault").textContent = told;
  document.title = page.door.title;
  root.replaceChildren(el("main", { className: "threshold" }, form));
  form.querySelector("input")?.focus();
}

function start(session) {
  document.title = TITLE;
  belongTo(session.name);
  new Workplace(root, session).open();
}
