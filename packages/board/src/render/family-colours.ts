import type { Family } from '../schema.ts'

/** The paper that a board lies on. */
export const PAPER = '#fbfaf7'

/** Ink of titles and notes. */
export const INK = '#22262b'

/** Ink at 80 % on paper, for prompts: above 7:1 on every tint below. */
export const INK_SOFT = '#4d5055'

/** Text on a family's accent, as on the banner. */
export const ON_ACCENT = '#ffffff'

/** How a family of methods looks on the board. */
export interface FamilyColours {
  /** The family's colour. */
  accent: string
  /** The accent, darkened where needed to read on the tint with 4.5:1. */
  title: string
  /** Fill of zones. */
  tint: string
  /** Line around zones: the accent at 30 % on paper. */
  border: string
}

/** Colours of each family, shared by the canvas and the drawings of the server. */
export const FAMILY_COLOURS: Readonly<Record<Family, FamilyColours>> = {
  needs: { accent: '#2f5f9e', title: '#2a568f', tint: '#f2f6fb', border: '#bdccdc' },
  stakeholders: { accent: '#2f7d5b', title: '#266a4c', tint: '#f1f8f4', border: '#bdd4c8' },
  change: { accent: '#b8591b', title: '#9c4811', tint: '#fdf5ef', border: '#e7cab5' },
  intervision: { accent: '#6d4aa3', title: '#60409a', tint: '#f7f4fb', border: '#d0c5de' },
}
