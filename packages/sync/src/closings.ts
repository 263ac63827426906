/** Whose sockets, and where: everybody's and everywhere when left out. */
export interface PeerMatch {
  room?: string
  authorId?: string
}

/** How many are remembered; an admission that takes longer than so many is asked for again. */
const REMEMBERED = 256

/** Whether one of these in this room is meant. */
export function matches(who: PeerMatch, room: string, authorId: string): boolean {
  return (who.room ?? room) === room && (who.authorId ?? authorId) === authorId
}

/** Whose sockets were closed lately: whoever was admitted before may have lost her right with it, and nobody else. */
export class Closings {
  readonly #last: PeerMatch[] = []
  #count = 0

  /** How many there were. */
  get count(): number {
    return this.#count
  }

  add(who: PeerMatch): void {
    this.#count += 1
    this.#last.push(who)
    if (this.#last.length > REMEMBERED) this.#last.shift()
  }

  /** Whether one of those since the first `count` meant this person in this room, as far as they are remembered. */
  haveTouched(count: number, room: string, authorId: string): boolean {
    const since = this.#count - count
    if (since > this.#last.length) return true
    return since > 0 && this.#last.slice(-since).some((who) => matches(who, room, authorId))
  }
}
