import type { Writer } from '../edit/writer.ts'
import { metaRoot } from '../layout.ts'
import { METHOD_KEY, type Method } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { BoardRoom, type Peer } from './board-room.ts'
import { zoneDefinition } from './definitions.ts'
import { zoneRecord } from './records.ts'

const text = (word: string) => ({ fr: word, nl: word, en: word })

/** Four zones: notes with clusters, rows, links, and rows in lanes that the rows of the second name. */
export const METHOD: Method = {
  id: 'test',
  version: '1.0.0',
  family: 'needs',
  title: text('test'),
  purpose: text('to test'),
  steps: [],
  sets: [
    {
      id: 'who',
      terms: [
        { id: 'team', label: text('Équipe') },
        { id: 'board', label: text('Direction') },
      ],
    },
  ],
  zones: [
    zoneDefinition('ideas', { options: { group: true } }),
    zoneDefinition('rows', {
      kind: 'row',
      options: {
        cols: [
          { id: 'need', label: text('Besoin'), type: 'text', required: true },
          { id: 'who', label: text('Qui'), type: 'choice', set: 'who' },
          { id: 'why', label: text('Pourquoi'), type: 'text' },
          { id: 'by', label: text('Pour quand'), type: 'date' },
        ],
      },
    }),
    zoneDefinition('arrows', { kind: 'link', options: { from: 'any', to: 'any', label: 'who' } }),
    zoneDefinition('lanes', { options: { lane: 'rows' } }),
    zoneDefinition('times', {
      kind: 'date',
      options: {
        cols: [
          { id: 'when', label: text('Quand'), type: 'date', required: true },
          { id: 'what', label: text('Quoi'), type: 'text' },
        ],
      },
    }),
  ],
}

const FURNITURE: BoardRecord[] = [
  zoneRecord('ideas', { x: 0, y: 0, w: 1256, h: 680 }, 'Zv'),
  zoneRecord('rows', { x: 0, y: 700, w: 936, h: 600 }, 'Zw'),
  zoneRecord('arrows', { x: 2000, y: 0, w: 400, h: 400 }, 'Zx'),
  zoneRecord('lanes', { x: 0, y: 1400, w: 936, h: 600 }, 'Zy'),
  zoneRecord('times', { x: 0, y: 2100, w: 2536, h: 600 }, 'Zz'),
]

/** A room with the test method, with two writers and a coach, and how each of them writes. */
export function openMethodRoom() {
  const room = new BoardRoom(FURNITURE)
  metaRoot(room.doc).set(METHOD_KEY, METHOD)
  const anna = room.join({ actorId: 'anna', role: 'writer' })
  const ben = room.join({ actorId: 'ben', role: 'writer' })
  const coach = room.join({ actorId: 'coach', role: 'coach' })
  return { room, anna, ben, coach, as: writerOf }
}

function writerOf({ doc, author }: Peer): Writer {
  return { doc, by: author.actorId, role: author.role }
}
