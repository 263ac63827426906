import { ActionIcon, Group } from '@mantine/core'
import type { CaseDraftView, CaseStatementView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { decideStatement } from '../api/cases.ts'
import { Icon } from '../ui/Icon.tsx'
import classes from './case-editor.module.css'
import { useCaseCommand } from './use-case-command.ts'

/** One statement among those of its section. */
export interface MoveButtonsProps {
  draft: CaseDraftView
  statement: CaseStatementView
}

/** One place up or down in the section; what belongs to the statement moves along. Nothing where there is one only. */
export function MoveButtons({ draft, statement }: MoveButtonsProps): ReactNode {
  const { t } = useTranslation('cases')
  const move = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (direction: 'up' | 'down') => decideStatement(draft.id, statement.id, { move: direction }) },
  )
  const beside = (draft.sections.find(({ id }) => id === statement.section)?.statements ?? []).filter(
    ({ of }) => of === statement.of,
  )
  if (beside.length < 2) return null
  const at = beside.findIndex(({ id }) => id === statement.id)
  return (
    <Group gap={4} wrap="nowrap" flex="none">
      {(['up', 'down'] as const).map((direction) => (
        <ActionIcon
          key={direction}
          size="md"
          variant="subtle"
          color="gray"
          className={classes.move}
          aria-label={t(`move.${direction}`)}
          disabled={move.isPending || at === (direction === 'up' ? 0 : beside.length - 1)}
          onClick={() => move.mutate(direction)}
        >
          <Icon name={direction} />
        </ActionIcon>
      ))}
    </Group>
  )
}
