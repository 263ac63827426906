import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { type CaseCount, readCounts } from '../publication/count-store.ts'
import { readLibraryRevision } from '../publication/library-revision.ts'
import { PageCache } from '../publication/page-cache.ts'
import { CasePages } from './case-pages.ts'
import { CaseWords } from './case-words.ts'
import { FacetIndex } from './facet-index.ts'
import type { LibraryCase } from './library-case.ts'
import { type LibraryChange, readLibraryChanges, readLibraryPart } from './library-store.ts'
import { listShownSyntheses, type Synthesis } from './synthesis-store.ts'

/** Cases that are read at once while the library is loaded. */
const PART = 40

/** The public cases of one moment; what asks it must not wait in between. */
export interface Shelf {
  readonly facets: FacetIndex
  readonly words: CaseWords
  /** By public name: any other order would tell the order of publication. */
  readonly byName: readonly LibraryCase[]
  readonly bySlug: ReadonlyMap<string, LibraryCase>
  readonly byId: ReadonlyMap<string, LibraryCase>
  /** What editors wrote of the stakes. */
  readonly syntheses: readonly Synthesis[]
  /** Cases that are counted and not told. */
  readonly counts: readonly CaseCount[]
  /** Pages that were made of all of it, by what they were asked with. */
  readonly pages: PageCache
  /** Pages of one case each: what becomes of another changes nothing on them. */
  readonly casePages: CasePages
  /** Feeds and files of all of it: so large that they would drive out the pages. */
  readonly files: PageCache
}

/**
 * All public cases in memory. Every question reads one number from the database first, so that a case that was
 * withdrawn by whichever process is gone within that very request.
 */
export class Library {
  readonly #db: Kysely<Database>
  readonly #logger: FastifyBaseLogger
  #shelf = new EditableShelf()
  /** Null until all is loaded. */
  #revision: number | null = null
  #moving: Promise<void> | null = null
  #isClosed = false

  constructor({ db, logger }: { db: Kysely<Database>; logger: FastifyBaseLogger }) {
    this.#db = db
    this.#logger = logger
  }

  /** Begins to load, so that nobody who reads waits for it. */
  start(): void {
    void this.#move(0).catch((err: unknown) => {
      // the first question tries again, and says so if it fails too
      this.#logger.warn({ err }, 'library not loaded')
    })
  }

  /** What is public now. */
  async shelf(): Promise<Shelf> {
    const revision = await readLibraryRevision(this.#db)
    while (this.#revision === null || this.#revision < revision) await this.#move(revision)
    return this.#shelf
  }

  /** Waits for what is being read. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#moving?.catch(() => undefined)
  }

  /** Reads what there is, at least up to a revision. */
  #move(to: number): Promise<void> {
    this.#moving ??= (this.#revision === null ? this.#load() : this.#follow(this.#revision, to)).finally(
      () => {
        this.#moving = null
      },
    )
    return this.#moving
  }

  async #load(): Promise<void> {
    const shelf = new EditableShelf()
    const revision = await readLibraryRevision(this.#db)
    shelf.syntheses = await listShownSyntheses(this.#db)
    let after = ''
    while (!this.#isClosed) {
      const part = await readLibraryPart(this.#db, { after, size: PART })
      for (const found of part) {
        shelf.put(found)
        await turn()
      }
      const last = part.at(-1)
      if (last === undefined) break
      after = last.caseId
    }
    shelf.counts = await readCounts(this.#db)
    this.#shelf = shelf
    this.#revision = revision
  }

  /** What moved since is read, and may be newer than `to`: then it is read once more, and changes nothing. */
  async #follow(known: number, to: number): Promise<void> {
    // the reader whose request finds it out waits for one answer of the database, not for three
    const [changes, syntheses, counts] = await Promise.all([
      readLibraryChanges(this.#db, known),
      listShownSyntheses(this.#db),
      readCounts(this.#db),
    ])
    this.#shelf.apply(changes, counts)
    this.#shelf.syntheses = syntheses
    this.#revision = to
  }
}

const names = new Intl.Collator('fr')

function compareNames(a: LibraryCase, b: LibraryCase): number {
  return (
    names.compare(a.document.meta.publicName, b.document.meta.publicName) ||
    (a.document.slug < b.document.slug ? -1 : 1)
  )
}

/** A shelf with these cases, and no others. */
export function shelfOf(cases: readonly LibraryCase[]): Shelf {
  const shelf = new EditableShelf()
  for (const found of cases) shelf.put(found)
  return shelf
}

class EditableShelf implements Shelf {
  readonly facets = new FacetIndex()
  readonly words = new CaseWords()
  readonly bySlug = new Map<string, LibraryCase>()
  readonly pages = new PageCache()
  readonly casePages = new CasePages()
  readonly files = new PageCache()
  readonly byId = new Map<string, LibraryCase>()
  byName: LibraryCase[] = []
  syntheses: readonly Synthesis[] = []
  counts: readonly CaseCount[] = []

  apply(changes: readonly LibraryChange[], counts: readonly CaseCount[]): void {
    this.counts = counts
    for (const { caseId, found } of changes) {
      this.take(caseId)
      if (found) this.put(found)
    }
    this.pages.forget()
    this.files.forget()
  }

  put(found: LibraryCase): void {
    this.byId.set(found.caseId, found)
    this.facets.add(found)
    this.words.add(found)
    this.bySlug.set(found.document.slug, found)
    const before = this.byName.findIndex((other) => compareNames(found, other) < 0)
    this.byName.splice(before < 0 ? this.byName.length : before, 0, found)
  }

  take(caseId: string): void {
    const known = this.byId.get(caseId)
    if (known === undefined) return
    this.byId.delete(caseId)
    this.facets.remove(caseId)
    this.words.remove(caseId)
    this.bySlug.delete(known.document.slug)
    this.casePages.forget(known)
    this.byName = this.byName.filter((other) => other !== known)
  }
}
