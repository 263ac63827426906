import type { CellValue, ColumnDefinition, Method, ZoneDefinition } from '@tablee/board/content'
import { type CellInput, setCell } from '@tablee/board/edit'
import { useRef } from 'react'
import { cellInput, heldInput } from './column-words.ts'
import { useLive } from './live-context.ts'

/** A cell of a row, and who may write in it. */
export interface CellFieldProps {
  itemId: string
  zone: ZoneDefinition
  column: ColumnDefinition
  cell: CellValue | undefined
  method: Method
  isMissing: boolean
  readOnly: boolean
  /** In a table: the field alone, told when the person is done. */
  inGrid?: boolean
  /** The first letter, that opened the field. */
  firstText?: string | undefined
  onDone?(): void
}

/** Keeps what a person fills in a cell beside what others wrote there since she began. */
export function useCell({ itemId, column, cell, method }: CellFieldProps) {
  const { live } = useLive()
  const base = useRef<CellInput>(null)
  /** What was shown when the last value was kept: as long as it is, the board holds that value and not this. */
  const shownBefore = useRef<{ cell: CellValue | undefined } | null>(null)
  const begin = () => {
    if (shownBefore.current === null || shownBefore.current.cell !== cell) base.current = heldInput(cell)
  }
  const keep = (value: CellInput) => {
    if (value === base.current) return
    base.current =
      setCell(live.writer, { itemId, columnId: column.id }, value, { base: base.current }) ?? null
    shownBefore.current = { cell }
  }
  return {
    live,
    /** Remembers what the cell holds as the person begins. */
    begin,
    keep,
    /** Takes one of the values that are offered, whatever stands there now. */
    pick: (value: CellInput) => {
      begin()
      keep(value)
    },
    read: (typed: string) => cellInput(typed, column, { method, lang: live.lang }),
  }
}
