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
import { MoreTools } from './MoreTools.tsx'
import { StepGateContext, useBindingStep } from './steps/use-binding-step.ts'

/**
 * The tools of a participant: few enough to be found without a word of explanation. While a step runs there are buttons
 * of the workshop beside them, and the rarer tools are one press further.
 */
export function ParticipantToolbar() {
  const gate = use(StepGateContext)
  const step = useBindingStep()
  if (step?.may.write)
    return (
      <DefaultToolbar>
        <SelectToolbarItem />
        {/* what is written alone begins at its zone, behind the curtain */}
        {step.mode !== 'private' && <NoteToolbarItem />}
        <MoreTools />
      </DefaultToolbar>
    )
  return (
    <DefaultToolbar>
      <SelectToolbarItem />
      <HandToolbarItem />
      {step === null && (
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
