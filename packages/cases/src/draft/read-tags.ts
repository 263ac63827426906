import type { ColumnDefinition, ContentItem, Lang } from '@tablee/board'
import { termLabel } from '@tablee/templates'
import { CASE_FACETS } from '../facets.ts'
import { type CaseTags, NO_TAGS } from './case-tags.ts'
import type { TermProposal } from './draft-note.ts'
import { type DraftSource, feedsOf } from './read-notes.ts'
import { proposalOf } from './read-row.ts'

/** The facets that boards chose for the case, and what was typed where one was asked for. */
export interface ReadTags {
  readonly tags: CaseTags
  readonly proposals: readonly TermProposal[]
}

/** Facets of the case from the rows that say what it is, where the money came from, and the keywords. */
export function readTags(sources: readonly DraftSource[], lang: Lang): ReadTags {
  const tags: CaseTags = structuredClone(NO_TAGS)
  const proposals: TermProposal[] = []
  for (const { content, method } of sources) {
    for (const { zone, items } of content.zones) {
      const feeds = feedsOf(zone)
      for (const { cells, text } of items) {
        // words are the editor's to take over: they are not published unseen
        if (feeds === 'keywords' && text.trim() !== '')
          proposals.push({ facet: 'keywords', typed: text.trim(), terms: [] })
        if (feeds === 'budget') addFunding(tags, zone.options.cols ?? [], cells)
        if (feeds !== 'meta') continue
        for (const { id, set } of zone.options.cols ?? []) {
          const cell = cells[id]
          const facet = CASE_FACETS.find(({ vocabulary }) => vocabulary === set)
          if (facet === undefined || cell === undefined || set === undefined) continue
          if (cell.kind === 'term' && termLabel(set, cell.id, lang) !== undefined)
            addTerm(tags, facet, cell.id)
          else if (cell.kind === 'free')
            proposals.push(proposalOf(facet.id, cell.text, { set, vocabulary: set, lang, method }))
        }
      }
    }
  }
  return { tags, proposals: distinct(proposals) }
}

type Facet = (typeof CASE_FACETS)[number]

/** Adds a term to a facet of the case; of a facet that holds one, the first stays. */
function addTerm(tags: CaseTags, facet: Facet, term: string): void {
  if (facet.shape === 'one') tags[facet.id] ??= term
  else if (facet.shape === 'many' && !tags[facet.id].includes(term)) tags[facet.id].push(term)
}

function addFunding(tags: CaseTags, columns: readonly ColumnDefinition[], cells: ContentItem['cells']): void {
  const termIn = (vocabulary: string): string | null => {
    const column = columns.find(({ set }) => set === vocabulary)
    const cell = column && cells[column.id]
    return cell?.kind === 'term' && termLabel(vocabulary, cell.id, 'fr') !== undefined ? cell.id : null
  }
  const source = termIn('funding')
  if (source === null) return
  const band = termIn('moneyBand')
  if (!tags.funding.some((known) => known.source === source && known.band === band))
    tags.funding.push({ source, band })
}

function distinct(proposals: readonly TermProposal[]): TermProposal[] {
  return [...new Map(proposals.map((proposal) => [`${proposal.facet} ${proposal.typed}`, proposal])).values()]
}
