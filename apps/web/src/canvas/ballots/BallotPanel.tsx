import { Suspense, use, useEffect, useEffectEvent, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useEditor } from 'tldraw'
import { BallotControls } from '../../ballots/BallotControls.tsx'
import { BallotResult } from '../../ballots/BallotResult.tsx'
import { useMeaning } from '../meaning/use-meaning.ts'
import { BallotDeskContext, eachOnce, LIST, type VotedZone, votedZones } from './ballot-desk.ts'

/** How long the view takes to come to a zone, in ms; people who asked for less motion see no movement. */
const COME_MS = 220

/** Where people vote and score beside the board, and see what it came to. */
export function BallotPanel() {
  const editor = useEditor()
  const { content, lang } = useMeaning()
  const desk = use(BallotDeskContext)
  const { t } = useTranslation('canvas')
  const panel = useRef<HTMLElement>(null)
  const shown = desk?.shown ?? null
  useEffect(() => {
    if (shown !== null) panel.current?.focus()
  }, [shown])
  const surface = editor.getContainer().parentElement
  const zones = desk ? votedZones(content, desk) : []
  const current = shown === LIST ? undefined : zones.find(({ part }) => part.zone.id === shown)
  const state = current?.state
  // biome-ignore lint/correctness/useExhaustiveDependencies: a vote that closes takes the button away that had the focus
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) panel.current?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [state])
  const leaveByKey = useEffectEvent((event: KeyboardEvent) => {
    const { activeElement, body } = document
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (activeElement !== body && !panel.current?.contains(activeElement)) return
    event.preventDefault()
    close()
  })
  useEffect(() => {
    if (shown === null) return
    const onKeyDown = (event: KeyboardEvent) => leaveByKey(event)
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [shown])
  if (!desk || shown === null || !content || !surface) return null
  const title = current ? zonesNamed(current) : t('ballots.title')
  // Beside the board, not in it: its keys must not reach the board's shortcuts.
  return createPortal(
    <section
      ref={panel}
      tabIndex={-1}
      className="board-panel board-panel--ballot"
      aria-label={title}
      lang={lang}
    >
      <h2 className="board-panel__title">
        <span>{title}</span>
        <button type="button" className="board-search__close" onClick={close}>
          <span aria-hidden>×</span>
          <span className="board-hidden">{t('ballots.close')}</span>
        </button>
      </h2>
      <div className="board-panel__body">
        {current ? (
          <>
            {eachOnce(zones).length > 1 && (
              <button type="button" className="board-panel__back" onClick={() => desk.show(LIST)}>
                ‹ {t('ballots.all')}
              </button>
            )}
            {/* their words come when they are needed: the board must not make room for a spinner meanwhile */}
            <Suspense fallback={null}>
              <BallotControls {...desk} key={shown} whole part={current.part} content={content} lang={lang} />
            </Suspense>
            <BallotResult part={current.part} lang={lang} titleOf={titleOf} />
          </>
        ) : (
          <ul className="board-ballots">
            {eachOnce(zones).map((zone) => (
              <li key={zone.part.zone.id} data-state={zone.state}>
                <button type="button" onClick={() => goTo(zone)}>
                  {zonesNamed(zone)}
                  <small className="board-ballots__state">{t(`ballots.state.${zone.state}`)}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>,
    surface,
  )

  /** A vote has the name of its zone, or of all that it is about. */
  function zonesNamed({ part: { zone, ballot } }: VotedZone): string {
    const ids = ballot?.zones ?? [zone.id]
    const named = (content?.zones ?? []).filter((each) => ids.includes(each.zone.id))
    return new Intl.ListFormat(lang).format(named.map((each) => each.zone.label[lang]))
  }

  function close(): void {
    desk?.show(null)
    editor.getContainer().focus()
  }

  function titleOf(id: string): string | undefined {
    for (const { items } of content?.zones ?? []) {
      const item = items.find((each) => each.id === id)
      if (item) return item.title.replace(/\s+/g, ' ')
    }
    return undefined
  }

  function goTo({ part: { zone, area } }: VotedZone): void {
    desk?.show(zone.id)
    if (area) editor.zoomToBounds(area, { inset: 48, animation: { duration: COME_MS } })
  }
}
