import { termLabel } from '@tablee/templates'
import { CASE_FACETS, type CaseFacetId } from '../facets.ts'
import type { PublishedCase } from './published-case.ts'

/** The terms of a published case by facet, each once: what was chosen for the case and what its statements say. */
export function caseTerms({ meta, sections }: PublishedCase): ReadonlyMap<CaseFacetId, readonly string[]> {
  const statements = sections.flatMap((section) => section.statements)
  const tagged = statements.flatMap(({ tags }) => tags)
  const { tags } = meta
  return new Map(
    CASE_FACETS.map(({ id, vocabulary, shape }) => {
      const chosen =
        id === 'funding'
          ? tags.funding.map(({ source }) => source)
          : id === 'perspectives'
            ? meta.perspectives
            : shape === 'computed'
              ? []
              : [tags[id]].flat().filter((term) => term !== null)
      const said =
        id === 'stakes'
          ? statements.flatMap(({ stake }) => stake ?? [])
          : tagged.filter((term) => termLabel(vocabulary, term, 'fr') !== undefined)
      return [id, [...new Set([...chosen, ...said])]] as const
    }),
  )
}
