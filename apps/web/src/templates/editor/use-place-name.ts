import type { DraftZone, TemplateDraft, TemplatePlace } from '@tablee/templates'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'

/** Names a place of the draft as the coach knows it: "Zone Besoins formulés, consigne"; `former` has zones that are gone. */
export function usePlaceName(
  draft: TemplateDraft,
  former: readonly DraftZone[],
): (place: TemplatePlace) => string {
  const { t } = useTranslation('methods')
  const lang = useLang()
  return ({ zone: at, zoneId, column: columnAt, step: stepAt, termId, field }) => {
    const part = t(`fields.${field}`)
    if (stepAt !== undefined) {
      const title = draft.steps[stepAt]?.title
      return t('places.step', { number: stepAt + 1, title: title?.[lang] || title?.fr || '…', part })
    }
    if (at !== undefined) {
      const zone = draft.zones[at]
      const name = zone?.label[lang] || zone?.label.fr || zone?.id || '…'
      if (field === 'zones') return name
      const column = columnAt === undefined ? undefined : zone?.options.cols?.[columnAt]
      if (column === undefined) {
        const term = numberOf(zone && termsOf(zone.options, field), termId)
        return t('places.zone', { name, part: term === null ? part : `${part}, ${term}` })
      }
      return t('places.column', { name, column: column.label[lang] || column.label.fr || column.id })
    }
    if (zoneId !== undefined) {
      const label = former.find(({ id }) => id === zoneId)?.label
      return label?.[lang] || label?.fr || zoneId
    }
    const axes = draft.axes ?? []
    const axis = axes.find(({ id }) => termId === id || termId?.startsWith(`${id}.`))
    if (!axis) return part
    const label = axis.label[lang] || axis.label.fr
    const name = label
      ? t('places.axis', { name: label })
      : t('directions.number', { number: axes.indexOf(axis) + 1 })
    const term = numberOf(axis.terms, termId?.slice(axis.id.length + 1))
    return term === null ? name : `${name}, ${term}`
  }

  /** Which of several answers or lines, as its field is called: two may lack the same text. */
  function numberOf(terms: readonly { id: string }[] | undefined, termId: string | undefined): string | null {
    const at = terms?.findIndex(({ id }) => id === termId) ?? -1
    return at === -1 ? null : t('options.term', { number: at + 1 })
  }
}

/** The list of a zone that a field of it stands for; axes have names of their own. */
function termsOf({ items, choices }: DraftZone['options'], field: TemplatePlace['field']) {
  if (field === 'items') return items
  return field === 'choices' ? choices : undefined
}
