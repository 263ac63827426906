import type { Lang, OpenBallot } from '@tablee/board/content'
import type { RoomClient } from '@tablee/sync/client'
import type { RefObject } from 'react'
import type { FollowedScript } from './follow-script.ts'

/** How the page around brings its reader to a step: a canvas moves its view, a plan scrolls. */
export interface StepPlaces {
  /** Brings the zones of a step into view; the whole board when it names none. */
  goTo(zoneIds: readonly string[]): void
  /** Whether the reader is in the middle of something: her pen stays in her hand. */
  isBusy(): boolean
  /** Whether a step that begins may bring a reader who is not busy to its zones. */
  movesByItself: boolean
}

/** A zone by its name, for who writes the script. */
export interface NamedZone {
  id: string
  label: string
  /** It asks each person, and no organisation. */
  perRespondent: boolean
}

/** A vote that is open in the zones of a step, with the name of its zone. */
export interface OpenVote {
  ballot: OpenBallot
  name: string
  /** One of its zones asks each person, and no organisation. */
  perRespondent: boolean
}

/** What the bar of the steps is given by the page around it. */
export interface StepBarProps {
  boardId: string
  /** By whom the person is known on this board; null for who gives no opinion. */
  actorId: string | null
  client: RoomClient
  script: FollowedScript
  lang: Lang
  /** The right `script.run`. */
  mayRun: boolean
  zones: readonly NamedZone[]
  places: StepPlaces
}

/** The button that opens the script, wherever it stands. */
export interface EditorButton {
  ref: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  toggle(): void
}
