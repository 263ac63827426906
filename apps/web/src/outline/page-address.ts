/** The ways of reading a board without its canvas. */
export const LIGHT_VIEWS = ['plan', 'tableau', 'resultats'] as const
/** A way of reading a board without its canvas. */
export type LightView = (typeof LIGHT_VIEWS)[number]

/** What the address of a light page names. */
export interface LightAddress {
  boardId: string
  view: LightView
}

const PATH = /^\/tableaux\/([^/]+)\/([a-z]+)\/?$/

/** Reads the path of a light page; null for every other address. */
export function readAddress(path: string): LightAddress | null {
  const [, boardId, named] = PATH.exec(path) ?? []
  const view = LIGHT_VIEWS.find((known) => known === named)
  if (boardId === undefined || view === undefined) return null
  return { boardId: decodeURIComponent(boardId), view }
}

/** The path of a board in a view; the white board is the page of the app itself. */
export function boardPath(boardId: string, view: LightView | 'canvas'): string {
  const path = `/tableaux/${encodeURIComponent(boardId)}`
  return view === 'canvas' ? path : `${path}/${view}`
}
