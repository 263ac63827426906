import { randomBytes } from 'node:crypto'
import { done } from '../../running/api.ts'
import { follow, type Moment } from '../generator/schedule.ts'
import { markOf } from './marks.ts'
import type { Session, SimulatedPerson } from './session.ts'

/** Between two savings of one person, in ms: the tray saves when she pauses. */
const SAVE_EVERY_MS = 1_500
/** Savings of one note, longer each time. */
const SAVES_EACH = 2
const SENTENCE = 'On perd une demi-journée par semaine à chercher les bons plans sur le chantier.'

/** What came of a round of private writing. */
export interface PrivateRound {
  /** Of each note that was saved, in ms. */
  readonly saveMs: readonly number[]
  /** From « Révéler » until a person had the last of the notes on her screen, of each person, in ms. */
  readonly revealMs: readonly number[]
  /** Notes that stood in a frame of anybody before they were revealed. */
  readonly seenEarly: number
  readonly numbers: readonly number[]
}

/** Everybody writes behind the curtain of one board for a while; then it is lifted. @param first number of its first note */
export async function writeAndReveal(
  { coach }: Pick<Session, 'coach'>,
  people: readonly SimulatedPerson[],
  { forMs, first }: { forMs: number; first: number },
): Promise<PrivateRound> {
  const boardId = people[0]?.boardId ?? ''
  // hanging already: it says which one hangs
  const { curtains } = await done(
    coach.send('POST', `/api/boards/${boardId}/curtains`, { zoneIds: ['macro'], anonymous: false }),
  )
  const [{ id: curtainId }] = curtains
  const saveMs: number[] = []
  const numbers: number[] = []
  const saves: Promise<void>[] = []
  const moments: Moment[] = []
  let number = first
  const save = async ({ api }: SimulatedPerson, note: object) => {
    const fromMs = performance.now()
    await done(api.send('PUT', `/api/boards/${boardId}/private-notes`, { curtainId, cells: {}, ...note }))
    saveMs.push(performance.now() - fromMs)
  }
  for (const person of people) {
    const offsetMs = Math.random() * SAVE_EVERY_MS
    for (let n = 0; n * SAVES_EACH * SAVE_EVERY_MS < forMs; n++) {
      const id = randomBytes(16).toString('base64url')
      const mark = markOf(number)
      numbers.push(number++)
      let before: Promise<void> = Promise.resolve()
      for (let revision = 0; revision < SAVES_EACH; revision++)
        moments.push({
          atMs: offsetMs + (n * SAVES_EACH + revision) * SAVE_EVERY_MS,
          act() {
            const text = `${SENTENCE.slice(0, 40 * (revision + 1))} ${mark}`
            before = before.then(() => save(person, { id, text, revision }))
            saves.push(before)
          },
        })
    }
  }
  await follow(moments)
  await Promise.all(saves)
  const seenEarly = people.reduce(
    (sum, { screen }) => sum + numbers.filter((each) => screen.notes.has(each)).length,
    0,
  )
  const fromMs = performance.now()
  const revealed = people.map(async ({ screen }) => (await screen.all(numbers)) - fromMs)
  const lifted = await done(coach.send('POST', `/api/boards/${boardId}/curtains/lift`, {}))
  if (lifted.notes !== numbers.length) throw new Error(`${lifted.notes} of ${numbers.length} were revealed`)
  return { saveMs, numbers, seenEarly, revealMs: await Promise.all(revealed) }
}
