import type { ContentItem, ZoneContent } from '../content/board-content.ts'
import { isBlank } from '../content/is-blank.ts'
import type { LocalisedText } from '../language.ts'
import type { Finding, FindingSource } from './findings.ts'

/** What zones themselves still ask for, whatever their method draws. */
const WORDS = {
  unfinished: { fr: 'Lignes à compléter', nl: 'Rijen om aan te vullen', en: 'Rows to complete' },
  over: { fr: 'Plus que prévu', nl: 'Meer dan voorzien', en: 'More than planned' },
  overLine: {
    fr: '{count} dans la zone, {max} au plus : à trier ensemble.',
    nl: '{count} in de zone, hoogstens {max}: samen te kiezen.',
    en: '{count} in the zone, {max} at most: to be sorted together.',
  },
} as const satisfies Record<string, LocalisedText>

/**
 * The rows that lack a required column, with the columns that they lack, and the zones that hold more than their `max`:
 * a reveal brings all that was written, and the group chooses.
 */
export function zoneFindings({ content, lang }: Pick<FindingSource, 'content' | 'lang'>): Finding[] {
  return content.zones.flatMap((part) => [...unfinished(part), ...over(part)])

  function unfinished({ zone, items }: ZoneContent): Finding[] {
    const rows = items.filter((item) => !isBlank(item))
    const lines = rows.flatMap((item) => {
      const lacking = lackingColumns(item)
      if (lacking === '') return []
      const label = [item.title, lacking].filter((word) => word !== '').join(' – ')
      return [{ label, value: null, of: null, items: [item.id] }]
    })
    if (lines.length === 0) return []
    return [finding('unfinished', zone, { value: lines.length, of: rows.length, lines })]

    function lackingColumns({ missing }: ContentItem): string {
      const columns = (zone.options.cols ?? []).filter(({ id }) => missing.includes(id))
      return columns.map(({ label }) => label[lang]).join(', ')
    }
  }

  function over({ zone, items, links, sheet }: ZoneContent): Finding[] {
    const { max } = zone.options
    if (max === undefined || sheet) return []
    const ids = zone.kind === 'link' ? links.flatMap(({ from, to }) => [from, to]) : items.map(({ id }) => id)
    const count = zone.kind === 'link' ? links.length : ids.length
    if (count <= max) return []
    const label = WORDS.overLine[lang].replace('{count}', String(count)).replace('{max}', String(max))
    const lines = [{ label, value: null, of: null, items: [...new Set(ids)] }]
    return [finding('over', zone, { value: count - max, lines })]
  }

  function finding(
    kind: 'unfinished' | 'over',
    { id, label }: ZoneContent['zone'],
    rest: Pick<Finding, 'value' | 'lines'> & Partial<Finding>,
  ): Finding {
    const blank = { of: null, items: [], text: '' }
    return {
      id: `${kind}:${id}`,
      label: `${WORDS[kind][lang]}${lang === 'fr' ? '\u00a0' : ''}: ${label[lang]}`,
      kind: 'open',
      ...blank,
      ...rest,
    }
  }
}
