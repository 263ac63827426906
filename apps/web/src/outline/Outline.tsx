import { stepWriteFault } from '@tablee/board/script'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { captionOf, useColourCaptions } from '../colours/use-colour-captions.ts'
import { ItemRow } from './ItemRow.tsx'
import { useContent, useLive, useMethod } from './live-context.ts'
import { methodColours } from './method-colours.ts'
import { usePeople } from './people.ts'
import { SearchBox } from './SearchBox.tsx'
import { useFirstZones } from './use-first-zones.ts'
import { ZoneSection } from './ZoneSection.tsx'

/** The board as a plan: zones as headings, notes as fields, one under the other. */
export function Outline(): ReactNode {
  const { live, step } = useLive()
  const content = useContent()
  const method = useMethod()
  const { t } = useTranslation('outline')
  const writers = useWriters()
  const captions = useColourCaptions(live.doc)
  const { shown, most, showAll } = useFirstZones(content?.zones)
  useUndoKeys()
  if (!content || !method) return null
  return (
    <main className="light-main" style={methodColours(method)} id="main">
      <div className="light-intro">
        <p className="light-method">{method.title[live.lang]}</p>
        <p className="light-purpose">{method.purpose[live.lang]}</p>
        {method.steps.length > 0 && (
          <details className="light-steps">
            <summary>{t('steps', { count: method.steps.length })}</summary>
            <ol>
              {method.steps.map((step) => (
                <li key={step.title.fr}>
                  <strong>{step.title[live.lang]}</strong>{' '}
                  <span className="light-minutes">{t('minutes', { count: step.minutes })}</span>
                  <p>{step.instruction[live.lang]}</p>
                </li>
              ))}
            </ol>
          </details>
        )}
        <div className="light-bar">
          <SearchBox content={content} onFocus={showAll} />
          <ZoneMenu onFocus={showAll} />
        </div>
      </div>
      {shown.map((zone) => (
        <ZoneSection key={zone.zone.id} zone={zone} method={method} writers={writers} most={most} />
      ))}
      {content.unplaced.length > 0 && shown.length === content.zones.length && (
        <section className="light-zone" aria-labelledby="zone-none">
          <header className="light-zone__head">
            <h2 id="zone-none">{t('unplaced')}</h2>
            <p>{t('unplacedHint')}</p>
          </header>
          <ul className="light-items">
            {content.unplaced.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                zone={null}
                method={method}
                before=""
                after=""
                canWrite={
                  live.writer.role !== 'viewer' && (step === null || stepWriteFault(step, null) === null)
                }
                canMove={live.writer.role !== 'viewer' && (step === null || step.may.moveOwn)}
                writers={writers.get(item.id) ?? ''}
                caption={captionOf(captions, item.colour)}
                isChosen={false}
              />
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

/** Goes to a zone: a board has up to twenty, and a phone shows one. */
function ZoneMenu({ onFocus }: { onFocus(): void }): ReactNode {
  const { live } = useLive()
  const content = useContent()
  const { t } = useTranslation('outline')
  return (
    <select
      className="light-input light-zonemenu"
      aria-label={t('goToZone')}
      value=""
      onFocus={onFocus}
      onChange={({ currentTarget: { value } }) => {
        const heading = document.getElementById(`zone-${value}`)
        heading?.setAttribute('tabindex', '-1')
        heading?.focus({ preventScroll: true })
        heading?.scrollIntoView({ block: 'start' })
      }}
    >
      <option value="">{t('goToZone')}</option>
      {content?.zones.map(({ zone, items }) => (
        <option key={zone.id} value={zone.id}>
          {`${zone.label[live.lang]}${items.length > 0 ? ` (${items.length})` : ''}`}
        </option>
      ))}
    </select>
  )
}

/** Who else writes in which note. */
function useWriters(): ReadonlyMap<string, string> {
  const { live } = useLive()
  const people = usePeople(live.client.awareness, live.writer.by ?? '')
  return useMemo(() => {
    const writers = new Map<string, string>()
    for (const { name, writingIn } of people) {
      if (writingIn === null) continue
      const before = writers.get(writingIn)
      writers.set(writingIn, before === undefined ? name : `${before}, ${name}`)
    }
    return writers
  }, [people])
}

/** A field whose words are not on the board yet: the browser takes back what is typed there. */
function isOwnField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea:not(.light-text)')
}

/** Ctrl+Z takes back what this person did, in whatever note: the browser's own would not know of the others. */
function useUndoKeys(): void {
  const { live } = useLive()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isOwnField(event.target)) return
      const key = event.key.toLowerCase()
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (isRedo) live.undo.redo()
      else live.undo.undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [live])
}
