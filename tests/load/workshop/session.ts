import { randomUUID } from 'node:crypto'
import { type ApiPerson, apiPerson, done, setUp } from '../../running/api.ts'
import { openScreen, type Screen } from './screen.ts'

/** A method with a private step, a step of groups and a vote. */
const METHOD = 'needs-macro-micro'
/** Where people write alone. */
export const PRIVATE_ZONE = 'macro'
/** What they vote on. */
export const BALLOT_ZONE = 'needs'
const NEEDS = ['Savoir qui est où', 'Ne plus retaper les heures', 'Un seul carnet', 'Compter une fois']
/** Organisations of one group. */
const ORGANISATIONS_EACH = 5

/** Somebody of the session: her own cookie, and the board that she has open. */
export interface SimulatedPerson {
  readonly api: ApiPerson
  screen: Screen
  boardId: string
}

/** A session of a cohort on the built server, with everybody who came to it. */
export interface Session {
  readonly coach: ApiPerson
  readonly workshopId: string
  readonly plenaryId: string
  readonly groupIds: readonly string[]
  readonly people: readonly SimulatedPerson[]
  /** What the plenary can vote on. */
  readonly ballotItems: readonly string[]
  /** Opens another board in place of the one that somebody has open; resolves when it is there. */
  move(person: SimulatedPerson, boardId: string): Promise<void>
}

/** What a session is made of. */
export interface SessionSize {
  readonly people: number
  readonly groups: number
}

/** Prepares a session in one action, as a coach does; nobody has come yet. */
export async function prepareSession(
  server: { url: string; setupUrl: string },
  { groups }: Pick<SessionSize, 'groups'>,
): Promise<PreparedSession> {
  const coach = await setUp(server)
  const { id: programmeId } = await done(coach.send('POST', '/api/programmes', { name: 'Programme' }))
  const { id: cohortId } = await done(
    coach.send('POST', `/api/programmes/${programmeId}/cohorts`, { name: 'Printemps', coachMyself: true }),
  )
  const organisations = Array.from(
    { length: groups * ORGANISATIONS_EACH },
    (_, at) => `Organisation ${at + 1}`,
  )
  const ids: string[] = []
  for (const name of organisations)
    ids.push((await done(coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name }))).id)
  const workshop: Workshop = await done(
    coach.send('POST', `/api/cohorts/${cohortId}/workshops`, {
      key: randomUUID(),
      title: 'Intervision',
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: METHOD,
      groupTemplateId: METHOD,
      groups: Array.from({ length: groups }, (_, at) => ({
        name: `Groupe ${at + 1}`,
        organisationIds: ids.slice(at * ORGANISATIONS_EACH, (at + 1) * ORGANISATIONS_EACH),
      })),
    }),
  )
  const rows = { zoneId: BALLOT_ZONE, columns: ['text'], rows: NEEDS.map((need) => [need]) }
  const path = `/api/boards/${workshop.plenary.boardId}/imports/rows`
  const { items: ballotItems } = await done(coach.send('POST', path, rows))
  const invitation = await done(coach.send('POST', `/api/workshops/${workshop.id}/invitations`, {}))
  const token = new URL(invitation.url).hash.replace('#j=', '')
  return { coach, workshop, organisations, ballotItems, token }
}

/** A session that nobody has come to yet. */
interface PreparedSession {
  readonly coach: ApiPerson
  readonly workshop: Workshop
  readonly organisations: readonly string[]
  /** What the plenary can vote on. */
  readonly ballotItems: readonly string[]
  /** Of the link. */
  readonly token: string
}

/** What is needed of the server's answer. */
interface Workshop {
  readonly id: string
  readonly plenary: { boardId: string }
  readonly groups: readonly { boardId: string }[]
}

/** Everybody comes by the link at the same moment. @returns the session, and how long each took from the link to the board, in ms */
export async function letIn(
  server: { url: string; port: number },
  prepared: PreparedSession,
  { people: count }: Pick<SessionSize, 'people'>,
): Promise<{ session: Session; tookMs: number[] }> {
  const { coach, workshop, organisations, ballotItems, token } = prepared
  const plenaryId = workshop.plenary.boardId
  const look = async (api: ApiPerson, boardId: string) => {
    const { actorId } = await done(api.get(`/api/boards/${boardId}`))
    return openScreen({ port: server.port, boardId, cookie: api.cookie(), actor: actorId })
  }
  const tookMs: number[] = []
  const people = await Promise.all(
    Array.from({ length: count }, async (_, at): Promise<SimulatedPerson> => {
      const fromMs = performance.now()
      const api = apiPerson(server.url)
      // spread over the groups, as their organisations are
      const place = at * ORGANISATIONS_EACH + Math.floor(at / workshop.groups.length)
      const organisation = organisations[place % organisations.length] ?? ''
      await done(
        api.send('POST', '/api/invitations/join', { token, name: `Personne ${at + 1}`, organisation }),
      )
      // as a browser asks before it shows the board
      await done(api.get('/api/session'))
      const screen = await look(api, plenaryId)
      tookMs.push((await screen.entered) - fromMs)
      return { api, screen, boardId: plenaryId }
    }),
  )
  // nobody is in a group by her word alone
  await done(coach.send('POST', `/api/workshops/${workshop.id}/believe`))
  const session: Session = {
    coach,
    ballotItems,
    workshopId: workshop.id,
    plenaryId,
    groupIds: workshop.groups.map(({ boardId }) => boardId),
    people,
    async move(person, boardId) {
      person.screen.leave()
      person.screen = await look(person.api, boardId)
      person.boardId = boardId
      await person.screen.entered
    },
  }
  return { session, tookMs }
}
