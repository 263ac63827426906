import type { Lang } from '@tablee/board'
import { OUTLINE } from '@tablee/cases'

/** The heading of a section of the outline; null for the tray of what is still to be sorted. */
export function sectionTitle(id: string, lang: Lang): string | null {
  return OUTLINE.find((section) => section.id === id)?.title[lang] ?? null
}
