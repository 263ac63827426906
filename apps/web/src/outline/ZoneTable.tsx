import type { BoardContent, Method } from '@tablee/board/content'
import { addItem } from '@tablee/board/edit'
import { stepWriteFault } from '@tablee/board/script'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColourCaptions } from '../colours/use-colour-captions.ts'
import { useLive } from './live-context.ts'
import { TableGrid } from './TableGrid.tsx'
import {
  columnsOf,
  orderRows,
  type Table,
  type TableColumn,
  type TableOrder,
  type TableRow,
  type TableWords,
  tableText,
} from './table-model.ts'

interface ZoneTableProps {
  table: Table
  method: Method
  content: BoardContent
  words: TableWords
}

/** Most different values of a column that are offered to choose from. */
const VALUES_MAX = 40

/** One table with what narrows it down, and another row. */
export function ZoneTable({ table, method, content, words }: ZoneTableProps): ReactNode {
  const { live, step, announce } = useLive()
  const { t } = useTranslation('outline')
  const [order, setOrder] = useState<TableOrder>({
    columnId: null,
    descending: false,
    filter: '',
    values: {},
  })
  const { lang } = live
  const captions = useColourCaptions(live.doc)
  const columns = useMemo(
    () => columnsOf(table, { method, lang, words, captions }),
    [table, method, lang, words, captions],
  )
  const textOf = (row: TableRow, column: TableColumn) =>
    tableText(row, column, { method, lang, content, words, captions })
  const rows = table.zones.flatMap((zone) => zone.items.map((item): TableRow => ({ item, zone })))
  const shown = orderRows(rows, columns, order, textOf, lang)
  const [first] = table.zones
  const { role } = live.writer
  const isLocked = first?.zone.options.locked === true && role !== 'coach'
  const canWrite = role !== 'viewer' && !isLocked
  const max = table.zones.length === 1 ? first?.zone.options.max : undefined
  const isFull = max !== undefined && rows.length >= max
  const sort = (columnId: string) =>
    setOrder((before) =>
      before.columnId === columnId && before.descending
        ? { ...before, columnId: null, descending: false }
        : { ...before, columnId, descending: before.columnId === columnId },
    )
  const filterable = columns.filter((column) => {
    if (column.kind === 'text' || column.kind === 'votes') return false
    const isCell = column.kind === 'cell' || column.kind === 'carried'
    return !isCell || ['choice', 'link', 'score'].includes(column.column.type)
  })
  const add = () => {
    if (!first) return
    live.undo.newStep()
    const id = addItem(live.writer, { zoneId: first.zone.id, text: '' })
    if (id === null) return
    setOrder({ ...order, filter: '', values: {} })
    announce(t('table.rowAdded'))
    // The row appears with the next frame; its first cell is then the place to type.
    const stop = live.watched.subscribe(() => {
      stop()
      requestAnimationFrame(() =>
        document
          .querySelector<HTMLElement>(
            `[data-item="${CSS.escape(id)}"] [role="gridcell"], [data-item="${CSS.escape(id)}"] [role="rowheader"]`,
          )
          ?.focus(),
      )
    })
  }
  return (
    <div className="light-table">
      {first?.zone.prompt[lang] && table.zones.length === 1 && (
        <p className="light-purpose">{first.zone.prompt[lang]}</p>
      )}
      <div className="light-bar">
        <label className="light-filter">
          <span>{t('table.filter')}</span>
          <input
            className="light-input"
            type="search"
            autoComplete="off"
            value={order.filter}
            onChange={({ currentTarget: { value } }) => setOrder({ ...order, filter: value })}
          />
        </label>
        {filterable.map((column) => {
          const values = [...new Set(rows.map((row) => textOf(row, column)))].sort((a, b) =>
            a.localeCompare(b, lang),
          )
          if (values.length < 2 || values.length > VALUES_MAX) return null
          return (
            <label key={column.id} className="light-filter">
              <span>{column.label}</span>
              <select
                className="light-input"
                value={order.values[column.id] ?? '*'}
                onChange={({ currentTarget: { value } }) => {
                  const { [column.id]: _before, ...others } = order.values
                  setOrder({ ...order, values: value === '*' ? others : { ...others, [column.id]: value } })
                }}
              >
                <option value="*">{t('table.all')}</option>
                {values.map((value) => (
                  <option key={value} value={value}>
                    {value || t('none')}
                  </option>
                ))}
              </select>
            </label>
          )
        })}
      </div>
      <p className="light-hint" role="status">
        {t('table.shown', { count: shown.length, all: rows.length })}
      </p>
      <TableGrid
        title={table.title}
        zones={table.zones}
        columns={columns}
        rows={shown}
        order={order}
        onSort={sort}
        textOf={textOf}
        method={method}
        canWrite={canWrite}
      />
      {canWrite &&
        first?.curtain == null &&
        (step === null || stepWriteFault(step, first?.zone.id ?? null) === null) && (
          <div className="light-tableend">
            {isFull ? (
              <p className="light-hint">{t('full', { count: max })}</p>
            ) : (
              <button type="button" className="light-button light-button--main" onClick={add}>
                {t('table.add')}
              </button>
            )}
            <p className="light-hint light-keys">{t('table.keys')}</p>
          </div>
        )}
    </div>
  )
}
