import { TEMPLATES } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiAnswer, ApiPerson } from '../running/api.ts'
import {
  ATTACKERS,
  COHORT_SECRET,
  HIDDEN_NOTE_ID,
  openStage,
  SECRET,
  type Stage,
  type StageId,
} from './stage.ts'

/** One request to something that the attackers may not know of. */
interface Attack {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** The path of the API's own description. */
  readonly path: string
  /** What stands in the path; `id` unless another parameter is named. */
  readonly at: Partial<
    Record<
      | 'id'
      | 'entryId'
      | 'boardId'
      | 'organisationId'
      | 'statementId'
      | 'imageId'
      | 'commentId'
      | 'ballotId'
      | 'proxyId'
      | 'memberId'
      | 'noteId',
      StageId
    >
  >
  readonly query?: (ids: Stage['ids']) => string
  readonly body?: (ids: Stage['ids']) => object
}

const renamed = () => ({ name: 'Repris' })
const get = (path: string, id: StageId): Attack => ({ method: 'GET', path, at: { id } })

const onCurtain = (what: string): Attack => ({
  method: 'POST',
  path: `/api/boards/{id}/curtains/${what}`,
  at: { id: 'board' },
  body: ({ curtain }) => ({ curtainId: curtain }),
})
const stolenNote = (curtainId: string) => ({
  curtainId,
  id: HIDDEN_NOTE_ID,
  text: 'Volée',
  cells: {},
  revision: 1,
})

