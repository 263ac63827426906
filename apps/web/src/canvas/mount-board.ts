import { type BoardAuthor, metaRoot } from '@tablee/board'
import { currentStep, trustScript } from '@tablee/board/script'
import { DefaultFontStyle, type Editor } from 'tldraw'
import { followDates } from './date-places.ts'
import { keepFirstKeystrokes } from './first-keystrokes.ts'
import { zoneUnder } from './meaning/use-meaning.ts'
import { askForNeededFonts, askForOtherFonts } from './needed-fonts.ts'
import { noteOnDoubleClick } from './note-gestures.ts'
import type { OpenBoard } from './open-board.ts'
import { showOpeningView } from './opening-view.ts'
import { refuseOutsideContent } from './outside-content.ts'
import { offerLists, type PastedList } from './paste/offer-lists.ts'
import { pasteFault, placesLeft } from './paste/paste-fault.ts'
import { restWhileIdle } from './rest-frames.ts'
import { installRules } from './rules.ts'
import { keepToStep } from './steps/keep-to-step.ts'
import type { StepGate } from './steps/step-gate.ts'
import { comeNearToWrite } from './writing-view.ts'
import { stampZones } from './zone-stamps.ts'

/** Fits a freshly mounted editor to an open board and its reader. Returns its undo. */
export function mountBoard(
  editor: Editor,
  {
    board,
    author,
    gate,
    offer,
    writePrivately,
  }: {
    board: OpenBoard
    author: BoardAuthor
    gate: StepGate
    offer(list: PastedList | null): void
    writePrivately(zoneId: string): void
  },
): () => void {
  askForNeededFonts(editor)
  refuseOutsideContent(editor)
  noteOnDoubleClick(editor, { gate, onRefused: board.refusals.report, writePrivately })
  editor.setStyleForNextShapes(DefaultFontStyle, 'sans')
  const stops = [
    board.showIn(editor),
    installRules({ editor, author, gate, onRefused: board.refusals.report }),
    keepToStep(editor, { gate, onRefused: board.refusals.report }),
    stampZones(editor, author),
    followDates(editor, board.meaning),
    offerLists({
      editor,
      offer,
      faultAt: (point) => {
        const zone = zoneUnder(board.meaning.content('fr'), point)
        return pasteFault(zone, { author, gate }) ?? (placesLeft(zone) === 0 ? 'zone_full' : null)
      },
      onRefused: board.refusals.report,
    }),
    keepFirstKeystrokes(editor, board),
    showOpeningView(editor, () => currentStep(trustScript(metaRoot(board.doc)))?.zones ?? []),
    comeNearToWrite(editor),
    restWhileIdle(editor),
    ...(author.role === 'coach' ? [askForOtherFonts(editor)] : []),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
