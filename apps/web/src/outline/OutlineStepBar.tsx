import { type Limits, limitsNow } from '@tablee/board/script'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { followScript } from '../script/follow-script.ts'
import { StepBar } from '../script/StepBar.tsx'
import { useContent, useLive } from './live-context.ts'
import { PLAN_PLACES } from './plan-places.ts'

/** The bar of the steps above the plan. A part of its own, loaded after what one needs to write. */
export function OutlineStepBar({ onStep }: { onStep(step: Limits | null): void }): ReactNode {
  const { live, boardId, rights } = useLive()
  const { doc, client, lang, writer } = live
  const content = useContent()
  const script = useMemo(() => followScript(doc), [doc])
  useEffect(() => script.stop, [script])
  const now = useSyncExternalStore(script.subscribe, script.get)
  const mayRun = rights.includes('script.run')
  // Who leads is free of what participants are held to.
  const isFree = mayRun || writer.role !== 'writer'
  const binding = useMemo(() => (isFree ? null : limitsNow(now)), [isFree, now])
  useEffect(() => onStep(binding), [binding, onStep])
  const zones = useMemo(
    () =>
      (content?.zones ?? []).map(({ zone: { id, label, options } }) => ({
        id,
        label: label[lang],
        perRespondent: options.perRespondent === true,
      })),
    [content, lang],
  )
  return (
    <StepBar
      boardId={boardId}
      actorId={writer.role === 'viewer' ? null : (writer.by ?? '')}
      client={client}
      script={script}
      lang={lang}
      mayRun={mayRun}
      zones={zones}
      places={PLAN_PLACES}
    />
  )
}
