import { LANGUAGES, type Lang } from '../language.ts'
import { findTerm, type Method, type Term, type ZoneDefinition } from '../method.ts'
import { cellKey } from './cells.ts'
import { LINK_META } from './item-meta.ts'

/** Longest words of an arrow that are written in a field, in UTF-16 units: they stand beside a line. */
export const LINK_LABEL_MAX = 120

/** What an arrow says in the reader's language: its term, unless somebody wrote words of her own on it. */
export function sayLink(term: Term | undefined, written: string, lang: Lang): string {
  if (!term) return written
  const isTerm = written === '' || LANGUAGES.some((each) => term.label[each] === written)
  return isTerm ? term.label[lang] : written
}

/** The term that an arrow's meta names: of the list of its zone, or of any link zone's while it says none. */
export function linkTerm(
  method: Method,
  meta: Readonly<Record<string, unknown>>,
  zone: ZoneDefinition | undefined = method.zones.find(({ id }) => id === meta[LINK_META]),
): Term | undefined {
  const id = meta[cellKey('label')]
  if (typeof id !== 'string') return undefined
  const zones = zone ? [zone] : method.zones.filter(({ kind }) => kind === 'link')
  for (const { options } of zones) {
    const term = findTerm(method, options.label, id)
    if (term) return term
  }
  return undefined
}
