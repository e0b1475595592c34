// The stream that says when something changed. After a break it says so at once: what is shown is asked for anew.

const SILENCE = 40_000; // the server says something at least every 15 seconds
const PAUSES = [1000, 2000, 4000, 8000];

export class News extends EventTarget {
  #source = null;
  #failures = 0;
  #timer = 0;
  #watchdog = 0;

  constructor() {
    super();
    addEventListener("online", () => this.open());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#source?.readyState !== EventSource.OPEN) this.open();
    });
  }

  /** Connect, or connect anew right now. */
  open() {
    this.close();
    const source = new EventSource("/desk/api/events");
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#tell("linked");
    };
    source.onerror = () => this.#failed(source);
    source.addEventListener("changed", () => this.#tell("changed"));
    source.addEventListener("typing", (event) => this.#tell("typing", JSON.parse(event.data)));
    source.addEventListener("beat", () => this.#heard());
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
    this.#watchdog = setTimeout(() => this.open(), SILENCE);
  }

  /** The browser comes back by itself, but not after an answer that is no stream: then we do. */
  #failed(source) {
    this.dispatchEvent(new Event("lost"));
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    clearTimeout(this.#timer);
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.dispatchEvent(new Event("refused")), pause);
  }
}
