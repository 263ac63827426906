import { getIndexAbove, type IndexKey } from '@tldraw/utils'
import { describe, expect, test } from 'vitest'
import { metaRoot } from '../layout.ts'
import { type BoardRecord, isShape } from '../record.ts'
import { readScript } from '../script/read-script.ts'
import type { StepFields } from '../script/script.ts'
import { writeCommand } from '../script/write-script.ts'
import { sheetRecord } from '../sheet.ts'
import { BoardRoom } from '../testing/board-room.ts'
import { methodOfTest, named, zoneDefinition } from '../testing/definitions.ts'
import { arrowRecord, bindingRecord, groupRecord, noteRecord, zoneRecord } from '../testing/records.ts'

const MINUTE_MS = 60_000
const METHOD = methodOfTest({
  zones: [
    zoneDefinition('ideas'),
    zoneDefinition('shelf', { kind: 'row', options: { cols: [{ ...named('why'), type: 'text' }] } }),
    zoneDefinition('why', { kind: 'text' }),
  ],
})
const FREE: StepFields = {
  title: named('free').label,
  instruction: named('').label,
  minutes: 10,
  mode: 'group',
  zones: [],
  may: { write: true, moveOwn: true, vote: true, comment: true },
  hidesCursors: false,
  anonymous: false,
}
const VOTE = { ...FREE, may: { write: false, moveOwn: false, vote: true, comment: true } }
const SORT = { ...FREE, may: { write: false, moveOwn: true, vote: true, comment: true } }
const WRITE = { ...FREE, may: { write: true, moveOwn: false, vote: true, comment: true } }
const STEPS = { free: FREE, vote: VOTE, sort: SORT, write: WRITE, shelf: { ...FREE, zones: ['shelf'] } }
type StepId = keyof typeof STEPS

const AT = { ideas: 0, shelf: 500, why: 1_000, outside: 5_000 }
const zones = (['ideas', 'shelf', 'why'] as const).map((id, at) =>
  zoneRecord(id, { x: AT[id], y: 0, w: 500, h: 1_000 }, `Z${String.fromCharCode(98 + at)}`),
)
const sheets = zones
  .filter(isShape)
  .filter(({ props }) => props['zoneId'] === 'why')
  .map((zone) => sheetRecord(zone, 'Zx', 'Notre mission.'))

let lastIndex: IndexKey | null = null
function note(id: string, by: string, zone: keyof typeof AT) {
  lastIndex = getIndexAbove(lastIndex)
  return noteRecord({ id: `shape:${id}`, by, text: id, x: AT[zone] + 100, y: 100, index: lastIndex })
}
const moved = (zone: keyof typeof AT, at = 0) => ({
  xf: ['page:page', `b1${String.fromCharCode(66 + at)}`, AT[zone] + 90, 200 + at, 0],
})

/** A board with a script of one step of each kind, which stands where the test says; its clock is the test's. */
function open(...records: BoardRecord[]) {
  let nowMs = Date.UTC(2026, 10, 28, 12)
  let count = 0
  const room = new BoardRoom([...zones, ...sheets, ...records], METHOD, () => nowMs)
  const send = (command: Parameters<typeof writeCommand>[1]['command']) => {
    count += 1
    const { outcome } = room.edit((doc) => writeCommand(doc, { commandId: `c${count}`, command, nowMs }))
    expect(outcome).toBe('done')
  }
  for (const [stepId, step] of Object.entries(STEPS)) send({ do: 'addStep', stepId, before: null, step })
  const later = (minutes: number) => {
    nowMs += minutes * MINUTE_MS
  }
  /** Goes to a step, and waits until no late word is taken. */
  const at = (stepId: StepId) => {
    const { state } = readScript(metaRoot(room.doc))
    if (state.phase === 'running') send({ do: 'go', from: state.stepId, stepId })
    else send({ do: 'start', stepId })
  }
  return {
    room,
    send,
    later,
    at,
    settledAt(stepId: StepId) {
      at(stepId)
      later(3)
    },
    anna: room.join({ actorId: 'anna', role: 'writer' }),
    ben: room.join({ actorId: 'ben', role: 'writer' }),
    lead: room.join({ actorId: 'lead', role: 'writer', leads: true }),
    coach: room.join({ actorId: 'coach', role: 'coach' }),
  }
}
const refusal = (id: string, code: string) => ({ recordId: id.includes(':') ? id : `shape:${id}`, code })

test('a board without a script that runs knows no step', () => {
  const { room, anna, send, at, later } = open(note('a', 'anna', 'ideas'))
  const everything = (id: string) => {
    anna.put(note(id, 'anna', 'ideas'))
    anna.set('shape:a', moved('shelf'))
    anna.text('shape:a').insert(0, 'x')
    expect(room.tick().refusals).toEqual([])
  }
  everything('before')
  at('vote')
  send({ do: 'end', from: 'vote' })
  later(3)
  everything('after')
})

