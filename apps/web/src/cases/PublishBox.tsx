import { Alert, Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { publishCase, withdrawCase } from '../api/cases.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { RefusedPlaces } from './RefusedPlaces.tsx'
import { useCaseCommand } from './use-case-command.ts'

/** Which draft. */
export interface PublishBoxProps {
  draft: CaseDraftView
}

/** Publishing, and taking back what was published. */
export function PublishBox({ draft }: PublishBoxProps): ReactNode {
  const { t } = useTranslation('cases')
  const [withdrawing, setWithdrawing] = useState(false)
  const place = { caseId: draft.id, cohortId: draft.cohortId }
  const publish = useCaseCommand(place, {
    run: () => publishCase(draft.id),
    done: t('publish.done'),
    onProblem: () => undefined, // shown below
  })
  const withdraw = useCaseCommand(place, {
    run: () => withdrawCase(draft.id),
    done: t('withdraw.done'),
    onDone: () => setWithdrawing(false),
  })
  const mayPublish = draft.rights.includes('case.publish')
  return (
    <Paper p="md" id="publish" tabIndex={-1}>
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {t('publish.title')}
        </Title>
        {draft.status === 'draft' && (
          <>
            <Text size="sm" c="dimmed" id="publish-hint">
              {!mayPublish
                ? t('publish.otherRole')
                : draft.obstacles.length === 0
                  ? t('publish.ready')
                  : t('publish.notYet')}
            </Text>
            {publish.error && <ErrorNotice error={publish.error} />}
            <RefusedPlaces draft={draft} error={publish.error} />
            {/* absent, not greyed: nobody is to look for a way to press it (S3.1) */}
            {mayPublish && draft.obstacles.length === 0 && (
              <Button
                loading={publish.isPending}
                aria-describedby="publish-hint"
                onClick={() => publish.mutate()}
              >
                {t('publish.submit')}
              </Button>
            )}
          </>
        )}
        {draft.status === 'published' && draft.published && (
          <>
            {draft.published.foundSince.length > 0 && (
              <Alert color="orange" title={t('foundSince.title')}>
                {t('foundSince.text')}
              </Alert>
            )}
            {draft.published.spread !== 'public' && (
              <Text size="sm">{t(`reserved.${draft.published.spread}`)}</Text>
            )}
            <Anchor href={draft.published.path}>{t('readPublished')}</Anchor>
            {draft.published.isVerified && (
              <Anchor href={`${draft.published.path}/verification.json`} size="sm">
                {t('readReport')}
              </Anchor>
            )}
            {mayPublish && (
              <Button color="red" variant="outline" onClick={() => setWithdrawing(true)}>
                {t('withdraw.submit')}
              </Button>
            )}
          </>
        )}
        {draft.status === 'withdrawn' && <Text size="sm">{t('frozen.withdrawn')}</Text>}
      </Stack>
      <ConfirmDialog
        opened={withdrawing}
        title={t('withdraw.title')}
        text={t('withdraw.text')}
        confirm={t('withdraw.submit')}
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setWithdrawing(false)}
      />
    </Paper>
  )
}
