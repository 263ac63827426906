import { ActionIcon, Fieldset, Group, Select, Stack } from '@mantine/core'
import { CASE_TERMS_MAX, type CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { termText, vocabularyOptions } from '../templates/vocabulary-options.ts'
import { Icon } from '../ui/Icon.tsx'
import { useLang } from '../ui/use-lang.ts'
import classes from './case-editor.module.css'

type Funding = CaseDraftView['tags']['funding']

/** Where the money came from. */
export interface FundingFieldProps {
  value: Funding
  onChange(funding: Funding): void
}

/** Sources of money, each with a band: never an amount. */
export function FundingField({ value, onChange }: FundingFieldProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const set = (at: number, change: Partial<Funding[number]>) =>
    onChange(value.map((entry, other) => (other === at ? { ...entry, ...change } : entry)))
  return (
    <Fieldset
      legend={t('tags.funding')}
      variant="unstyled"
      classNames={{ root: classes.set, legend: classes.legend }}
    >
      <Stack gap="xs">
        {value.map(({ source, band }, at) => (
          <Group key={`${source} ${band}`} gap="xs" wrap="nowrap">
            <Select
              flex={1}
              miw={0}
              aria-label={t('tags.fundingSource')}
              data={vocabularyOptions('funding', lang)}
              value={source}
              allowDeselect={false}
              onChange={(chosen) => chosen !== null && set(at, { source: chosen })}
            />
            <Select
              flex={1}
              miw={0}
              aria-label={t('tags.fundingBand', { source: termText('funding', source, lang) })}
              placeholder={t('tags.fundingNoBand')}
              data={vocabularyOptions('moneyBand', lang)}
              value={band}
              onChange={(chosen) => set(at, { band: chosen })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('tags.fundingRemove', { source: termText('funding', source, lang) })}
              onClick={() => onChange(value.filter((_, other) => other !== at))}
            >
              <Icon name="close" />
            </ActionIcon>
          </Group>
        ))}
        {value.length < CASE_TERMS_MAX && (
          <Select
            aria-label={t('tags.fundingAdd')}
            placeholder={t('tags.fundingAdd')}
            data={vocabularyOptions('funding', lang)}
            value={null}
            searchable
            onChange={(source) => source !== null && onChange([...value, { source, band: null }])}
          />
        )}
      </Stack>
    </Fieldset>
  )
}
