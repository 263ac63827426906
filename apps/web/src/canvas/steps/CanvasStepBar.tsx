import type { Lang } from '@tablee/board'
import { type ReactNode, Suspense, useLayoutEffect, useMemo, useState } from 'react'
import type { Editor } from 'tldraw'
import { useValue } from 'tldraw'
import { type FollowedScript, followScript } from '../../script/follow-script.ts'
import { StepBar } from '../../script/StepBar.tsx'
import type { OpenBoard } from '../open-board.ts'
import { canvasPlaces } from './canvas-places.ts'

interface CanvasStepBarProps {
  boardId: string
  /** By whom the person is known on this board; null for who gives no opinion. */
  actorId: string | null
  board: OpenBoard
  lang: Lang
  /** The right `script.run`. */
  mayRun: boolean
  editor: Editor | null
}

/** The bar of the steps above the white board: it brings the view to a step's zones. */
export function CanvasStepBar({
  boardId,
  actorId,
  board,
  lang,
  mayRun,
  editor,
}: CanvasStepBarProps): ReactNode {
  const { client, meaning, doc } = board
  const [script, setScript] = useState<FollowedScript | null>(null)
  // before anything is drawn: the board lies below the bar from the first
  useLayoutEffect(() => {
    const followed = followScript(doc)
    setScript(followed)
    return followed.stop
  }, [doc])
  const places = useMemo(() => canvasPlaces(editor), [editor])
  const method = useValue(meaning.method)
  const zones = useMemo(
    () =>
      (method?.zones ?? []).map(({ id, label, options }) => ({
        id,
        label: label[lang],
        perRespondent: options.perRespondent === true,
      })),
    [method, lang],
  )
  if (!script) return null
  return (
    <Suspense fallback={null}>
      <StepBar
        boardId={boardId}
        actorId={actorId}
        client={client}
        script={script}
        lang={lang}
        mayRun={mayRun}
        zones={zones}
        places={places}
      />
    </Suspense>
  )
}
