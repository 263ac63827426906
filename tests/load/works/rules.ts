import { BOARD_ROOT, type BoardAuthor, buildBoardDoc, createBoardRules } from '@tablee/board'
import { TEMPLATES, templateRecords } from '@tablee/templates'
import * as Y from 'yjs'
import { noteRecord } from '../generator/note.ts'
import type { BenchOptions } from '../options.ts'
import { report } from '../report.ts'
import { conditionsOf } from './conditions.ts'
import type { SyncWork } from './sync-work.ts'

const NOTES = 1_500
const SMOKE_NOTES = 100
/** Updates of one round, and before it, so that the code is compiled. */
const UPDATES = 3_000
const SMOKE_UPDATES = 100
const TARGET_US = 100
const AUTHOR: BoardAuthor = { actorId: 'anna', role: 'writer' }

/** What judging one ordinary update costs, in this process and without anything around it. */
export const RULES: SyncWork = { name: 'rules', isInSmoke: true, run: measure }

type Change = (board: Y.Map<Y.Map<unknown>>, at: number) => void

async function measure(options: BenchOptions): Promise<void> {
  const notes = options.isSmoke ? SMOKE_NOTES : NOTES
  const updates = options.isSmoke ? SMOKE_UPDATES : UPDATES
  const changes: Readonly<Record<string, Change>> = {
    'drag of one note': (board, at) => {
      const place = ['page:page', noteRecord({ id: '', author: '', n: 7 }).index, at, at / 2, 0]
      board.get(idOf(7))?.set('xf', place)
    },
    'one letter': (board, at) => {
      const note = board.get(idOf(8 + (Math.floor(at / 40) % 20)))
      const paragraph = (note?.get('rt') as Y.XmlFragment | undefined)?.get(0) as Y.XmlElement | undefined
      const text = paragraph?.get(0) as Y.XmlText | undefined
      text?.insert(text.length, 'é')
    },
    'a move of one note of all': (board, at) => {
      const n = (at * 7) % notes
      const place = ['page:page', noteRecord({ id: '', author: '', n }).index, at % 4_000, 10, 0]
      board.get(idOf(n))?.set('xf', place)
    },
  }
  for (const [name, change] of Object.entries(changes)) {
    const rounds = Array.from({ length: options.rounds }, () => costOf(change, { notes, updates }))
    report.line({
      bench: 'sync',
      work: 'rules',
      metric: name,
      ours: rounds,
      against: 'absolute',
      unit: 'µs an update',
      better: 'lower',
      target: TARGET_US,
      conditions: conditionsOf(options, { notes, updates }),
    })
  }
}

/** The mean time that the rules take for one update, in µs. */
function costOf(change: Change, { notes, updates }: { notes: number; updates: number }): number {
  const [template] = TEMPLATES
  if (template === undefined) throw new Error('methods are shipped')
  const records = Array.from({ length: notes }, (_, n) =>
    noteRecord({ id: idOf(n), author: AUTHOR.actorId, n }),
  )
  const { id, version } = template
  const doc = buildBoardDoc([...templateRecords(template), ...records], { template: id, version })
  const rules = createBoardRules(doc)
  const hers = new Y.Doc()
  Y.applyUpdate(hers, Y.encodeStateAsUpdate(doc))
  const sent: Uint8Array[] = []
  hers.on('update', (update: Uint8Array) => sent.push(update))
  const board = hers.getMap<Y.Map<unknown>>(BOARD_ROOT)
  let tookMs = 0
  for (let at = 0; at < 2 * updates; at++) {
    if (at === updates) tookMs = 0
    hers.transact(() => change(board, at))
    const [update] = sent.splice(0)
    if (update === undefined) throw new Error('the change changed nothing')
    doc.transact((transaction) => {
      Y.applyUpdate(doc, update)
      const startMs = performance.now()
      const refused = rules.review(transaction.changed, AUTHOR)
      rules.repair()
      tookMs += performance.now() - startMs
      // As the rooms do: Yjs would take another client id after every update otherwise.
      transaction.local = true
      if (refused.length > 0) throw new Error(`the rules refuse it: ${refused[0]?.code}`)
    })
  }
  return (1_000 * tookMs) / updates
}

function idOf(n: number): string {
  return `shape:n${n}`
}
