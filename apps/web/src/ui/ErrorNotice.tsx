import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { errorText } from './error-text.ts'

/** What failed, and how to try again when trying again makes sense. */
export interface ErrorNoticeProps {
  error: unknown
  retry?: () => void
}

/** An error in the place where its result would have stood. */
export function ErrorNotice({ error, retry }: ErrorNoticeProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Alert color="red" variant="light" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text c="var(--mantine-color-text)">{errorText(error, t)}</Text>
        {retry && !isSettled(error) && (
          <Button size="sm" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Whether the same question will have the same answer. */
function isSettled(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'not_found' || error.code === 'forbidden')
}
