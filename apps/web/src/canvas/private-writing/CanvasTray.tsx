import type { Lang } from '@tablee/board'
import type { ReactNode } from 'react'
import { useValue } from 'tldraw'
import { NotesTray } from '../../private-writing/NotesTray.tsx'
import type { PrivateDesk } from '../../private-writing/private-desk.ts'
import type { BoardMeaning } from '../meaning/board-meaning.ts'

interface CanvasTrayProps {
  meaning: BoardMeaning
  lang: Lang
  desk: PrivateDesk
}

/** What a person writes privately, beside the canvas: outside the editor, whose keys must not hear what is typed. */
export function CanvasTray({ meaning, lang, desk }: CanvasTrayProps): ReactNode {
  const content = useValue('content for the tray', () => meaning.content(lang), [meaning, lang])
  const method = useValue('method for the tray', () => meaning.method.get(), [meaning])
  if (!content || !method) return null
  return <NotesTray desk={desk} board={{ zones: content.zones, method, lang }} />
}
