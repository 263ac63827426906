import type { BoardRole } from '@tablee/board'
import type { TLComponents } from 'tldraw'
import { BoardHelperButtons } from './BoardHelperButtons.tsx'
import { BoardOverlays } from './BoardOverlays.tsx'
import { BoardStylePanel } from './BoardStylePanel.tsx'
import { CoachToolbar } from './CoachToolbar.tsx'
import { ParticipantStylePanel } from './ParticipantStylePanel.tsx'
import { ParticipantToolbar } from './ParticipantToolbar.tsx'
import { PlacedCanvas } from './PlacedCanvas.tsx'

/** What the board's own header says, or what the product does not offer. */
const LEFT_OUT = {
  MainMenu: null,
  PageMenu: null,
  HelpMenu: null,
  DebugMenu: null,
  DebugPanel: null,
  SharePanel: null,
  TopPanel: null,
  CursorChatBubble: null,
  ImageToolbar: null,
  VideoToolbar: null,
} satisfies TLComponents

/** What every role sees on the board besides its shapes. */
const SHARED = {
  ...LEFT_OUT,
  Canvas: PlacedCanvas,
  Overlays: BoardOverlays,
  HelperButtons: BoardHelperButtons,
} satisfies TLComponents

const FOR_ROLE: Readonly<Record<BoardRole, TLComponents>> = {
  coach: { ...SHARED, Toolbar: CoachToolbar, StylePanel: BoardStylePanel },
  writer: { ...SHARED, Toolbar: ParticipantToolbar, StylePanel: ParticipantStylePanel },
  viewer: { ...SHARED, Toolbar: ParticipantToolbar, StylePanel: null },
}

/** The editor's panels for a role; the same object each time, since a new one would restart the editor's interface. */
export function editorComponents(role: BoardRole): TLComponents {
  return FOR_ROLE[role]
}
