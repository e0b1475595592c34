// The support chat on your site: <script src="https://…/chat/widget.js" async></script>
// data-language="ru|en" chooses the language, data-side="left" the corner.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || window.otboinikWidget) return;
  window.otboinikWidget = true;

  const origin = new URL(script.src).origin;
  const OPENED = "otboinik:opened";
  const GRACE = 3000; // after the frame came, for its first word
  const PATIENCE = 30000;
  const labels = $labels;
  const wished = (script.dataset.language || document.documentElement.lang || "").slice(0, 2).toLowerCase();
  const words = labels[wished] || labels[$default];
  const side = script.dataset.side === "left" ? "left" : "right";

  const style = new CSSStyleSheet();
  style.replaceSync(
    ":host { all: initial }" +
      "button { position: fixed; bottom: 20px; " + side + ": 20px; z-index: 2147483000; width: 60px; height: 60px;" +
      " border: 0; border-radius: 50%; background: #3451d1; color: #fff; cursor: pointer;" +
      " box-shadow: 0 8px 28px rgb(20 30 60 / 32%); display: grid; place-items: center }" +
      "button:hover { filter: brightness(1.1) }" +
      "button[aria-busy=true] { opacity: 0.6; cursor: progress }" +
      "button:focus-visible { outline: 3px solid #8fa4ff; outline-offset: 3px }" +
      "svg { width: 28px; height: 28px; fill: none; stroke: currentcolor; stroke-width: 1.8;" +
      " stroke-linecap: round; stroke-linejoin: round }" +
      "span { position: absolute; top: -2px; right: -2px; min-width: 22px; height: 22px; border-radius: 11px;" +
      " padding: 0 6px; background: #c5221f; color: #fff; font: 600 13px/22px system-ui, sans-serif }" +
      "iframe { position: fixed; bottom: 92px; " + side + ": 20px; z-index: 2147483000; width: 400px;" +
      " height: min(680px, calc(100dvh - 112px)); border: 0; border-radius: 18px;" +
      " box-shadow: 0 16px 60px rgb(20 30 60 / 30%); background: canvas; color-scheme: light dark }" +
      "[hidden] { display: none }" +
      "@media (max-width: 480px) { iframe { inset: 0; width: 100%; height: 100dvh; border-radius: 0 }" +
      " :host([data-open]) button { display: none } }",
  );

  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [style];
  const button = document.createElement("button");
  button.type = "button";
  const badge = document.createElement("span");
  badge.hidden = true;
  button.append(drawing("M5.5 5h13A2.5 2.5 0 0 1 21 7.5v7a2.5 2.5 0 0 1-2.5 2.5H12l-5 4v-4H5.5A2.5 2.5 0 0 1 3 14.5v-7A2.5 2.5 0 0 1 5.5 5z"), badge);
  shadow.append(button);
  let frame = null;
  let ready = false;
  let wanted = false;

  function drawing(shape) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", shape);
    svg.append(path);
    return svg;
  }

  function makeFrame() {
    ready = false;
    frame = document.createElement("iframe");
    frame.title = words.title;
    frame.allow = "clipboard-write";
    frame.hidden = true;
    frame.src = origin + "/chat?embed=1" + (labels[wished] ? "&lang=" + wished : "");
    const tried = frame;
    const giveUp = () => tried === frame && !ready && fail();
    frame.addEventListener("load", () => setTimeout(giveUp, GRACE));
    setTimeout(giveUp, PATIENCE);
    shadow.append(frame);
  }

  /** A browser shows its own page of faults in a frame that it may not fill: nobody is to see that. */
  function fail() {
    frame.remove();
    frame = null;
    show(false);
    console.error(
      "Otboinik: the support chat did not open on " + location.origin + ". " +
        "Is this site named in ALLOWED_ORIGINS at " + origin + ", and is that server up?",
    );
  }

  function show(open) {
    wanted = open;
    if (open && !frame) makeFrame();
    if (open) remember();
    draw();
  }

  function draw() {
    const open = wanted && ready;
    if (frame) frame.hidden = !open;
    host.toggleAttribute("data-open", open);
    button.setAttribute("aria-busy", String(wanted && !ready));
    label(open);
    if (ready && frame) frame.contentWindow.postMessage({ otboinik: "shown", open }, origin);
  }

  function label(open) {
    const unread = badge.hidden ? "" : " (" + badge.textContent + ")";
    button.setAttribute("aria-label", (open ? words.close : words.open) + unread);
    button.setAttribute("aria-expanded", String(open));
  }

  // Who had the chat open once is told of answers on later pages, too; a site may forbid to remember that.

  function remember() {
    try {
      localStorage.setItem(OPENED, "yes");
    } catch {
      return;
    }
  }

  function wasOpened() {
    try {
      return localStorage.getItem(OPENED) !== null;
    } catch {
      return false;
    }
  }

  const toldBy = {
    ready: () => {
      ready = true;
      draw();
      if (wanted) frame.focus();
    },
    fold: () => {
      show(false);
      button.focus();
    },
    unread: ({ count }) => {
      badge.textContent = String(count);
      badge.hidden = !count;
      label(wanted && ready);
    },
  };

  button.addEventListener("click", () => {
    show(!wanted);
    if (wanted && ready) frame.focus();
  });
  addEventListener("message", (event) => {
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
    toldBy[event.data.otboinik]?.(event.data);
  });

  label(false);
  const attach = () => {
    document.body.append(host);
    if (wasOpened()) makeFrame();
  };
  if (document.body) attach();
  else addEventListener("DOMContentLoaded", attach);
})();
