import { Anchor, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { KEYWORDS_ID, PUBLIC_NAME_ID } from '@tablee/cases'
import type { CaseCheckView, CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { decideStatement, updateCase } from '../../api/cases.ts'
import { useLang } from '../../ui/use-lang.ts'
import { goToPlace } from '../go-to-place.ts'
import { textPlace } from '../text-place.ts'
import { useCaseCommand } from '../use-case-command.ts'
import type { CheckPartProps } from './CheckBox.tsx'
import classes from './checks.module.css'
import { tagText } from './tag-text.ts'
import { withoutFacet } from './without-facet.ts'

type ReservedFacet = CaseCheckView['reservedFacets'][number]['facet']

/** Letters of a statement by which it is known again. */
const EXCERPT = 70

/** Statements about what the organisation asked to keep quiet, and those that repeat somebody's words. */
export function DelicatePart({ draft, check, editable, isBusy, onChange }: CheckPartProps): ReactNode {
  const { t } = useTranslation('checks')
  const lang = useLang()
  const { t: ofCases } = useTranslation('cases')
  const hide = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (facet: ReservedFacet) => updateCase(draft.id, { tags: withoutFacet(draft.tags, facet) }) },
  )
  const reserved = [...check.reservations, ...check.reservedFacets]
  const topics = [...new Set(reserved.map(({ topic }) => topic))]
  return (
    <>
      {topics.map((topic) => {
        const open = check.reservations.filter((one) => one.topic === topic)
        const facets = check.reservedFacets.filter((one) => one.topic === topic)
        return (
          <Stack key={topic} gap="xs">
            <Title order={3} fz={16}>
              {t('reservation', { topic: t(`topics.${topic}`), count: open.length + facets.length })}
            </Title>
            {open.map(({ statementId, tags }) => (
              <div key={statementId} className={classes['item']}>
                <StatementLink draft={draft} statementId={statementId} />
                {tags.map((tag) => (
                  <Button
                    key={tag}
                    mt={6}
                    size="compact-md"
                    variant="default"
                    disabled={!editable || isBusy}
                    onClick={() => onChange({ countOnly: { statementId, tag } })}
                  >
                    {t('countOnly', { tag: tagText(tag, lang) })}
                  </Button>
                ))}
              </div>
            ))}
            {facets.map(({ facet }) => (
              <Group key={facet} className={classes['item']}>
                <Button
                  size="compact-md"
                  variant="default"
                  disabled={!editable}
                  loading={hide.isPending && hide.variables === facet}
                  onClick={() => hide.mutate(facet)}
                >
                  {t('rare.hide', { facet: ofCases(`tags.${facet}`) })}
                </Button>
              </Group>
            ))}
          </Stack>
        )
      })}
      {check.countsOnly.length > 0 && (
        <Stack gap="xs">
          <Title order={3} fz={16}>
            {t('counted.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('counted.hint')}
          </Text>
          {check.countsOnly.map((tag) => (
            <Group key={tag} gap="xs" className={classes['item']}>
              <Text size="sm">{tagText(tag, lang)}</Text>
              <Button
                size="compact-md"
                variant="default"
                disabled={!editable || isBusy}
                onClick={() => onChange({ countNoMore: tag })}
              >
                {t('counted.takeBack')}
              </Button>
            </Group>
          ))}
        </Stack>
      )}
      {check.quotes.length > 0 && (
        <Stack gap="xs">
          <Title order={3} fz={16}>
            {t('quotes.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('quotes.hint')}
          </Text>
          {check.quotes.map(({ statementId, agreed }) => (
            <div key={statementId} className={classes['item']}>
              <StatementLink draft={draft} statementId={statementId} />
              <QuoteAgreement draft={draft} statementId={statementId} agreed={agreed} editable={editable} />
            </div>
          ))}
        </Stack>
      )}
    </>
  )
}

/** Whether the person quoted agreed: the same mark that stands with the statement. */
function QuoteAgreement({
  draft,
  statementId,
  agreed,
  editable,
}: {
  draft: CaseDraftView
  statementId: string
  agreed: boolean
  editable: boolean
}): ReactNode {
  const { t } = useTranslation('checks')
  const mark = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (quoteAgreed: boolean) => decideStatement(draft.id, statementId, { quoteAgreed }) },
  )
  return (
    <Checkbox
      mt={6}
      size="sm"
      label={t('quotes.agreed')}
      checked={agreed}
      disabled={!editable || mark.isPending}
      onChange={(event) => mark.mutate(event.currentTarget.checked)}
    />
  )
}

/** What stands in a text of a draft. */
function wordsOf(draft: CaseDraftView, textId: string): string | undefined {
  if (textId === PUBLIC_NAME_ID) return draft.publicName
  if (textId === KEYWORDS_ID) return draft.tags.keywords.join(', ')
  const texts = [...draft.sections.flatMap(({ statements }) => statements), ...draft.images]
  return texts.find(({ id }) => id === textId)?.redacted
}

function StatementLink({ draft, statementId }: { draft: CaseDraftView; statementId: string }): ReactNode {
  const { t } = useTranslation('checks')
  const text = wordsOf(draft, statementId)
  if (text === undefined) return null
  const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT).trimEnd()}…` : text
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="left"
      onClick={() => goToPlace(textPlace(draft, statementId))}
    >
      {t('quoted', { text: excerpt })}
    </Anchor>
  )
}
