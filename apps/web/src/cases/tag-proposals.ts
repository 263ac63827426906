import { CASE_FACETS } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'

type Tags = CaseDraftView['tags']
type Proposals = CaseDraftView['proposals']

/** The facets with one term more; of a facet that holds one, the new one. */
export function withTerm(tags: Tags, facet: string, term: string): Tags {
  if (facet === 'keywords') return { ...tags, keywords: [...tags.keywords, term] }
  const known = CASE_FACETS.find(({ id }) => id === facet)
  if (known?.shape === 'one') return { ...tags, [known.id]: term }
  if (known?.shape === 'many') return { ...tags, [known.id]: [...new Set([...tags[known.id], term])] }
  return tags
}

/** What was typed on the boards and still waits: for a term of its facet, or to be taken as a keyword. */
export function openProposals(proposals: Proposals, tags: Tags): Proposals {
  return proposals.filter(({ facet, typed, terms }) => {
    if (facet === 'keywords') return !tags.keywords.includes(typed)
    const known = CASE_FACETS.find(({ id }) => id === facet)
    if (known?.shape === 'one') return tags[known.id] === null
    if (known?.shape !== 'many') return false
    const chosen = tags[known.id]
    return terms.length === 0 ? chosen.length === 0 : !terms.some((term) => chosen.includes(term))
  })
}
