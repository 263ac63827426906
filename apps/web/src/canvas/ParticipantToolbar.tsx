import {
  ArrowToolbarItem,
  DefaultToolbar,
  HandToolbarItem,
  NoteToolbarItem,
  SelectToolbarItem,
  TextToolbarItem,
} from 'tldraw'
import { useBindingStep } from './steps/use-binding-step.ts'

/** The tools of a participant: few enough to be found without a word of explanation. */
export function ParticipantToolbar() {
  const step = useBindingStep()
  const mayWrite = step?.may.write !== false
  return (
    <DefaultToolbar>
      <SelectToolbarItem />
      <HandToolbarItem />
      {mayWrite && (
        <>
          <NoteToolbarItem />
          <ArrowToolbarItem />
          <TextToolbarItem />
        </>
      )}
    </DefaultToolbar>
  )
}
