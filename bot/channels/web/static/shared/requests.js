// Calls to the server under one address. What fails is a `Refused` that says whether trying again may help.

const TRY_AGAIN = new Set([0, 408, 429, 500, 502, 503, 504]);
const SECONDS = 1000;
const PATIENCE = 20 * SECONDS;
const SLOWEST = 32; // bytes a millisecond: what a phone sends at the edge of its network

export class Refused extends Error {
  /** `status` 0: the server was not reached. `told` is what it said about it; `retryAfter` is in seconds. */
  constructor(status, told, retryAfter = 0) {
    super(told.error);
    this.status = status;
    this.error = told.error;
    this.told = told;
    this.retryAfter = retryAfter;
    this.mayWorkLater = TRY_AGAIN.has(status);
  }
}

export class Server {
  #address;

  /** `token` proves that a call comes from our own page. */
  constructor(address) {
    this.#address = address;
    this.token = "";
  }

  call(method, path, body) {
    const headers = body === undefined ? {} : { "Content-Type": "application/json" };
    return this.#send(method, path, headers, body === undefined ? undefined : JSON.stringify(body));
  }

  upload(path, file) {
    const headers = { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) };
    return this.#send("POST", path, headers, file);
  }

  async #send(method, path, headers, body) {
    let answer;
    try {
      answer = await fetch(`${this.#address}/${path}`, {
        method,
        body,
        headers: { ...headers, "X-CSRF-Token": this.token },
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(body instanceof Blob ? PATIENCE + body.size / SLOWEST : PATIENCE),
      });
    } catch {
      throw new Refused(0, { error: "not-sent" });
    }
    const content = await answer.json().catch(() => ({}));
    if (answer.ok) return content;
    throw new Refused(answer.status, { error: "not-sent", ...content }, Number(answer.headers.get("Retry-After")));
  }
}

/** A name for something that is sent once, however often it has to be tried. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
