import { Button, Group, NumberInput, Paper } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginRehearsal, rehearsalQuery } from '../api/rehearsal.ts'
import { useCommand } from '../ui/use-command.ts'

/** People of a rehearsal: unless somebody says otherwise, and fewest and most. */
const PEOPLE = { usual: 15, min: 2, max: 40 } as const

/** How many people are simulated, and the button that begins. */
export interface BeginRehearsalProps {
  boardId: string
  /** Of the last rehearsal; null when there was none. */
  people: number | null
  isAgain: boolean
}

/** Begins a rehearsal. */
export function BeginRehearsal({ boardId, people, isAgain }: BeginRehearsalProps): ReactNode {
  const { t } = useTranslation('rehearsal')
  const [count, setCount] = useState(people ?? PEOPLE.usual)
  const begin = useCommand({
    run: () => beginRehearsal(boardId, count),
    refresh: [rehearsalQuery(boardId).queryKey],
  })
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Group gap="md" align="flex-end">
        <NumberInput
          label={t('people')}
          value={count}
          onChange={(value) => setCount(typeof value === 'number' ? value : PEOPLE.usual)}
          min={PEOPLE.min}
          max={PEOPLE.max}
          clampBehavior="strict"
          size="md"
          w={180}
        />
        <Button
          size="md"
          variant={isAgain ? 'default' : 'filled'}
          loading={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {t(isAgain ? 'again' : 'begin')}
        </Button>
      </Group>
    </Paper>
  )
}
