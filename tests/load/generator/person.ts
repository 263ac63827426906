import type { WireName } from './wire.ts'

/** A server as the generator knows it. */
export interface ServerAddress {
  port: number
  pid: number
  wire: WireName
  /** Where people must be known to enter: the n-th person takes the n-th seat. */
  seats?: readonly Seat[]
}

/** Somebody's place on the board of a server that admits people. */
interface Seat {
  /** Path and query of her socket. */
  path: string
  cookie: string
  /** What the board calls her. */
  author: string
}

/** Somebody who is to come. */
export interface PersonOptions {
  server: ServerAddress
  board: string
  /** Who she is; the same number is the same person with the same client id. */
  number: number
  /** Called with the time of sending of every change and cursor of others that reaches her. */
  onStamp?: (kind: 'change' | 'cursor', sentUs: number) => void
  /** False for somebody whose line is dead: the server hears nothing of her, and nobody says that she left. */
  answersPings?: boolean
  /** Keeps the whole document, to look at it or to edit it freely. */
  keepsDocument?: boolean
}

/** What it took to see the board. */
export interface Entry {
  ms: number
  bytes: number
}

/** One person's connection. */
export interface Person {
  /** Rejects when the connection ends before the document came. */
  readonly entered: Promise<Entry>
  readonly closed: boolean
  /** Messages and bytes that came. */
  readonly traffic: { readonly frames: number; readonly bytes: number }
  /** Puts notes of hers on the board, in one change. */
  addNotes(count: number): void
  /** Puts her own note there and prepares so many changes of it. @param isStamped whether others can time them */
  prepare(changes: number, isStamped: boolean): void
  /** Sends the next prepared change: she moves her note. @returns whether there was one left */
  change(): boolean
  /** Moves the n-th of the notes that she added. */
  move(n: number, isStamped: boolean): void
  /** Sends her cursor. */
  point(isStamped: boolean): void
  /** Stops and resumes looking at what comes. */
  look(isLooking: boolean): void
  leave(): void
}

/** People that come at the same moment; more at once is a storm, which is a work of its own. */
const TOGETHER = 20

/** Lets people in, a few at a time. */
export async function enterAll(people: Iterable<Person>): Promise<void> {
  let group: Promise<unknown>[] = []
  for (const person of people) {
    group.push(person.entered)
    if (group.length < TOGETHER) continue
    await Promise.all(group)
    group = []
  }
  await Promise.all(group)
}
