/** Something that somebody does at a moment, in ms after the start. */
export interface Moment {
  atMs: number
  act(): void
}

/** Does everything at its time, whether the server keeps up or not: people do not wait for it either. */
export function follow(moments: Moment[]): Promise<void> {
  moments.sort((a, b) => a.atMs - b.atMs)
  const startMs = performance.now()
  let next = 0
  return new Promise((resolve) => {
    const step = () => {
      const passedMs = performance.now() - startMs
      for (
        let moment = moments[next];
        moment !== undefined && moment.atMs <= passedMs;
        moment = moments[next]
      ) {
        next += 1
        moment.act()
      }
      if (next < moments.length) setTimeout(step, 1)
      else resolve()
    }
    step()
  })
}

/** The moments of somebody who does the same so many times a second, beginning anywhere within the first pause. */
export function* regularly(hz: number, forMs: number, act: () => void): Generator<Moment> {
  const pauseMs = 1000 / hz
  for (let atMs = Math.random() * pauseMs; atMs < forMs; atMs += pauseMs) yield { atMs, act }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
