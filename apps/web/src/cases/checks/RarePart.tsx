import { Alert, Button, Stack, Text } from '@mantine/core'
import type { CaseCheckView, CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { updateCase } from '../../api/cases.ts'
import { termText } from '../../templates/vocabulary-options.ts'
import { useLang } from '../../ui/use-lang.ts'
import { useCaseCommand } from '../use-case-command.ts'
import { withoutFacet } from './without-facet.ts'

type Rare = CaseCheckView['rare'][number]

/** A draft, and what it tells that too few others do. */
export interface RarePartProps {
  draft: CaseDraftView
  rare: readonly Rare[]
  least: number
  editable: boolean
}

/** What few published cases tell, such as who paid and how much: each with the way to leave it out. */
export function RarePart({ draft, rare, least, editable }: RarePartProps): ReactNode {
  const { t } = useTranslation('checks')
  const { t: ofCases } = useTranslation('cases')
  const lang = useLang()
  const hide = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (facet: Rare['facet']) => updateCase(draft.id, { tags: withoutFacet(draft.tags, facet) }) },
  )
  if (rare.length === 0) return null
  const facets = [...new Set(rare.map(({ facet }) => facet))]
  const words = ({ facet, value, band }: Rare): string => {
    if (facet === 'period') return value
    const term = termText(facet === 'stakes' ? 'stake' : facet, value, lang)
    return band === null ? term : `${term} (${termText('moneyBand', band, lang)})`
  }
  return (
    <Alert variant="light" color="red" p="sm">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="var(--mantine-color-text)">
          {t('rare.text', { count: least })}
        </Text>
        {facets.map((facet) => (
          <Stack key={facet} gap={4} align="flex-start">
            <Text size="sm" c="var(--mantine-color-text)" fw={600}>
              {t('rare.facet', {
                facet: ofCases(`tags.${facet}`),
                words: rare
                  .filter((one) => one.facet === facet)
                  .map(words)
                  .join(', '),
              })}
            </Text>
            {editable && (
              <Button
                size="compact-md"
                variant="default"
                loading={hide.isPending && hide.variables === facet}
                onClick={() => hide.mutate(facet)}
              >
                {t('rare.hide', { facet: ofCases(`tags.${facet}`) })}
              </Button>
            )}
          </Stack>
        ))}
      </Stack>
    </Alert>
  )
}
