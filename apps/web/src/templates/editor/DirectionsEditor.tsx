import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { TEMPLATE_MOST, TEXT_LIMITS, type TemplateDraft } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { fieldId, newAxis, withAxes } from './draft-changes.ts'
import { useFormerIds } from './former-ids.ts'
import { LocalisedField } from './LocalisedField.tsx'
import { OrderButtons } from './OrderButtons.tsx'
import { TermsEditor } from './TermsEditor.tsx'

/** The method whose zones may differ in directions. */
export interface DirectionsEditorProps {
  draft: TemplateDraft
  onChange(change: (draft: TemplateDraft) => TemplateDraft): void
}

/** The directions in which zones differ, such as influence from weak to strong: where a note lies then says something. */
export function DirectionsEditor({ draft, onChange }: DirectionsEditorProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const axes = draft.axes ?? []
  const former = useFormerIds().parts({ zoneId: null, list: 'axes', of: null })
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="directions-title">
      <Stack gap="md">
        <div>
          <Title order={2} fz={18} id="directions-title">
            {t('directions.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('directions.text')}
          </Text>
        </div>
        {axes.map((axis, at) => {
          const number = t('directions.number', { number: at + 1 })
          const set = (change: Partial<typeof axis>) =>
            onChange((old) =>
              withAxes(
                old,
                (old.axes ?? []).map((known) => (known.id === axis.id ? { ...known, ...change } : known)),
              ),
            )
          return (
            <Stack key={axis.id} gap="sm">
              <Group justify="space-between" wrap="nowrap">
                <Text fw={600}>{axis.label[lang] || axis.label.fr || number}</Text>
                <OrderButtons
                  list={axes}
                  at={at}
                  name={axis.label[lang] || axis.label.fr || number}
                  onChange={(next) => onChange((old) => withAxes(old, next))}
                />
              </Group>
              <LocalisedField
                id={fieldId({ termId: axis.id, field: 'axes' })}
                label={t('directions.name')}
                value={axis.label}
                max={TEXT_LIMITS.termLabel}
                onChange={(label) => set({ label })}
              />
              <TermsEditor
                title={t('directions.terms')}
                add={t('options.addChoice')}
                place={{ termId: axis.id, field: 'axes' }}
                list={{ zoneId: null, list: 'terms', of: axis.id }}
                terms={axis.terms}
                onChange={(terms) => set({ terms })}
              />
            </Stack>
          )
        })}
        {axes.length < TEMPLATE_MOST.columns && (
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon name="plus" />}
            onClick={() => onChange((old) => withAxes(old, [...(old.axes ?? []), newAxis(old, former)]))}
            style={{ alignSelf: 'start' }}
          >
            {t('directions.add')}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