/** Every route of the API that leads to somebody's work. */
const ATTACKS: readonly Attack[] = [
  { method: 'PATCH', path: '/api/programmes/{id}', at: { id: 'programme' }, body: renamed },
  { method: 'POST', path: '/api/programmes/{id}/cohorts', at: { id: 'programme' }, body: renamed },
  get('/api/cohorts/{id}', 'cohort'),
  { method: 'PATCH', path: '/api/cohorts/{id}', at: { id: 'cohort' }, body: renamed },
  { method: 'POST', path: '/api/cohorts/{id}/organisations', at: { id: 'cohort' }, body: renamed },
  { method: 'PATCH', path: '/api/organisations/{id}', at: { id: 'organisation' }, body: renamed },
  get('/api/cohorts/{id}/people', 'cohort'),
  { method: 'DELETE', path: '/api/memberships/{id}', at: { id: 'membership' } },
  { method: 'POST', path: '/api/people/{id}/erasure', at: { id: 'person' } },
  get('/api/people/{id}/export', 'person'),
  get('/api/cohorts/{id}/retention', 'cohort'),
  {
    method: 'PATCH',
    path: '/api/cohorts/{id}/retention',
    at: { id: 'cohort' },
    body: () => ({ endedOn: '2020-01-01', keepMonths: 1 }),
  },
  {
    method: 'PATCH',
    path: '/api/programmes/{id}/retention',
    at: { id: 'programme' },
    body: () => ({ keepMonths: 1 }),
  },
  {
    method: 'POST',
    path: '/api/invitations',
    at: {},
    body: ({ organisation }) => ({ role: 'participant', scopeKind: 'organisation', scopeId: organisation }),
  },
  {
    method: 'GET',
    path: '/api/invitations',
    at: {},
    query: ({ cohort }) => `scopeKind=cohort&scopeId=${cohort}`,
  },
  { method: 'DELETE', path: '/api/invitations/{id}', at: { id: 'invitation' } },
  {
    method: 'PUT',
    path: '/api/invitations/{id}/password',
    at: { id: 'invitation' },
    body: () => ({ password: null }),
  },
  get('/api/cohorts/{id}/boards', 'cohort'),
  {
    method: 'POST',
    path: '/api/boards',
    at: {},
    body: ({ cohort, organisation }) => ({
      cohortId: cohort,
      organisationId: organisation,
      templateId: 'needs-macro-micro',
    }),
  },
  {
    method: 'POST',
    path: '/api/boards/batch',
    at: {},
    body: ({ cohort, organisation }) => ({
      cohortId: cohort,
      organisationIds: [organisation],
      templateId: 'needs-macro-micro',
    }),
  },
  get('/api/boards/{id}', 'board'),
  get('/api/boards/{id}/template', 'board'),
  { method: 'POST', path: '/api/boards/{id}/template', at: { id: 'board' } },
  get('/api/templates/{id}', 'ownTemplate'),
  get('/api/templates/{id}/versions', 'ownTemplate'),
  get('/api/templates/{id}/package', 'ownTemplate'),
  get('/api/templates/{id}/boards', 'ownTemplate'),
  get('/api/templates/{id}/feedback', 'ownTemplate'),
  { method: 'POST', path: '/api/templates/{id}/push', at: { id: 'ownTemplate' } },
  {
    method: 'POST',
    path: '/api/own-templates',
    at: {},
    body: ({ programme, ownTemplate }) => ({
      programmeId: programme,
      title: 'Volée',
      lang: 'fr',
      family: 'needs',
      from: { templateId: ownTemplate },
    }),
  },
  {
    method: 'POST',
    path: '/api/own-templates/import',
    at: {},
    body: ({ programme }) => ({ programmeId: programme, file: '{}' }),
  },
  {
    method: 'POST',
    path: '/api/own-templates/import/preview',
    at: {},
    body: ({ programme }) => ({ programmeId: programme, file: '{}' }),
  },
  get('/api/own-templates/{id}', 'ownTemplate'),
  {
    method: 'PATCH',
    path: '/api/own-templates/{id}',
    at: { id: 'ownTemplate' },
    body: () => ({ archived: true }),
  },
  {
    method: 'PUT',
    path: '/api/own-templates/{id}/draft',
    at: { id: 'ownTemplate' },
    body: () => ({ revision: 1, draft: TEMPLATES[0], licence: '', credits: '' }),
  },
  {
    method: 'POST',
    path: '/api/own-templates/{id}/publish',
    at: { id: 'ownTemplate' },
    body: () => ({ revision: 1 }),
  },
  get('/api/programmes/{id}/vocabularies', 'programme'),
  {
    method: 'POST',
    path: '/api/programmes/{id}/vocabularies',
    at: { id: 'programme' },
    body: () => ({ kind: 'term_retired', vocabularyId: 'yes_no', termId: 'yes' }),
  },
  { method: 'PATCH', path: '/api/boards/{id}', at: { id: 'board' }, body: () => ({ status: 'archived' }) },
  { method: 'POST', path: '/api/boards/{id}/snapshots', at: { id: 'board' }, body: renamed },
  get('/api/boards/{id}/snapshots', 'board'),
  get('/api/boards/{id}/extract', 'board'),
  get('/api/library/syntheses', 'board'),
  {
    method: 'PUT',
    path: '/api/library/syntheses/{stake}',
    // any id will do: whoever writes them has the right somewhere
    at: {},
    body: () => ({ lang: 'fr', bullets: ['Lue par tout le monde.'] }),
  },
  get('/api/library/cas', 'board'),
  get('/api/library/vues/matrice', 'board'),
  get('/api/library/vues/miroir', 'board'),
  get('/api/library/vues/effets', 'board'),
  get('/api/library/vues/couverture', 'board'),
  get('/api/library/vues/parcours', 'board'),
  get('/api/library/vues/mutualisation', 'board'),
  get('/api/library/vues/financement', 'board'),
  get('/api/library/vues/enjeux', 'board'),
  get('/api/library/vues/questions', 'board'),
  get('/api/boards/{id}/near-cases', 'board'),
  get('/api/boards/{id}/references', 'board'),
  get('/api/boards/{id}/sources', 'board'),
  get('/api/boards/{id}/items', 'board'),
  get('/api/boards/{id}/dependents', 'board'),
  {
    method: 'POST',
    path: '/api/boards/{id}/references',
    at: { id: 'board' },
    body: ({ board }) => ({ fromBoardId: board, itemIds: ['shape:a'], zoneId: 'needs' }),
  },
  get('/api/cohorts/{id}/overview', 'cohort'),
  {
    method: 'POST',
    path: '/api/boards/{id}/ballots',
    at: { id: 'board' },
    body: () => ({ zoneId: 'needs' }),
  },
  {
    method: 'GET',
    path: '/api/boards/{id}/ballots/{ballotId}/mine',
    at: { id: 'board', ballotId: 'ballot' },
  },
  {
    method: 'PUT',
    path: '/api/boards/{id}/ballots/{ballotId}/mine',
    at: { id: 'board', ballotId: 'ballot' },
    body: () => ({ votes: {} }),
  },
  {
    method: 'PUT',
    path: '/api/boards/{id}/ballots/{ballotId}/terms',
    at: { id: 'board', ballotId: 'ballot' },
    body: () => ({ budget: 2 }),
  },
  {
    method: 'GET',
    path: '/api/boards/{id}/ballots/{ballotId}/turnout',
    at: { id: 'board', ballotId: 'ballot' },
  },
  {
    method: 'GET',
    path: '/api/boards/{id}/ballots/{ballotId}/proxies',
    at: { id: 'board', ballotId: 'ballot' },
  },
  {
    method: 'PUT',
    path: '/api/boards/{id}/ballots/{ballotId}/proxies/{proxyId}',
    // any id will do: whoever leads makes it
    at: { id: 'board', ballotId: 'ballot', proxyId: 'ballot' },
    body: () => ({ voices: 2, votes: {} }),
  },
  {
    method: 'DELETE',
    path: '/api/boards/{id}/ballots/{ballotId}/proxies/{proxyId}',
    at: { id: 'board', ballotId: 'ballot', proxyId: 'ballot' },
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/ballots/{ballotId}/close',
    at: { id: 'board', ballotId: 'ballot' },
  },
  get('/api/boards/{id}/script', 'board'),
  {
    method: 'POST',
    path: '/api/boards/{id}/script',
    at: { id: 'board' },
    body: () => ({ commandId: 'stolen-start', command: { do: 'start' } }),
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/attention/call',
    at: { id: 'board' },
    body: () => ({ zoneId: 'needs', view: null }),
  },
  {
    method: 'PUT',
    path: '/api/boards/{id}/attention/spotlight',
    at: { id: 'board' },
    body: () => ({ zoneId: null }),
  },
  { method: 'PUT', path: '/api/boards/{id}/attention/hand', at: { id: 'board' }, body: () => ({ up: true }) },
  {
    method: 'POST',
    path: '/api/boards/{id}/attention/hands/lower',
    at: { id: 'board' },
    body: () => ({ actorId: null }),
  },
  get('/api/boards/{id}/attention/done', 'board'),
  {
    method: 'PUT',
    path: '/api/boards/{id}/attention/done',
    at: { id: 'board' },
    body: () => ({ done: true, step: 'any' }),
  },
  get('/api/boards/{id}/deleted-notes', 'board'),
  {
    method: 'POST',
    path: '/api/boards/{id}/deleted-notes/restore',
    at: { id: 'board' },
    // any id will do: there is none before one leads
    body: () => ({ noteIds: ['shape:any'] }),
  },
  {
    method: 'PUT',
    path: '/api/boards/{id}/colours',
    at: { id: 'board' },
    body: () => ({ colour: 'red', caption: 'Freins' }),
  },
  { method: 'POST', path: '/api/boards/{id}/knock', at: { id: 'board' } },
  get('/api/boards/{id}/door', 'board'),
  { method: 'PUT', path: '/api/boards/{id}/door', at: { id: 'board' }, body: () => ({ locked: true }) },
  {
    method: 'POST',
    path: '/api/boards/{id}/door/answers',
    at: { id: 'board' },
    body: () => ({ actorIds: ['somebody'], admit: true }),
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/door/removals',
    at: { id: 'board' },
    body: () => ({ actorId: 'somebody' }),
  },
  get('/api/boards/{id}/rehearsal', 'board'),
  { method: 'POST', path: '/api/boards/{id}/rehearsal', at: { id: 'board' }, body: () => ({}) },
  { method: 'POST', path: '/api/boards/{id}/rehearsal/stop', at: { id: 'board' } },
  get('/api/boards/{id}', 'group'),
  get('/api/boards/{id}/items', 'group'),
  { ...get('/api/boards/{id}/export', 'group'), query: () => 'format=json' },
  get('/api/cohorts/{id}/workshops', 'cohort'),
  {
    method: 'POST',
    path: '/api/cohorts/{id}/workshops',
    at: { id: 'cohort' },
    body: ({ organisation }) => ({
      key: 'a-stolen-workshop',
      title: 'Volée',
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'inter-debrief',
      groups: [{ name: 'Volé', organisationIds: [organisation] }],
    }),
  },
  {
    method: 'POST',
    path: '/api/cohorts/{id}/workshops/balance',
    at: { id: 'cohort' },
    body: ({ organisation }) => ({ names: ['Un'], organisationIds: [organisation], seed: 1 }),
  },
  get('/api/cohorts/{id}/exclusions', 'cohort'),
  {
    method: 'PUT',
    path: '/api/cohorts/{id}/exclusions',
    at: { id: 'cohort' },
    body: ({ organisation, neighbourOrganisation }) => ({ pairs: [[organisation, neighbourOrganisation]] }),
  },
  get('/api/workshops/{id}', 'workshop'),
  {
    method: 'PATCH',
    path: '/api/workshops/{id}',
    at: { id: 'workshop' },
    body: () => ({ title: 'Reprise' }),
  },
  get('/api/workshops/{id}/presence', 'workshop'),
  get('/api/workshops/{id}/scripts', 'workshop'),
  get('/api/workshops/{id}/unfinished', 'workshop'),
  { method: 'POST', path: '/api/workshops/{id}/arrive', at: { id: 'workshop' } },
  {
    method: 'POST',
    path: '/api/workshops/{id}/here',
    at: { id: 'workshop' },
    body: () => ({ here: 'groups' }),
  },
  {
    method: 'POST',
    path: '/api/workshops/{id}/script',
    at: { id: 'workshop' },
    body: () => ({ commandId: 'stolen-start', command: { do: 'start' } }),
  },
  { method: 'POST', path: '/api/workshops/{id}/close', at: { id: 'workshop' } },
  {
    method: 'PUT',
    path: '/api/workshops/{id}/organisations/{memberId}',
    at: { id: 'workshop', memberId: 'organisation' },
    body: () => ({ boardId: null }),
  },
  {
    method: 'PUT',
    path: '/api/workshops/{id}/people/{memberId}',
    at: { id: 'workshop', memberId: 'membership' },
    body: () => ({ boardId: null }),
  },
  { method: 'POST', path: '/api/workshops/{id}/believe', at: { id: 'workshop' } },
  {
    method: 'PUT',
    path: '/api/workshops/{id}/facilitators/{memberId}',
    at: { id: 'workshop', memberId: 'membership' },
    body: ({ group }) => ({ boardIds: [group] }),
  },
  {
    method: 'POST',
    path: '/api/workshops/{id}/coaching',
    at: { id: 'workshop' },
    body: () => ({ templateId: 'change-plan' }),
  },
  {
    method: 'PUT',
    path: '/api/workshops/{id}/coaching/{boardId}',
    at: { id: 'workshop', boardId: 'group' },
    body: () => ({ meetsAt: null }),
  },
  { method: 'POST', path: '/api/workshops/{id}/invitations', at: { id: 'workshop' }, body: () => ({}) },
  get('/api/workshops/{id}/collation', 'workshop'),
  get('/api/workshops/{id}/pack', 'workshop'),
  get('/api/workshops/{id}/pack/docx', 'workshop'),
  get('/api/workshops/{id}/synthesis', 'workshop'),
  get('/api/workshops/{id}/put-aside', 'workshop'),
  get('/api/workshops/{id}/open-actions', 'workshop'),
  {
    method: 'PUT',
    path: '/api/workshops/{id}/open-actions',
    at: { id: 'workshop' },
    body: ({ group }) => ({ boardId: group, itemId: 'shape:a', done: true }),
  },
  {
    method: 'PUT',
    path: '/api/workshops/{id}/collation/links',
    at: { id: 'workshop' },
    body: ({ group, board }) => ({
      a: { boardId: group, itemId: 'shape:a' },
      b: { boardId: board, itemId: 'shape:b' },
      link: 'linked',
    }),
  },
  {
    method: 'POST',
    path: '/api/workshops/{id}/taken',
    at: { id: 'workshop' },
    body: ({ group }) => ({
      toBoardId: group,
      zoneId: 'advice',
      items: [{ boardId: group, itemId: 'shape:a' }],
    }),
  },
  get('/api/boards/{id}/comments', 'board'),
  {
    method: 'POST',
    path: '/api/boards/{id}/comments',
    at: { id: 'board' },
    body: () => ({ id: 'c'.repeat(22), targetId: 'macro', text: 'Intrusion', signed: true }),
  },
  {
    method: 'PATCH',
    path: '/api/boards/{id}/comments/{commentId}',
    at: { id: 'board', commentId: 'membership' },
    body: () => ({ resolved: true }),
  },
  {
    method: 'DELETE',
    path: '/api/boards/{id}/comments/{commentId}',
    at: { id: 'board', commentId: 'membership' },
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/curtains',
    at: { id: 'board' },
    body: () => ({ zoneIds: ['macro'], anonymous: true }),
  },
  { method: 'POST', path: '/api/boards/{id}/curtains/lift', at: { id: 'board' }, body: () => ({}) },
  onCurtain('review'),
  onCurtain('resume'),
  {
    method: 'POST',
    path: '/api/boards/{id}/curtains/remove',
    at: { id: 'board' },
    body: ({ curtain }) => ({ curtainId: curtain, noteId: HIDDEN_NOTE_ID }),
  },
  get('/api/boards/{id}/private-notes', 'board'),
  {
    method: 'POST',
    path: '/api/boards/{id}/private-notes/find',
    at: { id: 'board' },
    body: () => ({ notes: [{ id: HIDDEN_NOTE_ID, key: 'k'.repeat(43) }] }),
  },
  {
    method: 'PUT',
    path: '/api/boards/{id}/private-notes',
    at: { id: 'board' },
    body: ({ curtain }) => stolenNote(curtain),
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/private-notes/withdraw',
    at: { id: 'board' },
    body: ({ curtain }) => ({ curtainId: curtain, id: HIDDEN_NOTE_ID, revision: 1 }),
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/private-notes/reveal',
    at: { id: 'board' },
    body: ({ curtain }) => ({ curtainId: curtain }),
  },
  get('/api/cohorts/{id}/snapshots', 'cohort'),
  get('/api/snapshots/{id}', 'snapshot'),
  get('/api/snapshots/{id}', 'offeredSnapshot'),
  {
    method: 'POST',
    path: '/api/snapshots/{id}/restore',
    at: { id: 'snapshot' },
    body: () => ({ keepAs: 'Avant' }),
  },
  get('/api/snapshots/{id}/missing-notes', 'snapshot'),
  {
    method: 'POST',
    path: '/api/snapshots/{id}/missing-notes',
    at: { id: 'snapshot' },
    body: () => ({ noteIds: ['shape:note1'] }),
  },
  { method: 'PATCH', path: '/api/snapshots/{id}', at: { id: 'snapshot' }, body: () => ({ offered: true }) },
  get('/api/snapshots/{id}.svg', 'snapshot'),
  get('/api/snapshots/{id}.svg', 'offeredSnapshot'),
  get('/api/snapshots/{id}.png', 'snapshot'),
  { ...get('/api/boards/{id}/export', 'board'), query: () => 'format=json' },
  { ...get('/api/snapshots/{id}/export', 'snapshot'), query: () => 'format=json' },
  { ...get('/api/cohorts/{id}/export', 'cohort'), query: ({ board }) => `format=json&boards=${board}` },
  {
    method: 'POST',
    path: '/api/boards/{id}/imports/tldraw',
    at: { id: 'board' },
    body: () => ({ file: '{}' }),
  },
  {
    method: 'POST',
    path: '/api/boards/{id}/imports/rows',
    at: { id: 'board' },
    body: () => ({ zoneId: 'macro', columns: ['text'], rows: [['x']] }),
  },
  get('/api/cohorts/{id}/roster', 'cohort'),
  {
    method: 'POST',
    path: '/api/cohorts/{id}/roster',
    at: { id: 'cohort' },
    body: () => ({ kind: 'person', name: 'X' }),
  },
  {
    method: 'DELETE',
    path: '/api/cohorts/{id}/roster/{entryId}',
    at: { id: 'cohort', entryId: 'rosterEntry' },
  },
  get('/api/cohorts/{id}/cases', 'cohort'),
  {
    method: 'POST',
    path: '/api/cases',
    at: {},
    body: ({ cohort, offeredSnapshot }) => ({
      cohortId: cohort,
      snapshotIds: [offeredSnapshot],
      publicName: 'Volé',
    }),
  },
  get('/api/cases/{id}', 'case'),
  { method: 'PATCH', path: '/api/cases/{id}', at: { id: 'case' }, body: () => ({ publicName: 'Repris' }) },
  get('/api/cases/{id}/preview', 'case'),
  get('/api/cases/{id}/boards', 'case'),
  {
    method: 'POST',
    path: '/api/cases/{id}/images',
    at: { id: 'case' },
    body: ({ offeredSnapshot }) => ({ snapshotId: offeredSnapshot }),
  },
  {
    method: 'GET',
    path: '/api/cases/{id}/images/{imageId}',
    // any id will do: the case comes first
    at: { id: 'case', imageId: 'statement' },
  },
  {
    method: 'PUT',
    path: '/api/cases/{id}/images/{imageId}',
    at: { id: 'case', imageId: 'statement' },
    body: () => ({ taken: true }),
  },
  {
    method: 'DELETE',
    path: '/api/cases/{id}/images/{imageId}',
    at: { id: 'case', imageId: 'statement' },
  },
  get('/api/cases/{id}/check', 'case'),
  {
    method: 'PATCH',
    path: '/api/cases/{id}/check',
    at: { id: 'case' },
    body: () => ({ monthZero: '2023-01' }),
  },
  {
    method: 'PUT',
    path: '/api/cases/{id}/statements/{statementId}',
    at: { id: 'case', statementId: 'statement' },
    body: () => ({ decision: 'dropped' }),
  },
  {
    method: 'GET',
    path: '/api/cases/{id}/statements/{statementId}/sources',
    at: { id: 'case', statementId: 'statement' },
  },
  {
    method: 'PUT',
    path: '/api/cases/{id}/findings',
    at: { id: 'case' },
    body: ({ statement }) => ({ statementId: statement, findingKey: 'x', decision: { action: 'remove' } }),
  },
  { method: 'POST', path: '/api/cases/{id}/publish', at: { id: 'case' } },
  { method: 'POST', path: '/api/cases/{id}/withdraw', at: { id: 'case' } },
  { method: 'POST', path: '/api/cases/{id}/count', at: { id: 'case' } },
  { method: 'DELETE', path: '/api/cases/{id}/count', at: { id: 'case' } },
  get('/api/cases/{id}/approvals', 'case'),
  get('/api/cases/{id}/log', 'case'),
  {
    method: 'PUT',
    path: '/api/cases/{id}/second-reading',
    at: { id: 'case' },
    body: () => ({ textHash: '0'.repeat(64), verdict: 'ok' }),
  },
  get('/api/cohorts/{id}/consents', 'cohort'),
  {
    method: 'POST',
    path: '/api/cohorts/{id}/organisations/{organisationId}/consent-links',
    at: { id: 'cohort', organisationId: 'organisation' },
    body: () => ({}),
  },
  { method: 'DELETE', path: '/api/consent-links/{id}', at: { id: 'consentLink' } },
  {
    method: 'GET',
    path: '/api/cohorts/{id}/organisations/{organisationId}/consent/image',
    at: { id: 'cohort', organisationId: 'organisation' },
    query: (ids) => `caseId=${ids.case}&image=${'a'.repeat(26)}`,
  },
  {
    method: 'GET',
    path: '/api/cohorts/{id}/organisations/{organisationId}/consent',
    at: { id: 'cohort', organisationId: 'organisation' },
  },
  {
    method: 'PUT',
    path: '/api/cohorts/{id}/organisations/{organisationId}/consent',
    at: { id: 'cohort', organisationId: 'organisation' },
    body: () => ({ seen: null, answer: { state: 'co_retire' } }),
  },
]

