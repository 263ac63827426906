import { type ApiPerson, apiPerson, done, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { openBoard, until } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** Stands in every name and text that belongs to one organisation: whoever has no right there never reads it. */
export const SECRET = 'Zéphyr'
/** Stands in the names of the programme and the cohort, which the other organisations of the cohort know. */
export const COHORT_SECRET = 'Sirocco'

/** The id of the holder's hidden note. */
export const HIDDEN_NOTE_ID = 'hidden-note-of-the-stage'

/** Who attacks; each knows every id of the place and has a role somewhere else or a narrow one there. */
export const ATTACKERS = [
  'nobody',
  'stranger',
  'other coach',
  'cohort funder',
  'programme funder',
  'cohort partner',
] as const
/** One attacker without any right in the cohort. */
type Attacker = (typeof ATTACKERS)[number]

/** A server with one organisation's whole work on it, from members to a case, and people who may not see it. */
export interface Stage {
  readonly server: RunningServer
  /** Administrator and coach. */
  readonly coach: ApiPerson
  readonly holder: ApiPerson
  readonly participant: ApiPerson
  readonly boardPartner: ApiPerson
  /** A participant of another organisation of the same cohort. */
  readonly neighbour: ApiPerson
  readonly facilitator: ApiPerson
  readonly editor: ApiPerson
  readonly attackers: Readonly<Record<Attacker, ApiPerson>>
  readonly ids: Readonly<Record<StageId, string>>
  /** An open way in, as an attacker may have seen it over a shoulder. */
  readonly invitation: { readonly token: string; readonly code: string }
  close(): Promise<void>
}

/** The things on the stage that have an id. */
export type StageId =
  | 'programme'
  | 'cohort'
  | 'organisation'
  | 'neighbourOrganisation'
  | 'board'
  | 'membership'
  | 'person'
  | 'invitation'
  | 'snapshot'
  | 'offeredSnapshot'
  | 'case'
  | 'consentLink'
  | 'statement'
  | 'rosterEntry'
  | 'ownTemplate'
  | 'ballot'
  | 'workshop'
  | 'group'
  | 'curtain'

/** Starts a server and fills it. */
export async function openStage(env: Record<string, string> = {}): Promise<Stage> {
  const folder = await newDataFolder()
  const server = await startServer({ dataDir: folder.dataDir, env })
  const { coach } = await prepareWorkshop(server)
  const make = async (path: string, body: object): Promise<string> =>
    (await done(coach.send('POST', path, body))).id
  const join = (name: string, role: string, scopeKind: string, scopeId: string) =>
    joinAsGuest(server, coach, { name, role, scopeKind, scopeId })

  const programme = await make('/api/programmes', { name: `${COHORT_SECRET} programme` })
  const cohort = await make(`/api/programmes/${programme}/cohorts`, { name: `${COHORT_SECRET} cohorte` })
  const organisation = await make(`/api/cohorts/${cohort}/organisations`, {
    name: `${SECRET} asbl`,
    profile: { commune: `${SECRET}ville`, aliases: [`${SECRET}-lès-Vents`] },
  })
  const neighbourOrganisation = await make(`/api/cohorts/${cohort}/organisations`, { name: 'Voisine' })
  const board = await make('/api/boards', {
    cohortId: cohort,
    organisationId: organisation,
    templateId: 'needs-macro-micro',
    title: `${SECRET} tableau`,
  })
  const ownTemplate = await make('/api/own-templates', {
    programmeId: programme,
    title: `${SECRET} méthode`,
    lang: 'fr',
    family: 'needs',
    from: { templateId: 'needs-macro-micro' },
  })
  await done(coach.send('POST', `/api/own-templates/${ownTemplate}/publish`, { revision: 1 }))
  const elsewhereProgramme = await make('/api/programmes', { name: 'Ailleurs' })
  const elsewhere = await make(`/api/programmes/${elsewhereProgramme}/cohorts`, { name: 'Ailleurs' })
  const elsewhereOrganisation = await make(`/api/cohorts/${elsewhere}/organisations`, { name: 'Ailleurs' })

  const holder = await join(`${SECRET}ine`, 'holder', 'organisation', organisation)
  const participant = await join(`${SECRET}in`, 'participant', 'organisation', organisation)
  const people = (await done(coach.get(`/api/cohorts/${cohort}/people`))).people as {
    membershipId: string
    personId: string
    role: string
  }[]
  const { membershipId: membership = '', personId: person = '' } =
    people.find(({ role }) => role === 'participant') ?? {}

  const peer = await openBoard(server, participant, board)
  peer.write(`${SECRET} note de besoin`)
  await until(peer.room, ({ saved }) => saved === 'saved')
  peer.leave()
  const snapshot = await make(`/api/boards/${board}/snapshots`, { name: `${SECRET} gardé` })
  const offeredSnapshot = await make(`/api/boards/${board}/snapshots`, {
    name: `${SECRET} offert`,
    offered: true,
  })

  const ballot = await make(`/api/boards/${board}/ballots`, { zoneId: 'needs' })
  const drawn = await done(
    coach.send('POST', `/api/boards/${board}/curtains`, { zoneIds: ['clusters'], anonymous: false }),
  )
  const curtain = drawn.curtains[0].id
  await done(
    holder.send('PUT', `/api/boards/${board}/private-notes`, {
      curtainId: curtain,
      id: HIDDEN_NOTE_ID,
      text: `${SECRET} note cachée`,
      cells: {},
      revision: 0,
    }),
  )

  const template = 'inter-peer-case'
  const made = await done(
    coach.send('POST', `/api/cohorts/${cohort}/workshops`, {
      key: 'workshop-of-the-stage',
      title: `${COHORT_SECRET} séance`,
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: template,
      groupTemplateId: template,
      groups: [
        { name: `${SECRET} groupe`, organisationIds: [organisation] },
        { name: 'Autre groupe', organisationIds: [neighbourOrganisation] },
      ],
    }),
  )

  const editor = await join('Éditrice', 'editor', 'cohort', cohort)
  const consentLinks = `/api/cohorts/${cohort}/organisations/${organisation}/consent-links`
  const consentLink = (await done(coach.send('POST', consentLinks, {}))).id
  await done(
    holder.send('PUT', `/api/cohorts/${cohort}/organisations/${organisation}/consent`, {
      seen: null,
      answer: {
        state: 'co_accorde',
        level: 'an_pseudonyme',
        spread: 'public',
        signer: { name: `${SECRET} Signataire`, role: 'direction' },
      },
    }),
  )
  const draft = await done(
    editor.send('POST', '/api/cases', {
      cohortId: cohort,
      snapshotIds: [offeredSnapshot],
      publicName: `${SECRET} cas`,
    }),
  )
  const statement = draft.sections.flatMap(
    ({ statements }: { statements: { id: string }[] }) => statements,
  )[0]
  const rosterEntry = (
    await done(
      editor.send('POST', `/api/cohorts/${cohort}/roster`, { kind: 'person', name: `${SECRET} Martin` }),
    )
  ).id
  const invitation = await done(
    coach.send('POST', '/api/invitations', {
      role: 'participant',
      scopeKind: 'organisation',
      scopeId: organisation,
    }),
  )
  const attackers: Record<Attacker, ApiPerson> = {
    nobody: apiPerson(server.url),
    stranger: await join('Étrangère', 'participant', 'organisation', elsewhereOrganisation),
    'other coach': await join('Autre coach', 'coach', 'cohort', elsewhere),
    'cohort funder': await join('Bailleuse', 'funder', 'cohort', cohort),
    'programme funder': await join('Bailleur', 'funder', 'programme', programme),
    'cohort partner': await join('Partenaire', 'partner', 'cohort', cohort),
  }
  return {
    server,
    coach,
    holder,
    participant,
    editor,
    boardPartner: await join('Lectrice', 'partner', 'board', board),
    neighbour: await join('Voisine', 'participant', 'organisation', neighbourOrganisation),
    facilitator: await join('Animatrice', 'facilitator', 'board', board),
    attackers,
    ids: {
      programme,
      cohort,
      organisation,
      neighbourOrganisation,
      board,
      membership,
      person,
      invitation: invitation.id,
      snapshot,
      offeredSnapshot,
      case: draft.id,
      consentLink,
      statement: statement.id,
      rosterEntry,
      ownTemplate,
      ballot,
      workshop: made.id,
      group: made.groups[0].boardId,
      curtain,
    },
    invitation: { token: new URL(invitation.url).hash.replace('#j=', ''), code: invitation.code },
    async close() {
      await server.stop()
      await folder.remove()
    },
  }
}
