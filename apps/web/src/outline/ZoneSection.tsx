import type { ContentItem, Method, ZoneContent } from '@tablee/board/content'
import { ballotKind } from '@tablee/board/content'
import { stepWriteFault } from '@tablee/board/script'
import { memo, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { captionOf, useColourCaptions } from '../colours/use-colour-captions.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { ClusterHeading } from './ClusterHeading.tsx'
import { ItemComments } from './ItemComments.tsx'
import { ItemRow } from './ItemRow.tsx'
import { useLive } from './live-context.ts'
import { NewItem } from './NewItem.tsx'
import { SharedText } from './SharedText.tsx'
import { TakeButton } from './TakeButton.tsx'
import { useKeptOpen } from './use-kept-open.ts'
import { useSpotlight } from './use-spotlight.ts'

// Asked for by a button.
const GroupForm = lazyPart(async () => ({ default: (await import('./GroupForm.tsx')).GroupForm }))

// Few methods have a zone of arrows.
const LinkRows = lazyPart(async () => ({ default: (await import('./LinkRows.tsx')).LinkRows }))

// Votes and scores are few, and what the server answers to them is read by schemas that would double the page.
const ZoneBallot = lazyPart(async () => ({ default: (await import('./ZoneBallot.tsx')).ZoneBallot }))

// After the vote.
const ZoneResult = lazyPart(async () => ({ default: (await import('./ZoneResult.tsx')).ZoneResult }))

const CurtainBanner = lazyPart(async () => ({
  default: (await import('../private-writing/CurtainBanner.tsx')).CurtainBanner,
}))

interface ZoneSectionProps {
  zone: ZoneContent
  method: Method
  /** Who else writes in which note, by its id. */
  writers: ReadonlyMap<string, string>
  /** How many of its notes are drawn now. */
  most: number
}

/** One zone of the board: its question and everything that is in it. */
export const ZoneSection = memo(function ZoneSection({
  zone: part,
  method,
  writers,
  most,
}: ZoneSectionProps): ReactNode {
  const { zone, area, items, sheet } = part
  const { live, rights, step, writePrivately } = useLive()
  const { t } = useTranslation('outline')
  const section = useRef<HTMLElement>(null)
  const { role } = live.writer
  const hasBallot = ballotKind(zone) !== null && (part.ballot !== null || rights.includes('ballot.run'))
  const isLocked = zone.options.locked === true && role !== 'coach'
  const mayHere = role !== 'viewer' && area !== null && !isLocked
  const stepLets = useKeptOpen(section, step === null || stepWriteFault(step, zone.id) === null)
  const canWrite = mayHere && stepLets
  const canMove = mayHere && (step === null || step.may.moveOwn)
  const holdsItems =
    zone.kind !== 'link' &&
    (zone.kind !== 'text' || zone.options.repeat !== undefined) &&
    // one answers there; a note that somebody laid into it on the canvas is shown all the same
    (ballotKind(zone) !== 'choice' || items.length > 0)
  const spotlight = useSpotlight(live.doc)
  const headingId = `zone-${zone.id}`
  return (
    <section
      className="light-zone"
      ref={section}
      aria-labelledby={headingId}
      data-zone={zone.id}
      data-dimmed={(spotlight !== null && spotlight !== zone.id) || undefined}
      id={`z-${zone.id}`}
    >
      <header className="light-zone__head">
        <h2 id={headingId}>
          {zone.label[live.lang]}
          {/* of what is behind a curtain the curtain speaks */}
          {holdsItems && (part.curtain === null || items.length > 0) && (
            <span className="light-count">{t('notes', { count: items.length })}</span>
          )}
          {holdsItems && zone.options.max !== undefined && (
            <span className="light-max">{t('max', { count: zone.options.max })}</span>
          )}
        </h2>
        {zone.prompt[live.lang] && <p>{zone.prompt[live.lang]}</p>}
        {isLocked && <p className="light-hint">{t('locked')}</p>}
        {area === null && <p className="light-hint">{t('zoneGone')}</p>}
        <ItemComments targetId={zone.id} isOffered={false} />
      </header>
      {sheet && (
        <div className="light-sheet" data-item={sheet.id}>
          <SharedText
            id={sheet.id}
            label={zone.label[live.lang]}
            readOnly={!canWrite}
            placeholder={canWrite ? t('sheetPlaceholder') : ''}
          />
          {writers.has(sheet.id) && (
            <p className="light-writers">{t('writing', { names: writers.get(sheet.id) })}</p>
          )}
        </div>
      )}
      {zone.kind === 'link' && (
        <Suspense fallback={null}>
          <LinkRows zone={part} method={method} canWrite={canWrite} />
        </Suspense>
      )}
      {hasBallot && (
        <Suspense fallback={null}>
          <ZoneBallot part={part} />
        </Suspense>
      )}
      {part.result && (
        <Suspense fallback={null}>
          <ZoneResult zone={part} />
        </Suspense>
      )}
      {part.curtain && (
        <Suspense fallback={null}>
          <CurtainBanner
            curtain={part.curtain}
            mayWrite={role !== 'viewer'}
            onWrite={() => writePrivately(zone.id)}
          />
        </Suspense>
      )}
      {holdsItems && (
        <Items
          part={part}
          method={method}
          writers={writers}
          most={most}
          canWrite={canWrite}
          canMove={canMove}
        />
      )}
    </section>
  )
})

interface ItemsProps {
  part: ZoneContent
  method: Method
  writers: ReadonlyMap<string, string>
  most: number
  canWrite: boolean
  canMove: boolean
}

function Items({ part, method, writers, most, canWrite, canMove }: ItemsProps): ReactNode {
  const { zone, items, lanes, clusters } = part
  const { t } = useTranslation('outline')
  const captions = useColourCaptions(useLive().live.doc)
  const [writtenId, setWrittenId] = useState<string | null>(null)
  // what is new there is private until the curtain is lifted; who was typing when it was drawn goes on
  const canAdd = canWrite && (part.curtain === null || writtenId !== null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isGrouping, setGrouping] = useState(false)
  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((before) => (isChosen ? [...before, id] : before.filter((each) => each !== id)))
  }, [])
  const shown = items.filter(({ id }) => id !== writtenId)
  const order = shown.map(({ id }) => id)
  const list = (listed: readonly ContentItem[]) => (
    <ul className="light-items">
      {listed.slice(0, most).map((item) => {
        const at = order.indexOf(item.id)
        return (
          <ItemRow
            key={item.id}
            item={item}
            zone={zone}
            method={method}
            before={order.slice(Math.max(0, at - 2), at).join(' ')}
            after={order.slice(at + 1, at + 3).join(' ')}
            canWrite={canWrite}
            canMove={canMove}
            writers={writers.get(item.id) ?? ''}
            caption={captionOf(captions, item.colour)}
            isChosen={chosen.includes(item.id)}
            onChoose={isGrouping ? choose : undefined}
          />
        )
      })}
    </ul>
  )
  const parts = [
    ...lanes.map(({ id, label }) => ({
      id,
      label,
      items: shown.filter(({ laneId, clusterId }) => laneId === id && clusterId === null),
    })),
    {
      id: '',
      label: null,
      items: shown.filter(({ laneId, clusterId }) => laneId === null && clusterId === null),
    },
  ]
  const canGroup = canWrite && zone.options.group === true && shown.length > 0
  return (
    <>
      {parts
        .filter(({ label, items: inside }) => label !== null || inside.length > 0)
        .map(({ id, label, items: inside }) => (
          <div key={id} className="light-part">
            {label !== null && (
              <h3 className="light-lane">
                {label || t('laneUnnamed')} <span className="light-count">{inside.length}</span>
              </h3>
            )}
            {inside.length > 0 && list(inside)}
          </div>
        ))}
      {clusters.map((cluster) => {
        const inside = shown.filter(({ clusterId }) => clusterId === cluster.id)
        return (
          <div key={cluster.id} className="light-part light-cluster" data-item={cluster.id}>
            <ClusterHeading cluster={cluster} canWrite={canWrite} count={inside.length} />
            {list(inside)}
          </div>
        )
      })}
      {shown.length === 0 && !canWrite && <p className="light-hint">{t('empty')}</p>}
      {canAdd && <NewItem zone={part} method={method} writtenId={writtenId} onWritten={setWrittenId} />}
      {canAdd && part.curtain === null && <TakeButton zoneId={zone.id} />}
      {canGroup && (
        <button
          type="button"
          className="light-button light-button--quiet"
          aria-expanded={isGrouping}
          onClick={() => {
            setGrouping(!isGrouping)
            setChosen([])
          }}
        >
          {t(isGrouping ? 'cluster.stop' : 'cluster.start')}
        </button>
      )}
      {canGroup && isGrouping && (
        <Suspense fallback={null}>
          <GroupForm zoneId={zone.id} chosen={chosen} onGrouped={() => setChosen([])} />
        </Suspense>
      )}
    </>
  )
}
