import { Alert, Stack, Text } from '@mantine/core'
import { type ConsentStatement, type ConsentView, isGranted } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../ui/format-date.ts'
import { useLang } from '../ui/use-lang.ts'
import { STATE_COLOURS } from './consent-colours.ts'

/** An answer that stands, and to what. */
export interface PresentAnswerProps {
  view: ConsentView
  statement: ConsentStatement
}

/** What the organisation answered last, when, by whom, and whether it still holds for the text as it is. */
export function PresentAnswer({ view, statement }: PresentAnswerProps): ReactNode {
  const { t } = useTranslation('consents')
  const lang = useLang()
  const isOutdated =
    view.case?.status === 'draft' && isGranted(statement.state) && !view.case.approved && view.case.text
  const status = view.case?.status
  return (
    <Alert
      variant="light"
      color={isOutdated ? 'gray' : STATE_COLOURS[statement.state]}
      title={t(status === 'withdrawn' ? 'answer.caseWithdrawn' : `answer.${statement.state}`)}
      role="status"
    >
      <Stack gap={4}>
        {statement.level !== null && statement.spread !== null && (
          <Text c="var(--mantine-color-text)">
            {t(`level.${statement.level}`)} · {t(`spread.${statement.spread}`)}
          </Text>
        )}
        {statement.topics.length > 0 && (
          <Text c="var(--mantine-color-text)">
            {t('answer.topics', {
              topics: statement.topics.map((topic) => t(`topic.${topic}`)).join(', '),
            })}
          </Text>
        )}
        {statement.reservation !== '' && (
          <Text c="var(--mantine-color-text)" style={{ whiteSpace: 'pre-line' }}>
            <q>{statement.reservation}</q>
          </Text>
        )}
        <Text size="sm" c="var(--mantine-color-text)">
          {statement.signer
            ? t('answer.by', {
                name: statement.signer.name,
                role: statement.signer.role,
                date: formatDay(statement.statedAt, lang),
              })
            : t('answer.on', { date: formatDay(statement.statedAt, lang) })}
        </Text>
        {isOutdated && <Text c="var(--mantine-color-text)">{t('answer.outdated')}</Text>}
        {status === 'published' && <Text c="var(--mantine-color-text)">{t('answer.published')}</Text>}
        {status === 'withdrawn' && <Text c="var(--mantine-color-text)">{t('answer.copies')}</Text>}
      </Stack>
    </Alert>
  )
}
