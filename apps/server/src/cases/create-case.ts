import { type Lang, readContent } from '@tablee/board'
import { type DraftSource, draftCase, readMaturity, readNotes, readTags, type SelfCheck } from '@tablee/cases'
import type { Membership } from '@tablee/contract'
import { allows } from '@tablee/contract'
import { findWriters } from '../cohorts/board-store.ts'
import { placeOfBoard, placeOfCohort } from '../cohorts/places.ts'
import { logAct } from '../consents/case-log.ts'
import { rememberHand } from '../consents/reading-store.ts'
import { requireGeneralConsent } from '../consents/require-general-consent.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { methodOfBoard } from '../exports/document/method-of-board.ts'
import { newId } from '../ids.ts'
import { insertCase } from '../publication/draft-store.ts'
import { random } from '../publication/random.ts'
import { readSnapshotContent } from '../snapshots/read-snapshot-content.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import { putVault } from '../vault/case-vault.ts'

/**
 * Makes a draft from offered snapshots of one cohort. @returns its id.
 * @throws {AppError} `not_found` for a snapshot that was not offered, or of another cohort; `consent_missing` and
 * `consent_refused` (with the organisations) while one of those on the boards has not agreed to anything.
 */
export async function createCase(
  context: Context,
  order: {
    cohortId: string
    snapshotIds: readonly string[]
    publicName: string
    lang: Lang
    personId: string
    memberships: readonly Membership[]
  },
): Promise<string> {
  const { db } = context
  const organisationIds = new Set<string>()
  const ownOrganisationIds = new Set<string>()
  const sources: DraftSource[] = []
  const checks: SelfCheck[] = []
  for (const snapshotId of new Set(order.snapshotIds)) {
    const head = await findSnapshotHead(db, snapshotId)
    const place = head && (await placeOfBoard(db, head.board_id))
    if (!head || !place || head.cohort_id !== order.cohortId || head.offered !== 1) throw notFound()
    if (!allows('snapshot.viewOffered', order.memberships, place)) throw notFound()
    // who was moved to another group wrote here all the same
    const owners = [...new Set([...(place.organisationIds ?? []), ...(await findWriters(db, head.board_id))])]
    const [organisationId, ...others] = owners
    for (const id of owners) organisationIds.add(id)
    // the board on which groups were brought together names none of them, and holds what all of them said
    if (owners.length === 0)
      for (const id of (await placeOfCohort(db, order.cohortId))?.organisationIds ?? [])
        organisationIds.add(id)
    // a shared or plenary board is nobody's own: its organisations all have to agree, and none gives the case its name
    if (organisationId !== undefined && others.length === 0) ownOrganisationIds.add(organisationId)
    const snapshot = await readSnapshotContent(db, head)
    const method = methodOfBoard(snapshot)
    const content = readContent({
      records: new Map(snapshot.records.map((record) => [record.id, record])),
      method,
      facts: new Map(Object.entries(snapshot.results ?? {})),
      lang: order.lang,
    })
    sources.push({ snapshotId, content, method })
    if (organisationId !== undefined && others.length === 0)
      checks.push({ organisationId, takenAt: head.taken_at, content })
  }
  await requireGeneralConsent(db, { cohortId: order.cohortId, organisationIds: [...organisationIds] })
  const { tags, proposals } = readTags(sources, order.lang)
  const maturity = readMaturity(checks)
  const id = newId()
  const at = new Date(context.now()).toISOString()
  const made = {
    id,
    cohortId: order.cohortId,
    organisationIds: [...organisationIds],
    draft: draftCase({
      notes: sources.flatMap((source) => readNotes(source, order.lang)),
      tags: maturity.length > 0 ? { ...tags, maturity } : tags,
      proposals,
      publicName: order.publicName,
      lang: order.lang,
      ownOrganisationIds: [...ownOrganisationIds],
      organisationIds: [...organisationIds],
      newId,
      random,
    }),
    personId: order.personId,
    at,
  }
  await db.transaction().execute(async (transaction) => {
    await insertCase(transaction, made)
    await putVault(context, transaction, id, { salt: newId(), pseudonyms: {} })
    await rememberHand(transaction, id, order.personId)
    await logAct(
      transaction,
      { cohortId: order.cohortId, caseId: id, personId: order.personId, at },
      { act: 'drafted', facts: { snapshots: sources.length } },
    )
  })
  return id
}
