import type { AttackOrder, AttackResult } from './attack-process.ts'
import { attackerOn, type WayIn } from './attacker.ts'
import { ALL_ATTACKS } from './attacks/all-attacks.ts'
import { pause } from './board-client.ts'
import { mutateFor } from './mutated-frames.ts'
import { randomFrom } from './random.ts'

/** Between two attacks, in ms: one person opens 60 sockets at once and then four a second, and each kind is to be met until its end. */
const BREATH_MS = 50

const waysIn: WayIn[] = JSON.parse(process.argv[2] ?? '')

async function obey(order: AttackOrder): Promise<AttackResult> {
  const random = randomFrom(order.seed)
  if (order.kind === 'mutate') {
    const frames = order.frames.map((frame) => new Uint8Array(Buffer.from(frame, 'base64')))
    return mutateFor(waysIn.map(attackerOn), { frames, forMs: order.forMs, random })
  }
  const wayIn = waysIn[order.by % waysIn.length]
  if (wayIn === undefined) throw new Error('there is no way in')
  const attacker = attackerOn(wayIn)
  const attack = ALL_ATTACKS[order.name]
  if (attack === undefined) throw new Error(`there is no attack of the name ${order.name}`)
  const codes: Record<string, number> = {}
  let times = 0
  for (const end = performance.now() + order.forMs; performance.now() < end; times++) {
    for (const code of await attack(attacker, random)) {
      const name = code === null ? 'open' : String(code)
      codes[name] = (codes[name] ?? 0) + 1
    }
    await pause(BREATH_MS)
  }
  return { times, codes }
}

process.on('message', (order: AttackOrder) => {
  void obey(order).then((result) => process.send?.(result))
})
process.send?.('ready')
