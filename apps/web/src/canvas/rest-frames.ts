import type { Editor } from 'tldraw'

/** How long after the last event the editor goes on drawing, in ms: what it began to show has come to its end by then. */
const REST_AFTER_MS = 1_000

/** Who listens to every picture of an editor where nothing moves: the editor itself, for its events. */
const LISTENERS_AT_REST = 1

/** What asks for a picture sixty times a second for as long as an editor is there (tldraw 3.15.6). */
interface Ticks {
  /** No picture is asked for. */
  readonly isPaused: boolean
  start(): void
  /** Asks for no more, until the next start. */
  dispose(): void
}

/**
 * Lets the editor rest while nobody does anything: an old laptop pays for every picture that is asked for, also where
 * nothing has changed. Any event, and anything that follows the pictures, wakes it before it is dealt with. Returns its
 * undo.
 */
export function restWhileIdle(editor: Editor): () => void {
  const ticks = ticksOf(editor)
  if (ticks === null) return () => undefined
  let lastAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  function wake(): void {
    lastAt = performance.now()
    if (ticks?.isPaused) ticks.start()
    timer ??= setTimeout(restIfIdle, REST_AFTER_MS)
  }

  function restIfIdle(): void {
    timer = undefined
    const leftMs = REST_AFTER_MS - (performance.now() - lastAt)
    if (leftMs > 0) timer = setTimeout(restIfIdle, leftMs)
    else if (isMoving(editor)) timer = setTimeout(restIfIdle, REST_AFTER_MS)
    else ticks?.dispose()
  }

  const stops = [
    before(editor, 'dispatch', wake),
    before(editor, 'on', (event) => (event === 'tick' || event === 'frame') && wake()),
    before(editor, 'once', (event) => (event === 'tick' || event === 'frame') && wake()),
    before(editor, 'addListener', (event) => (event === 'tick' || event === 'frame') && wake()),
  ]
  wake()
  return () => {
    for (const stop of stops) stop()
    clearTimeout(timer)
    if (ticks.isPaused && !editor.isDisposed) ticks.start()
  }
}

/** Whether something changes from picture to picture by itself. */
function isMoving(editor: Editor): boolean {
  const { isPointing, isDragging, isPinching, isPanning } = editor.inputs
  return (
    isPointing ||
    isDragging ||
    isPinching ||
    isPanning ||
    editor.scribbles.scribbleItems.size > 0 ||
    editor.listenerCount('frame') > 0 ||
    editor.listenerCount('tick') > LISTENERS_AT_REST
  )
}

/** Null when this is another tldraw than the one that is pinned: then it goes on as ever. */
function ticksOf(editor: Editor): Ticks | null {
  if (!('_tickManager' in editor)) return null
  const ticks = editor._tickManager as Partial<Ticks> | null
  const isKnown =
    typeof ticks?.isPaused === 'boolean' &&
    typeof ticks.start === 'function' &&
    typeof ticks.dispose === 'function'
  return isKnown ? (ticks as Ticks) : null // as was just looked at
}

/** Does something before each call of a method. Returns its undo. */
function before<K extends 'dispatch' | 'on' | 'once' | 'addListener'>(
  editor: Editor,
  method: K,
  act: (first: unknown) => void,
): () => void {
  const original = editor[method]
  const called = (...given: unknown[]): unknown => {
    act(given[0])
    return Reflect.apply(original, editor, given)
  }
  Object.defineProperty(editor, method, { configurable: true, writable: true, value: called })
  return () => Reflect.deleteProperty(editor, method)
}
