import { List, Text } from '@mantine/core'
import { LANGUAGES, type LocalisedText } from '@tablee/board'
import type { TemplateChange } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'

/** What differs between two versions. */
export interface ChangeListProps {
  changes: readonly TemplateChange[]
}

/** The differences between two versions, each as a sentence. */
export function ChangeList({ changes }: ChangeListProps): ReactNode {
  const { t } = useTranslation('methods')
  if (changes.length === 0) return <Text c="dimmed">{t('changes.none')}</Text>
  return (
    <List spacing={6} size="sm">
      {changes.map((change) => (
        <List.Item key={JSON.stringify(change)} style={{ overflowWrap: 'anywhere' }}>
          <Change change={change} />
        </List.Item>
      ))}
    </List>
  )
}

function Change({ change }: { change: TemplateChange }): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const read = (text: LocalisedText) => text[lang] || text.fr || '…'
  switch (change.kind) {
    case 'text': {
      const { before, after } = change
      const changed = LANGUAGES.filter((one) => before[one] !== after[one])
      // the reader's own language when it changed
      const shown = changed.includes(lang) ? lang : (changed[0] ?? lang)
      return (
        <>
          {t('changes.text', {
            of: read(change.of),
            part: t(`fields.${change.place.field}`),
            langs: changed.map((one) => t(`langs.${one}`)).join(', '),
          })}
          {before[shown] !== '' && (
            <Text component="del" display="block" size="sm" c="dimmed" td="line-through" lang={shown}>
              {before[shown]}
            </Text>
          )}
          <Text component="ins" display="block" size="sm" fw={600} td="none" lang={shown}>
            {after[shown] || t('changes.emptied')}
          </Text>
        </>
      )
    }
    case 'zone_added':
    case 'zone_removed':
    case 'zone_moved':
    case 'column_added':
    case 'column_removed':
      return t(`changes.${change.kind}`, { name: read(change.label) })
    case 'step_added':
    case 'step_removed':
    case 'step_moved':
      return t(`changes.${change.kind}`, { name: read(change.title) })
    case 'step_minutes':
      return t('changes.step_minutes', {
        name: read(change.title),
        before: change.before,
        after: change.after,
      })
    case 'step_mode':
      return t('changes.step_mode', {
        name: read(change.title),
        before: t(`modes.${change.before}`),
        after: t(`modes.${change.after}`),
      })
    case 'step_zones':
    case 'step_anonymous':
    case 'step_dots':
    case 'step_powers':
      return t(`changes.${change.kind}`, { name: read(change.title) })
    case 'zone_kind':
      return t('changes.zone_kind', {
        name: read(change.label),
        before: t(`kinds.${change.before}`),
        after: t(`kinds.${change.after}`),
      })
    case 'zone_feeds':
    case 'zone_option':
    case 'column_type':
    case 'column_set':
    case 'column_scale':
    case 'column_required':
      return t(`changes.${change.kind}`, { name: read(change.label) })
    case 'family':
    case 'duration':
    case 'group_size':
      return t(`changes.${change.kind}`, { before: change.before, after: change.after })
    case 'axes':
    case 'column_order':
    case 'zone_order':
      return t(`changes.${change.kind}`)
  }
}
