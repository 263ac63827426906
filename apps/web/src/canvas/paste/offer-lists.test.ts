// @vitest-environment jsdom
import { type BoardAuthor, type Method, metaRoot, type RefusalCode } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import { afterEach, expect, test } from 'vitest'
import { zoneUnder } from '../meaning/use-meaning.ts'
import { stepGate } from '../steps/step-gate.ts'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { tableMethod } from '../testing/table-method.ts'
import { offerLists, type PastedList } from './offer-lists.ts'
import { pasteFault, placesLeft } from './paste-fault.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
const COACH: BoardAuthor = { actorId: 'coach', role: 'coach' }
const ZONES = ['needs', 'why', 'frame', 'families'] as const

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

/** Zones side by side: of rows with room for one, of one text, of a coach's, and of notes. */
function method(): Method {
  const base = tableMethod()
  const [needs, families] = base.zones
  if (!needs || !families) throw new Error('no zones')
  return {
    ...base,
    zones: [
      { ...needs, options: { ...needs.options, max: 1 } },
      { ...families, id: 'why', kind: 'text', options: {} },
      { ...families, id: 'frame', options: { locked: true } },
      families,
    ],
  }
}

const pointIn = (zone: (typeof ZONES)[number] | null) => ({
  x: zone === null ? 9_000 : ZONES.indexOf(zone) * 1_000 + 450,
  y: 450,
})

function mount(author: BoardAuthor) {
  const records = ZONES.map((id, at) => zoneRecord(id, { x: at * 1_000, y: 0, w: 900, h: 900 }, `a${at + 1}`))
  open = openEditor(
    author,
    [...records, noteRecord({ id: 'shape:n', by: 'ana', text: 'Un', x: 10, y: 200 })],
    method(),
  )
  const { editor, meaning, doc } = open
  const gate = stepGate(meaning, author)
  const refused: RefusalCode[] = []
  const offered: PastedList[] = []
  offerLists({
    editor,
    offer: (list) => list && offered.push(list),
    faultAt: (point) => {
      const zone = zoneUnder(meaning.content('fr'), point)
      return pasteFault(zone, { author, gate }) ?? (placesLeft(zone) === 0 ? 'zone_full' : null)
    },
    onRefused: (code) => void refused.push(code),
  })
  const before = editor.getCurrentPageShapeIds().size
  return {
    doc,
    refused,
    offered,
    paste: (text: string, zone: (typeof ZONES)[number] | null) =>
      editor.putExternalContent({ type: 'text', text, point: pointIn(zone) }),
    made: () => editor.getCurrentPageShapeIds().size - before,
  }
}

test('a line that is pasted where no text may stand is refused with the reason, not taken back afterwards', async () => {
  const { paste, refused, made, doc } = mount(ANA)
  await paste('Une ligne', 'why')
  await paste('Une ligne', 'frame')
  await paste('Une ligne', 'needs')
  metaRoot(doc).set('curtains', {
    families: { id: 'c', anonymous: false, sinceMs: 0, hidden: 0, reading: false },
  })
  await paste('Une ligne', 'families')
  expect(refused).toEqual(['zone_holds_one_text', 'zone_locked', 'zone_full', 'zone_curtained'])
  expect(made()).toBe(0)
})

test('elsewhere it is pasted, and a coach pastes into a locked zone', async () => {
  const { paste, refused, made } = mount(COACH)
  await paste('Une ligne', 'families')
  await paste('Une ligne', 'frame')
  await paste('Une ligne', null)
  expect(refused).toEqual([])
  expect(made()).toBe(3)
})

test('a list is asked about wherever it is pasted: its dialog says what does not fit', async () => {
  const { paste, offered, refused, made } = mount(ANA)
  await paste('Un\nDeux', 'why')
  expect(offered.map(({ rows }) => rows)).toEqual([[['Un'], ['Deux']]])
  expect(refused).toEqual([])
  expect(made()).toBe(0)
})
