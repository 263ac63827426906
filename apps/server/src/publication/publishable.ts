import { canonicalJson } from '@tablee/board'
import {
  findInLabel,
  type PublishedCase,
  publishedCase,
  type RedactedCase,
  RedactionIncomplete,
  type Roster,
  redactCase,
} from '@tablee/cases'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { StoredCase } from './draft-store.ts'
import type { CaseTables } from './tables.ts'

/** All that becomes public of a case: what is read, how it is named, and what is counted of it unsaid. */
export interface Publishable {
  readonly document: PublishedCase
  /** Whether its name is the own name of an organisation whose case it is. */
  readonly naming: CaseTables['case_publication']['naming']
  /** Tags that enter counts and are said nowhere in this case. */
  readonly counted: readonly string[]
}

/**
 * What publishing this draft now would make public, but for address, ids and year: what an organisation and a second
 * reader are shown. Null while decisions are missing: there is nothing to agree to yet.
 */
export function publishableOf(stored: StoredCase, roster: Roster): Publishable | null {
  const { draft, decisions } = stored
  // the usual answer while somebody decides sentence by sentence: not worth reading every text for
  if (draft.statements.some(({ decision }) => decision.state === 'undecided')) return null
  let ids = 0
  const newId = (): string => `publishable-${(ids++).toString(36)}`
  try {
    const redacted = redactCase(draft, decisions, roster)
    return publishableAs(stored, redacted, roster, { slug: 'cas', version: 1, year: 0, newId })
  } catch (error) {
    if (error instanceof RedactionIncomplete) return null
    throw error
  }
}

/** The same from text that was redacted already, at its address. */
export function publishableAs(
  { draft, organisationIds }: StoredCase,
  redacted: RedactedCase,
  roster: Roster,
  at: Parameters<typeof publishedCase>[1],
): Publishable {
  const document = publishedCase(redacted, at)
  const named = findInLabel(document.meta.publicName, roster).flatMap(({ entityIds }) => entityIds)
  const said = new Set(document.sections.flatMap(({ statements }) => statements.flatMap(({ tags }) => tags)))
  return {
    document,
    naming: named.some((id) => organisationIds.includes(id)) ? 'named' : 'pseudonym',
    // what another sentence says is counted for it
    counted: draft.countsOnly.filter((tag) => !said.has(tag)),
  }
}

/**
 * A hash of everything that is agreed to: name, facets, sentences in their order and what is marked on them, pictures to
 * the last pixel, how the case is named, and what is counted of it. Ids, address and year are none of it.
 */
export function publishableHash({ document, naming, counted }: Publishable): string {
  const { lang, meta, sections, images } = document
  const textOf = new Map(
    sections.flatMap(({ statements }) => statements.map(({ id, text }) => [id, text] as const)),
  )
  // a statement that refers to another one refers to its words
  const withoutId = ({ id, ...said }: PublishedCase['sections'][number]['statements'][number]): unknown =>
    JSON.parse(
      JSON.stringify(said, (_, value: unknown) =>
        typeof value === 'string' && textOf.has(value) ? { statement: textOf.get(value) } : value,
      ),
    )
  const read = sections.map(({ id, statements }) => ({ id, said: statements.map(withoutId) }))
  return contentHash(
    canonicalJson({
      lang,
      meta,
      sections: read,
      naming,
      counted: [...counted].sort(),
      // a picture is its pixels and what is read out of it
      ...(images && { images }),
    }),
  )
}
