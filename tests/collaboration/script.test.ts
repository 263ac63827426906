import { BALLOT_PREFIX, metaRoot, type OpenBallot } from '@tablee/board'
import {
  currentStep,
  readScript,
  SCRIPT_KEY,
  type Script,
  type ScriptCommand,
  timeLeftMs,
} from '@tablee/board/script'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** People of one workshop: three groups of ten. */
const PEOPLE = 30
/** Longest wait for what must come, in ms: the machine may be busy. */
const EVENT_MS = 20_000

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop
let facilitator: ApiPerson
let participants: ApiPerson[]
let peers: BoardPeer[] = []

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  workshop = await prepareWorkshop(server)
  const { coach, boardId, organisationId } = workshop
  const join = (name: string, role: string, scopeKind: string, scopeId: string) =>
    joinAsGuest(server, coach, { name, role, scopeKind, scopeId })
  facilitator = await join('Animatrice', 'facilitator', 'board', boardId)
  participants = await Promise.all(
    Array.from({ length: PEOPLE }, (_, at) => join(`P${at}`, 'participant', 'organisation', organisationId)),
  )
}, 120_000)
afterAll(async () => {
  for (const peer of peers) peer.leave()
  await server?.stop()
  await folder?.remove()
})

const scriptOf = (peer: BoardPeer): Script => readScript(metaRoot(peer.doc))
const stepOf = (peer: BoardPeer) => currentStep(scriptOf(peer))?.id ?? null

let count = 0
async function send(command: ScriptCommand, person: ApiPerson = workshop.coach): Promise<string> {
  count += 1
  const path = `/api/boards/${workshop.boardId}/script`
  return (await done(person.send('POST', path, { commandId: `command-${count}`, command }))).outcome
}

/** Resolves when a peer's own document says so. */
function seen(peer: BoardPeer, holds: (script: Script) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!holds(scriptOf(peer))) return
      peer.doc.off('afterTransaction', check)
      resolve()
    }
    peer.doc.on('afterTransaction', check)
    check()
  })
}

/** Opens the board for these people, as long as the test. */
async function openFor(people: readonly ApiPerson[]): Promise<BoardPeer[]> {
  const opened = await Promise.all(people.map((person) => openBoard(server, person, workshop.boardId)))
  peers.push(...opened)
  return opened
}

test('a step change reaches all thirty in their own document, and two who lead at once move one step', async () => {
  const everybody = await openFor(participants)
  expect(await send({ do: 'start' })).toBe('done')
  await Promise.all(everybody.map((peer) => seen(peer, ({ state }) => state.phase === 'running')))
  const [first, second, third] = everybody[0] ? scriptOf(everybody[0]).steps.map(({ id }) => id) : []
  if (!first || !second || !third) throw new Error('the method has too few steps')

  const outcomes = await Promise.all([
    send({ do: 'next', from: first }),
    send({ do: 'next', from: first }, facilitator),
  ])
  expect(outcomes.sort()).toEqual(['done', 'overtaken'])
  await Promise.all(everybody.map((peer) => seen(peer, ({ state }) => state.revision === 2)))
  expect(new Set(everybody.map(stepOf))).toEqual(new Set([second]))
  const clocks = everybody.map((peer) => JSON.stringify(metaRoot(peer.doc).get(SCRIPT_KEY)))
  expect(new Set(clocks).size).toBe(1)
}, 60_000)

test('whose cursor is where is seen in an open step, and in a private one or a vote by nobody; nor behind a curtain or in a vote opened by hand', async () => {
  const [pointing, looking] = peers
  const steps = pointing ? scriptOf(pointing).steps : []
  const [open, hidden] = steps
  const vote = steps.find(({ mode }) => mode === 'vote')
  if (!pointing || !looking || !open || !hidden || !vote) throw new Error('the method has too few steps')
  expect([open.mode, hidden.mode]).toEqual(['plenary', 'private'])
  const point = (x: number) => pointing.room.awareness.setLocalStateField('cursor', { x, y: 1 })
  const cursors = () => [...looking.room.awareness.getStates().values()].flatMap(({ cursor }) => cursor ?? [])
  const go = async (stepId: string) => {
    await send({ do: 'go', from: stepOf(pointing) ?? '', stepId })
    await Promise.all([pointing, looking].map((peer) => seen(peer, () => stepOf(peer) === stepId)))
  }
  const path = `/api/boards/${workshop.boardId}`
  const ask = (what: string, body: object) => done(workshop.coach.send('POST', `${path}/${what}`, body))
  await go(open.id)
  // those of the step with which everybody began
  await ask('curtains/lift', {})
  point(1)
  await vi.waitFor(() => expect(cursors()).toEqual([{ x: 1, y: 1 }]), { timeout: EVENT_MS })
  for (const [at, { id }] of [vote, hidden].entries()) {
    await go(id)
    // where she is now is told to nobody, and where she was goes
    point(2 + at)
    await vi.waitFor(() => expect(cursors()).toEqual([]), { timeout: EVENT_MS })
  }
  let x = 10
  const shows = async (isShown: boolean) => {
    x += 1
    point(x)
    if (!isShown) {
      // what is said after it has come: so would the cursor have
      const { revision } = scriptOf(looking).state
      await send({ do: 'addTime', from: stepOf(looking) ?? '', minutes: 1 })
      await seen(looking, ({ state }) => state.revision > revision)
    }
    await vi.waitFor(() => expect(cursors()).toEqual(isShown ? [{ x, y: 1 }] : []), { timeout: EVENT_MS })
  }
  const openVotes = () =>
    [...metaRoot(looking.doc).entries()].filter(([key]) => key.startsWith(BALLOT_PREFIX))
  const closeVotes = async () => {
    for (const [, ballot] of openVotes()) await ask(`ballots/${(ballot as OpenBallot).id}/close`, {})
    await vi.waitFor(() => expect(openVotes()).toEqual([]), { timeout: EVENT_MS })
  }
  // the step is for everybody, and the curtains of the one before still hang
  await go(open.id)
  await shows(false)
  await ask('curtains/lift', {})
  await closeVotes()
  await shows(true)
  // by hand, in the same step
  await ask('curtains', { zoneIds: ['macro'], anonymous: true })
  await shows(false)
  await ask('curtains/lift', {})
  await shows(true)
  await ask('ballots', { zoneId: 'needs' })
  await shows(false)
  await closeVotes()
  await shows(true)
  await go(hidden.id)
})

