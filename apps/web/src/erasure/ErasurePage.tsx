import { Button, Loader, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { erasureQuery } from '../api/erasures.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'

/** `/effacement/:id`: how far an erasure is, for whoever was erased and has no account any more. */
export function ErasurePage(): ReactNode {
  const { erasureId } = useParams({ from: '/shell/effacement/$erasureId' })
  const erasure = useQuery(erasureQuery(erasureId))
  const { t } = useTranslation('erasure')
  return (
    <Page title={t(erasure.data?.state === 'done' ? 'doneTitle' : 'underWayTitle')} width="narrow">
      <Loaded query={erasure}>
        {({ state }) => (
          <Paper p="lg">
            <Stack align="flex-start">
              <div role="status">
                <Text>{t(`state.${state}`)}</Text>
              </div>
              {state !== 'done' && <Loader size="sm" aria-hidden />}
              {state === 'done' && <Text c="dimmed">{t('backups')}</Text>}
              <Button component={Link} to="/connexion" variant="default">
                {t('leave')}
              </Button>
            </Stack>
          </Paper>
        )}
      </Loaded>
    </Page>
  )
}
