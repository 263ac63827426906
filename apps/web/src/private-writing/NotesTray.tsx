import type { RoomClient } from '@tablee/sync/client'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '../ui/SidePanel.tsx'
import { dropWaitingField } from '../ui/waiting-field.ts'
import { LeadCurtains } from './LeadCurtains.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import {
  ALL_ZONES,
  curtainedZones,
  hangingOf,
  openZones,
  type PrivateBoard,
  type PrivateDesk,
} from './private-desk.ts'
import styles from './private-writing.module.css'
import { usePrivateNotes } from './use-private-notes.ts'
import { ZoneNotes } from './ZoneNotes.tsx'

interface NotesTrayProps {
  desk: PrivateDesk
  board: PrivateBoard
  client: RoomClient
  /** The zones offer the way in themselves: without a note of hers there is no second one. */
  isQuiet?: boolean
  /** Takes over the way in, with how many notes of hers there are; null while there is nothing to come to. */
  offer?: ((count: number | null) => void) | undefined
}

/** "Mes notes": what a person writes behind curtains, beside the board or over its lower half on a phone. */
export function NotesTray({ desk, board, client, isQuiet = false, offer }: NotesTrayProps): ReactNode {
  const { t } = useTranslation('curtains')
  // with the tray: a note that waited for its words would take the tray away
  useTranslation('secrets')
  const { boardId, actorId, mayWrite, mayRun, shown, show } = desk
  const zones = curtainedZones(board.zones)
  const curtains = useMemo(() => board.zones.flatMap(hangingOf), [board.zones])
  const { keeper, notes } = usePrivateNotes(boardId, actorId, curtains, client)
  const others = notes.filter(
    ({ curtainId, isGone }) => !isGone && !curtains.some(({ id }) => id === curtainId),
  )
  const mayDraw = mayRun && openZones(board.zones).length > 0
  const isTaken =
    mayWrite && zones.some(({ zone, curtain }) => zone.id === shown?.zoneId && curtain?.reading === false)
  useEffect(() => {
    // the curtain went up, or is being read, since she asked
    if (shown !== null && !isTaken) dropWaitingField()
  }, [shown, isTaken])
  const isEmpty = zones.length === 0 && others.length === 0 && !mayDraw
  const count = notes.filter(({ isGone, text, saved }) => !isGone && (text !== '' || saved !== null)).length
  useEffect(() => offer?.(isEmpty ? null : count), [offer, isEmpty, count])
  useEffect(() => () => offer?.(null), [offer])
  if (isEmpty) return null
  if (shown === null) {
    if (offer) return null
    if (isQuiet && count === 0 && others.length === 0 && !mayRun) return null
    return (
      <button type="button" className={styles['opener']} data-tool onClick={() => show(ALL_ZONES)}>
        {t(zones.length === 0 && others.length === 0 ? 'lead.open' : 'title')}
        {count > 0 && (
          <span className={styles['badge']}>
            <span aria-hidden>{count}</span>
            <span className={styles['unseen']}>{t('count', { count })}</span>
          </span>
        )}
      </button>
    )
  }
  return (
    <SidePanel
      title={t('title')}
      closeLabel={t('close')}
      onClose={() => show(null)}
      about={shown.zoneId}
      className={styles['tray']}
      lang={board.lang}
      mark="private-tray"
    >
      {mayRun && <LeadCurtains boardId={boardId} board={board} />}
      {mayWrite &&
        keeper &&
        zones.map((part, at) => (
          <ZoneNotes
            key={part.curtain?.id}
            part={part}
            notes={notes}
            keeper={keeper}
            board={board}
            asked={shown.zoneId === part.zone.id ? shown : null}
            isFirst={at === 0}
          />
        ))}
      {keeper && others.length > 0 && (
        <section className={styles['zone']} aria-labelledby="private-others">
          <h3 id="private-others">{t('others.title')}</h3>
          <p className={styles['prompt']}>{t('others.hint')}</p>
          <ul className={styles['notes']}>
            {others.map((note, at) => (
              <NoteEditor
                key={note.id}
                note={note}
                keeper={keeper}
                zone={board.zones.find(({ zone }) => zone.id === note.zoneId)?.zone}
                board={board}
                number={at + 1}
              />
            ))}
          </ul>
        </section>
      )}
    </SidePanel>
  )
}
