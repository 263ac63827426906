import { isNoteColour, type Method, type ZoneContent } from '@tablee/board/content'
import { stepWriteFault } from '@tablee/board/script'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColourSwatch } from '../colours/ColourSwatch.tsx'
import { FieldState } from './FieldState.tsx'
import { GridEditor, isEditable } from './GridEditor.tsx'
import { useLive } from './live-context.ts'
import { NoteThread } from './NoteThread.tsx'
import { TermProposals } from './TermProposals.tsx'
import type { TableColumn, TableOrder, TableRow } from './table-model.ts'

interface TableGridProps {
  title: string
  zones: readonly ZoneContent[]
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  order: TableOrder
  onSort(columnId: string): void
  textOf(row: TableRow, column: TableColumn): string
  method: Method
  canWrite: boolean
}

/** The cell that the keys work on, by item and column: rows change their order under it. */
interface Cursor {
  itemId: string
  columnId: string
}

/** Keys that lead from cell to cell: columns to the right, rows down. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** Of a cell that says what the board itself says, or that is not this person's to change. */
const READ_ONLY = { 'aria-readonly': true } as const

/** A table in the grid pattern: arrows from cell to cell, Enter or typing edits, Tab keeps and goes on, Escape leaves. */
export function TableGrid(props: TableGridProps): ReactNode {
  const { title, zones, columns, rows, order, onSort, textOf, method, canWrite } = props
  const { live, step } = useLive()
  const { t } = useTranslation('outline')
  const grid = useRef<HTMLTableElement>(null)
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const [editing, setEditing] = useState<(Cursor & { firstText?: string }) | null>(null)
  /** The cell that was written last. */
  const [written, setWritten] = useState<Cursor | null>(null)
  const entry: Cursor | null =
    cursor && rows.some(({ item }) => item.id === cursor.itemId)
      ? cursor
      : rows[0] && columns[0]
        ? { itemId: rows[0].item.id, columnId: columns[0].id }
        : null

  /** In this step, and by who she is. */
  const mayEdit = (column: TableColumn, row: TableRow) =>
    canWrite &&
    (step === null || stepWriteFault(step, row.zone.zone.id) === null) &&
    isEditable(column, row, live.writer)
  const cellAt = ({ itemId, columnId }: Cursor) =>
    grid.current?.querySelector<HTMLElement>(
      `[data-item="${CSS.escape(itemId)}"] [data-column="${CSS.escape(columnId)}"]`,
    )
  const goTo = (next: Cursor) => {
    setCursor(next)
    cellAt(next)?.focus()
  }
  const neighbour = (from: Cursor, [right, down]: readonly [number, number]): Cursor | null => {
    const x = columns.findIndex(({ id }) => id === from.columnId) + right
    const y = rows.findIndex(({ item }) => item.id === from.itemId) + down
    const column = columns[x]
    const row = rows[y]
    return column && row ? { itemId: row.item.id, columnId: column.id } : null
  }
  /** The next cell in reading order that can be edited. */
  const following = (from: Cursor, step: 1 | -1): Cursor | null => {
    const all = rows.flatMap((row) => columns.map((column) => ({ row, column })))
    const at = all.findIndex(({ row, column }) => row.item.id === from.itemId && column.id === from.columnId)
    for (let next = at + step; next >= 0 && next < all.length; next += step) {
      const found = all[next]
      if (found && mayEdit(found.column, found.row))
        return { itemId: found.row.item.id, columnId: found.column.id }
    }
    return null
  }
  const startEditing = (at: Cursor, row: TableRow, column: TableColumn, firstText?: string) => {
    if (!mayEdit(column, row)) return
    setCursor(at)
    setEditing(firstText === undefined ? at : { ...at, firstText })
  }
  const onCellKey = (event: KeyboardEvent, at: Cursor, row: TableRow, column: TableColumn) => {
    // A link of the note's thread takes its own keys.
    if (event.target instanceof HTMLAnchorElement) return
    if (editing) {
      if (isAmongProposals(event)) return
      if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
        event.preventDefault()
        setEditing(null)
        goTo(event.key === 'Enter' ? (neighbour(at, [0, 1]) ?? at) : at)
      } else if (event.key === 'Tab') {
        const next = following(at, event.shiftKey ? -1 : 1)
        if (!next) return
        event.preventDefault()
        setEditing(null)
        goTo(next)
      }
      return
    }
    const step = STEPS[event.key]
    if (step) {
      event.preventDefault()
      const next = neighbour(at, step)
      if (next) goTo(next)
      return
    }
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault()
      const columnId = (event.key === 'Home' ? columns[0] : columns.at(-1))?.id
      if (columnId !== undefined) goTo({ ...at, columnId })
      return
    }
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      startEditing(at, row, column)
    } else if (
      event.key.length === 1 &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey &&
      event.key !== ' '
    ) {
      event.preventDefault()
      startEditing(at, row, column, event.key)
    }
  }
  if (rows.length === 0) return <p className="light-hint">{t('table.empty')}</p>
  return (
    <div className="light-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern (WAI-ARIA APG) on a native table */}
      <table ref={grid} className="light-grid" role="grid" aria-label={title} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map(({ id, label }) => {
              const isSorted = order.columnId === id
              return (
                <th
                  key={id}
                  scope="col"
                  aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" onClick={() => onSort(id)} title={t('table.sort', { column: label })}>
                    {label}
                    <span aria-hidden>{isSorted ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.item.id}
              data-item={row.item.id}
              data-incomplete={row.item.missing.length > 0 || undefined}
            >
              {columns.map((column, x) => {
                const at = { itemId: row.item.id, columnId: column.id }
                const isHere = isSame(entry, at)
                const isEdited = isSame(editing, at)
                const text = textOf(row, column)
                const canEdit = mayEdit(column, row)
                const isMissing = row.item.missing.includes(column.id)
                return (
                  <td
                    key={column.id}
                    role={x === 0 ? 'rowheader' : 'gridcell'}
                    data-column={column.id}
                    data-kind={column.kind}
                    data-missing={isMissing || undefined}
                    tabIndex={isHere && !isEdited ? 0 : -1}
                    {...(canEdit ? {} : READ_ONLY)}
                    onFocus={({ target, currentTarget }) => target === currentTarget && setCursor(at)}
                    onKeyDown={(event) => onCellKey(event, at, row, column)}
                    onDoubleClick={() => startEditing(at, row, column)}
                    onClick={({ target }) =>
                      !(target instanceof HTMLAnchorElement) &&
                      isHere &&
                      document.activeElement === cellAt(at) &&
                      startEditing(at, row, column)
                    }
                  >
                    {isEdited ? (
                      <GridEditor
                        row={row}
                        zones={zones}
                        column={column}
                        method={method}
                        firstText={editing?.firstText}
                        onDone={() => {
                          setWritten(at)
                          setEditing((now) => (isSame(now, at) ? null : now))
                        }}
                      />
                    ) : (
                      <>
                        {column.kind === 'colour' && isNoteColour(row.item.colour) && (
                          <>
                            <ColourSwatch colour={row.item.colour} />{' '}
                          </>
                        )}
                        <span className="light-grid__text">{text || (isMissing ? t('missing') : '')}</span>
                        {canEdit && column.kind === 'cell' && (
                          <TermProposals
                            itemId={at.itemId}
                            column={column.column}
                            cell={row.item.cells[column.id]}
                            method={method}
                            isShown
                          />
                        )}
                        <FieldState isWritten={isSame(written, at)} />
                        {x === 0 && <NoteThread itemId={at.itemId} view="tableau" />}
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isSame(a: Cursor | null, b: Cursor): boolean {
  return a?.itemId === b.itemId && a.columnId === b.columnId
}

/** Whether a key is for the questions under the field that is edited: Tab leads to them and past them, Enter answers. */
function isAmongProposals({ key, shiftKey, target, currentTarget }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return false
  if (key === 'Enter') return target.matches('.light-proposal')
  if (key !== 'Tab') return false
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('input, .light-proposal')]
  const next = stops[stops.indexOf(target) + (shiftKey ? -1 : 1)]
  return next !== undefined
}
