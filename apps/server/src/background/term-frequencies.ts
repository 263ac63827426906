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
    const terms = value.counts.flatMap(({ by, count }) => {
      const term = findTerm(method, column.set, by)
      return term ? [{ id: term.id, label: term.label, count }] : []
    })
    return [{ id: rule.id, label: rule.label ?? zone.label, terms }]
  })
}
