import { allows, type Membership, type Place, type Role } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../accounts/session.ts'
import { canView } from '../boards/rules.ts'
import { findPlacedBoards } from '../cohorts/board-store.ts'
import { placeInCohort, placeOfCohort } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { type Barred, barredAt } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { findWorkshop, findWorkshopBoards, type WorkshopBoardRow, type WorkshopRow } from './store.ts'

/** Who has one of these on a board comes to the workshop for it: she is told what it is part of, and when. */
const VISITING_ROLES: readonly Role[] = ['expert', 'coach']

/** A workshop as the person who asks sees it. */
export interface SeenWorkshop {
  readonly workshop: WorkshopRow
  readonly signedIn: SignedIn
  readonly cohort: Place & { readonly cohortId: string }
  /** Null for who only visits single boards. */
  readonly plenary: WorkshopBoardRow | null
  /** Where she comes in: the plenary, or the first board that she visits. */
  readonly entrance: WorkshopBoardRow
  /** She has the key of the door. */
  readonly hasKey: boolean
  /** Its boards that she may see, in their order; the others do not exist for her. */
  readonly boards: readonly WorkshopBoardRow[]
  readonly may: {
    readonly manage: boolean
    readonly run: boolean
    /** She sees all the groups. */
    readonly collate: boolean
  }
}

/**
 * The workshop that a request names, for who stands inside its door.
 * @throws {AppError} `not_found` when she may see none of its boards that let her in, or there is none; `door_locked`, `door_refused`
 * or `door_removed` when its door is closed to her.
 */
export async function requireWorkshop(
  context: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  id: string,
): Promise<SeenWorkshop> {
  const seen = await requireKnownWorkshop(context, request, id)
  const barred = await barredFrom(context.db, seen)
  if (barred !== null) throw new AppError(barred)
  return seen
}

/** Why a workshop is closed to somebody by its door, or null. */
export function barredFrom(
  db: Context['db'],
  { entrance, hasKey, signedIn }: SeenWorkshop,
): Promise<Barred | null> {
  return barredAt(db, { boardId: entrance.board_id, personId: signedIn.person.id, leads: hasKey })
}

/**
 * The same before its door, where one learns that it is and when.
 * @throws {AppError} `not_found`
 */
export async function requireKnownWorkshop(
  { db, sessions }: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  id: string,
): Promise<SeenWorkshop> {
  const signedIn = await sessions.require(request)
  const workshop = await findWorkshop(db, id)
  const seen = workshop && (await seeWorkshop(db, workshop, signedIn))
  if (!seen) throw notFound()
  return seen
}

/** What somebody sees of a workshop; null when she may not know that it exists. */
export async function seeWorkshop(
  db: Context['db'],
  workshop: WorkshopRow,
  signedIn: SignedIn,
): Promise<SeenWorkshop | null> {
  const cohort = await placeOfCohort(db, workshop.cohort_id)
  if (!cohort) return null
  const { memberships } = signedIn
  const all = await findWorkshopBoards(db, [workshop.id])
  const placed = await findPlacedBoards(db, { ids: all.map(({ board_id }) => board_id) })
  const visible = new Set(
    placed.filter((board) => canView(memberships, placeInCohort(cohort, board))).map(({ id }) => id),
  )
  const boards = all.filter(({ board_id }) => visible.has(board_id))
  const plenary = boards.find(({ kind }) => kind === 'plenary') ?? null
  const entrance = plenary ?? boards.find(({ board_id }) => visits(memberships, board_id))
  if (!entrance) return null
  const hasKey = placed.some(
    (board) =>
      board.id === entrance.board_id && allows('script.run', memberships, placeInCohort(cohort, board)),
  )
  const inCohort = (right: 'workshop.manage' | 'workshop.run') => allows(right, memberships, cohort)
  const seesAll = all.every(({ kind, board_id }) => kind !== 'group' || visible.has(board_id))
  return {
    workshop,
    signedIn,
    cohort: { ...cohort, cohortId: workshop.cohort_id },
    plenary,
    entrance,
    hasKey,
    boards,
    may: {
      manage: inCohort('workshop.manage'),
      run: inCohort('workshop.run'),
      collate: seesAll && mayLead(memberships, all, cohort),
    },
  }
}

/**
 * The same, when she may call people and close it; with `everywhere`, when she also sees all the groups.
 * @throws {AppError} `forbidden`
 */
export async function requireRunner(
  context: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  { id, everywhere = false }: { id: string; everywhere?: boolean },
): Promise<SeenWorkshop> {
  const seen = await requireWorkshop(context, request, id)
  if (!seen.may.run || (everywhere && !seen.may.collate)) throw new AppError('forbidden')
  return seen
}

/** The same, when she may plan it. @throws {AppError} `forbidden` */
export async function requirePlanner(
  context: Pick<Context, 'db' | 'sessions'>,
  request: FastifyRequest,
  id: string,
): Promise<SeenWorkshop> {
  const seen = await requireWorkshop(context, request, id)
  if (!seen.may.manage) throw new AppError('forbidden')
  return seen
}

/** Whether somebody was invited to a board as an expert or a coach. */
function visits(memberships: readonly Membership[], boardId: string): boolean {
  return memberships.some(
    ({ role, scopeKind, scopeId }) =>
      VISITING_ROLES.includes(role) && scopeKind === 'board' && scopeId === boardId,
  )
}

/** Whether somebody leads the workshop at all: a participant does not collate, also when there is one group only. */
function mayLead(
  memberships: readonly Membership[],
  boards: readonly WorkshopBoardRow[],
  cohort: Place,
): boolean {
  return (
    allows('workshop.run', memberships, cohort) ||
    boards
      .filter(({ kind }) => kind === 'group')
      .every(({ board_id }) =>
        memberships.some(
          ({ role, scopeKind, scopeId }) =>
            role === 'facilitator' && scopeKind === 'board' && scopeId === board_id,
        ),
      )
  )
}
