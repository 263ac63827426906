import type { Method, ZoneContent } from '@tablee/board/content'
import { mayMove, moveItem, setItemText, type Target, type Writer } from '@tablee/board/edit'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeptAtEnd } from '../ui/use-kept-at-end.ts'
import { CellField } from './CellField.tsx'
import { ColourEditor } from './ColourEditor.tsx'
import { useLive } from './live-context.ts'
import type { TableColumn, TableRow } from './table-model.ts'

/** Whether a cell can be edited here: the place of an item by whoever may move it, words by everybody who writes. */
export function isEditable(column: TableColumn, { item }: TableRow, writer: Writer): boolean {
  if (writer.role === 'viewer') return false
  switch (column.kind) {
    case 'cell':
      return column.column.type !== 'vote'
    case 'text':
      return true
    case 'lane':
    case 'cluster':
    case 'axis':
    case 'colour': {
      const record = writer.records?.().get(item.id)
      return record !== undefined && mayMove(writer, record)
    }
    case 'carried':
    case 'votes':
    case 'state':
      return false
  }
}

interface GridEditorProps {
  row: TableRow
  zones: readonly ZoneContent[]
  column: TableColumn
  method: Method
  firstText?: string | undefined
  onDone(): void
}

/** The field in a cell of a table while it is edited. */
export function GridEditor({ row, zones, column, method, firstText, onDone }: GridEditorProps): ReactNode {
  const { item, zone } = row
  switch (column.kind) {
    case 'cell':
      return (
        <CellField
          itemId={item.id}
          zone={zone.zone}
          column={column.column}
          cell={item.cells[column.id]}
          method={method}
          isMissing={false}
          readOnly={false}
          inGrid
          firstText={firstText}
          onDone={onDone}
        />
      )
    case 'text':
      return <TextEditor row={row} label={column.label} firstText={firstText} onDone={onDone} />
    case 'lane':
    case 'cluster':
    case 'axis':
      return <PlaceEditor row={row} zones={zones} column={column} method={method} onDone={onDone} />
    case 'colour':
      return <ColourEditor row={row} label={column.label} onDone={onDone} />
    case 'carried':
    case 'votes':
    case 'state':
      return null
  }
}

function TextEditor(props: {
  row: TableRow
  label: string
  firstText: string | undefined
  onDone(): void
}): ReactNode {
  const { row, label, firstText, onDone } = props
  const { live } = useLive()
  /** What the note said when the field began with it, or was kept last. */
  const base = useRef(row.item.text)
  const [text, setText] = useState(firstText ?? row.item.text)
  const waits = useKeptAtEnd(() => {
    if (text === base.current) return
    setItemText(live.writer, row.item.id, text, { base: base.current })
    base.current = text
  })
  return (
    <textarea
      className="light-input"
      aria-label={label}
      value={text}
      rows={2}
      // biome-ignore lint/a11y/noAutofocus: the field stands where the cell was that the person opened
      autoFocus
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') waits.current = null
      }}
      onBlur={() => {
        waits.current?.()
        waits.current = null
        onDone()
      }}
    />
  )
}

/** Chooses a lane, a cluster or a place on an axis, and moves the item there. */
function PlaceEditor(props: Omit<GridEditorProps, 'firstText'>): ReactNode {
  const { row, zones, column, method, onDone } = props
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const places = placesFor(row, zones, column, method, live.lang)
  const current = places.find(({ isHere }) => isHere)?.id ?? ''
  return (
    <select
      className="light-input"
      aria-label={column.label}
      value={current}
      // biome-ignore lint/a11y/noAutofocus: the field stands where the cell was that the person opened
      autoFocus
      onBlur={onDone}
      onChange={({ currentTarget: { value } }) => {
        const place = places.find(({ id }) => id === value)
        live.undo.newStep()
        if (place && moveItem(live.writer, row.item.id, place.target))
          announce(t('movedTo', { place: place.label }))
      }}
    >
      {current === '' && <option value="">{t('none')}</option>}
      {places.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  )
}

interface ChoicePlace {
  id: string
  label: string
  target: Target
  isHere: boolean
}

function placesFor(
  { item, zone }: TableRow,
  zones: readonly ZoneContent[],
  column: TableColumn,
  method: Method,
  lang: 'fr' | 'nl' | 'en',
): ChoicePlace[] {
  const zoneId = zone.zone.id
  if (column.kind === 'lane')
    return zone.lanes.map((lane) => ({
      id: lane.id,
      label: lane.label,
      target: { zoneId, lane },
      isHere: lane.id === item.laneId,
    }))
  if (column.kind === 'cluster')
    return [
      { id: '#none', label: '—', target: { zoneId }, isHere: item.clusterId === null },
      ...zone.clusters.map(({ id, name }) => ({
        id,
        label: name,
        target: { zoneId, clusterId: id },
        isHere: id === item.clusterId,
      })),
    ]
  if (column.kind !== 'axis') return []
  const axis = method.axes?.find(({ id }) => id === column.axisId)
  return (axis?.terms ?? []).flatMap(({ id, label }) => {
    const wanted = { ...item.position, [column.axisId]: id }
    const there = zones.find(({ zone: { options } }) =>
      Object.entries(wanted).every(([axisId, term]) => options.position?.[axisId] === term),
    )
    return there
      ? [
          {
            id,
            label: label[lang],
            target: { zoneId: there.zone.id },
            isHere: item.position[column.axisId] === id,
          },
        ]
      : []
  })
}
