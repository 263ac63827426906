import { findTemplate, type PlacedNote, type Template } from '@tablee/templates'
import { insertSeededBoard, seedBoard } from '../boards/create-board.ts'
import { insertMembership } from '../cohorts/membership-store.ts'
import { insertCohort, insertOrganisation, insertProgramme } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import demo from './demo-cohort.json' with { type: 'json' }
import { insertDemoConsents } from './demo-consents.ts'
import { insertDemoLibrary } from './demo-library.ts'
import { insertDemoWorkshop, seedDemoWorkshop } from './demo-workshop.ts'
import { hasProgrammes } from './store.ts'

/** The method with which an organisation without content begins. */
const FIRST_METHOD = 'needs-macro-micro'
/** What the team that prepares, follows and publishes holds. */
const TEAM_ROLES = ['coach', 'editor', 'publisher'] as const

/** Ids of what was made; organisations by their code in the fixture. */
export interface FilledDemo {
  readonly programmeId: string
  readonly cohortId: string
  readonly organisationIds: ReadonlyMap<string, string>
}

/**
 * Adds a fictional cohort of fifteen organisations with their boards, and a library of eight cases, to an empty instance:
 * all of it or nothing.
 * `more` adds to it in the same transaction.
 * @throws {AppError} `demo_not_empty`
 */
export async function fillDemo(
  context: Context,
  options: {
    teamIds: readonly string[]
    more?: (db: Context['db'], filled: FilledDemo) => Promise<void>
  },
): Promise<FilledDemo> {
  const { db, rooms } = context
  if (await hasProgrammes(db)) throw new AppError('demo_not_empty')
  const boards: SeededBoard[] = []
  let workshop: Awaited<ReturnType<typeof seedDemoWorkshop>> = []
  try {
    for (const plan of demoBoards()) boards.push({ ...plan, id: await seedBoard(context, plan) })
    workshop = await seedDemoWorkshop(context)
    return await db.transaction().execute(async (transaction) => {
      const now = context.now()
      const filled = await insertDemo(transaction, boards, options.teamIds, now)
      const personId = options.teamIds[0] ?? null
      await insertDemoWorkshop(transaction, workshop, { ...filled, personId, now })
      await insertDemoConsents(context, transaction, { ...filled, now })
      await insertDemoLibrary(transaction, { cohortId: filled.cohortId, personId, now })
      await options.more?.(transaction, filled)
      return filled
    })
  } catch (error) {
    // what nobody can reach must not stay, and the next try begins anew
    for (const { id } of [...boards, ...workshop]) await rooms.remove(id)
    throw error
  }
}

/** A board of the fixture: its organisation's code, and what stands on it. */
interface PlannedBoard {
  readonly code: string
  readonly template: Template
  readonly title: string
  readonly notes: readonly PlacedNote[]
}
type SeededBoard = PlannedBoard & { readonly id: string }

/** The fixture's boards, and an empty one for each organisation without. */
function demoBoards(): PlannedBoard[] {
  const written = demo.boards.map((board) => ({
    code: board.organisation,
    template: methodOf(board.template),
    title: board.title,
    notes: board.items.map((item) => ({ zoneId: item.zone, text: item.text })),
  }))
  const template = methodOf(FIRST_METHOD)
  const empty = demo.organisations
    .filter(({ code }) => !written.some((board) => board.code === code))
    .map(({ code }) => ({ code, template, title: template.title.fr, notes: [] }))
  return [...written, ...empty]
}

async function insertDemo(
  db: Context['db'],
  boards: readonly SeededBoard[],
  teamIds: readonly string[],
  now: number,
): Promise<FilledDemo> {
  const programmeId = await insertProgramme(db, demo.programme, now)
  const cohortId = await insertCohort(db, { programmeId, name: demo.cohort, coachId: null }, now)
  for (const personId of teamIds)
    for (const role of TEAM_ROLES)
      await insertMembership(db, { personId, role, scopeKind: 'cohort', scopeId: cohortId }, now)
  const organisationIds = new Map<string, string>()
  for (const { code, name, profile } of demo.organisations)
    organisationIds.set(code, await insertOrganisation(db, { cohortId, name, profile }, now))
  const personId = teamIds[0] ?? null
  for (const { id, code, ...board } of boards) {
    const organisationId = organisationIds.get(code) ?? null
    await insertSeededBoard(db, id, { ...board, cohortId, organisationId, personId }, now)
  }
  return { programmeId, cohortId, organisationIds }
}

function methodOf(id: string): Template {
  const template = findTemplate(id)
  if (!template) throw new Error(`the demonstration names an unknown method: ${id}`)
  return template
}
