import type { KeptNote, keepNoteRequestSchema, OwnNote, withdrawNoteRequestSchema } from '@tablee/contract'
import type * as z from 'zod'
import { ApiError } from '../api/api-error.ts'
import {
  isBlank,
  isUnsent,
  type LocalNote,
  type NoteContent,
  type NoteTrouble,
  saySame,
} from './local-note.ts'
import { mergeContents } from './merge-contents.ts'
import type { NoteShelf } from './note-shelf.ts'

/** How long after the last letter a note is sent, in ms. */
const PAUSE_MS = 600
/** How long after the first unsent letter a note is sent at the latest, in ms: a reveal waits three times as long. */
const TYPING_MAX_MS = 1_000
/** How soon the server is tried again when it did not answer, in ms; the network's return tries at once. */
const RETRY_MS = 3_000

/** What the keeper asks of the server. */
export interface NotesServer {
  read(): Promise<{ notes: OwnNote[] }>
  find(notes: readonly { id: string; key: string }[]): Promise<{ notes: OwnNote[] }>
  keep(note: z.input<typeof keepNoteRequestSchema>): Promise<KeptNote>
  withdraw(note: z.input<typeof withdrawNoteRequestSchema>): Promise<unknown>
  reveal(curtainId: string): Promise<unknown>
}

/** A curtain as far as its notes go. */
export interface HangingCurtain {
  id: string
  zoneId: string
  anonymous: boolean
  reading: boolean
  /** Its columns of free words: where two devices wrote, both stay. */
  freeColumns: readonly string[]
}

/** What each refusal means for a note; whatever else goes wrong is tried again. */
const TROUBLES: Readonly<Record<string, NoteTrouble>> = {
  curtain_lifted: 'late',
  curtain_reading: 'waiting',
  private_note_removed: 'removed',
  private_zone_full: 'full',
  private_notes_too_many: 'full',
  curtain_zone_gone: 'late',
  zone_curtained: 'late',
  step_closed: 'closed',
  private_cell_unfit: 'refused',
  request_invalid: 'refused',
  forbidden: 'refused',
  not_found: 'refused',
  board_archived: 'refused',
}

/** Keeps a person's private notes: on her device at every letter, on the server when she pauses, and after a crash. */
export class NotesKeeper {
  readonly #server: NotesServer
  readonly #shelf: NoteShelf
  readonly #makeId: () => { id: string; key: string }
  #notes: readonly LocalNote[]
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When what was typed is sent at the latest; null while nothing is. */
  #dueMs: number | null = null
  #sending: Promise<void> | null = null
  #closed = false
  #freeColumns = new Map<string, readonly string[]>()

