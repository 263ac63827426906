import { use } from 'react'
import {
  ArrowToolbarItem,
  DefaultToolbar,
  HandToolbarItem,
  LaserToolbarItem,
  NoteToolbarItem,
  SelectToolbarItem,
  TextToolbarItem,
  useEditor,
  useValue,
} from 'tldraw'
import { MoreTools } from './MoreTools.tsx'
import { StepGateContext, useBindingStep } from './steps/use-binding-step.ts'

/**
 * The tools of a participant: few enough to be found without a word of explanation. Beside them stand buttons of the
 * workshop, her own hidden notes and votes, so the rarer tools are one press further. Who leads sees all of hers.
 */
export function ParticipantToolbar() {
  const gate = use(StepGateContext)
  const step = useBindingStep()
  const editor = useEditor()
  const isReader = useValue('only reads', () => editor.getIsReadonly(), [editor])
  if (gate?.leads)
    return (
      <DefaultToolbar>
        <SelectToolbarItem />
        <HandToolbarItem />
        <NoteToolbarItem />
        <ArrowToolbarItem />
        <TextToolbarItem />
        <LaserToolbarItem />
      </DefaultToolbar>
    )
  if (isReader || step?.may.write === false)
    return (
      <DefaultToolbar>
        <SelectToolbarItem />
        <HandToolbarItem />
      </DefaultToolbar>
    )
  return (
    <DefaultToolbar>
      <SelectToolbarItem />
      {/* what is written alone begins at its zone, behind the curtain */}
      {step?.mode !== 'private' && <NoteToolbarItem />}
      <MoreTools />
    </DefaultToolbar>
  )
}
