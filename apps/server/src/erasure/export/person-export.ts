import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { findPerson } from '../../accounts/store.ts'
import { respondentOf } from '../../ballots/respondent.ts'
import { actorOn } from '../../boards/actor.ts'
import { findMemberships } from '../../cohorts/membership-store.ts'
import { nameScopes } from '../../cohorts/scope-names.ts'
import { withNames } from '../../comments/mention-text.ts'
import { openWords } from '../../consents/sealed-words.ts'
import type { Context } from '../../context.ts'
import type { Database } from '../../db/schema.ts'
import { notFound } from '../../errors.ts'
import { listAddedNames } from '../../publication/roster-store.ts'
import { cohortsOfPerson, isEntryOf } from '../subject-of.ts'
import { type ExportedNote, notesOnBoard, notesOnSnapshot } from './person-notes.ts'

/** The form of the file; goes up when its meaning changes. */
const FORM = 1

/** Notes of one person on one board or in one snapshot of it. */
interface NotesSomewhere {
  board: string
  /** Null for the board as it stands. */
  snapshot: string | null
  notes: ExportedNote[]
}

/** All that is kept about a person, and nothing of anybody else (SPEC.md X1). */
export interface PersonExport {
  form: typeof FORM
  exportedAt: string
  person: { name: string; email: string | null; kind: string; language: string; since: string }
  /** Null, like what is hidden and what she voted, in a file that somebody else hands over: these are hers alone. */
  signIns: { since: string; until: string; address: string | null; browser: string | null }[] | null
  roles: { role: string; place: string; since: string }[]
  notes: NotesSomewhere[]
  hiddenNotes: { board: string; zone: string; text: string; cells: unknown; state: string }[] | null
  comments: { board: string; kind: string; text: string; at: string }[]
  mentions: { count: number; unseen: number }
  votes: { board: string; zone: string; openedAt: string; votes: unknown; voices: number }[] | null
  made: { what: 'board' | 'snapshot' | 'workshop' | 'invitation' | 'method'; title: string; at: string }[]
  workshops: { workshop: string; organisation: string | null; said: string | null }[]
  doors: { state: string; at: string }[]
  /** Null like these: what an organisation answered and wants kept silent is read by its team alone. */
  consents:
    | { state: string; level: string | null; spread: string | null; at: string; words: unknown }[]
    | null
  casework: { act: string; at: string }[] | null
  /** What editors wrote down so that her name is found in texts. */
  roster: { name: string; aliases: readonly string[]; roleClass: string | null }[]
}

/**
 * Reads all that is kept about a person; for somebody else than herself without what is hers alone (SPEC.md X2).
 * @throws {AppError} `not_found` when there is no such person
 */
export async function exportPerson(
  context: Context,
  personId: string,
  reader: 'herself' | 'somebody else',
): Promise<PersonExport> {
  const { db, now } = context
  const person = await findPerson(db, personId)
  if (!person) throw notFound()
  const cohortIds = await cohortsOfPerson(db, personId)
  const memberships = await findMemberships(db, personId)
  const nameOf = await nameScopes(db, memberships)
  const rows = await aboutPerson(db, personId)
  const isHerself = reader === 'herself'
  return {
    form: FORM,
    exportedAt: new Date(now()).toISOString(),
    person: {
      name: person.name,
      email: person.email,
      kind: person.kind,
      language: person.lang,
      since: String(rows.since),
    },
    signIns: isHerself ? rows.signIns : null,
    roles: rows.roles.map(({ role, scopeKind, scopeId, since }) => ({
      role,
      place: nameOf({ scopeKind, scopeId }),
      since,
    })),
    notes: await notesOf(context, personId, cohortIds),
    hiddenNotes: isHerself
      ? rows.hiddenNotes.map(({ cells, ...note }) => ({ ...note, cells: JSON.parse(cells) }))
      : null,
    // whom she named is somebody else
    comments: rows.comments.map((comment) => ({ ...comment, text: withNames(comment.text, new Map()) })),
    mentions: rows.mentions,
    votes: isHerself ? await votesOf(db, personId, cohortIds) : null,
    made: rows.made,
    workshops: rows.workshops,
    doors: rows.doors,
    consents: isHerself
      ? rows.consents.map(({ id, sealed, ...statement }) => ({
          ...statement,
          words: openWords(context, { id, sealed: new Uint8Array(sealed) }),
        }))
      : null,
    casework: isHerself ? rows.casework : null,
    roster: (await Promise.all(cohortIds.map((id) => listAddedNames(context, db, id))))
      .flat()
      .filter((entry) => isEntryOf(entry, person.name))
      .map(({ name, aliases, roleClass }) => ({ name, aliases, roleClass })),
  }
}

