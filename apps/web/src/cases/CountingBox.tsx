import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { countCase, countCaseNoMore } from '../api/cases.ts'
import { useCaseCommand } from './use-case-command.ts'

/** A case that its organisation wants in the figures only: counted instead of published. Nothing for any other. */
export function CountingBox({ draft }: { draft: CaseDraftView }): ReactNode {
  const { t } = useTranslation('cases')
  const place = { caseId: draft.id, cohortId: draft.cohortId }
  const title = useRef<HTMLHeadingElement>(null)
  // the button that was pressed gives way to the other one
  const onDone = () => title.current?.focus()
  const count = useCaseCommand(place, { run: () => countCase(draft.id), done: t('counting.done'), onDone })
  const undo = useCaseCommand(place, {
    run: () => countCaseNoMore(draft.id),
    done: t('counting.undone'),
    onDone,
  })
  const { counting } = draft
  if (counting === null) return null
  const mayCount = draft.rights.includes('case.publish')
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Title order={2} fz={18} ref={title} tabIndex={-1}>
          {t('counting.title')}
        </Title>
        <Text size="sm">{t('counting.text')}</Text>
        <Text size="sm" c="dimmed">
          {counting.counted
            ? t('counting.counted')
            : !counting.ready
              ? t('counting.notYet')
              : mayCount
                ? ''
                : t('publish.otherRole')}
        </Text>
        {mayCount && counting.counted && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('counting.takeBack')}
          </Button>
        )}
        {mayCount && !counting.counted && counting.ready && (
          <Button loading={count.isPending} onClick={() => count.mutate()}>
            {t('counting.submit')}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
