import type { Lang } from '@tablee/board'
import { currentStep } from '@tablee/board/script'
import type { RoomClient } from '@tablee/sync/client'
import type { ReactNode } from 'react'
import { useValue } from 'tldraw'
import { NotesTray } from '../../private-writing/NotesTray.tsx'
import type { PrivateDesk } from '../../private-writing/private-desk.ts'
import type { BoardMeaning } from '../meaning/board-meaning.ts'

interface CanvasTrayProps {
  meaning: BoardMeaning
  lang: Lang
  desk: PrivateDesk
  client: RoomClient
  /** Takes over the way in in the steps that are not for writing alone: the tools of the others stand there. */
  offer: ((count: number | null) => void) | undefined
}

/** What a person writes privately, beside the canvas: outside the editor, whose keys must not hear what is typed. */
export function CanvasTray({ meaning, lang, desk, client, offer }: CanvasTrayProps): ReactNode {
  const content = useValue('content for the tray', () => meaning.content(lang), [meaning, lang])
  const method = useValue('method for the tray', () => meaning.method.get(), [meaning])
  const isOffered = useValue('the tray is one press further', () => {
    const step = currentStep(meaning.script.get())
    return step !== null && step.mode !== 'private'
  }, [meaning])
  if (!content || !method) return null
  return (
    <NotesTray
      desk={desk}
      board={{ zones: content.zones, method, lang }}
      client={client}
      offer={isOffered ? offer : undefined}
    />
  )
}
