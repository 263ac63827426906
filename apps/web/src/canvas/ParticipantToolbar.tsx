import {
  ArrowToolbarItem,
  DefaultToolbar,
  HandToolbarItem,
  NoteToolbarItem,
  SelectToolbarItem,
  TextToolbarItem,
} from 'tldraw'

/** The tools of a participant: few enough to be found without a word of explanation. */
export function ParticipantToolbar() {
  return (
    <DefaultToolbar>
      <SelectToolbarItem />
      <HandToolbarItem />
      <NoteToolbarItem />
      <ArrowToolbarItem />
      <TextToolbarItem />
    </DefaultToolbar>
  )
}
