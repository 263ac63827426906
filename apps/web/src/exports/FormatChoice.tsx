import { Radio, Stack, Text } from '@mantine/core'
import { EXPORT_FORMATS, type ExportFormat } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './format-choice.module.css'

/** Which format is chosen. */
export interface FormatChoiceProps {
  value: ExportFormat
  onChange(format: ExportFormat): void
}

/** Formats by what one wants to do with the file. */
const PURPOSES: readonly (readonly ['read' | 'count' | 'reuse' | 'picture', readonly ExportFormat[]])[] = [
  ['read', ['pdf', 'docx']],
  ['count', ['xlsx', 'csv']],
  ['picture', ['png', 'svg']],
  ['reuse', ['md', 'json']],
]

/** What a choice is good for is read, not guessed. */
const READABLE = { fontSize: 14, lineHeight: 1.35 } as const

/** The formats in plain words, each with what it is good for. */
export function FormatChoice({ value, onChange }: FormatChoiceProps): ReactNode {
  const { t } = useTranslation('exports')
  return (
    <Radio.Group
      label={t('format')}
      value={value}
      onChange={(format) => onChange(EXPORT_FORMATS.find((known) => known === format) ?? value)}
      labelProps={{ className: classes.hidden }}
    >
      <div className={classes.purposes}>
        {PURPOSES.map(([purpose, formats]) => (
          <Stack key={purpose} gap={4}>
            <Text size="sm" fw={600}>
              {t(purpose)}
            </Text>
            {formats.map((format) => (
              <Radio
                key={format}
                value={format}
                label={t(`names.${format}`)}
                description={t(`hints.${format}`)}
                className={classes.format}
                styles={{ description: READABLE }}
                data-chosen={format === value || undefined}
              />
            ))}
          </Stack>
        ))}
      </div>
    </Radio.Group>
  )
}
