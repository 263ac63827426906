import { LANGUAGES, type LocalisedText } from '@tablee/board'
import type { TemplatePlace } from './template-fault.ts'

/** One difference between two versions of a method. Zones, columns and steps are named as they were, or came. */
export type TemplateChange =
  /** A title, label, prompt or instruction says something else: nothing that a board holds depends on it. */
  | {
      readonly kind: 'text'
      readonly place: Omit<TemplatePlace, 'zone' | 'column' | 'step'> & { readonly stepId?: string }
      readonly of: LocalisedText
      readonly before: LocalisedText
      readonly after: LocalisedText
    }
  | {
      readonly kind: 'zone_added' | 'zone_removed' | 'zone_moved'
      readonly zoneId: string
      readonly label: LocalisedText
    }
  | {
      readonly kind: 'zone_kind' | 'zone_feeds' | 'zone_option'
      readonly zoneId: string
      readonly label: LocalisedText
      /** The name of the option, for `zone_option`. */
      readonly option?: string
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'column_added' | 'column_removed'
      readonly zoneId: string
      readonly columnId: string
      readonly label: LocalisedText
    }
  | {
      readonly kind: 'column_type' | 'column_set' | 'column_scale' | 'column_required'
      readonly zoneId: string
      readonly columnId: string
      readonly label: LocalisedText
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'step_added' | 'step_removed' | 'step_moved'
      readonly stepId: string
      readonly title: LocalisedText
    }
  | {
      readonly kind:
        | 'step_minutes'
        | 'step_mode'
        | 'step_zones'
        | 'step_anonymous'
        | 'step_dots'
        | 'step_powers'
      readonly stepId: string
      readonly title: LocalisedText
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'family' | 'duration' | 'group_size' | 'axes' | 'column_order' | 'zone_order'
      readonly before: string
      readonly after: string
    }

/** Whether only words differ, so that boards in use may take them over. */
export function isTextsOnly(changes: readonly TemplateChange[]): boolean {
  return changes.every(({ kind }) => kind === 'text')
}

/** A changed text, if it changed; `of` names what it belongs to. */
export function textChange(
  place: Extract<TemplateChange, { kind: 'text' }>['place'],
  before: LocalisedText,
  after: LocalisedText,
  of: LocalisedText,
): TemplateChange[] {
  if (LANGUAGES.every((lang) => before[lang] === after[lang])) return []
  return [{ kind: 'text', place, of, before, after }]
}
