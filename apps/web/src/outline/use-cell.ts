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

/** Keeps what a person fills in a cell beside what others wrote there since she came. */
export function useCell({ itemId, column, cell, method }: CellFieldProps) {
  const { live } = useLive()
  const base = useRef<CellInput>(null)
  return {
    live,
    /** Remembers what the cell held when the person came. */
    begin: () => {
      base.current = heldInput(cell)
    },
    keep: (value: CellInput) => {
      if (value === base.current) return
      base.current =
        setCell(live.writer, { itemId, columnId: column.id }, value, { base: base.current }) ?? null
    },
    read: (typed: string) => cellInput(typed, column, { method, lang: live.lang }),
  }
}
