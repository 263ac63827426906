import { canonicalJson } from '@tablee/board'
import {
  letterId,
  type PublishedCase,
  type RedactedCase,
  RedactionIncomplete,
  type Roster,
  redactCase,
  settleDraft,
  slugOf,
} from '@tablee/cases'
import type { ConsentSpread } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { type Approvals, approvalsOf } from '../consents/approval.ts'
import { logAct } from '../consents/case-log.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { AppError } from '../errors.ts'
import { deleteCount } from '../publication/count-store.ts'
import type { StoredCase } from '../publication/draft-store.ts'
import { insertArtefacts } from '../publication/files/artefact-store.ts'
import { caseFileKey } from '../publication/files/case-file-names.ts'
import { purgeSoon } from '../publication/files/purge-files.ts'
import { claimFiles, orderPurge } from '../publication/files/purge-store.ts'
import { deleteImagesBut, imagesOf } from '../publication/image-store.ts'
import { findPublication, insertPublication, isAddressTaken } from '../publication/publication-store.ts'
import { publishableAs, publishableHash } from '../publication/publishable.ts'
import { random } from '../publication/random.ts'
import { reservedSlug, slugKeyOf, suffixedSlug } from '../publication/slug-key.ts'
import { eraseVault } from '../vault/case-vault.ts'
import { type CaseFacts, caseFactsOf } from './case-facts.ts'
import { refuseObstacles } from './obstacles.ts'
import { idsBehind } from './verify/ids-behind.ts'
import { readWith } from './verify/read-with.ts'
import { clearSlug } from './verify/slug-file.ts'
import { verifiedCase } from './verify/verified-case.ts'

/** Letters that tell two cases of one name apart. */
const SLUG_SUFFIX_LETTERS = 4

/** From when on the files of an attempt to publish may be deleted by others, in ms after they are put. */
const ATTEMPT_MAX_MS = 600_000
/** How often another address is looked for when cases of one name are published at the same moment. */
const TRIES = 8

/**
 * Publishes a case: a new document and its files from the decided text, after every byte of them was read again.
 * @throws {AppError} the first of its obstacles (`obstacles.ts`), `case_sections_missing`, `case_artefact_unreadable` and `case_residue_found` (with the files, kinds and statements, never the words), `case_published`,
 * `case_withdrawn`, and `unavailable` when somebody changed the draft meanwhile.
 */
export async function publishCase(
  context: Context,
  order: { stored: StoredCase; facts: CaseFacts; personId: string },
): Promise<{ document: PublishedCase; spread: ConsentSpread }> {
  const { stored, facts } = order
  await refusePublished(context, stored)
  refuseObstacles(stored, facts)
  const redacted = redactOrRefuse(stored, facts)
  const { spread } = approvalsOf(stored, facts.roster, facts.approval)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const document = await tryPublishing(context, redacted, { ...order, spread })
    if (document !== null) return { document, spread }
  }
  throw new AppError('unavailable')
}

