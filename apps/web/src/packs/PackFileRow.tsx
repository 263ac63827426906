import { Button, Group, Stack, Text } from '@mantine/core'
import type { PackFile } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackFileState } from './PackPart.tsx'

/** One file of a pack. */
export interface PackFileRowProps {
  file: PackFile
  state: PackFileState
  /** Another is being made. */
  disabled: boolean
  onFetch(): void
}

/** A file of the pack: what is in it, and the button that brings it. */
export function PackFileRow({ file, state, disabled, onFetch }: PackFileRowProps): ReactNode {
  const { t } = useTranslation('workshops')
  const name = t(`pack.files.${file}.name`)
  return (
    <Group component="li" justify="space-between" gap="sm" wrap="nowrap" mih={48}>
      <Stack gap={0} style={{ minWidth: 0 }}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t(`pack.files.${file}.what`)}
        </Text>
      </Stack>
      <Button
        variant="default"
        size="sm"
        loading={state === 'making'}
        disabled={disabled}
        aria-label={t('pack.fetchOf', { name })}
        style={{ flexShrink: 0 }}
        onClick={onFetch}
      >
        {t(state === 'failed' ? 'pack.again' : state === 'made' ? 'pack.fetched' : 'pack.fetch')}
      </Button>
    </Group>
  )
}
