import type { Lang } from '@tablee/board'
import { draftCase } from '@tablee/cases'
import type { Membership } from '@tablee/contract'
import { allows } from '@tablee/contract'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { readSnapshotContent } from '../snapshots/read-snapshot-content.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import { findAnyTemplate } from '../templates/find-template.ts'
import { insertCase } from './store.ts'

/**
 * Makes a draft from offered snapshots of one cohort. @returns its id.
 * @throws {AppError} `not_found` for a snapshot that was not offered, or of another cohort.
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
  const sources = []
  for (const snapshotId of new Set(order.snapshotIds)) {
    const head = await findSnapshotHead(db, snapshotId)
    const place = head && (await placeOfBoard(db, head.board_id))
    if (!head || !place || head.cohort_id !== order.cohortId || head.offered !== 1) throw notFound()
    if (!allows('snapshot.viewOffered', order.memberships, place)) throw notFound()
    const [organisationId, ...others] = place.organisationIds ?? []
    // A plenary board belongs to no organisation in particular.
    if (organisationId !== undefined && others.length === 0) organisationIds.add(organisationId)
    const template =
      (await findAnyTemplate(db, head.template_id, head.template_version)) ??
      (await findAnyTemplate(db, head.template_id))
    const zones = template?.zones ?? []
    const { items } = await readSnapshotContent(db, head)
    sources.push({ snapshotId, items, feeds: new Map(zones.map(({ id, feeds }) => [id, feeds])) })
  }
  const id = newId()
  await insertCase(db, {
    id,
    cohortId: order.cohortId,
    draft: draftCase({
      sources,
      publicName: order.publicName,
      lang: order.lang,
      ownOrganisationIds: [...organisationIds],
      newId,
    }),
    personId: order.personId,
    at: new Date(context.now()).toISOString(),
  })
  return id
}
