import type * as Y from 'yjs'
import { OwnClients } from './own-clients.ts'
import { renameClient } from './rename-client.ts'

/** Fresh ids after which somebody must be after this client in person. */
const RENAMES_MAX = 3

/** What to do when the server knows a Yjs client id of ours as somebody else's (SPEC.md P16). */
export class TakenClients {
  /** The ids under which this person wrote what the server may not have. */
  readonly own: OwnClients
  readonly #doc: Y.Doc
  #renames = 0
  /** Another client id was taken since this connection opened: coming back with it helps. */
  #isRenamed = false
  #isReplaced = false

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.own = new OwnClients(doc)
  }

  /** The server knows as another's what it told this page, or an earlier one, itself: the room is not the one it was. */
  get isReplaced(): boolean {
    return this.#isReplaced
  }

  /** Whether somebody who was closed for an id of another's comes back under a fresh one. */
  get mayComeBack(): boolean {
    return this.#isRenamed && !this.#isReplaced
  }

  /** A connection opened. */
  opened(): void {
    this.#isRenamed = false
    this.#isReplaced = false
  }

  /**
   * An id is another's: what stands under it in the document comes under a fresh one.
   * @returns the fresh one; null when there is none, because it was not ours alone or was taken too often
   */
  rename(client: number): number | null {
    if (!this.own.isOurs(client)) {
      this.#isReplaced = true
      return null
    }
    if (this.#renames === RENAMES_MAX) return null
    this.#renames += 1
    this.#isRenamed = true
    const fresh = renameClient(this.#doc, client)
    this.own.renamed(client, fresh)
    return fresh
  }
}
