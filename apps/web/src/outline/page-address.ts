/** The two ways of reading a board without its canvas. */
export type LightView = 'plan' | 'tableau'

/** What the address of a light page names. */
export interface LightAddress {
  boardId: string
  view: LightView
}

const PATH = /^\/tableaux\/([^/]+)\/(plan|tableau)\/?$/

/** Reads the path of a light page; null for every other address. */
export function readAddress(path: string): LightAddress | null {
  const [, boardId, view] = PATH.exec(path) ?? []
  if (boardId === undefined || (view !== 'plan' && view !== 'tableau')) return null
  return { boardId: decodeURIComponent(boardId), view }
}

/** The path of a board in a view; the white board is the page of the app itself. */
export function boardPath(boardId: string, view: LightView | 'canvas'): string {
  const path = `/tableaux/${encodeURIComponent(boardId)}`
  return view === 'canvas' ? path : `${path}/${view}`
}
