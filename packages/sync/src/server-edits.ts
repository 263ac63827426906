import type * as Y from 'yjs'

/** Changes the document; whatever it throws must come before its first write. */
export type Edit<T> = (doc: Y.Doc) => T

interface WaitingEdit {
  /** Runs it on a document; the answer is kept for `landed`. */
  run(doc: Y.Doc): void
  landed(): void
  fail(err: unknown): void
}

/**
 * What the server itself writes into one room. An edit runs in the room's tick, in a transaction of its own, and again
 * when the document is lost before what it wrote is durable; its promise ends when it is.
 */
export class ServerEdits {
  #waiting: WaitingEdit[] = []
  #applied: WaitingEdit[] = []

  /** Whether one has not been applied. */
  get waiting(): boolean {
    return this.#waiting.length > 0
  }

  /** Whether one is not durable. */
  get pending(): boolean {
    return this.waiting || this.#applied.length > 0
  }

  /** Queues an edit; resolves with its answer when what it wrote is durable. */
  add<T>(edit: Edit<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let answer: { value: T } | null = null
      this.#waiting.push({
        run(doc) {
          answer = { value: doc.transact(() => edit(doc)) }
        },
        landed() {
          if (answer !== null) resolve(answer.value)
        },
        fail: reject,
      })
    })
  }

  /** Runs what waits, in order. */
  applyTo(doc: Y.Doc): void {
    for (const edit of this.#waiting.splice(0)) {
      try {
        edit.run(doc)
        this.#applied.push(edit)
      } catch (err) {
        edit.fail(err)
      }
    }
  }

  /** What was applied is durable, or changed nothing. */
  landed(): void {
    for (const edit of this.#applied.splice(0)) edit.landed()
  }

  /** The document that they were applied to is lost: they wait for the next one. */
  spoilt(): void {
    this.#waiting.unshift(...this.#applied.splice(0))
  }

  /** The room is let go: nobody knows whether what was on its way was stored. */
  discard(err: unknown): void {
    for (const edit of [...this.#applied.splice(0), ...this.#waiting.splice(0)]) edit.fail(err)
  }
}
