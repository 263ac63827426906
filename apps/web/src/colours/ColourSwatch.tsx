import { NOTE_FILLS, type NoteColour } from '@tablee/board/content'
import type { ReactNode } from 'react'
import styles from './colours.module.css'

/** A colour as notes have it, for the eye only: its name or caption stands beside it. */
export function ColourSwatch({ colour }: { colour: NoteColour }): ReactNode {
  return <span aria-hidden className={styles['swatch']} style={{ backgroundColor: NOTE_FILLS[colour] }} />
}
