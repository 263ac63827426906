import type { Lang } from '@tablee/board'
import { type MadePage, PageCache } from '../publication/page-cache.ts'
import { casePage } from '../publication/pages/case-page.ts'
import type { LibraryCase } from './library-case.ts'

/** The pages of public cases, made when they are asked for first and kept for as long as their case is there. */
export class CasePages {
  readonly #pages = new PageCache()

  page(found: LibraryCase, to: { lang: Lang; site: string }): MadePage {
    const key = `${keyOf(found)}${to.lang} ${to.site}`
    return this.#pages.page(key, () => casePage(found, to))
  }

  /** Forgets those of a case that is public no longer, or otherwise. */
  forget(found: LibraryCase): void {
    this.#pages.forget((key) => key.startsWith(keyOf(found)))
  }
}

/** No address has a space. */
function keyOf({ document }: LibraryCase): string {
  return `${document.slug} `
}
