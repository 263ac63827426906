import * as encoding from 'lib0/encoding'
import { Y_WEBSOCKET } from '../wire.ts'
import { type Attacks, anyClient, says } from './attack.ts'

const { cursor } = Y_WEBSOCKET

/** Cursors that nobody should have to see. */
export const CURSORS: Attacks = {
  'a cursor of broken JSON': says(() => [cursor(99, 1, '{"a":')]),
  'a cursor that is no object': says(() => [cursor(99, 1, '[1,2]')]),
  'a cursor of four megabytes': says(() => [cursor(99, 1, JSON.stringify({ p: 'x'.repeat(4_000_000) }))]),
  'a cursor nested a hundred thousand deep': says(() => [
    cursor(99, 1, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  ]),
  'a cursor of thirty megabytes': says(() => [cursor(99, 1, JSON.stringify({ p: 'x'.repeat(30_000_000) }))]),
  'cursors of a million clients': says(() => [
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(
        encoder,
        encoding.encode((inner) => encoding.writeVarUint(inner, 1_000_000)),
      )
    }),
  ]),
  'two thousand cursors taken away, again and again': says(() => {
    const message = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(
        encoder,
        encoding.encode((inner) => {
          encoding.writeVarUint(inner, 2_000)
          for (let client = 0; client < 2_000; client++) {
            encoding.writeVarUint(inner, client)
            encoding.writeVarUint(inner, 1)
            encoding.writeVarString(inner, 'null')
          }
        }),
      )
    })
    return Array.from({ length: 300 }, () => message)
  }),
  'cursors under others’ client ids': says((attacker) =>
    attacker.others.map((client) => cursor(client, 2 ** 30, '{"user":{"name":"spoof"}}')),
  ),
  'a cursor under a client id that nobody owns': says((_, random) => [
    cursor(anyClient(random), 1_000, '{"user":{"name":"spoof"}}'),
  ]),
  'a cursor of another name': says((_, random) => [
    cursor(anyClient(random), 1, '{"user":{"id":"x","name":"Alix"},"__proto__":{"a":1}}'),
  ]),
  'a cursor clock beyond every number': says((_, random) => [
    cursor(anyClient(random), Number.MAX_SAFE_INTEGER, '{}'),
  ]),
  'three hundred cursors of four kilobytes': says((_, random) => {
    const client = anyClient(random)
    const state = JSON.stringify({ p: 'x'.repeat(3_900) })
    return Array.from({ length: 300 }, (_one, clock) => cursor(client, clock + 1, state))
  }),
}
