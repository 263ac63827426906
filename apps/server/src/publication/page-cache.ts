import { createHash } from 'node:crypto'

/** Characters of pages that are kept of one state of the library. */
const KEPT_MAX_CHARACTERS = 32_000_000

/** A page as it is sent. */
export interface MadePage {
  readonly body: string
  /** A digest of the page: it tells nothing that the page does not, not even how often others changed. */
  readonly etag: string
}

/** A page with its tag. */
export function madePage(body: string): MadePage {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}

/** Whether a reader has the page already: `If-None-Match` names its tag. */
export function isKnown(page: Pick<MadePage, 'etag'>, ifNoneMatch: string | undefined): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === page.etag)
}

/** Pages that were made, the least recently asked for first. */
export class PageCache {
  readonly #pages = new Map<string, MadePage>()
  #characters = 0

  /** The page under this key, made when it is asked for first. */
  page(key: string, make: () => string): MadePage {
    const known = this.#take(key)
    const page = known ?? madePage(make())
    this.#pages.set(key, page)
    this.#characters += page.body.length
    for (const oldest of this.#pages.keys()) {
      if (this.#characters <= KEPT_MAX_CHARACTERS || oldest === key) break
      this.#take(oldest)
    }
    return page
  }

  /** Forgets pages that say what is true no longer: those under these keys, or all. */
  forget(isGone: (key: string) => boolean = () => true): void {
    for (const key of [...this.#pages.keys()]) if (isGone(key)) this.#take(key)
  }

  #take(key: string): MadePage | undefined {
    const page = this.#pages.get(key)
    if (page === undefined) return undefined
    this.#pages.delete(key)
    this.#characters -= page.body.length
    return page
  }
}