/** Routes about oneself, open to all, or of the installation: each has tests of its own. */
const ELSEWHERE = [
  /^\w+ \/api\/(config|setup|demo|clock)$/,
  /^\w+ \/api\/session(\/\w+)?$/,
  /^\w+ \/api\/session\/person\/(erasure|export)$/,
  /^\w+ \/api\/for-you(\/seen)?$/,
  // an administrator's list; one by its id alone, which says a state and nothing of whom
  /^GET \/api\/erasures(\/\{id\})?$/,
  /^\w+ \/api\/programmes$/,
  /^POST \/api\/invitations\/(preview|join)$/,
  // opened by a link's token alone: attacked beside the code of consents
  /^POST \/api\/consents\/(open|state|image)$/,
  /^GET \/api\/templates(\/\{id\}\/versions\/\{version\})?$/,
  /^GET \/api\/own-templates$/,
  // attacked above, under the name of one of its files
  /^GET \/api\/workshops\/\{id\}\/pack\/\{file\}$/,
  // the lists below ask it
  /^GET \/api\/search$/,
  /^GET \/api\/workshops$/,
  /^GET \/api\/retention$/,
  // who may read cases for few is asked role by role beside their code
  /^GET \/api\/library\/reserves/,
  /^GET \/(cas|sitemap\.xml|robots\.txt)/,
]

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => stage?.close())

