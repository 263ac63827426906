import { ActionIcon, Fieldset, Group, Select, Stack, Text } from '@mantine/core'
import { axisLabel, MATURITY_AXES, MATURITY_CHANGES } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { useLang } from '../ui/use-lang.ts'
import classes from './case-editor.module.css'

type Maturity = NonNullable<CaseDraftView['tags']['maturity']>

/** How the organisation's digital maturity went. */
export interface MaturityFieldProps {
  value: Maturity
  onChange(maturity: Maturity): void
}

/** Axes of the self-check, each with which way it went: filled from the boards, an editor's to take out or correct. */
export function MaturityField({ value, onChange }: MaturityFieldProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const changes = MATURITY_CHANGES.map((change) => ({ value: change, label: t(`tags.${change}`) }))
  const open = MATURITY_AXES.filter(({ id }) => !value.some(({ axis }) => axis === id))
  return (
    <Fieldset
      legend={t('tags.maturity')}
      variant="unstyled"
      classNames={{ root: classes.set, legend: classes.legend }}
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('tags.maturityHint')}
        </Text>
        {value.map(({ axis, change }) => {
          const label = axisLabel(axis, lang) ?? axis
          return (
            <Group key={axis} gap="xs" wrap="nowrap">
              <Text flex={1} miw={0} size="sm">
                {label}
              </Text>
              <Select
                flex={1}
                miw={0}
                aria-label={t('tags.maturityChange', { axis: label })}
                data={changes}
                value={change}
                allowDeselect={false}
                onChange={(chosen) => {
                  const next = MATURITY_CHANGES.find((known) => known === chosen)
                  if (next !== undefined)
                    onChange(value.map((entry) => (entry.axis === axis ? { axis, change: next } : entry)))
                }}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('tags.maturityRemove', { axis: label })}
                onClick={() => onChange(value.filter((entry) => entry.axis !== axis))}
              >
                <Icon name="close" />
              </ActionIcon>
            </Group>
          )
        })}
        {open.length > 0 && (
          <Select
            aria-label={t('tags.maturityAdd')}
            placeholder={t('tags.maturityAdd')}
            data={open.map(({ id, label }) => ({ value: id, label: label[lang] }))}
            value={null}
            searchable
            onChange={(axis) => axis !== null && onChange([...value, { axis, change: 'stayed' }])}
          />
        )}
      </Stack>
    </Fieldset>
  )
}
