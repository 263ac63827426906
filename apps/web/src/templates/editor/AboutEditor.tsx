import { Group, NativeSelect, NumberInput, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { CREDITS_MAX, LICENCE_MAX, TEXT_LIMITS } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FAMILY_ORDER, isFamily } from '../family.ts'
import { fieldId } from './draft-changes.ts'
import { LocalisedField } from './LocalisedField.tsx'
import type { LiveDraft } from './use-draft.ts'

/** The method as a whole: its name, what it is for, for whom, whose it is. */
export function AboutEditor({ live }: { live: LiveDraft }): ReactNode {
  const { t } = useTranslation('methods')
  const { draft, change } = live
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack>
        {(['title', 'purpose', 'when'] as const).map((field) => (
          <LocalisedField
            key={field}
            id={fieldId({ field })}
            label={t(`about.${field}`)}
            value={draft[field]}
            max={TEXT_LIMITS[field]}
            lines={field === 'title' ? 1 : 3}
            onChange={(text) => change((old) => ({ ...old, [field]: text }))}
          />
        ))}
        <Group align="flex-end">
          <NativeSelect
            label={t('family')}
            value={draft.family}
            onChange={(event) => {
              const family = event.currentTarget.value
              if (isFamily(family)) change((old) => ({ ...old, family }))
            }}
            data={FAMILY_ORDER.flatMap((name) =>
              isFamily(name) ? [{ value: name, label: t(`families.${name}`, { ns: 'templates' }) }] : [],
            )}
          />
          <Group align="flex-end" gap="sm" wrap="nowrap">
            {(['min', 'max'] as const).map((end) => (
              <NumberInput
                key={end}
                id={end === 'min' ? fieldId({ field: 'groupSize' }) : undefined}
                label={t(`about.group_${end}`)}
                min={1}
                max={999}
                allowDecimal={false}
                value={draft.groupSize[end]}
                onChange={(people) => {
                  if (typeof people === 'number')
                    change((old) => ({ ...old, groupSize: { ...old.groupSize, [end]: people } }))
                }}
                w={{ base: 130, sm: 150 }}
              />
            ))}
          </Group>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('about.licence')}
            description={t('about.licenceHint')}
            value={live.licence}
            maxLength={LICENCE_MAX}
            onChange={(event) => live.changeTerms({ licence: event.currentTarget.value })}
          />
          <TextInput
            label={t('about.credits')}
            description={t('about.creditsHint')}
            value={live.credits}
            maxLength={CREDITS_MAX}
            onChange={(event) => live.changeTerms({ credits: event.currentTarget.value })}
          />
        </SimpleGrid>
      </Stack>
    </Paper>
  )
}
