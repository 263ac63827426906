import { findTemplate, type PlacedNote, type Template } from '@tablee/templates'
import type { Kysely } from 'kysely'
import { insertSeededBoard, seedBoard } from '../boards/create-board.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { putExclusions } from '../workshops/exclusion-store.ts'
import { putOrganisation } from '../workshops/place-store.ts'
import { FIRST_REVISION, insertWorkshop, putMeeting } from '../workshops/store.ts'
import type { WorkshopBoardKind } from '../workshops/tables.ts'
import { WORKSHOP_WORDS } from '../workshops/words.ts'
import demo from './demo-workshop.json' with { type: 'json' }

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** When a session begins and when an organisation meets its coach, in UTC hours: a morning and an afternoon in Belgium. */
const MORNING = 8
const AFTERNOON = 13

interface PlannedBoard {
  readonly id: string
  readonly kind: WorkshopBoardKind
  readonly name: string
  readonly title: string
  readonly template: Template
  /** Codes of the organisations that are placed in it. */
  readonly placed: readonly string[]
  /** Code of the organisation whose board it is, and in how many days she meets her coach there. */
  readonly meets?: { readonly code: string; readonly inDays: number }
}

/** The boards of the demonstration's session, seeded; nobody can reach them before `insertDemoWorkshop`. */
export async function seedDemoWorkshop(context: Pick<Context, 'rooms'>): Promise<PlannedBoard[]> {
  const { title, groups, plenaryTemplate, groupTemplate, coachingTemplate, meetings } = demo
  const planned = [
    {
      kind: 'plenary' as const,
      name: '',
      title: `${title} – ${WORKSHOP_WORDS.fr.plenary}`,
      template: methodOf(plenaryTemplate),
      notes: [],
      placed: [],
    },
    ...groups.map(({ name, organisations, items }) => ({
      kind: 'group' as const,
      name,
      title: `${title} – ${name}`,
      template: methodOf(groupTemplate),
      notes: items.map(({ zone, text }): PlacedNote => ({ zoneId: zone, text })),
      placed: organisations,
    })),
    ...meetings.map((meets) => ({
      kind: 'coaching' as const,
      name: '',
      title: `${title} – ${WORKSHOP_WORDS.fr.coaching}`,
      template: methodOf(coachingTemplate),
      notes: [],
      placed: [],
      meets,
    })),
  ]
  const boards: PlannedBoard[] = []
  for (const { notes, ...board } of planned)
    boards.push({ ...board, id: await seedBoard(context, { template: board.template, notes }) })
  return boards
}

/** Makes the session known, a day from now, with its groups, the pairs that are kept apart and the meetings after it. */
export async function insertDemoWorkshop(
  db: Kysely<Database>,
  boards: readonly PlannedBoard[],
  filled: {
    cohortId: string
    organisationIds: ReadonlyMap<string, string>
    personId: string | null
    now: number
  },
): Promise<void> {
  const { cohortId, organisationIds, personId, now } = filled
  const idOf = (code: string) => organisationIds.get(code) ?? ''
  for (const { id, template, title, meets } of boards) {
    const organisationId = meets ? idOf(meets.code) : null
    await insertSeededBoard(db, id, { template, title, cohortId, organisationId, personId }, now)
  }
  const workshopId = newId()
  const at = new Date(now).toISOString()
  await insertWorkshop(
    db,
    {
      id: workshopId,
      cohort_id: cohortId,
      request_key: newId(),
      title: demo.title,
      starts_at: dayFrom(now, 1, MORNING),
      minutes: demo.minutes,
      state: 'planned',
      here: 'plenary',
      here_at: at,
      late_arrivals: 'smallest',
      revision: FIRST_REVISION,
      created_at: at,
      created_by: personId,
    },
    boards.map(({ id, kind, name }) => ({ boardId: id, kind, name })),
  )
  for (const { id, placed } of boards)
    for (const code of placed)
      await putOrganisation(db, { workshopId, organisationId: idOf(code), boardId: id })
  for (const { id, meets } of boards)
    if (meets) await putMeeting(db, id, dayFrom(now, meets.inDays, AFTERNOON))
  await putExclusions(
    db,
    cohortId,
    demo.exclusions.map(([a = '', b = '']) => [idOf(a), idOf(b)] as const),
  )
}

function methodOf(id: string): Template {
  const template = findTemplate(id)
  if (!template) throw new Error(`the demonstration names an unknown method: ${id}`)
  return template
}

function dayFrom(now: number, days: number, hour: number): string {
  const midnight = Math.floor(now / DAY_MS) * DAY_MS
  return new Date(midnight + days * DAY_MS + hour * HOUR_MS).toISOString()
}
