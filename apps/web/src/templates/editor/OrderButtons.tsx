import { ActionIcon, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { movedItem } from './draft-changes.ts'

/** One item of a list. */
export interface OrderButtonsProps<T> {
  list: readonly T[]
  at: number
  /** What the item is called, for who does not see where the buttons stand. */
  name: string
  onChange(list: T[]): void
}

/** A button that does nothing now: fainter than its neighbour, not darker. */
const STILL = { background: 'transparent', borderColor: 'var(--mantine-color-default-border)' } as const

/** Earlier, later, away. */
export function OrderButtons<T>({ list, at, name, onChange }: OrderButtonsProps<T>): ReactNode {
  const { t } = useTranslation('methods')
  return (
    <Group gap={4} wrap="nowrap" ml="auto">
      <ActionIcon
        variant="default"
        size={36}
        disabled={at === 0}
        style={at === 0 ? STILL : undefined}
        aria-label={t('order.up', { name })}
        onClick={() => onChange(movedItem(list, at, -1))}
      >
        <span aria-hidden="true">↑</span>
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        disabled={at === list.length - 1}
        style={at === list.length - 1 ? STILL : undefined}
        aria-label={t('order.down', { name })}
        onClick={() => onChange(movedItem(list, at, 1))}
      >
        <span aria-hidden="true">↓</span>
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="red"
        size={36}
        aria-label={t('order.remove', { name })}
        onClick={() => onChange(list.filter((_, i) => i !== at))}
      >
        <Icon name="trash" />
      </ActionIcon>
    </Group>
  )
}
