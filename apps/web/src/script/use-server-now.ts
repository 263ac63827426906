import type { StepClock } from '@tablee/board/script'
import type { RoomClient } from '@tablee/sync/client'
import { useEffect, useState } from 'react'
import { ServerClock } from './server-clock.ts'
import { askServerTime } from './server-time.ts'
import { untilNextSecondMs } from './time-text.ts'

/** The server's time for as long as the board is on the screen; measured anew with each connection and each return. */
export function useServerClock(client: RoomClient): ServerClock | null {
  const [clock, setClock] = useState<ServerClock | null>(null)
  useEffect(() => {
    const opened = new ServerClock({ ask: askServerTime })
    setClock(opened)
    let wasOnline = client.state().connection === 'online'
    const stop = client.subscribe(({ connection }) => {
      const isOnline = connection === 'online'
      if (isOnline && !wasOnline) void opened.refresh()
      wasOnline = isOnline
    })
    const onVisible = () => {
      if (document.visibilityState === 'visible') void opened.refresh()
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', onVisible)
      opened.close()
    }
  }, [client])
  return clock
}

/** The server's time, anew whenever the text of a step's clock changes; null before there is a clock. */
export function useServerNow(clock: ServerClock | null, step: StepClock | null): number | null {
  const [nowMs, setNowMs] = useState<number | null>(null)
  // A clock that stands still moves the schedule all the same.
  const anchorMs = step?.kind === 'running' ? step.endsAtMs : 0
  useEffect(() => {
    if (!clock) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = () => {
      clearTimeout(timer)
      const now = clock.nowMs()
      setNowMs(now)
      // A little late rather than early: early would show the old second again.
      timer = setTimeout(tick, untilNextSecondMs(anchorMs, now) + 4)
    }
    tick()
    const stop = clock.subscribe(tick)
    document.addEventListener('visibilitychange', tick)
    return () => {
      stop()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [clock, anchorMs])
  return nowMs
}
