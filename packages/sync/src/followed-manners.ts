import type * as Y from 'yjs'
import { type RoomManners, readManners, writeManners } from './room-manners.ts'

/** What following needs of the room. */
export interface FollowedMannersOptions {
  mannersOf(doc: Y.Doc): RoomManners
  /** What is stored of them; null of a room of before. */
  stored: string | null
  /** People are shown so from here on. */
  show(manners: RoomManners): void
  /** Nothing of people is shown until that is known. */
  wait(): void
}

/** How a room's people are shown: as it was stored last, then as the document says (SPEC.md C8, C9, L10). */
export class FollowedManners {
  readonly #options: FollowedMannersOptions
  #isKnown = false
  #stored: string | null
  /** As the document says at the end of the last tick; null when asking it failed. */
  #latest: RoomManners | null = null

  constructor(options: FollowedMannersOptions) {
    this.#options = options
    this.#stored = options.stored
    const manners = readManners(options.stored)
    if (manners === null) options.wait()
    else this.#show(manners)
  }

  /** Whether the document or the log has said it. */
  get isKnown(): boolean {
    return this.#isKnown
  }

  /** Takes over what the document says, having come to life. */
  follow(doc: Y.Doc): void {
    this.#show(this.#options.mannersOf(doc))
  }

  /** What is to be stored with the next update; null when that is stored already. */
  toStore(doc: Y.Doc): string | null {
    this.#latest = null
    try {
      this.#latest = this.#options.mannersOf(doc)
    } catch {
      // What people wrote is stored all the same; telling them asks again, and fails there (SPEC.md T11).
      return null
    }
    const manners = writeManners(this.#latest)
    return manners === this.#stored ? null : manners
  }

  /** An update is durable, and what it says of manners. */
  committed(manners: string | undefined, doc: Y.Doc | undefined): void {
    this.#stored = manners ?? this.#stored
    if (this.#latest !== null) this.#show(this.#latest)
    else if (doc !== undefined) this.follow(doc)
  }

  #show(manners: RoomManners): void {
    this.#isKnown = true
    this.#options.show(manners)
  }
}
