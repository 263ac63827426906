import { Anchor, List, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import { caseProgress } from './case-progress.ts'
import { goToPlace } from './go-to-place.ts'
import { sectionTitle } from './section-title.ts'
import { textPlace } from './text-place.ts'

/** Which draft. */
export interface ProgressBoxProps {
  draft: CaseDraftView
}

/** "12 décisions sur 18", and what still stands between the draft and its publication, each a way to its place. */
export function ProgressBox({ draft }: ProgressBoxProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const { decided, total } = caseProgress(draft)
  if (draft.status !== 'draft') return null
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Title order={2} fz={18} aria-live="polite">
          {t('progress', { decided, count: total })}
        </Title>
        <Progress
          value={total === 0 ? 0 : (100 * decided) / total}
          size="md"
          aria-label={t('progressLabel')}
        />
        {draft.obstacles.length === 0 ? (
          <Text size="sm">{t('noObstacle')}</Text>
        ) : (
          <List size="sm" spacing={4} withPadding={false} listStyleType="none">
            {draft.obstacles.map(({ code, statementIds, sections, imageIds = [], facets = [] }) => {
              const [statementId] = statementIds
              const [sectionId] = sections
              const [imageId] = imageIds
              const place =
                imageId === undefined
                  ? (placeOf(draft, { code, statementId, sectionId }) ?? (facets.length > 0 ? 'tags' : null))
                  : `image-${imageId}`
              const names = sections.map((id) => sectionTitle(id, lang) ?? t('unsorted')).join(', ')
              const text = t(`obstacles.${code}`, {
                count: statementIds.length + imageIds.length + facets.length,
                sections: names,
              })
              return (
                <List.Item key={code}>
                  {place === null ? (
                    text
                  ) : (
                    <Anchor
                      component="button"
                      type="button"
                      ta="left"
                      size="sm"
                      onClick={() => goToPlace(place)}
                    >
                      {text}
                    </Anchor>
                  )}
                </List.Item>
              )
            })}
          </List>
        )}
      </Stack>
    </Paper>
  )
}

/** Obstacles that are lifted in the box of the check, whatever statements they are about. */
const CHECK_CODES: ReadonlySet<string> = new Set([
  'case_population_unanswered',
  'case_facets_identify',
  'case_links_open',
  'case_quote_unagreed',
])

/** The id of the element in which an obstacle is lifted. */
function placeOf(
  draft: Pick<CaseDraftView, 'images'>,
  {
    code,
    statementId,
    sectionId,
  }: { code: string; statementId: string | undefined; sectionId: string | undefined },
): string | null {
  if (code === 'case_second_reader_missing') return 'second-reading'
  if (code === 'case_consent_missing' || code.startsWith('consent_')) return 'consent'
  if (CHECK_CODES.has(code)) return 'checks'
  if (statementId !== undefined) return textPlace(draft, statementId)
  return sectionId === undefined ? null : `section-${sectionId}`
}
