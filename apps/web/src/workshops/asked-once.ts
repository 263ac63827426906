/** A command with the id under which it is carried out once. */
export interface AskedCommand<C> {
  commandId: string
  command: C
}

/** Keeps the id of a command until it is answered: pressed again after a lost answer, it is the same command. */
export class AskedOnce<C> {
  readonly #newId: () => string
  #asked: AskedCommand<C> | null = null

  constructor(newId: () => string) {
    this.#newId = newId
  }

  /** The command under its id; under the one it had when the same was asked before and nobody answered. */
  ask(command: C): AskedCommand<C> {
    const again = this.#asked !== null && JSON.stringify(this.#asked.command) === JSON.stringify(command)
    this.#asked = again && this.#asked ? this.#asked : { commandId: this.#newId(), command }
    return this.#asked
  }

  /** Somebody answered: whatever is pressed next is meant anew. */
  answered(): void {
    this.#asked = null
  }
}
