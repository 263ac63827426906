import { type Extract, type ExtractionDefinition, findTerm, type Method } from '@tablee/board'
import type { TermFrequencies } from './jobs.ts'

/** Of the tallies that are indicators, how often each term of the method was chosen. */
export function termFrequencies(
  extract: Extract,
  { method, rules }: { method: Method; rules: readonly ExtractionDefinition[] },
): TermFrequencies[] {
  return rules.flatMap((rule): TermFrequencies[] => {
    const value = extract[rule.id]
    if (rule.kind !== 'tally' || rule.indicator !== true || value?.kind !== 'tally') return []
    const [zone] = method.zones.filter(({ id }) => rule.zones.includes(id))
    const column = zone?.options.cols?.find(({ id }) => id === rule.by)
    if (!zone || !column) return []
    // a term stands there once for each word of the other column that it was chosen beside
    const terms = new Map<string, TermFrequencies['terms'][number]>()
    for (const { by, count } of value.counts) {
      const term = findTerm(method, column.set, by)
      if (!term) continue
      const { id, label } = term
      terms.set(id, { id, label, count: count + (terms.get(id)?.count ?? 0) })
    }
    return [{ id: rule.id, label: rule.label ?? zone.label, terms: [...terms.values()] }]
  })
}
