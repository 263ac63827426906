import { MultiSelect, Select, SimpleGrid, Stack, TagsInput, TextInput, Title } from '@mantine/core'
import { CASE_FACETS, type CaseFacetId } from '@tablee/cases'
import { CASE_KEYWORDS_MAX, CASE_TERMS_MAX, type CaseDraftView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { facetOptions } from '../templates/vocabulary-options.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './case-editor.module.css'
import { FundingField } from './FundingField.tsx'
import { MaturityField } from './MaturityField.tsx'

type Tags = CaseDraftView['tags']

/** The facets of a case, and what to do with a change; each is kept at once. */
export interface TagFieldsProps {
  tags: Tags
  onChange(tags: Tags): void
}

const GROUPS: readonly { id: string; facets: readonly CaseFacetId[] }[] = [
  { id: 'organisation', facets: ['sector', 'orgType', 'country', 'region', 'size', 'members', 'sites'] },
  { id: 'project', facets: ['projectKind', 'sourcing', 'phase', 'outcome', 'support'] },
  { id: 'means', facets: ['funding', 'pooling', 'poolingGovernance'] },
  { id: 'reading', facets: ['stakes'] },
]

/** The form of all facets, in four groups. */
export function TagFields({ tags, onChange }: TagFieldsProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <Stack gap="lg">
      {GROUPS.map(({ id, facets }) => (
        <Stack key={id} gap="xs" component="section">
          <Title order={3} fz={16}>
            {t(`tags.groups.${id}`)}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {facets.map((facet) => (
              <FacetField key={facet} id={facet} tags={tags} onChange={onChange} />
            ))}
            {id === 'reading' && <KeywordsField tags={tags} onChange={onChange} />}
            {id === 'reading' && <PeriodField tags={tags} onChange={onChange} />}
            {id === 'reading' && (
              <MaturityField
                value={tags.maturity ?? []}
                onChange={(maturity) =>
                  onChange({ ...tags, maturity: maturity.length > 0 ? maturity : undefined })
                }
              />
            )}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  )
}

function FacetField({ id, tags, onChange }: TagFieldsProps & { id: CaseFacetId }): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const facet = CASE_FACETS.find((known) => known.id === id)
  if (facet === undefined || facet.shape === 'computed') return null
  if (facet.shape === 'bands') {
    return <FundingField value={tags.funding} onChange={(funding) => onChange({ ...tags, funding })} />
  }
  const clear = { 'aria-label': t('clear', { ns: 'common' }) }
  const data = facetOptions(facet.vocabulary, lang, [tags[facet.id] ?? []].flat())
  return facet.shape === 'many' ? (
    <MultiSelect
      label={t(`tags.${facet.id}`)}
      data={data}
      value={tags[facet.id]}
      maxValues={CASE_TERMS_MAX}
      classNames={{ inputField: classes.field }}
      searchable
      clearButtonProps={clear}
      onChange={(terms) => onChange({ ...tags, [facet.id]: terms })}
    />
  ) : (
    <Select
      label={t(`tags.${facet.id}`)}
      data={data}
      value={tags[facet.id]}
      searchable
      clearable
      clearButtonProps={clear}
      onChange={(term) => onChange({ ...tags, [facet.id]: term })}
    />
  )
}

function KeywordsField({ tags, onChange }: TagFieldsProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <TagsInput
      label={t('tags.keywords')}
      description={t('tags.keywordsHint')}
      value={tags.keywords}
      maxTags={CASE_KEYWORDS_MAX}
      onChange={(keywords) => onChange({ ...tags, keywords })}
    />
  )
}

const PERIOD = /^(?:\d{4}(?:[–-]\d{4})?|M0[–-]M\+\d{1,3})$/

/** Years, or months from the start; kept when it can be read, and says how it is written when it cannot. */
function PeriodField({ tags, onChange }: TagFieldsProps): ReactNode {
  const { t } = useTranslation('cases')
  const [typed, setTyped] = useState(tags.period ?? '')
  const period = typed.replaceAll(' ', '').toUpperCase()
  const isReadable = period === '' || PERIOD.test(period)
  return (
    <TextInput
      label={t('tags.period')}
      description={t('tags.periodHint')}
      placeholder="2021–2023"
      value={typed}
      error={isReadable ? undefined : t('tags.periodHint')}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (isReadable && period !== (tags.period ?? ''))
          onChange({ ...tags, period: period === '' ? null : period })
      }}
    />
  )
}
