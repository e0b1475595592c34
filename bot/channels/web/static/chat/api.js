// Calls to the server. What fails is a `Refused` that says whether trying again may help.

const TRY_AGAIN = new Set([0, 408, 429, 500, 502, 503, 504]);

export class Refused extends Error {
  /** `status` 0: the server was not reached. `retryAfter` is in seconds. */
  constructor(status, error, retryAfter) {
    super(error);
    this.status = status;
    this.error = error;
    this.retryAfter = retryAfter;
    this.mayWorkLater = TRY_AGAIN.has(status);
  }
}

let token = "";

/** Let this browser in; everything that is needed to show the chat. */
export async function enter(language) {
  const state = await call("POST", "session", { language });
  token = state.token;
  return state;
}

export const leave = () => call("DELETE", "session");
export const introduce = (name) => call("POST", "name", { name });
export const chooseLanguage = (language) => call("POST", "language", { language });
export const write = (message) => call("POST", "messages", message);
export const press = (id, message, data) => call("POST", "presses", { id, message, data });
export const olderThan = (position) => call("GET", `messages?before=${position}`);

export function upload(file) {
  const headers = { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) };
  return send("POST", "files", headers, file);
}

/** A name for something that is sent once, however often it has to be tried. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function call(method, path, body) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  return send(method, path, headers, body === undefined ? undefined : JSON.stringify(body));
}

async function send(method, path, headers, body) {
  let answer;
  try {
    answer = await fetch(`/chat/api/${path}`, {
      method,
      body,
      headers: { ...headers, "X-CSRF-Token": token },
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(body instanceof Blob ? 120_000 : 20_000),
    });
  } catch {
    throw new Refused(0, "not-sent");
  }
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Refused(answer.status, content.error ?? "not-sent", Number(answer.headers.get("Retry-After")));
  }
  return content;
}