function send(
  person: ApiPerson,
  { method, path, at, query, body }: Attack,
  ids: Stage['ids'] = stage.ids,
): Promise<ApiAnswer> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: keyof Attack['at']) => ids[at[name] ?? 'board'])
  const address = query ? `${filled}?${query(ids)}` : filled
  return method === 'GET' ? person.get(address) : person.send(method, address, body?.(ids))
}

test('every route of the API is attacked here or named as harmless', async () => {
  const { body } = await stage.coach.get('/api/docs/json')
  const known = new Set(ATTACKS.map(({ method, path }) => `${method} ${path}`))
  const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(routes.length).toBeGreaterThan(40)
  expect(routes.filter((route) => !known.has(route) && !ELSEWHERE.some((rule) => rule.test(route)))).toEqual(
    [],
  )
})

describe.each(ATTACKERS)('%s, knowing every id,', (attacker) => {
  test.each(ATTACKS.map((attack) => [`${attack.method} ${attack.path}`, attack] as const))(
    'learns nothing from %s',
    async (_, attack) => {
      const { status, text } = await send(stage.attackers[attacker], attack)
      // numbers without a word, a name or an order: that much a partner of the cohort is given
      const isOverview = attacker === 'cohort partner' && attack.path === '/api/cohorts/{id}/overview'
      expect(status).toBe(attacker === 'nobody' ? 401 : isOverview ? 200 : 404)
      expect(text).not.toMatch(new RegExp(`${SECRET}|${COHORT_SECRET}`, 'i'))
    },
  )

  test('reads no name and no count in her own lists', async () => {
    const person = stage.attackers[attacker]
    for (const path of [
      '/api/programmes',
      '/api/templates',
      '/api/own-templates',
      '/api/session',
      '/api/setup',
      '/api/config',
      `/api/search?q=${encodeURIComponent('note besoin')}`,
      '/api/workshops',
      '/api/retention',
      '/api/library/reserves',
      '/api/for-you',
      '/cas',
      '/cas.json',
    ]) {
      const { text } = await person.get(path)
      expect(text).not.toMatch(new RegExp(`${SECRET}|${COHORT_SECRET}`, 'i'))
      expect(text).not.toContain(stage.ids.board)
    }
  })
})

