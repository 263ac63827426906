import type { Lang } from '@tablee/board'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { type Editor, useValue } from 'tldraw'
import { Attention } from '../../attention/Attention.tsx'
import type { OpenBoard } from '../open-board.ts'
import { attentionPlaces } from './attention-places.ts'

interface CanvasAttentionProps {
  boardId: string
  board: OpenBoard
  actorId: string
  lang: Lang
  /** The right `script.run`. */
  leads: boolean
  editor: Editor | null
  /** How many notes she wrote privately, where the way to them is among what she says to the room; null elsewhere. */
  ownNotes: number | null
  showNotes(): void
}

/** Where everybody's eyes go, on the white board. A part of its own, loaded after what one needs to write. */
export function CanvasAttention({
  boardId,
  board,
  actorId,
  lang,
  leads,
  editor,
  ownNotes,
  showNotes,
}: CanvasAttentionProps): ReactNode {
  const { doc, client, meaning } = board
  const places = useMemo(() => attentionPlaces(editor), [editor])
  const method = useValue(meaning.method)
  const zones = useMemo(
    () => (method?.zones ?? []).map(({ id, label }) => ({ id, label: label[lang] })),
    [method, lang],
  )
  const spotlight = useValue(meaning.spotlight)
  const lit = useRef(spotlight)
  useEffect(() => {
    if (lit.current === spotlight) return
    lit.current = spotlight
    // a board that is dimmed around a zone out of sight is only dark
    if (spotlight !== null && !leads && !places.isBusy()) places.show({ zoneId: spotlight, view: null })
  }, [spotlight, leads, places])
  return (
    <Attention
      boardId={boardId}
      doc={doc}
      client={client}
      actorId={actorId}
      leads={leads}
      zones={zones}
      places={places}
      notes={ownNotes === null ? null : { count: ownNotes, show: showNotes }}
    />
  )
}