/** @returns null when another case took the address meanwhile. */
async function tryPublishing(
  context: Context,
  redacted: RedactedCase,
  {
    stored,
    facts,
    personId,
    spread,
  }: { stored: StoredCase; facts: CaseFacts; personId: string; spread: ConsentSpread },
): Promise<PublishedCase | null> {
  const { db, files } = context
  const now = new Date(context.now())
  const publishable = publishableAs(stored, redacted, facts.roster, {
    slug: await freeSlug(context, redacted, { roster: facts.roster, spread }),
    version: 1,
    year: now.getUTCFullYear(),
    newId: () => letterId(random),
  })
  const { document } = publishable
  const forbidden = [...(await idsBehind(db, stored)), personId]
  const images = await imagesOf(db, stored, document)
  // somebody changed the draft meanwhile, or the database lost one
  if (images === null) throw new AppError('unavailable')
  const ready = await verifiedCase(context, {
    publishable,
    spread,
    redacted,
    roster: facts.roster,
    forbidden,
    images,
  })
  // whoever is killed from here on leaves files that somebody else deletes
  await orderPurge(db, document.id, context.now() + ATTEMPT_MAX_MS)
  let outcome: Awaited<ReturnType<typeof insertPublication>> | undefined
  try {
    for (const { name, bytes } of ready) await files.put(caseFileKey(document.id, name), bytes)
    const at = now.toISOString()
    const made = { ...publishable, personId, at, readWith: readWith(facts.roster), spread }
    // what the boards said, and what stands for whom, is in no draft of a public case
    const settled = { ...stored, ...settleDraft(stored.draft, stored.decisions, facts.roster) }
    outcome = await insertPublication(context, settled, made, async (transaction) => {
      const agreed = await refuseOtherwise(context, transaction, { stored, facts })
      const { textHash } = agreed
      // somebody agreed to other readers meanwhile
      if (agreed.spread !== spread) throw new AppError('unavailable')
      // what was agreed to is what goes out, to the last comma
      if (textHash === null || publishableHash(publishable) !== textHash)
        throw new AppError('consent_text_changed')
      const of = { cohortId: stored.cohortId, caseId: stored.id, personId, at }
      await logAct(transaction, of, { act: 'published', facts: { textHash, spread } })
      if (!(await claimFiles(transaction, document.id, context.now()))) throw new AppError('unavailable')
      await insertArtefacts(transaction, document.id, ready)
      // told now, and counted as such
      await deleteCount(transaction, stored.id)
      // nothing is named any more: who was called what is known to nobody from now on
      await eraseVault(transaction, stored.id)
      // what was left out may have been drawn before anything was decided
      await deleteImagesBut(transaction, stored.id, document)
      await askForCleanPages(transaction, context.now())
    })
  } finally {
    if (outcome !== 'published') await purgeSoon(context, [document.id])
  }
  if (outcome === 'published') return document
  if (outcome === 'slug_taken') return null
  await refusePublished(context, stored)
  // Somebody changed the draft meanwhile: what was checked is not what stands there now.
  throw new AppError('unavailable')
}

/**
 * Asks everything once more when nothing that decides can change any more: an answer taken back and a second reading
 * undone keep the case from the public, and a name that came to the cohort meanwhile was not looked for.
 * @returns the hash of what was agreed to, and for whom.
 */
async function refuseOtherwise(
  context: Context,
  transaction: Kysely<Database>,
  { stored, facts }: { stored: StoredCase; facts: CaseFacts },
): Promise<Pick<Approvals, 'textHash' | 'spread'>> {
  // what the model suspects is not asked for again while others wait
  const now = await caseFactsOf(context, transaction, stored, facts.roster.suspects ?? [])
  if (canonicalJson(now.roster) !== canonicalJson(facts.roster)) throw new AppError('unavailable')
  refuseObstacles(stored, now)
  return approvalsOf(stored, now.roster, now.approval)
}

async function refusePublished({ db }: Context, { id }: StoredCase): Promise<void> {
  const publication = await findPublication(db, { caseId: id })
  if (publication) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
}

/** What no obstacle names may still be missing: a required section that only held what was removed. */
function redactOrRefuse({ draft, decisions }: StoredCase, { roster }: CaseFacts): RedactedCase {
  try {
    return redactCase(draft, decisions, roster)
  } catch (error) {
    if (!(error instanceof RedactionIncomplete)) throw error
    throw new AppError('case_sections_missing', { details: { sections: [...error.gaps.sections] } })
  }
}

/**
 * An address that no case has; that of a case for few is never one that a public case would have taken. No letters that
 * are drawn for it have the case refused (F9).
 */
async function freeSlug(
  { config, db }: Context,
  redacted: RedactedCase,
  { roster, spread }: { roster: Roster; spread: ConsentSpread },
): Promise<string> {
  const { publicName } = redacted
  if (spread !== 'public') return clearSlug(() => reservedSlug(publicName), { redacted, roster })
  let slug = slugOf(publicName)
  while (await isAddressTaken(db, { slug, slugKey: slugKeyOf(config.secretKey, slug) }))
    slug = clearSlug(() => suffixedSlug(publicName, SLUG_SUFFIX_LETTERS), { redacted, roster })
  return slug
}
