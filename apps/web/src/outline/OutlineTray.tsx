import { type ReactNode, useMemo } from 'react'
import { NotesTray } from '../private-writing/NotesTray.tsx'
import type { AskedZone, PrivateDesk } from '../private-writing/private-desk.ts'
import { useContent, useLive, useMethod } from './live-context.ts'

interface OutlineTrayProps {
  shown: AskedZone | null
  show(zoneId: string | null): void
}

/** What a person writes privately, beside the plan. A part of its own, loaded after what one needs to read. */
export function OutlineTray({ shown, show }: OutlineTrayProps): ReactNode {
  const { live, boardId, rights } = useLive()
  const content = useContent()
  const method = useMethod()
  const { writer, lang } = live
  const { by, role } = writer
  const mayRun = rights.includes('script.run')
  const desk = useMemo(
    (): PrivateDesk => ({ boardId, actorId: by ?? '', mayWrite: role !== 'viewer', mayRun, shown, show }),
    [boardId, by, role, mayRun, shown, show],
  )
  if (!content || !method) return null
  return <NotesTray desk={desk} board={{ zones: content.zones, method, lang }} client={live.client} isQuiet />
}