describe('W1 a step without writing', () => {
  test('takes no new note, arrow or letter, no cell, and lets nothing be taken away', () => {
    const { room, anna, settledAt } = open(note('a', 'anna', 'ideas'), note('b', 'ben', 'ideas'))
    const before = room.record('shape:a')
    settledAt('vote')
    anna.put(note('new', 'anna', 'ideas'), arrowRecord('shape:arrow', 'anna'))
    anna.text('shape:a').insert(0, 'x')
    anna.text('shape:b').insert(0, 'x')
    anna.set('shape:a', { 'm.c_why': 'x' })
    expect(room.tick().refusals).toEqual(
      expect.arrayContaining(['new', 'arrow', 'a', 'b'].map((id) => refusal(id, 'step_no_writing'))),
    )
    anna.board.delete('shape:a')
    expect(room.tick().refusals).toEqual([refusal('a', 'step_no_writing')])
    expect(room.record('shape:a')).toEqual(before)
    expect(anna.record('shape:a')).toEqual(before)
    expect([room.record('shape:new'), room.record('shape:arrow')]).toEqual([null, null])
  })

  test('nor a letter on the sheet of a text zone', () => {
    const { room, anna, settledAt } = open()
    const sheet = sheets[0]?.id ?? ''
    settledAt('sort')
    anna.text(sheet).insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal(sheet, 'step_no_writing')])
    expect(anna.record(sheet)).toEqual(room.record(sheet))
    expect(JSON.stringify(room.record(sheet))).not.toContain('xNotre')
  })

  test('what a screen measures from a text is let through', () => {
    const { room, anna, settledAt } = open(note('b', 'ben', 'ideas'))
    settledAt('vote')
    anna.set('shape:b', { 'p.growY': 20 })
    expect(room.tick().refusals).toEqual([])
  })

  test('but no growth takes a note into another zone', () => {
    const { room, anna, ben, settledAt } = open({ ...note('b', 'ben', 'ideas'), y: -300 })
    settledAt('vote')
    anna.set('shape:b', { 'p.growY': 600 })
    expect(room.tick().refusals).toHaveLength(1)
    ben.set('shape:b', { 'p.growY': 600 })
    expect(room.tick().refusals).toEqual([refusal('b', 'step_no_moving')])
    expect(room.record('shape:b')?.props?.['growY']).toBe(0)
    expect(room.record('shape:b')?.meta?.['zone'] ?? null).toBeNull()
  })

  test('an arrow stays tied to the note that stays', () => {
    const { room, anna, settledAt } = open(
      note('a', 'anna', 'ideas'),
      arrowRecord('shape:arrow', 'anna'),
      bindingRecord('binding:one', 'shape:arrow', 'shape:a', 'end'),
    )
    settledAt('vote')
    anna.board.delete('shape:a')
    anna.board.delete('binding:one')
    expect(room.tick().refusals).toHaveLength(2)
    expect([room.record('shape:a'), room.record('binding:one')]).not.toContain(null)
  })
})

describe('W2 a step without arranging', () => {
  test('puts a note back where it was; its words and its colour change', () => {
    const { room, anna, settledAt } = open(note('a', 'anna', 'ideas'))
    settledAt('write')
    anna.set('shape:a', { ...moved('ideas'), 'p.color': 'blue' })
    anna.text('shape:a').insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal('a', 'step_no_moving')])
    expect(room.record('shape:a')).toMatchObject({ x: 100, y: 100, props: { color: 'blue' } })
    expect(JSON.stringify(anna.record('shape:a'))).toContain('xa')
  })

  test('arranging alone takes a new place and colour, and no word', () => {
    const { room, anna, settledAt } = open(note('a', 'anna', 'ideas'))
    settledAt('sort')
    anna.set('shape:a', { ...moved('shelf'), 'p.color': 'blue' })
    anna.text('shape:a').insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal('a', 'step_no_writing')])
    expect(room.record('shape:a')).toMatchObject({
      x: 590,
      meta: { zone: 'shelf' },
      props: { color: 'blue' },
    })
  })

  test('a late move goes back too (W4)', () => {
    const { room, anna, at } = open(note('a', 'anna', 'ideas'))
    at('vote')
    anna.set('shape:a', moved('ideas'))
    expect(room.tick().refusals).toEqual([refusal('a', 'step_no_moving')])
  })
})

