import { use } from 'react'
import {
  ArrowToolbarItem,
  DefaultToolbar,
  HandToolbarItem,
  LaserToolbarItem,
  NoteToolbarItem,
  SelectToolbarItem,
  TextToolbarItem,
} from 'tldraw'
import { StepGateContext, useBindingStep } from './steps/use-binding-step.ts'

/** The tools of a participant: few enough to be found without a word of explanation. */
export function ParticipantToolbar() {
  const gate = use(StepGateContext)
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
      {gate?.leads && <LaserToolbarItem />}
    </DefaultToolbar>
  )
}
