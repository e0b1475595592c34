// Reading what is shown: what the server is too far away for is tried until it is there.

const PAUSE = 2000;

export class Reading {
  #unread = new Set();
  #timer = 0;
  #refused;
  #looked;

  /** `refused` is told of what no waiting mends, `looked` whenever something was read, or could not be. */
  constructor({ refused, looked }) {
    this.#refused = refused;
    this.#looked = looked;
  }

  /** Whether everything that was asked for is there. */
  get isDone() {
    return this.#unread.size === 0;
  }

  async read(read) {
    try {
      await read();
      this.#unread.delete(read);
    } catch (refused) {
      if (refused.mayWorkLater) this.#later(read);
      else this.#refused(refused);
    }
    this.#looked();
  }

  tryAgain() {
    for (const read of this.#unread) this.read(read);
  }

  /** Something else is shown now. */
  forget() {
    this.#unread.clear();
  }

  #later(read) {
    this.#unread.add(read);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.tryAgain(), PAUSE);
  }
}