test('nothing of all that was done', async () => {
  const { coach, ids } = stage
  expect((await coach.get(`/api/cohorts/${ids.cohort}`)).body.name).toContain(COHORT_SECRET)
  expect((await coach.get(`/api/boards/${ids.board}`)).body.status).toBe('open')
  expect((await coach.get(`/api/boards/${ids.board}/snapshots`)).body.snapshots).toHaveLength(2)
  expect((await coach.get(`/api/snapshots/${ids.snapshot}`)).body.offered).toBe(false)
  const { people } = (await coach.get(`/api/cohorts/${ids.cohort}/people`)).body
  expect(people.map(({ membershipId }: { membershipId: string }) => membershipId)).toContain(ids.membership)
  const workshop = (await coach.get(`/api/workshops/${ids.workshop}`)).body
  expect(workshop).toMatchObject({ state: 'planned', here: 'plenary', waiting: { organisations: [] } })
  expect((await coach.get(`/api/cohorts/${ids.cohort}/exclusions`)).body.pairs).toEqual([])
})

describe('a participant of another organisation of the cohort', () => {
  test.each(
    ATTACKS.filter(
      ({ at, path }) =>
        (at.id !== 'cohort' && at.id !== 'programme' && path !== '/api/cases') || path.endsWith('/boards'),
    ).map((attack) => [`${attack.method} ${attack.path}`, attack] as const),
  )('learns nothing of the neighbours from %s', async (_, attack) => {
    const { text } = await send(stage.neighbour, attack)
    expect(text).not.toMatch(new RegExp(SECRET, 'i'))
  })

  test.each(['board', 'snapshot', 'case', 'membership'] as const)(
    'does not learn that a %s exists',
    async (kind) => {
      const path = { board: 'boards', snapshot: 'snapshots', case: 'cases', membership: 'memberships' }[kind]
      const { neighbour, ids } = stage
      const ask = (id: string) =>
        kind === 'membership'
          ? neighbour.send('DELETE', `/api/memberships/${id}`)
          : neighbour.get(`/api/${path}/${id}`)
      const real = await ask(ids[kind])
      expect(real.status).toBe(404)
      expect(real.text).toBe((await ask('x'.repeat(21))).text)
    },
  )
})

