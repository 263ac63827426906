import { currentStep, type ScriptStep } from '@tablee/board/script'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { followScript } from '../script/follow-script.ts'
import { StepBar } from '../script/StepBar.tsx'
import type { StepPlaces } from '../script/step-bar-parts.ts'
import { useContent, useLive } from './live-context.ts'

/** The bar of the steps above the plan. A part of its own, loaded after what one needs to write. */
export function OutlineStepBar({ onStep }: { onStep(step: ScriptStep | null): void }): ReactNode {
  const { live, boardId, rights } = useLive()
  const { doc, client, lang, writer } = live
  const content = useContent()
  const script = useMemo(() => followScript(doc), [doc])
  useEffect(() => script.stop, [script])
  const now = useSyncExternalStore(script.subscribe, script.get)
  const mayRun = rights.includes('script.run')
  // Who leads is free of what a step lets participants do.
  const binding = mayRun || writer.role !== 'writer' ? null : currentStep(now)
  useEffect(() => onStep(binding), [binding, onStep])
  const zones = useMemo(
    () => (content?.zones ?? []).map(({ zone }) => ({ id: zone.id, label: zone.label[lang] })),
    [content, lang],
  )
  return (
    <StepBar
      boardId={boardId}
      client={client}
      script={script}
      lang={lang}
      mayRun={mayRun}
      zones={zones}
      places={PLACES}
    />
  )
}

/** A reader of the plan is moved by herself alone: a page that scrolls away would take her place from her. */
const PLACES: StepPlaces = {
  movesByItself: false,
  goTo(zoneIds) {
    const headings = [...document.querySelectorAll<HTMLElement>('[data-zone] h2')]
    const heading =
      headings.find((each) => zoneIds.some((id) => each.id === `zone-${id}`)) ??
      headings[0] ??
      document.getElementById('main')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  },
  isBusy() {
    const focused = document.activeElement
    return focused instanceof HTMLElement && focused.matches('input, textarea:not([readonly]), select')
  },
}
