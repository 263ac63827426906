import type { Span } from '../../text/text-view.ts'

/** What a model takes for a name in one text. */
export interface ModelSpan extends Span {
  /** `PER`, `ORG`, `LOC` or `MISC`, as models of names label them. */
  readonly label: string
  /** From 0 to 1. */
  readonly score: number
}

/** A model that reads texts for names; it runs on this machine and sends nothing anywhere. */
export interface NameModel {
  /** The name of its folder, for the reviewer. */
  readonly name: string
  /** One answer per text, offsets in UTF-16 units of that text. */
  readonly read: (texts: readonly string[]) => Promise<ModelSpan[][]>
}

/** Why there is no model; a stable code for the administrator. */
export type NoModel = 'not_configured' | 'library_not_installed' | 'folder_missing' | 'not_readable'