describe('W3 a step that names its zones', () => {
  test('takes new notes, words and deletions there alone', () => {
    const { room, anna, settledAt } = open(
      note('in', 'anna', 'shelf'),
      note('out', 'anna', 'ideas'),
      note('gone', 'anna', 'shelf'),
    )
    settledAt('shelf')
    anna.put(note('one', 'anna', 'shelf'), note('two', 'anna', 'ideas'), note('three', 'anna', 'outside'))
    anna.text('shape:in').insert(0, 'x')
    anna.text('shape:out').insert(0, 'x')
    anna.board.delete('shape:gone')
    expect(room.tick().refusals).toEqual(
      expect.arrayContaining(['two', 'three', 'out'].map((id) => refusal(id, 'step_zone_closed'))),
    )
    expect([room.record('shape:one'), room.record('shape:gone')]).toEqual([expect.anything(), null])
    anna.board.delete('shape:out')
    expect(room.tick().refusals).toEqual([refusal('out', 'step_zone_closed')])
  })

  test('a note may be moved in, and neither about nor out of it', () => {
    const { room, anna, settledAt } = open(
      note('a', 'anna', 'ideas'),
      note('b', 'anna', 'ideas'),
      note('c', 'anna', 'shelf'),
    )
    settledAt('shelf')
    anna.set('shape:a', moved('shelf'))
    anna.set('shape:b', moved('ideas', 1))
    anna.set('shape:c', moved('ideas', 2))
    expect(room.tick().refusals).toEqual(
      expect.arrayContaining([refusal('b', 'step_zone_closed'), refusal('c', 'step_zone_closed')]),
    )
    expect(room.record('shape:a')).toMatchObject({ meta: { zone: 'shelf' } })
    expect(room.record('shape:c')).toMatchObject({ meta: { zone: 'shelf' } })
  })

  test('nor does a group carry it out', () => {
    const inGroup = { ...note('a', 'anna', 'shelf'), parentId: 'shape:group', x: 0, y: 0 }
    const { room, anna, settledAt } = open(groupRecord('shape:group', 'anna', { x: 600, y: 100 }), inGroup)
    settledAt('shelf')
    anna.set('shape:group', moved('ideas'))
    expect(room.tick().refusals).toEqual([refusal('group', 'step_zone_closed')])
    expect(room.record('shape:group')).toMatchObject({ x: 600 })
  })

  test('an arrow is asked nowhere, the sheet of another zone is', () => {
    const { room, anna, settledAt } = open()
    const sheet = sheets[0]?.id ?? ''
    settledAt('shelf')
    anna.put(arrowRecord('shape:arrow', 'anna'))
    anna.text(sheet).insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal(sheet, 'step_zone_closed')])
  })
})

describe('W4 words that were on their way', () => {
  test('are taken for two minutes, after the first step began too', () => {
    const { room, anna, at, later } = open(note('a', 'anna', 'ideas'))
    at('vote')
    later(1.9)
    anna.put(note('late', 'anna', 'ideas'))
    anna.text('shape:a').insert(0, 'x')
    expect(room.tick().refusals).toEqual([])
    later(0.2)
    anna.put(note('too-late', 'anna', 'ideas'))
    expect(room.tick().refusals).toEqual([refusal('too-late', 'step_no_writing')])
  })

  test('only if the step before let them in, and a deletion is no word', () => {
    const { room, anna, at, settledAt } = open(note('a', 'anna', 'ideas'))
    settledAt('shelf')
    at('vote')
    anna.put(note('in', 'anna', 'shelf'), note('out', 'anna', 'ideas'))
    expect(room.tick().refusals).toEqual([refusal('out', 'step_no_writing')])
    anna.board.delete('shape:in')
    expect(room.tick().refusals).toEqual([refusal('in', 'step_no_writing')])
  })
})

describe('W5 who was typing when the step began', () => {
  test('goes on in that note while she types, in no other', () => {
    const { room, anna, at, settledAt, later } = open(note('a', 'anna', 'ideas'), note('b', 'ben', 'ideas'))
    settledAt('free')
    anna.text('shape:b').insert(0, 'x')
    room.tick()
    at('vote')
    for (let minutes = 0; minutes < 5; minutes += 1) {
      later(0.9)
      anna.text('shape:b').insert(0, 'x')
      expect(room.tick().refusals).toEqual([])
    }
    anna.text('shape:a').insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal('a', 'step_no_writing')])
    later(1.1)
    anna.text('shape:b').insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal('b', 'step_no_writing')])
  })

  test('a note that she had just made counts, another’s pen does not', () => {
    const { room, anna, ben, at, settledAt, later } = open()
    settledAt('free')
    anna.put(note('new', 'anna', 'ideas'))
    room.tick()
    later(0.5)
    at('vote')
    at('sort')
    later(0.4)
    anna.text('shape:new').insert(0, 'x')
    ben.text('shape:new').insert(0, 'y')
    expect(room.tick().refusals).toEqual([refusal('new', 'step_no_writing')])
    expect(JSON.stringify(room.record('shape:new'))).toContain('xnew')
  })
})

