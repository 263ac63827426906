import { Button, Group, Stack, Text } from '@mantine/core'
import { CASE_FACETS } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import { proposedText } from './proposed-text.ts'

/** What was typed on a board where a term was asked for. */
export interface ProposalListProps {
  proposals: CaseDraftView['proposals']
  busy: boolean
  onChoose(facet: string, term: string): void
}

/** The words of the board with the terms that they may mean: one press takes a term, nothing is taken by itself. */
export function ProposalList({ proposals, busy, onChoose }: ProposalListProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  if (proposals.length === 0) return null
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {proposals.map(({ facet, typed, terms }) => (
        <Group key={`${facet} ${typed}`} component="li" gap={6}>
          <Text size="sm" c="dimmed">
            {t('facets.typed', { facet: nameOf(facet), text: typed })}
          </Text>
          {terms.map((term) => (
            <Button
              key={term}
              size="compact-sm"
              variant="default"
              disabled={busy}
              onClick={() => onChoose(facet, term)}
            >
              {proposedText(facet, term, lang)}
            </Button>
          ))}
          {facet === 'keywords' && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              aria-label={t('facets.takeKeyword', { text: typed })}
              onClick={() => onChoose(facet, typed)}
            >
              {t('facets.take')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  )

  /** What was asked on the board: a facet of the case, or of a statement. */
  function nameOf(facet: string): string {
    const isOfCase =
      facet === 'keywords' || CASE_FACETS.some(({ id, shape }) => id === facet && shape !== 'computed')
    return isOfCase && facet !== 'phase' ? t(`tags.${facet}`) : t(`facets.${facet}`)
  }
}
