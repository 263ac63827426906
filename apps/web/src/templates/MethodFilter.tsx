import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FAMILY_ORDER, isFamily } from './family.ts'
import type { MethodWish } from './filter-methods.ts'

/** What is looked for, and how much was found. */
export interface MethodFilterProps {
  wish: MethodWish
  found: number
  onChange(wish: MethodWish): void
}

/** Narrows a list of methods by family and words; says how many are left. */
export function MethodFilter({ wish, found, onChange }: MethodFilterProps): ReactNode {
  const { t } = useTranslation('templates')
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        type="search"
        label={t('search')}
        value={wish.words}
        onChange={(event) => onChange({ ...wish, words: event.currentTarget.value })}
        // Enter in a search field would send the form around it
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
        style={{ flex: '1 1 220px' }}
      />
      <NativeSelect
        label={t('family')}
        value={wish.family}
        onChange={(event) => onChange({ ...wish, family: event.currentTarget.value })}
        data={[
          { value: '', label: t('allFamilies') },
          ...FAMILY_ORDER.map((family) => ({
            value: family,
            label: isFamily(family) ? t(`families.${family}`) : family,
          })),
        ]}
        style={{ flex: '0 1 220px' }}
      />
      <Text size="sm" c="dimmed" role="status" pb={8}>
        {t('found', { count: found })}
      </Text>
    </Group>
  )
}
