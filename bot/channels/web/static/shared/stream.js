// Server-sent events that never stay silent: a broken or quiet line is opened anew, at once where that may help.

const SILENCE = 40_000; // the server says something at least every 15 seconds
const PAUSES = [1000, 2000, 4000, 8000, 15_000];

/**
 * Tells "linked" and "lost" as the line comes and goes, "refused" after an answer that is no stream, and each of
 * `names` with what it carried.
 */
export class Stream extends EventTarget {
  #address;
  #names;
  #source = null;
  #failures = 0;
  #timer = 0;
  #watchdog = 0;
  #lifetime = new AbortController();

  /** `address()` is asked each time, since a stream may go on where it broke off. */
  constructor(address, names) {
    super();
    this.#address = address;
    this.#names = names;
    const { signal } = this.#lifetime;
    const comeBack = () => !document.hidden && this.#source?.readyState !== EventSource.OPEN && this.open();
    addEventListener("online", () => this.open(), { signal });
    addEventListener("offline", () => this.#tell("lost"), { signal });
    document.addEventListener("visibilitychange", comeBack, { signal });
  }

  /** Connect, or connect anew right now. */
  open() {
    this.close();
    const source = new EventSource(this.#address());
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#heard();
      this.#tell("linked");
    };
    source.onerror = () => this.#failed(source);
    for (const name of this.#names) source.addEventListener(name, (event) => this.#came(name, event));
    this.#heard();
  }

  /** Rest until somebody looks at the page again. */
  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#source = null;
  }

  /** Close for good. */
  end() {
    this.#lifetime.abort();
    this.close();
  }

  /** Whatever else an event means to a stream of one's own. */
  received(_name, _event) {}

  #came(name, event) {
    this.#heard();
    this.received(name, event);
    this.#tell(name, JSON.parse(event.data));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #heard() {
    clearTimeout(this.#watchdog);
    if (this.#source) this.#watchdog = setTimeout(() => this.open(), SILENCE);
  }

  /** The browser comes back by itself, but not after an answer that is no stream: then we do. */
  #failed(source) {
    this.#tell("lost");
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    clearTimeout(this.#timer);
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#tell("refused"), pause);
  }
}
