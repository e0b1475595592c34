// Calls to the server. What fails is a `Refused` that says whether trying again may help.

const TRY_AGAIN = new Set([0, 408, 429, 500, 502, 503, 504]);

export class Refused extends Error {
  /** `status` 0: the server was not reached. `told` is what the server said about it. */
  constructor(status, told) {
    super(told.error);
    this.status = status;
    this.error = told.error;
    this.told = told;
    this.mayWorkLater = TRY_AGAIN.has(status);
  }
}

let token = "";

/** Remember the session's token; answers who is signed in. */
function seated(session) {
  token = session.token;
  return session;
}

export const stay = async () => seated(await get("session"));
export const signIn = async (name, password) => seated(await post("session", { name, password }));
export const comeByLink = async (key, name) => seated(await post("link", { key, name }));
export const signOut = () => call("DELETE", "session");

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const put = (path, body) => call("PUT", path, body);
export const remove = (path) => call("DELETE", path);
export const upload = (path, file) => send("POST", path, { "Content-Type": "application/octet-stream" }, file);

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
    answer = await fetch(`/desk/api/${path}`, {
      method,
      body,
      headers: { ...headers, "X-CSRF-Token": token },
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(body instanceof Blob ? 60_000 : 20_000),
    });
  } catch {
    throw new Refused(0, { error: "not-sent" });
  }
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, { error: "not-sent", ...content });
  return content;
}
