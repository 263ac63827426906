import type { createWorkshopRequestSchema } from '@tablee/contract'
import type * as z from 'zod'
import { type BoardOrder, insertSeededBoard, seedBoard } from '../boards/create-board.ts'
import { findCohortOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { findExclusions } from './exclusion-store.ts'
import { putOrganisation } from './place-store.ts'
import { FIRST_REVISION, findWorkshopByKey, insertWorkshop } from './store.ts'
import type { WorkshopBoardKind } from './tables.ts'

/** What a workshop is asked to be, with its methods found. */
export interface WorkshopOrder {
  cohortId: string
  request: z.output<typeof createWorkshopRequestSchema>
  methods: { plenary: WorkshopMethod; group: WorkshopMethod; coaching: WorkshopMethod | null }
  /** Titles of the boards that are not a group's, in the language of who asks. */
  words: { plenary: string; collated: string; coaching: string }
  personId: string | null
}

/** A method with the lists that its boards offer. */
export type WorkshopMethod = Pick<BoardOrder, 'template' | 'lists'>

interface PlannedBoard {
  readonly kind: WorkshopBoardKind
  readonly name: string
  readonly title: string
  readonly method: WorkshopMethod
  readonly organisationId: string | null
  /** Who is placed in it. */
  readonly placed: readonly string[]
}

/**
 * Makes a workshop with all its boards and places the organisations: all or nothing. Asked again with the same key, it
 * answers with the workshop that is there.
 * @throws {AppError} `workshop_placement_excluded`, `not_found` for an organisation of another cohort
 */
export async function createWorkshop(
  context: Pick<Context, 'db' | 'rooms' | 'now'>,
  order: WorkshopOrder,
): Promise<string> {
  const { db, rooms, now } = context
  const { cohortId, request, personId } = order
  const named = { cohortId, key: request.key }
  const before = await findWorkshopByKey(db, named)
  if (before) return before.id
  const organisations = (await findCohortOrganisations(db, { cohortIds: [cohortId] })).map(
    ({ organisationId }) => organisationId,
  )
  requirePlaceable(request.groups, organisations, await findExclusions(db, cohortId))
  const boards = plannedBoards(order, organisations)
  const seeded: string[] = []
  try {
    for (const { method } of boards) seeded.push(await seedBoard({ rooms }, method))
    const id = newId()
    await inTransaction(db, async (transaction) => {
      const known = boards.flatMap((board, at) => {
        const boardId = seeded[at]
        return boardId === undefined ? [] : [{ ...board, boardId }]
      })
      for (const { boardId, method, title, organisationId } of known) {
        const board = { ...method, cohortId, organisationId, title, personId }
        await insertSeededBoard(transaction, boardId, board, now())
      }
      const at = new Date(now()).toISOString()
      await insertWorkshop(
        transaction,
        {
          id,
          cohort_id: cohortId,
          request_key: request.key,
          title: request.title,
          starts_at: request.startsAt,
          minutes: request.minutes,
          state: 'planned',
          here: 'plenary',
          here_at: at,
          late_arrivals: request.lateArrivals,
          revision: FIRST_REVISION,
          created_at: at,
          created_by: personId,
        },
        known,
      )
      for (const { boardId, placed } of known)
        for (const organisationId of placed)
          await putOrganisation(transaction, { workshopId: id, organisationId, boardId })
    })
    return id
  } catch (error) {
    // rooms without their boards could never be reached again
    for (const id of seeded) await rooms.remove(id)
    const first = isUniqueViolation(error) ? await findWorkshopByKey(db, named) : null
    if (first) return first.id
    throw error
  }
}

function plannedBoards(
  { request, methods, words }: WorkshopOrder,
  organisations: readonly string[],
): PlannedBoard[] {
  const { title, groups, collated } = request
  const alone = { name: '', organisationId: null, placed: [] }
  const boards: PlannedBoard[] = [
    { ...alone, kind: 'plenary', title: `${title} – ${words.plenary}`, method: methods.plenary },
    ...groups.map(
      ({ name, organisationIds }): PlannedBoard => ({
        ...alone,
        kind: 'group',
        name,
        title: `${title} – ${name}`,
        method: methods.group,
        placed: [...new Set(organisationIds)],
      }),
    ),
  ]
  if (collated)
    boards.push({
      ...alone,
      kind: 'collated',
      title: `${title} – ${words.collated}`,
      method: methods.group,
    })
  const { coaching } = methods
  if (coaching)
    for (const organisationId of organisations)
      boards.push({
        ...alone,
        kind: 'coaching',
        title: `${title} – ${words.coaching}`,
        method: coaching,
        organisationId,
      })
  return boards
}

function requirePlaceable(
  groups: WorkshopOrder['request']['groups'],
  organisations: readonly string[],
  exclusions: readonly (readonly [string, string])[],
): void {
  const placed = groups.flatMap(({ organisationIds }) => [...new Set(organisationIds)])
  if (new Set(placed).size < placed.length)
    throw new AppError('request_invalid', { fields: [{ path: 'groups', problem: 'organisation_twice' }] })
  if (placed.some((id) => !organisations.includes(id))) throw new AppError('not_found')
  for (const { organisationIds } of groups)
    for (const [a, b] of exclusions)
      if (organisationIds.includes(a) && organisationIds.includes(b))
        throw new AppError('workshop_placement_excluded')
}