async function aboutPerson(db: Kysely<Database>, personId: string) {
  const { rows: signIns } = await sql<NonNullable<PersonExport['signIns']>[number]>`
    select created_at as since, expires_at as until, ip_address as address, user_agent as browser
    from session where person_id = ${personId} order by created_at`.execute(db)
  const own = await db
    .selectFrom('person')
    .select('created_at')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const roles = await db
    .selectFrom('membership')
    .select(['role', 'scope_kind as scopeKind', 'scope_id as scopeId', 'created_at as since'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()
  const hiddenNotes = await db
    .selectFrom('private_note')
    .innerJoin('curtain', 'curtain.id', 'private_note.curtain_id')
    .innerJoin('board', 'board.id', 'curtain.board_id')
    .select([
      'board.title as board',
      'curtain.zone_id as zone',
      'private_note.text as text',
      'private_note.cells as cells',
      'private_note.state as state',
    ])
    .where('private_note.person_id', '=', personId)
    .orderBy('private_note.id')
    .execute()
  const comments = await db
    .selectFrom('comment')
    .innerJoin('board', 'board.id', 'comment.board_id')
    .select([
      'board.title as board',
      'comment.kind as kind',
      'comment.text as text',
      'comment.created_at as at',
    ])
    .where('comment.person_id', '=', personId)
    .orderBy('comment.created_at')
    .execute()
  const mentions = await db
    .selectFrom('comment_mention')
    .select('seen')
    .where('person_id', '=', personId)
    .execute()
  const doors = await db
    .selectFrom('door_pass')
    .select(['state', 'seen_at as at'])
    .where('person_id', '=', personId)
    .orderBy('seen_at')
    .execute()
  const workshops = await db
    .selectFrom('workshop_guest')
    .innerJoin('workshop', 'workshop.id', 'workshop_guest.workshop_id')
    .leftJoin('organisation', 'organisation.id', 'workshop_guest.organisation_id')
    .select([
      'workshop.title as workshop',
      'organisation.name as organisation',
      'workshop_guest.said as said',
    ])
    .where('workshop_guest.person_id', '=', personId)
    .orderBy('workshop.id')
    .execute()
  const consents = await db
    .selectFrom('consent_statement')
    .select(['id', 'state', 'level', 'spread', 'stated_at as at', 'sealed'])
    .where('person_id', '=', personId)
    .orderBy('stated_at')
    .execute()
  const casework = await db
    .selectFrom('case_log')
    .select(['act', 'at'])
    .where('person_id', '=', personId)
    .orderBy('at')
    .execute()
  return {
    since: own.created_at instanceof Date ? own.created_at.toISOString() : own.created_at,
    signIns,
    roles,
    hiddenNotes,
    comments,
    mentions: { count: mentions.length, unseen: mentions.filter(({ seen }) => seen === 0).length },
    doors,
    workshops,
    consents,
    casework,
    made: await madeBy(db, personId),
  }
}

async function madeBy(db: Kysely<Database>, personId: string): Promise<PersonExport['made']> {
  const boards = await db
    .selectFrom('board')
    .select(['title', 'created_at as at'])
    .where('created_by', '=', personId)
    .execute()
  const snapshots = await db
    .selectFrom('snapshot')
    .select(['name as title', 'taken_at as at'])
    .where('taken_by', '=', personId)
    .execute()
  const workshops = await db
    .selectFrom('workshop')
    .select(['title', 'created_at as at'])
    .where('created_by', '=', personId)
    .execute()
  const invitations = await db
    .selectFrom('invitation')
    .select(['role as title', 'created_at as at'])
    .where('created_by', '=', personId)
    .execute()
  const methods = await db
    .selectFrom('own_template')
    .select(['id as title', 'created_at as at'])
    .where('owner_id', '=', personId)
    .execute()
  const as = (what: PersonExport['made'][number]['what'], rows: readonly { title: string; at: string }[]) =>
    rows.map((row) => ({ what, ...row }))
  return [
    ...as('board', boards),
    ...as('snapshot', snapshots),
    ...as('workshop', workshops),
    ...as('invitation', invitations),
    ...as('method', methods),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** What she gave in votes; what the keys stand for is written by everybody. */
async function votesOf(
  db: Kysely<Database>,
  personId: string,
  cohortIds: readonly string[],
): Promise<NonNullable<PersonExport['votes']>> {
  if (cohortIds.length === 0) return []
  const ballots = await db
    .selectFrom('ballot')
    .innerJoin('board', 'board.id', 'ballot.board_id')
    .select(['ballot.id', 'ballot.zone_id', 'ballot.opened_at', 'board.title', 'board.actor_key'])
    .where('board.cohort_id', 'in', cohortIds)
    .orderBy('ballot.opened_at')
    .execute()
  const votes: NonNullable<PersonExport['votes']> = []
  for (const { id, zone_id, opened_at, title, actor_key } of ballots) {
    const cast = await db
      .selectFrom('ballot_cast')
      .select(['votes', 'voices'])
      .where('ballot_id', '=', id)
      .where('respondent', '=', respondentOf(actor_key, id, personId))
      .executeTakeFirst()
    if (cast)
      votes.push({
        board: title,
        zone: zone_id,
        openedAt: opened_at,
        votes: JSON.parse(cast.votes),
        voices: cast.voices,
      })
  }
  return votes
}

async function notesOf(
  context: Context,
  personId: string,
  cohortIds: readonly string[],
): Promise<NotesSomewhere[]> {
  const { db } = context
  if (cohortIds.length === 0) return []
  const boards = await db
    .selectFrom('board')
    .select(['id', 'title', 'actor_key'])
    .where('cohort_id', 'in', cohortIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const found: NotesSomewhere[] = []
  for (const { id, title, actor_key } of boards) {
    const { actorId } = actorOn(actor_key, id, personId)
    const notes = await notesOnBoard(context, { boardId: id, actorId })
    if (notes.length > 0) found.push({ board: title, snapshot: null, notes })
    const snapshots = await db
      .selectFrom('snapshot')
      .select(['id', 'name', 'board_title'])
      .where('board_id', '=', id)
      .orderBy('taken_at')
      .orderBy('id')
      .execute()
    for (const snapshot of snapshots) {
      const kept = await notesOnSnapshot(context, { snapshotId: snapshot.id, actorId })
      if (kept.length > 0) found.push({ board: snapshot.board_title, snapshot: snapshot.name, notes: kept })
    }
  }
  return found
}
