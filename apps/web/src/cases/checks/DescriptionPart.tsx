import { Alert, Button, Stack, Text } from '@mantine/core'
import type { CaseCheckView, CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { updateCase } from '../../api/cases.ts'
import { termText } from '../../templates/vocabulary-options.ts'
import { useLang } from '../../ui/use-lang.ts'
import { useCaseCommand } from '../use-case-command.ts'
import type { CheckPartProps } from './CheckBox.tsx'
import { RarePart } from './RarePart.tsx'

type Facets = CaseCheckView['facets']
type Facet = keyof Facets
type Proposal = CaseCheckView['proposals'][number]

/** In the order in which a description is read. */
const FACETS: readonly Facet[] = ['sector', 'orgType', 'country', 'region', 'size', 'projectKind']

/** What readers see of the organisation, how many fit it, and the smallest changes that hide it among others. */
export function DescriptionPart({ draft, check, editable }: CheckPartProps): ReactNode {
  const { t } = useTranslation('checks')
  const lang = useLang()
  const coarsen = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: (facets: Facets) => updateCase(draft.id, { tags: withFacets(draft, facets) }),
      done: t('coarsened'),
    },
  )
  const words = FACETS.flatMap((facet) => check.facets[facet].map((term) => termText(facet, term, lang)))
  if (check.isNamed) return <Text size="sm">{t('named')}</Text>
  if (words.length === 0)
    return (
      <Stack gap="xs">
        <Text size="sm">{t('nothingShown')}</Text>
        <RarePart draft={draft} rare={check.rare} least={check.least} editable={editable} />
      </Stack>
    )
  const description = words.join(' · ')
  const isRed = !check.isSafe
  return (
    <Stack gap="xs">
      <Alert variant="light" color={isRed ? 'red' : 'green'} role="status" p="sm">
        <Text size="sm" c="var(--mantine-color-text)" fw={600}>
          {isRed
            ? t('inCohort', { count: check.cohort, description })
            : t('enough', { count: check.least, description })}
        </Text>
        {isRed && (
          <Text size="sm" c="var(--mantine-color-text)">
            {t('inLibrary', { count: check.library })}
          </Text>
        )}
      </Alert>
      {isRed && editable && check.proposals.length > 0 && (
        <Stack gap={6} role="group" aria-label={t('proposals')}>
          <Text size="sm" c="dimmed">
            {t('proposals')}
          </Text>
          {check.proposals.map((proposal) => (
            <Button
              key={JSON.stringify(proposal.steps)}
              size="sm"
              variant="default"
              justify="flex-start"
              loading={coarsen.isPending && coarsen.variables === proposal.facets}
              onClick={() => coarsen.mutate(proposal.facets)}
            >
              {stepsText(check.facets, proposal)}
            </Button>
          ))}
        </Stack>
      )}
      <RarePart draft={draft} rare={check.rare} least={check.least} editable={editable} />
      {check.sharedTags.length > 0 && (
        <Text size="sm">
          {t('shared', { tags: check.sharedTags.map((tag) => termText('obstacle', tag, lang)).join(', ') })}
        </Text>
      )}
    </Stack>
  )

  function stepsText(shown: Facets, { steps, facets }: Proposal): string {
    const isBare = FACETS.every((facet) => facets[facet].length === 0)
    if (isBare && steps.length > 1) return t('hideAll')
    const parts = steps.map(({ facet, level }) => {
      const named = (terms: readonly string[]) => terms.map((term) => termText(facet, term, lang)).join(', ')
      if (level === 'hidden') return t(`hide.${facet}`)
      return t('rather', { from: named(shown[facet]), to: named(facets[facet]) })
    })
    const text = parts.join(t('and'))
    return text.charAt(0).toLocaleUpperCase(lang) + text.slice(1)
  }
}

function withFacets({ tags }: CaseDraftView, { size, ...facets }: Facets): CaseDraftView['tags'] {
  return { ...tags, ...facets, size: size[0] ?? null }
}
