// The chat's page: what comes down is shown, what is written goes up, and a broken line mends itself.

import * as api from "./api.js";
import { sure } from "./asking.js";
import { Composer, nameCard } from "./composer.js";
import { Conversation } from "./conversation.js";
import { el, icon } from "./dom.js";
import { Feed } from "./feed.js";
import { foldsAway } from "./folding.js";
import { Frame } from "./frame.js";
import { aside } from "./message.js";
import { Outgoing } from "./outgoing.js";
import { tellTyping } from "./typing.js";
import { page, say, why } from "./words.js";

const ANSWER_TAKES = 7000; // a burst of messages is read together, so an answer takes its time
const TYPING_LASTS = 5000;
const PAUSE = 2000;
const TOAST_LASTS = 6000;

const scroll = document.getElementById("scroll");
const link = document.getElementById("link");
const told = document.getElementById("told");
const title = document.getElementById("title").textContent;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("otboinik") : null;

const frame = new Frame(title);
const outgoing = new Outgoing();
const conversation = new Conversation({ scroll, desk: title, press, older });
const composer = new Composer(document.getElementById("foot"), scroll);
let feed = null;
let card = null;
let visitor = null;
let typingTimer = 0;
let toastTimer = 0;

outgoing.addEventListener("changed", showUnsent);
outgoing.addEventListener("sent", ({ detail }) => arrived(detail));
outgoing.addEventListener("held", ({ detail }) => {
  if (detail.error === "wrong-token") location.reload(); // another tab made this browser another visitor's
  else if (detail.status === 401) begin();
  if (detail.status === 429) toast(why(detail));
});
composer.addEventListener("written", async ({ detail }) => {
  // A name that was typed and not confirmed belongs to what is sent: the answer addresses the person by it.
  if (card?.input.value.trim()) await introduce(card.input.value.trim());
  outgoing.add(detail.text, detail.files);
});
tabs?.addEventListener("message", ({ data }) => {
  if (data === "left") showLeft();
});
addEventListener("beforeunload", (event) => {
  if (outgoing.holdsFiles) event.preventDefault();
});

tellTyping(composer.text, api.typing);
showTools();
begin();

/** Let this browser in, show what stands, and listen for more. */
async function begin() {
  let state;
  try {
    state = await api.enter(page.language);
  } catch (refused) {
    showLink(false);
    setTimeout(begin, refused.retryAfter * 1000 || PAUSE);
    return;
  }
  const goesOn = visitor === state.visitor;
  visitor = state.visitor;
  if (!goesOn) conversation.clear(); // a browser whose session is over is let in as somebody else
  for (const message of state.messages) outgoing.drop(message.id);
  conversation.show(state.messages);
  frame.begin(state);
  conversation.older.hidden = !state.more;
  showIntro(state);
  showUnsent();
  conversation.toEnd();
  conversation.announce();
  listen(goesOn ? feed.after : state.change); // what changed meanwhile may be older than what was just shown
}

function listen(change) {
  feed?.end();
  feed = new Feed(change);
  feed.addEventListener("linked", () => {
    showLink(true);
    outgoing.flush();
  });
  feed.addEventListener("lost", () => showLink(false));
  feed.addEventListener("refused", begin);
  feed.addEventListener("left", showLeft);
  feed.addEventListener("messages", ({ detail }) => {
    for (const message of detail) outgoing.drop(message.id);
    conversation.show(detail);
    frame.take(detail);
  });
  feed.addEventListener("notice", ({ detail }) => toast(detail.text));
  feed.addEventListener("typing", ({ detail }) => showTyping(say("typing", detail), TYPING_LASTS));
  feed.open();
}

function arrived({ message, answering }) {
  if (message) conversation.show([message]);
  conversation.toEnd();
  if (answering && message && !conversation.isAnswered(message.changed)) showTyping(say("answering"), ANSWER_TAKES);
}

