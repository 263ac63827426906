import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { Attention } from '../attention/Attention.tsx'
import type { AttentionPlaces } from '../attention/attention-parts.ts'
import { useContent, useLive } from './live-context.ts'
import { PLAN_PLACES } from './plan-places.ts'
import { useSpotlight } from './use-spotlight.ts'

/** Where everybody's eyes go, on the plan. A part of its own, loaded after what one needs to write. */
export function OutlineAttention(): ReactNode {
  const { live, boardId, rights } = useLive()
  const content = useContent()
  const { doc, client, lang, writer } = live
  const zones = useMemo(
    () => (content?.zones ?? []).map(({ zone }) => ({ id: zone.id, label: zone.label[lang] })),
    [content, lang],
  )
  const leads = rights.includes('script.run')
  const spotlight = useSpotlight(doc)
  const lit = useRef(spotlight)
  useEffect(() => {
    if (lit.current === spotlight) return
    lit.current = spotlight
    // on a phone the zone that is lit is off the screen more often than not
    if (spotlight !== null && !leads && !PLAN_PLACES.isBusy()) PLAN_PLACES.goTo([spotlight])
  }, [spotlight, leads])
  return (
    <Attention
      boardId={boardId}
      doc={doc}
      client={client}
      actorId={writer.by ?? ''}
      leads={leads}
      zones={zones}
      places={PLACES}
    />
  )
}

const PLACES: AttentionPlaces = {
  isBusy: PLAN_PLACES.isBusy,
  // a view of the white board without a zone in its middle is the whole board to a reader of the plan
  show: ({ zoneId }) => PLAN_PLACES.goTo(zoneId === null ? [] : [zoneId]),
  here() {
    const middle = window.innerHeight / 2
    const sections = [...document.querySelectorAll<HTMLElement>('[data-zone]')]
    const shown = sections.find((section) => section.getBoundingClientRect().bottom > middle) ?? sections[0]
    const zoneId = shown?.dataset['zone']
    return zoneId === undefined ? null : { zoneId, view: null }
  },
}
