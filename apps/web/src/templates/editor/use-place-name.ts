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
      if (column === undefined) return t('places.zone', { name, part })
      return t('places.column', { name, column: column.label[lang] || column.label.fr || column.id })
    }
    if (zoneId !== undefined) {
      const label = former.find(({ id }) => id === zoneId)?.label
      return label?.[lang] || label?.fr || zoneId
    }
    const axis = draft.axes?.find(({ id }) => termId === id || termId?.startsWith(`${id}.`))
    return axis ? t('places.axis', { name: axis.label[lang] || axis.label.fr || '…' }) : part
  }
}
