import { findResidue, type RedactedCase, type Roster } from '@tablee/cases'

/** How often an address is drawn. */
const DRAWS = 20

/** What a case's address says: its words, as a reader sees them before anything else. */
export function slugFile({ slug }: { readonly slug: string }): { name: string; text: string } {
  return { name: 'slug.txt', text: slug.replaceAll('-', ' ') }
}

/** What addresses are read for. */
interface SlugReading {
  readonly redacted: Pick<RedactedCase, 'publicName' | 'removed' | 'kept'>
  readonly roster: Roster
}

/**
 * An address of which nothing is found: random letters behind a name may spell somebody's. The last one drawn where
 * something is found in every one: then the name itself says it, and the case is refused.
 */
export function clearSlug(draw: () => string, reading: SlugReading): string {
  let slug = draw()
  for (let draws = 1; draws < DRAWS && !isClear(slug, reading); draws += 1) slug = draw()
  return slug
}

function isClear(slug: string, { redacted, roster }: SlugReading): boolean {
  const { publicName, removed, kept } = redacted
  const said = [slugFile({ slug }), { name: 'slug.json', text: JSON.stringify({ slug }) }]
  return findResidue(said, roster, { publicName, removed, kept }).length === 0
}
