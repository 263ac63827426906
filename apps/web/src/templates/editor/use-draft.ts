import type { TemplateDraft } from '@tablee/templates'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { type OwnTemplate, saveDraft } from '../../api/own-templates.ts'
import { type DraftCopy, forgetCopy, keepCopy, readCopy } from './draft-copy.ts'

/** How long nobody types before the draft is saved, in ms. */
const PAUSE_MS = 800
/** Pause before a save that failed is tried again, in ms. */
const RETRY_MS = 4_000
/** Changes that follow one another within this are taken back together, in ms: a word, not a letter. */
const ONE_GO_MS = 1_200
/** How many changes can be taken back. */
const UNDO_MOST = 100

/** Where the words are: on the server, on their way, on this device only, or beside somebody else's. */
type SaveState = 'saved' | 'saving' | 'device' | 'conflict'

/** A draft that saves itself. */
export interface LiveDraft {
  readonly draft: TemplateDraft
  readonly licence: string
  readonly credits: string
  /** What the server has; publishing names it. */
  readonly revision: number
  readonly state: SaveState
  change(change: (draft: TemplateDraft) => TemplateDraft): void
  changeTerms(terms: { licence?: string; credits?: string }): void
  /** Takes the last change back; what is typed in one go is one change. */
  undo(): void
  readonly canUndo: boolean
  /** Saves now what waits; resolves when it is on the server. Rejects when it cannot be. */
  flush(): Promise<number>
  /** Saves over what the other one wrote. */
  replaceOther(revision: number): void
  /** Forgets what is on this device. */
  forget(): void
}

/**
 * Keeps a draft on this device with every keystroke and on the server after a pause, one save at a time. A save over
 * somebody else's is not made: both stay, and the coach decides.
 */
export function useDraft(own: OwnTemplate): LiveDraft {
  const { id } = own
  const [copy, setCopy] = useState<DraftCopy>(() => readCopy(id) ?? copyOf(own))
  const [state, setState] = useState<SaveState>(() => startState(own))
  const now = useRef({ copy, saved: state === 'saved' ? copy : null, stopped: state === 'conflict' })
  const saving = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const [past, setPast] = useState<readonly DraftCopy[]>([])
  const lastChangeAt = useRef(Number.NEGATIVE_INFINITY)

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    if (saving.current) return saving.current
    const sent = now.current.copy
    if (now.current.saved === sent || now.current.stopped) return Promise.resolve()
    setState('saving')
    const round = saveDraft(id, sent)
      .then(
        ({ revision }) => {
          const isLatest = now.current.copy === sent
          const next = { ...now.current.copy, revision }
          now.current = { ...now.current, copy: next, saved: isLatest ? next : null }
          setCopy(next)
          if (isLatest) forgetCopy(id)
          else keepCopy(id, next)
          setState(isLatest ? 'saved' : 'saving')
          if (!isLatest) timer.current = setTimeout(() => void save().catch(() => undefined), PAUSE_MS)
        },
        (error: unknown) => {
          const conflict = error instanceof ApiError && error.code === 'template_draft_conflict'
          now.current.stopped = conflict
          setState(conflict ? 'conflict' : 'device')
          if (!conflict) timer.current = setTimeout(() => void save().catch(() => undefined), RETRY_MS)
          throw error
        },
      )
      .finally(() => {
        saving.current = null
      })
    saving.current = round
    return round
  }, [id])

  const put = useCallback(
    (change: (copy: DraftCopy) => DraftCopy) => {
      const next = change(now.current.copy)
      now.current.copy = next
      keepCopy(id, next)
      setCopy(next)
      if (now.current.stopped) return
      setState('saving')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save().catch(() => undefined), PAUSE_MS)
    },
    [id, save],
  )

  const remember = useCallback(() => {
    const before = now.current.copy
    const at = performance.now()
    const goesOn = at - lastChangeAt.current < ONE_GO_MS
    lastChangeAt.current = at
    setPast((old) => (goesOn && old.length > 0 ? old : [...old.slice(1 - UNDO_MOST), before]))
  }, [])
  const undo = useCallback(() => {
    const last = past.at(-1)
    if (!last) return
    lastChangeAt.current = Number.NEGATIVE_INFINITY
    setPast(past.slice(0, -1))
    // the server's number goes on counting
    put(({ revision }) => ({ ...last, revision }))
  }, [past, put])

  useEffect(() => {
    // what an earlier visit left on this device
    if (now.current.saved === null && !now.current.stopped) void save().catch(() => undefined)
    // the network is back: nobody waits for the next try
    const saveNow = () => void save().catch(() => undefined)
    window.addEventListener('online', saveNow)
    return () => {
      window.removeEventListener('online', saveNow)
      // leaving the page must not wait for the pause
      void save().catch(() => undefined)
      clearTimeout(timer.current)
    }
  }, [save])

  return {
    draft: copy.draft,
    licence: copy.licence,
    credits: copy.credits,
    revision: copy.revision,
    state,
    change: useCallback(
      (change) => {
        remember()
        put((old) => ({ ...old, draft: change(old.draft) }))
      },
      [put, remember],
    ),
    changeTerms: useCallback(
      (terms) => {
        remember()
        put((old) => ({ ...old, ...terms }))
      },
      [put, remember],
    ),
    undo,
    canUndo: past.length > 0,
    async flush() {
      await save()
      // typed while it was being saved
      if (now.current.saved !== now.current.copy) await save()
      return now.current.copy.revision
    },
    replaceOther(revision) {
      now.current.stopped = false
      put((old) => ({ ...old, revision }))
    },
    forget: () => forgetCopy(id),
  }
}

function copyOf({ revision, draft, licence, credits }: OwnTemplate): DraftCopy {
  return { revision, draft, licence, credits }
}

function startState(own: OwnTemplate): SaveState {
  const copy = readCopy(own.id)
  if (copy === null) return 'saved'
  return copy.revision === own.revision ? 'saving' : 'conflict'
}