test('S1.6 who joins late has the step and the time left; a pause stands still for her', async () => {
  const [late] = await openFor([facilitator])
  if (!late) throw new Error('nobody came')
  const script = scriptOf(late)
  if (script.state.phase !== 'running') throw new Error('nothing runs')
  const { nowMs } = await done(facilitator.get('/api/clock'))
  const leftMs = timeLeftMs(script.state.clock, nowMs)
  expect(leftMs).toBeGreaterThan(0)
  expect(leftMs).toBeLessThanOrEqual((currentStep(script)?.minutes ?? 0) * 60_000)
  await send({ do: 'pause', from: script.state.stepId }, facilitator)
  await seen(late, ({ state }) => state.phase === 'running' && state.clock.kind === 'paused')
  await send({ do: 'resume', from: script.state.stepId }, facilitator)
})

test('B2 a participant who writes herself another step has the server’s back, on every screen', async () => {
  const [attacker, witness] = peers
  if (!attacker || !witness) throw new Error('nobody is here')
  const before = scriptOf(witness)
  const facts = metaRoot(attacker.doc)
  attacker.doc.transact(() => {
    facts.set('script', { ...before.state, phase: 'ended', endedAtMs: 0 })
    facts.set('script:steps', [])
  })
  await vi.waitFor(() => expect(attacker.refused()).toContain('document_record'), { timeout: EVENT_MS })
  await seen(attacker, ({ state }) => state.phase === 'running')
  expect(scriptOf(attacker)).toEqual(before)
  expect(scriptOf(witness)).toEqual(before)
})

test('W1 during « Vote » a participant’s new note is refused with a reason, the facilitator’s is not', async () => {
  const [participant] = peers
  const lead = peers.at(-1)
  const from = lead ? stepOf(lead) : null
  if (!participant || !lead || !from) throw new Error('nothing runs')
  // two steps without writing one after the other: no late word is let in by the one before
  const may = { write: false, moveOwn: false, vote: true, comment: true }
  await send({ do: 'changeStep', stepId: from, step: { may } })
  const vote = scriptOf(lead).steps.find(({ mode }) => mode === 'vote')?.id ?? ''
  await send({ do: 'go', from, stepId: vote })
  await Promise.all([participant, lead].map((peer) => seen(peer, () => stepOf(peer) === vote)))
  // the private step that was current first hangs curtains, which bind who leads too
  await done(workshop.coach.send('POST', `/api/boards/${workshop.boardId}/curtains/lift`, {}))
  const refused = participant.write('trop tard')
  await vi.waitFor(() => expect(participant.refused()).toContain('step_no_writing'), { timeout: EVENT_MS })
  await vi.waitFor(() => expect(participant.record(refused)).toBeNull(), { timeout: EVENT_MS })
  const kept = lead.write('de l’animatrice')
  await until(lead.room, ({ saved }) => saved === 'saved')
  await vi.waitFor(() => expect(participant.record(kept)).not.toBeNull(), { timeout: EVENT_MS })
})

test('killed with SIGKILL in the middle of a step the server comes back with the step and the time left', async () => {
  const [witness] = peers
  const before = witness && scriptOf(witness)
  if (before?.state.phase !== 'running') throw new Error('nothing runs')
  expect(await send({ do: 'addTime', from: before.state.stepId, minutes: 1 })).toBe('done')
  await server.stop('SIGKILL')
  for (const peer of peers) peer.leave()
  peers = []
  server = await startServer({ dataDir: folder.dataDir, port: Number(new URL(server.url).port) })
  const [back] = await openFor(participants.slice(0, 1))
  if (!back) throw new Error('nobody came')
  const { state } = scriptOf(back)
  const endsAtMs = before.state.clock.kind === 'running' ? before.state.clock.endsAtMs + 60_000 : 0
  expect(state).toMatchObject({
    phase: 'running',
    stepId: before.state.stepId,
    beganAtMs: before.state.beganAtMs,
    clock: { kind: 'running', endsAtMs },
  })
  // the rule holds again too
  const refused = back.write('après le redémarrage')
  await vi.waitFor(() => expect(back.refused()).toContain('step_no_writing'), { timeout: EVENT_MS })
  await vi.waitFor(() => expect(back.record(refused)).toBeNull(), { timeout: EVENT_MS })
}, 60_000)