  constructor(server: NotesServer, shelf: NoteShelf, makeId: () => { id: string; key: string }) {
    this.#server = server
    this.#shelf = shelf
    this.#makeId = makeId
    this.#notes = shelf.read()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly notes = (): readonly LocalNote[] => this.#notes

  /** Whether anything is on its way to the server; of which note nobody is told. */
  readonly isBehind = (): boolean => this.#notes.some(needsSending)

  /** The curtains that hang now: whoever waited for one goes on, and what was revealed is looked for. */
  follow(curtains: readonly HangingCurtain[]): void {
    for (const { id, freeColumns } of curtains) this.#freeColumns.set(id, freeColumns)
    for (const note of this.#notes) {
      const isReading = curtains.some(({ id, reading }) => id === note.curtainId && reading)
      if ((note.trouble === 'waiting' && !isReading) || note.trouble === 'closed')
        this.#change(note.id, { trouble: null })
    }
    void this.load()
    this.#soon(0)
  }

  /** Begins a note behind a curtain. @returns its id */
  begin(curtain: HangingCurtain): string {
    const { id, key } = this.#makeId()
    const note: LocalNote = {
      id,
      key: curtain.anonymous ? key : null,
      curtainId: curtain.id,
      zoneId: curtain.zoneId,
      text: '',
      cells: {},
      revision: 0,
      saved: null,
      state: 'hidden',
      trouble: null,
      isGone: false,
      isLateWanted: false,
    }
    this.#set([...this.#notes, note])
    this.#shelf.put(note)
    return id
  }

  /** What the person typed. */
  write(id: string, change: Partial<NoteContent>): void {
    const isAsked = this.#find(id)?.trouble === 'changed'
    this.#change(id, isAsked ? { ...change, trouble: null } : change)
    this.#dueMs ??= Date.now() + TYPING_MAX_MS
    this.#soon(Math.max(0, Math.min(PAUSE_MS, this.#dueMs - Date.now())))
  }

  /** Takes a note back; it is gone from the screen at once. */
  withdraw(id: string): void {
    const note = this.#find(id)
    if (!note) return
    if (note.saved === null || note.trouble === 'removed') this.#drop(id)
    else this.#change(id, { isGone: true, ...(note.trouble === 'changed' ? { trouble: null } : {}) })
    this.#soon(0)
  }

  /** Leaves a note where it is that another device had changed when it was to be taken back. */
  stay(id: string): void {
    this.#change(id, { trouble: null })
    this.#soon(0)
  }

  /** Puts a note on the board that came after the reveal. */
  putLate(id: string): void {
    this.#change(id, { isLateWanted: true, trouble: null })
    this.#soon(0)
  }

  /** Shows everybody what is kept of one's own signed notes behind a curtain. Rejects with the server's refusal. */
  async reveal(curtainId: string): Promise<void> {
    await this.#server.reveal(curtainId)
    await this.load()
  }

  /** Tries now what did not go. */
  retry(): void {
    for (const { id, trouble } of this.#notes)
      if (trouble === 'full' || trouble === 'closed') this.#change(id, { trouble: null })
    this.#soon(0)
  }

  /** Learns from the server what other devices wrote, and what was revealed; false when it did not answer. */
  async load(): Promise<boolean> {
    try {
      const asked = new Map(this.#notes.map(({ id, saved }) => [id, saved]))
      const keyed = this.#notes.flatMap(({ id, key }) => (key === null ? [] : [{ id, key }]))
      const [named, anonymous] = await Promise.all([
        this.#server.read(),
        keyed.length > 0 ? this.#server.find(keyed) : { notes: [] },
      ])
      if (!this.#closed) this.#take([...named.notes, ...anonymous.notes], asked)
      return true
    } catch {
      // what is on the device stays as it is; the next look asks again
      return false
    }
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  /** `asked`: what was known to be saved when the server was asked. What was saved since then it may not have seen. */
  #take(stored: readonly OwnNote[], asked: ReadonlyMap<string, LocalNote['saved']>): void {
    const byId = new Map(stored.map((note) => [note.id, note]))
    for (const note of this.#notes) {
      const found = byId.get(note.id)
      byId.delete(note.id)
      const isOlder = note.saved !== (asked.get(note.id) ?? null)
      if (isOlder && found?.state !== 'revealed' && found?.state !== 'removed') continue
      if (found) this.#takeOne(note, found)
      // withdrawn on another device, or forgotten with the board's archive: unsent words stay
      else if (note.saved !== null && saySame(note.saved, note) && !note.isGone) this.#drop(note.id)
    }
    for (const found of byId.values()) {
      if (found.state !== 'hidden') continue
      const note: LocalNote = {
        id: found.id,
        key: null,
        curtainId: found.curtainId,
        zoneId: found.zoneId,
        text: found.text,
        cells: found.cells,
        revision: found.revision,
        saved: { text: found.text, cells: found.cells },
        state: 'hidden',
        trouble: null,
        isGone: false,
        isLateWanted: false,
      }
      this.#set([...this.#notes, note])
      this.#shelf.put(note)
    }
  }

  #takeOne(note: LocalNote, found: OwnNote): void {
    if (found.state === 'removed') {
      this.#change(note.id, { trouble: 'removed' })
      return
    }
    if (found.state === 'revealed') {
      // a named note is changed on the board like any other
      if (note.key === null && saySame(note.saved, note)) this.#drop(note.id)
      else this.#change(note.id, { state: 'revealed', trouble: null })
      return
    }
    if (found.revision === note.revision) return
    const saved = { text: found.text, cells: found.cells }
    const isFree = (columnId: string) => this.#freeColumns.get(note.curtainId)?.includes(columnId) === true
    const merged = saySame(note.saved, note)
      ? saved
      : mergeContents(note.saved, { mine: note, theirs: found }, isFree)
    this.#change(note.id, { ...merged, saved, revision: found.revision })
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(() => this.#flush(), ms)
  }

  #flush(): void {
    if (this.#sending) return
    this.#dueMs = null
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = null
    })
  }

  async #sendAll(): Promise<void> {
    for (const { id } of this.#notes) {
      const note = this.#find(id)
      if (this.#closed || !note || !needsSending(note)) continue
      try {
        await this.#send(note)
      } catch (error) {
        const code = error instanceof ApiError ? error.code : ''
        if (code === 'private_note_conflict') {
          if (await this.#overtaken(note)) continue
          this.#soon(RETRY_MS)
          return
        }
        const trouble = TROUBLES[code]
        if (trouble === undefined) {
          this.#soon(RETRY_MS)
          return
        }
        // what a step does not let her take back is hers to see
        this.#change(id, { trouble, isLateWanted: false, ...(trouble === 'closed' ? { isGone: false } : {}) })
      }
    }
    // what was typed while the last answer was awaited
    if (this.#notes.some(needsSending)) this.#soon(PAUSE_MS)
  }

  /**
   * Another device was faster: takes what it wrote, and asks before that is taken back unseen.
   * @returns false when it could not be read: asking again at once would be refused again
   */
  async #overtaken({ id, revision }: LocalNote): Promise<boolean> {
    const isRead = await this.load()
    const now = this.#find(id)
    if (!isRead || now?.revision === revision) return now === undefined
    if (now?.isGone) this.#change(id, { isGone: false, trouble: 'changed' })
    return true
  }

  async #send(note: LocalNote): Promise<void> {
    const { id, curtainId, revision, text, cells, saved } = note
    const who = { id, curtainId, revision, ...(note.key === null ? {} : { key: note.key }) }
    if (note.isGone || isBlank(note)) {
      if (saved !== null) await this.#server.withdraw(who)
      if (note.isGone) this.#drop(id)
      else this.#change(id, { saved: null, revision: 0 })
      return
    }
    const kept = await this.#server.keep({
      ...who,
      text,
      cells: filled(cells),
      ...(saved ? { base: { text: saved.text, cells: filled(saved.cells) } } : {}),
      ...(note.isLateWanted ? { late: true } : {}),
    })
    const state = kept.state === 'revealed' ? 'revealed' : 'hidden'
    this.#change(id, { saved: { text, cells }, revision: kept.revision, state, isLateWanted: false })
    const now = this.#find(id)
    if (now && state === 'revealed' && now.key === null && saySame(now.saved, now)) this.#drop(id)
  }

  #find(id: string): LocalNote | undefined {
    return this.#notes.find((note) => note.id === id)
  }

  #change(id: string, change: Partial<LocalNote>): void {
    const note = this.#find(id)
    if (!note) return
    const next = { ...note, ...change }
    this.#shelf.put(next)
    this.#set(this.#notes.map((each) => (each.id === id ? next : each)))
  }

  #drop(id: string): void {
    this.#shelf.drop(id)
    this.#set(this.#notes.filter((note) => note.id !== id))
  }

  #set(notes: readonly LocalNote[]): void {
    this.#notes = notes
    for (const listener of [...this.#listeners]) listener()
  }
}

/** Whether the server does not have the note as it stands; one in trouble waits for its writer. */
export function needsSending(note: LocalNote): boolean {
  return note.trouble === null && isUnsent(note)
}

function filled(cells: NoteContent['cells']): Record<string, string | number> {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''))
}
