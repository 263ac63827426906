import type { ContentLink } from '@tablee/board'
import type { ExportLink } from './export-document.ts'
import type { Telling } from './write-document.ts'

/** Arrows with the titles of what they tie. */
export function writeLinks(links: readonly ContentLink[], { titleOf }: Telling): ExportLink[] {
  return links.map(({ id, from, to, term, label }) => ({
    id,
    from: { id: from, title: titleOf(from) },
    to: { id: to, title: titleOf(to) },
    term,
    label,
  }))
}
