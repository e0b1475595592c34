// What comes down: server-sent events that go on where they broke off.

const SILENCE = 40_000; // the server says something at least every 15 seconds
const PAUSES = [1000, 2000, 4000, 8000, 15_000];

export class Feed extends EventTarget {
  #after;
  #source = null;
  #failures = 0;
  #timer = 0;
  #watchdog = 0;

  /** `after` is the latest change that the page shows already. */
  constructor(after) {
    super();
    this.#after = after;
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.#lost());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#source?.readyState !== EventSource.OPEN) this.open();
    });
  }

  /** Connect, or connect anew right now. */
  open() {
    this.close();
    const source = new EventSource(`/chat/api/events?after=${this.#after}`);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#tell("linked");
      this.#heard();
    };
    source.onerror = () => this.#failed(source);
    source.addEventListener("messages", (event) => {
      this.#after = Number(event.lastEventId);
      this.#tell("messages", JSON.parse(event.data));
    });
    for (const name of ["typing", "notice", "beat"]) {
      source.addEventListener(name, (event) => this.#tell(name, JSON.parse(event.data)));
    }
    // Too many tabs: this one rests until somebody looks at it again.
    source.addEventListener("enough", () => this.close());
    source.addEventListener("left", () => {
      this.close();
      this.#tell("left");
    });
    this.#heard();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#source = null;
  }

  #tell(name, detail) {
    this.#heard();
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #heard() {
    clearTimeout(this.#watchdog);
    if (this.#source) this.#watchdog = setTimeout(() => this.open(), SILENCE);
  }

  #lost() {
    this.dispatchEvent(new CustomEvent("lost"));
  }

  /** The browser comes back by itself, but not after an answer that is no stream: then we do. */
  #failed(source) {
    this.#lost();
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    clearTimeout(this.#timer);
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.dispatchEvent(new CustomEvent("refused")), pause);
  }
}
