import type { Method, ZoneContent } from '@tablee/board/content'
import { addItems } from '@tablee/board/edit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ListDialog, zoneRefusal } from '../imports/ListDialog.tsx'
import { listedNotes } from '../imports/list-plan.ts'
import { parseList } from '../imports/parse-list.ts'
import { cellInput } from './column-words.ts'
import { useLive } from './live-context.ts'

interface PasteListProps {
  zone: ZoneContent
  method: Method
  /** What was pasted: several lines, or columns of a spreadsheet. */
  text: string
  /** The lane that was chosen for the next note. */
  laneId: string
  /** Writes all of it in one note. */
  onOneText(): void
  onClose(): void
}

/** Asks what a list that was pasted in a zone's field becomes, and writes its notes as one step of one's own undo. */
export function PasteList({ zone, method, text, laneId, onOneText, onClose }: PasteListProps): ReactNode {
  const { live, announce } = useLive()
  const { t } = useTranslation('imports')
  const rows = parseList(text)
  const { max } = zone.zone.options
  const left = max === undefined ? null : Math.max(0, max - zone.items.length)
  return (
    <ListDialog
      rows={rows}
      zone={zone.zone}
      lang={live.lang}
      refusalFor={(count) =>
        left === null ? null : zoneRefusal(zone.zone, { count, left, lang: live.lang }, t)
      }
      onNotes={(plan, count) => {
        const notes = listedNotes(rows, plan, {
          zone: zone.zone,
          readTyped: (column, typed) => cellInput(typed, column, { method, lang: live.lang }),
        }).slice(0, count)
        const lane = zone.lanes.find(({ id }) => id === laneId) ?? null
        live.undo.newStep()
        addItems(
          live.writer,
          notes.map((note) => ({ ...note, zoneId: zone.zone.id, lane })),
        )
        live.undo.newStep()
        announce(t('list.added', { count: notes.length }))
        onClose()
      }}
      onOneText={onOneText}
      onClose={onClose}
    />
  )
}