test.each(['cohort funder', 'programme funder', 'cohort partner', 'stranger', 'neighbour'] as const)(
  'to a %s a case answers on every route as one that is not there does',
  async (who) => {
    const person = who === 'neighbour' ? stage.neighbour : stage.attackers[who]
    const unknown = { ...stage.ids, case: 'x'.repeat(22), statement: 'y'.repeat(22) }
    for (const attack of ATTACKS.filter(({ at }) => at.id === 'case')) {
      const [real, missing] = [await send(person, attack), await send(person, attack, unknown)]
      expect([real.status, real.text], `${attack.method} ${attack.path}`).toEqual([404, missing.text])
    }
  },
)

/** People of the board, and what each may not do there although she sees it. */
const INSIDERS: readonly (readonly [
  'boardPartner' | 'participant' | 'facilitator' | 'editor',
  string,
  string,
  object?,
])[] = [
  ['boardPartner', 'PATCH', '/api/boards/{board}', { title: 'Repris' }],
  ['boardPartner', 'POST', '/api/boards/{board}/snapshots', { name: 'Repris' }],
  ['boardPartner', 'GET', '/api/boards/{board}/snapshots'],
  ['boardPartner', 'PUT', '/api/boards/{board}/ballots/{ballot}/mine', { votes: {} }],
  ['participant', 'POST', '/api/boards/{board}/ballots', { zoneId: 'needs' }],
  ['participant', 'POST', '/api/boards/{board}/ballots/{ballot}/close'],
  [
    'participant',
    'POST',
    '/api/boards/{board}/script',
    { commandId: 'stolen-start', command: { do: 'start' } },
  ],
  [
    'boardPartner',
    'POST',
    '/api/boards/{board}/script',
    { commandId: 'stolen-start', command: { do: 'start' } },
  ],
  ['participant', 'GET', '/api/boards/{board}/rehearsal'],
  ['participant', 'POST', '/api/boards/{board}/rehearsal', {}],
  ['participant', 'POST', '/api/boards/{board}/rehearsal/stop'],
  ['boardPartner', 'POST', '/api/boards/{board}/rehearsal', {}],
  ['boardPartner', 'PUT', '/api/boards/{board}/private-notes', stolenNote('a'.repeat(22))],
  ['participant', 'POST', '/api/boards/{board}/curtains', { zoneIds: ['macro'], anonymous: true }],
  ['participant', 'POST', '/api/boards/{board}/curtains/lift', {}],
  ['participant', 'POST', '/api/boards/{board}/curtains/review', { curtainId: 'a'.repeat(22) }],
  ['participant', 'POST', '/api/boards/{board}/curtains/resume', { curtainId: 'a'.repeat(22) }],
  ['boardPartner', 'POST', '/api/boards/{board}/curtains/lift', {}],
  ['participant', 'PUT', '/api/boards/{board}/ballots/{ballot}/terms', { budget: 9 }],
  ['participant', 'GET', '/api/boards/{board}/ballots/{ballot}/turnout'],
  ['boardPartner', 'GET', '/api/boards/{board}/ballots/{ballot}/turnout'],
  ['participant', 'GET', '/api/boards/{board}/ballots/{ballot}/proxies'],
  ['participant', 'PUT', '/api/boards/{board}/ballots/{ballot}/proxies/{ballot}', { voices: 9, votes: {} }],
  ['participant', 'DELETE', '/api/boards/{board}/ballots/{ballot}/proxies/{ballot}'],
  ['boardPartner', 'GET', '/api/boards/{board}/export?format=json'],
  [
    'boardPartner',
    'POST',
    '/api/boards/{board}/comments',
    { id: 'c'.repeat(22), targetId: 'macro', text: 'Intrusion', signed: true },
  ],
  ['boardPartner', 'POST', '/api/boards/{board}/imports/tldraw', { file: '{}' }],
  ['participant', 'PATCH', '/api/boards/{board}', { status: 'archived' }],
  ['participant', 'POST', '/api/boards/{board}/snapshots', { name: 'Repris' }],
  ['participant', 'GET', '/api/boards/{board}/snapshots'],
  ['participant', 'PATCH', '/api/organisations/{organisation}', { name: 'Repris' }],
  ['participant', 'PATCH', '/api/workshops/{workshop}', { title: 'Reprise' }],
  ['participant', 'POST', '/api/workshops/{workshop}/here', { here: 'groups' }],
  ['participant', 'POST', '/api/workshops/{workshop}/close'],
  ['participant', 'GET', '/api/workshops/{workshop}/scripts'],
  ['participant', 'GET', '/api/workshops/{workshop}/unfinished'],
  ['participant', 'POST', '/api/workshops/{workshop}/invitations', {}],
  ['participant', 'POST', '/api/workshops/{workshop}/coaching', { templateId: 'change-plan' }],
  ['participant', 'PUT', '/api/workshops/{workshop}/coaching/{group}', { meetsAt: null }],
  ['participant', 'PUT', '/api/workshops/{workshop}/organisations/{organisation}', { boardId: null }],
  ['participant', 'GET', '/api/cohorts/{cohort}/people'],
  ['participant', 'GET', '/api/cohorts/{cohort}/roster'],
  ['participant', 'GET', '/api/cohorts/{cohort}/cases'],
  ['participant', 'GET', '/api/cohorts/{cohort}/consents'],
  ['participant', 'GET', '/api/cohorts/{cohort}/organisations/{organisation}/consent'],
  ['participant', 'POST', '/api/cohorts/{cohort}/organisations/{organisation}/consent-links', {}],
  [
    'editor',
    'PUT',
    '/api/cohorts/{cohort}/organisations/{organisation}/consent',
    { seen: null, answer: { state: 'co_retire' } },
  ],
  ['facilitator', 'PATCH', '/api/boards/{board}', { title: 'Repris' }],
  ['facilitator', 'POST', '/api/boards/{board}/snapshots', { name: 'Repris', offered: true }],
  ['facilitator', 'PATCH', '/api/snapshots/{snapshot}', { offered: true }],
  ['facilitator', 'GET', '/api/snapshots/{snapshot}/missing-notes'],
  ['facilitator', 'POST', '/api/snapshots/{snapshot}/missing-notes', { noteIds: ['shape:note1'] }],
  ['editor', 'POST', '/api/cases/{case}/publish'],
  ['editor', 'PATCH', '/api/snapshots/{offeredSnapshot}', { offered: false }],
  ['editor', 'GET', '/api/cohorts/{cohort}/people'],
]

