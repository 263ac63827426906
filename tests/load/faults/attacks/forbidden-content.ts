import { BOARD_ROOT } from '@tablee/board'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { Y_WEBSOCKET } from '../wire.ts'
import { type Attacks, anyClient, changes, handMade, says, updateHead } from './attack.ts'

const { sync } = Y_WEBSOCKET

const put = (key: string, value: unknown) => (doc: Y.Doc) => doc.getMap(BOARD_ROOT).set(key, value)

/** A value nested so deep. */
function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = { n: value }
  return value
}

/** Well-formed messages that say what nobody may say. */
export const FORBIDDEN_CONTENT: Attacks = {
  'operations under another’s client id': says((attacker) => [
    sync(
      2,
      attacker.update((doc) => {
        for (let turn = 0; turn < 5_000; turn++) doc.getMap(BOARD_ROOT).set(`shape:x${turn}`, turn)
      }, attacker.others[0]),
    ),
  ]),
  'operations with gaps': says((_, random) =>
    changes(1_000, anyClient(random))
      .filter((_update, turn) => turn % 2 === 0)
      .map((update) => sync(2, update)),
  ),
  'operations with gaps before the handshake, up to what is held': says((_, random) => {
    const body = 'x'.repeat(50_000)
    const doc = new Y.Doc()
    doc.clientID = anyClient(random)
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let turn = 0; turn < 60; turn++) doc.getMap(BOARD_ROOT).set('k', `${turn}${body}`)
    return updates.slice(1).map((update) => sync(2, update))
  }),
  'an unknown root': says((attacker) => [
    sync(
      2,
      attacker.update((doc) => doc.getArray('other').push([1, 2])),
    ),
  ]),
  'a document in the document': says((attacker) => [sync(2, attacker.update(put('shape:d', new Y.Doc())))]),
  'bytes as a value': says((attacker) => [sync(2, attacker.update(put('shape:d', new Uint8Array(9))))]),
  'a very deep value': says((attacker) => [
    sync(2, attacker.update(put('shape:d', new Y.Map([['b', nested(3_000)]])))),
  ]),
  'very deep shared types': says((attacker) => [
    sync(
      2,
      attacker.update((doc) => {
        let map = doc.getMap<Y.Map<unknown>>(BOARD_ROOT) as Y.Map<unknown>
        for (let level = 0; level < 2_000; level++) {
          const inner = new Y.Map<unknown>()
          map.set('n', inner)
          map = inner
        }
      }),
    ),
  ]),
  'very deep rich text': says((attacker) => [
    sync(
      2,
      attacker.update((doc) => {
        const fragment = new Y.XmlFragment()
        doc.getMap(BOARD_ROOT).set(
          'shape:deep',
          new Y.Map<unknown>([
            ['b', { id: 'shape:deep', typeName: 'shape', type: 'note' }],
            ['rt', fragment],
          ]),
        )
        let parent: Y.XmlFragment = fragment
        for (let level = 0; level < 2_000; level++) {
          const inner = new Y.XmlElement('bulletList')
          parent.insert(0, [inner])
          parent = inner
        }
      }),
    ),
  ]),
  '__proto__ and its like as keys and in values': says((attacker) => {
    const evil: unknown = JSON.parse(
      '{"inner":{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}}',
    )
    return ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'shape:__proto__'].flatMap(
      (key) => [
        sync(2, attacker.update(put(key, new Y.Map([['b', evil]])))),
        sync(
          2,
          attacker.update(
            put(
              key,
              new Y.Map<unknown>([
                ['b', { id: key, typeName: 'shape', type: '__proto__', props: evil, meta: evil }],
                ['p.__proto__', evil],
              ]),
            ),
          ),
        ),
      ],
    )
  }),
  'records that no board takes': says((attacker, random) => [
    sync(
      2,
      attacker.update((doc) => {
        for (let turn = 0; turn < 500; turn++)
          doc.getMap(BOARD_ROOT).set(`shape:r${random.below(2 ** 31)}`, new Y.Map([['b', { id: turn }]]))
      }),
    ),
  ]),
  'a record above the limit': says((attacker, random) => [
    sync(
      2,
      attacker.update(
        put(`shape:r${random.below(2 ** 31)}`, new Y.Map([['b', { text: 'x'.repeat(2_000_000) }]])),
      ),
    ),
  ]),
  'five thousand client ids in one update': says((_, random) => {
    const first = anyClient(random)
    const docs = Array.from(
      { length: 5_000 },
      (_one, index) => changes(1, first + index)[0] ?? new Uint8Array([0, 0]),
    )
    return [sync(2, Y.mergeUpdates(docs))]
  }),
  'sixty thousand new operations': says((attacker) => [
    sync(
      2,
      attacker.update((doc) =>
        doc.transact(() => {
          for (let turn = 0; turn < 60_000; turn++) doc.getMap(BOARD_ROOT).set(`shape:${turn}`, turn)
        }),
      ),
    ),
  ]),
  'forty thousand overwritten operations of two clients': says((attacker) => [
    sync(
      2,
      attacker.update((doc) => {
        const other = new Y.Doc()
        // in turn: what each of them overwrote stands apart and is not merged into one
        for (let turn = 0; turn < 40_000; turn++) {
          const writer = turn % 2 === 0 ? doc : other
          writer.getMap(BOARD_ROOT).set(`shape:${turn % 7}`, turn)
          if (turn % 2_000 === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)))
        }
      }),
    ),
  ]),
  'four megabytes of collected operations': says((_, random) => [
    handMade((encoder) => {
      updateHead(encoder, { clients: 1, structs: 2_000_000, client: anyClient(random), clock: 0 })
      for (let struct = 0; struct < 2_000_000; struct++) {
        encoding.writeUint8(encoder, 0)
        encoding.writeVarUint(encoder, 1)
      }
      encoding.writeVarUint(encoder, 0)
    }),
  ]),
  'four megabytes of letters': says((attacker) => [
    sync(
      2,
      attacker.update((doc) => doc.getMap(BOARD_ROOT).set('shape:t', new Y.Text('x'.repeat(4_000_000)))),
    ),
  ]),
}