test('W1 W2 W3 another record in the place of a standing one is a way neither to move, nor to write, nor out of a zone', () => {
  const { room, anna, at, settledAt } = open(note('one', 'anna', 'ideas'), note('two', 'anna', 'shelf'))
  const elsewhere = (id: string, zone: 'ideas' | 'shelf') => ({ ...note(id, 'anna', zone), y: 300 })
  const replace = (step: StepId, record: BoardRecord, code: string | null) => {
    settledAt(step)
    anna.put(record)
    expect(room.tick().refusals).toEqual(code === null ? [] : [refusal(record.id, code)])
  }
  replace('write', elsewhere('one', 'ideas'), 'step_no_moving')
  replace('vote', elsewhere('one', 'ideas'), 'step_no_writing')
  replace('shelf', elsewhere('one', 'shelf'), 'step_zone_closed')
  replace('free', elsewhere('one', 'shelf'), null)
  // late words of the step before are no way to rewrite what stands
  at('vote')
  anna.put(note('two', 'anna', 'shelf'))
  expect(room.tick().refusals).toEqual([refusal('two', 'step_no_writing')])
})

test('W6 who leads is free, a coach and a facilitator who writes', () => {
  const { room, lead, coach, settledAt } = open(note('l', 'lead', 'ideas'), note('c', 'coach', 'ideas'))
  settledAt('vote')
  for (const [peer, id] of [[lead, 'l'] as const, [coach, 'c'] as const]) {
    peer.put(note(`new-${id}`, peer.author.actorId, 'ideas'))
    peer.set(`shape:${id}`, moved('shelf'))
    peer.text(`shape:${id}`).insert(0, 'x')
  }
  expect(room.tick().refusals).toEqual([])
})

describe('W7 what who leads lets participants do while no step runs', () => {
  const NOTHING = { write: false, moveOwn: false, vote: false, comment: false }

  test('holds before the first step and after the last one, and who leads is free', () => {
    const { room, anna, lead, send, at, later } = open(note('a', 'anna', 'ideas'), note('l', 'lead', 'ideas'))
    send({ do: 'allow', may: NOTHING })
    later(3)
    let tries = 0
    const tryAll = (id: string) => {
      tries += 1
      anna.put(note(id, 'anna', 'ideas'))
      anna.set('shape:a', moved('shelf', tries))
      anna.text('shape:a').insert(0, 'x')
      lead.put(note(`of-lead-${id}`, 'lead', 'ideas'))
      lead.set('shape:l', moved('shelf', tries))
      return room.tick().refusals
    }
    const codes = (refusals: ReturnType<typeof tryAll>) => refusals.map(({ code }) => code).sort()
    const all = ['step_no_moving', 'step_no_writing', 'step_no_writing']
    expect(codes(tryAll('before'))).toEqual(all)
    send({ do: 'allow', may: { ...NOTHING, write: true, vote: true } })
    expect(codes(tryAll('writing'))).toEqual(['step_no_moving'])
    at('free')
    later(3)
    expect(tryAll('free')).toEqual([])
    send({ do: 'end', from: 'free' })
    expect(tryAll('after')).toEqual([])
    send({ do: 'allow', may: NOTHING })
    later(3)
    expect(codes(tryAll('over'))).toEqual(all)
  })

  test('takes words that were on their way for two minutes after writing was taken away, whatever else changes', () => {
    const { room, anna, send, later } = open()
    const late = (id: string) => {
      anna.put(note(id, 'anna', 'ideas'))
      return room.tick().refusals
    }
    send({ do: 'allow', may: NOTHING })
    later(1)
    expect(late('on-its-way')).toEqual([])
    send({ do: 'allow', may: { ...NOTHING, vote: true } })
    later(1.5)
    expect(late('too-late')).toEqual([refusal('too-late', 'step_no_writing')])
  })
})

test('B2 the script is the server’s: what a participant writes there is undone', () => {
  const { room, anna, settledAt } = open()
  settledAt('vote')
  const before = metaRoot(room.doc).toJSON()
  anna.doc.transact(() => {
    metaRoot(anna.doc).set('script', { phase: 'ended' })
    metaRoot(anna.doc).delete('script:steps')
  })
  expect(room.tick().refusals).toEqual([{ recordId: 'meta', code: 'document_record' }])
  expect(metaRoot(room.doc).toJSON()).toEqual(before)
  expect(metaRoot(anna.doc).toJSON()).toEqual(before)
  anna.put(note('still', 'anna', 'ideas'))
  expect(room.tick().refusals).toEqual([refusal('still', 'step_no_writing')])
})