/** Press a button; where presses come too fast, again after a while. Answers whether it was taken. */
async function press(message, button, id = api.newId()) {
  try {
    arrived(await api.press(id, message.id, button.data));
    return true;
  } catch (refused) {
    toast(why(refused));
    if (refused.status !== 429) return false;
    await new Promise((over) => setTimeout(over, refused.retryAfter * 1000));
    return press(message, button, id);
  }
}

async function older() {
  try {
    const { messages, more } = await api.olderThan(conversation.firstPosition);
    conversation.prepend(messages);
    conversation.older.hidden = !more;
  } catch (refused) {
    toast(why(refused));
  }
}

function showUnsent() {
  conversation.showUnsent(outgoing.items, {
    retry: (id) => outgoing.retry(id),
    drop: (id) => outgoing.drop(id),
  });
}

function showIntro({ name, nameAsked, more }) {
  if (more) return;
  const greeting = aside(el("p", { className: "text" }, say("greeting")));
  if (name || nameAsked) {
    conversation.intro.replaceChildren(greeting);
    card = null;
    return;
  }
  card ??= nameCard(introduce);
  conversation.intro.replaceChildren(greeting, aside(card.form));
}

async function introduce(name) {
  try {
    await api.introduce(name);
  } catch (refused) {
    toast(why(refused));
    return;
  }
  card?.form.closest("li").replaceWith(
    ...(name ? [aside(el("p", { className: "text" }, say("name-nice", { name })))] : []),
  );
  card = null;
  composer.focus();
}

function showTyping(words, lasts) {
  conversation.showTyping(words);
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => conversation.hideTyping(), lasts);
}

function showLink(isUp) {
  link.textContent = say(isUp ? "online" : "away");
  link.classList.toggle("up", isUp);
  link.classList.toggle("down", !isUp);
}

function toast(words) {
  told.textContent = words;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => told.replaceChildren(), TOAST_LASTS);
}

function showTools() {
  const language = el(
    "button",
    { type: "button", className: "button plain language", lang: page.otherLanguage, onclick: switchLanguage },
    { ru: "Русский", en: "English" }[page.otherLanguage],
  );
  const cases = el("button", { type: "button", className: "button plain", onclick: () => order("/status") }, say("status"));
  const forget = el("button", { type: "button", className: "button plain", onclick: () => order("/forget") }, say("forget"));
  const out = el("button", { type: "button", className: "button plain", onclick: leave }, say("leave"));
  const summary = el("summary", { className: "button plain round", title: say("menu") }, icon("menu"));
  summary.setAttribute("aria-label", say("menu"));
  const menu = el("details", { className: "menu" }, summary, el("div", { className: "sheet" }, language, cases, forget, out));
  document.getElementById("tools").append(foldsAway(menu), ...frame.tools());
}

/** A command of the menu is sent as if the visitor had typed it. */
function order(command) {
  const menu = document.querySelector(".menu");
  menu.open = false;
  menu.firstElementChild.focus();
  outgoing.add(command, []);
}

async function switchLanguage() {
  await api.chooseLanguage(page.otherLanguage).catch(() => null);
  const address = new URL(location.href);
  address.searchParams.set("lang", page.otherLanguage);
  location.assign(address);
}

async function leave() {
  if (!(await sure(say("leave-sure"), { yes: say("leave-yes"), no: say("stay") }))) return;
  try {
    await api.leave();
  } catch (refused) {
    toast(why(refused));
    return;
  }
  tabs?.postMessage("left");
  showLeft();
}

function showLeft() {
  feed?.end();
  outgoing.clear();
  link.textContent = "";
  document.getElementById("foot").hidden = true;
  document.querySelector(".menu")?.remove(); // whatever it does would begin a chat that nobody sees
  const again = el("button", { type: "button", className: "button", onclick: () => location.reload() }, say("start-again"));
  scroll.replaceChildren(el("div", { className: "alone" }, el("p", {}, say("left")), again));
  again.focus();
}
