import { createContext } from 'react'

/** What the board's colours stand for, and who may say so. */
export interface ColourDesk {
  readonly boardId: string
  readonly mayCaption: boolean
  readonly isEditing: boolean
  edit(isEditing: boolean): void
}

/** Holds it for the parts of the board that show colours. */
export const ColourDeskContext = createContext<ColourDesk | null>(null)
