import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { type ConsentState, type ConsentView, isGranted } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsentKey } from '../api/consents.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useAnswer } from './use-answer.ts'

/** What is asked, by what it is answered, and what was answered last. */
export interface RefuseOrWithdrawProps {
  view: ConsentView
  question: ConsentKey
  standing: ConsentState | undefined
}

/** Saying no, or no longer: as near as saying yes, and without any form. */
export function RefuseOrWithdraw({ view, question, standing }: RefuseOrWithdrawProps): ReactNode {
  const { t } = useTranslation('consents')
  const [asking, setAsking] = useState(false)
  const send = useAnswer(question, view)
  const isYes = standing !== undefined && isGranted(standing)
  const isPublished = view.case?.status === 'published'
  if (!isYes && !isPublished && standing !== undefined) return null
  const what = isPublished ? 'withdrawCase' : isYes ? 'withdraw' : 'refuse'
  const state = what === 'refuse' ? 'co_refuse' : 'co_retire'
  const scope = view.case === null ? 'general' : 'case'
  return (
    <Stack gap="xs" component="section" aria-labelledby="consent-no">
      <Title order={2} fz={18} id="consent-no">
        {t(`no.${what}.title`)}
      </Title>
      <Text>{t(`no.${what}.${scope}`)}</Text>
      <Group>
        <Button variant="outline" color="red" size="md" onClick={() => setAsking(true)}>
          {t(`no.${what}.submit`)}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t(`no.${what}.title`)}
        text={t(`no.${what}.confirm`)}
        confirm={t(`no.${what}.submit`)}
        busy={send.isPending}
        onConfirm={() => send.mutate({ state }, { onSettled: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </Stack>
  )
}