test.each(INSIDERS.map(([who, method, path, body]) => ({ who, method, path, body })))(
  'the $who may not $method $path',
  async ({ who, method, path, body }) => {
    const address = path.replace(/\{(\w+)\}/g, (_, id: StageId) => stage.ids[id])
    const person = stage[who]
    const { status, body: answer } =
      method === 'GET' ? await person.get(address) : await person.send(method as 'POST', address, body)
    expect([status, answer.error.code]).toEqual([403, 'forbidden'])
  },
)

test('nobody on the board reads, changes or withdraws somebody else’s hidden note', async () => {
  const { ids } = stage
  const path = `/api/boards/${ids.board}/private-notes`
  for (const person of [stage.participant, stage.facilitator, stage.coach]) {
    expect((await person.get(path)).body.notes).toEqual([])
    expect((await person.send('PUT', path, stolenNote(ids.curtain))).status).toBe(404)
    const withdrawn = { curtainId: ids.curtain, id: HIDDEN_NOTE_ID, revision: 1 }
    expect((await person.send('POST', `${path}/withdraw`, withdrawn)).status).toBe(404)
  }
  expect((await stage.holder.get(path)).body.notes).toMatchObject([
    { id: HIDDEN_NOTE_ID, text: `${SECRET} note cachée` },
  ])
})

test('an editor sees of a board what was offered, and neither the board nor the rest', async () => {
  const { editor, ids } = stage
  expect((await editor.get(`/api/boards/${ids.board}`)).status).toBe(404)
  expect((await editor.get(`/api/snapshots/${ids.snapshot}`)).status).toBe(404)
  expect((await editor.get(`/api/snapshots/${ids.snapshot}.svg`)).status).toBe(404)
  const { snapshots } = (await editor.get(`/api/boards/${ids.board}/snapshots`)).body
  expect(snapshots.map(({ id }: { id: string }) => id)).toEqual([ids.offeredSnapshot])
})
