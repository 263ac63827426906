import { Button, Paper, Stack, Text, Textarea, Title } from '@mantine/core'
import type { Retention } from '@tablee/contract'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRetention, retentionQuery, retentionsQuery } from '../api/retention.ts'
import { useCommand } from '../ui/use-command.ts'

/** Shortest reason, in characters: "art" says nothing to who reads it next year. */
const REASON_MIN = 3

/** Keeps raw boards for now, with a reason; or lets them go on their way again. */
export function PausePart({ retention }: { retention: Retention }): ReactNode {
  const { t } = useTranslation('retention')
  const [reason, setReason] = useState('')
  const title = useRef<HTMLHeadingElement>(null)
  const { cohortId, pausedAt } = retention
  const change = useCommand({
    run: (pause: { reason: string } | null) => changeRetention(cohortId, { pause }),
    refresh: [retentionQuery(cohortId).queryKey, retentionsQuery.queryKey],
    onDone: () => {
      setReason('')
      // the button that was pressed gives way to the other one
      title.current?.focus()
    },
  })
  return (
    <Paper p="lg">
      <Stack align="stretch">
        <Title order={2} fz={20} ref={title} tabIndex={-1}>
          {t('pauseTitle')}
        </Title>
        <Text>{t(pausedAt === null ? 'pauseText' : 'resumeText')}</Text>
        {pausedAt === null ? (
          <>
            <Textarea
              size="md"
              autosize
              minRows={2}
              maxLength={300}
              label={t('reason')}
              description={t('reasonHint')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button
              variant="default"
              style={{ alignSelf: 'flex-start' }}
              loading={change.isPending}
              disabled={reason.trim().length < REASON_MIN}
              onClick={() => change.mutate({ reason: reason.trim() })}
            >
              {t('pause')}
            </Button>
          </>
        ) : (
          <Button
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            loading={change.isPending}
            onClick={() => change.mutate(null)}
          >
            {t('resume')}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
