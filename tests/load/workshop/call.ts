import { done } from '../../running/api.ts'
import type { Session } from './session.ts'

/** Calls everybody to the groups, or back. @returns until each screen said so, and until each had the other board, in ms */
export async function callTo(
  session: Session,
  here: 'plenary' | 'groups',
): Promise<{ callMs: number[]; moveMs: number[] }> {
  const { coach, people, workshopId } = session
  const told = people.map(({ screen }) => screen.expect(workshopId))
  const fromMs = performance.now()
  await done(coach.send('POST', `/api/workshops/${workshopId}/here`, { here }))
  const callMs = (await Promise.all(told)).map((atMs) => atMs - fromMs)
  // all of them press « Rejoindre » at once
  const pressedMs = performance.now()
  const moveMs = await Promise.all(
    people.map(async (person) => {
      const { boardId } = await done(person.api.send('POST', `/api/workshops/${workshopId}/arrive`))
      await session.move(person, boardId)
      return performance.now() - pressedMs
    }),
  )
  return { callMs, moveMs }
}
