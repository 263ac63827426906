import { type BoardContent, type Lang, type Method, type ZoneContent, zoneAtPoint } from '@tablee/board'
import { createContext, use } from 'react'
import { useEditor, useValue } from 'tldraw'
import { useReaderLanguage } from '../reader-language.ts'
import type { BoardMeaning } from './board-meaning.ts'

/** The meaning of the board around; every component of the canvas stands inside one. */
export const MeaningContext = createContext<BoardMeaning | null>(null)

/** What the board around means, in the reader's language; followed when it changes. */
export function useMeaning(): {
  meaning: BoardMeaning
  method: Method | null
  content: BoardContent | null
  lang: Lang
} {
  const meaning = use(MeaningContext)
  if (!meaning) throw new Error('the canvas stands inside its board’s meaning')
  const lang = useReaderLanguage(useEditor())
  const method = useValue(meaning.method)
  const content = useValue('content', () => meaning.content(lang), [meaning, lang])
  return { meaning, method, content, lang }
}

/** The content of a zone; undefined on a board without a method. */
function zoneContent(content: BoardContent | null, zoneId: unknown): ZoneContent | undefined {
  return content?.zones.find(({ zone }) => zone.id === zoneId)
}

/** The zone that a point of the page lies in; undefined outside of all, and on a board without a method. */
export function zoneUnder(
  content: BoardContent | null,
  point: { x: number; y: number },
): ZoneContent | undefined {
  const areas = (content?.zones ?? []).flatMap(({ area }) => area ?? [])
  return zoneContent(content, zoneAtPoint(areas, point))
}
