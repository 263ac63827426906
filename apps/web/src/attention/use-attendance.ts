import type { AttendanceReport, RoomClient } from '@tablee/sync/client'
import { useSyncExternalStore } from 'react'

const EMPTY: AttendanceReport = { people: [], behind: 0, late: 0, named: true }

/** What the server said last on each connection; the part that shows it may come later. */
const reports = new WeakMap<RoomClient, { report: AttendanceReport; listeners: Set<() => void> }>()

function followed(client: RoomClient) {
  const known = reports.get(client)
  if (known) return known
  const entry = { report: EMPTY, listeners: new Set<() => void>() }
  reports.set(client, entry)
  client.onNotice((notice) => {
    if (notice.kind !== 'attendance') return
    entry.report = notice.report
    for (const listener of [...entry.listeners]) listener()
  })
  return entry
}

/** Begins to listen before anything is shown: the server tells a change once. */
export function listenForAttendance(client: RoomClient): void {
  followed(client)
}

/** Who is here and whose words are on their way, as the server tells those who lead; empty for everybody else. */
export function useAttendance(client: RoomClient): AttendanceReport {
  const entry = followed(client)
  return useSyncExternalStore(
    (listener) => {
      entry.listeners.add(listener)
      return () => entry.listeners.delete(listener)
    },
    () => entry.report,
  )
}
