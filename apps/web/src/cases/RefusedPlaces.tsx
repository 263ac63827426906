import { Anchor, List, Text } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { useLang } from '../ui/use-lang.ts'
import { goToPlace } from './go-to-place.ts'
import { sectionTitle } from './section-title.ts'

/** Which draft, and why publishing it was refused. */
export interface RefusedPlacesProps {
  draft: CaseDraftView
  error: unknown
}

/** Where the final check found something: the sentences that hold it, and the files. The words are never told. */
export function RefusedPlaces({ draft, error }: RefusedPlacesProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const found = (name: string): readonly string[] => {
    const list = error instanceof ApiError ? error.details[name] : undefined
    return Array.isArray(list) ? list.map(String) : []
  }
  const statementIds = found('statementIds')
  const isImage = (statementId: string): boolean => draft.images.some(({ id }) => id === statementId)
  const sectionOf = (statementId: string): string => {
    if (isImage(statementId)) return t('images.title')
    const section = draft.sections.find(({ statements }) => statements.some(({ id }) => id === statementId))
    return sectionTitle(section?.id ?? '', lang) ?? t('unsorted')
  }
  // parts of a file are of no use to a reader
  const files = [...new Set(found('artefacts').map((name) => name.split('#')[0] ?? name))]
  if (files.length === 0) return null
  return (
    <>
      {statementIds.length > 0 && (
        <List size="sm" spacing={4} withPadding={false} listStyleType="none">
          {statementIds.map((id, at) => (
            <List.Item key={id}>
              <Anchor
                component="button"
                type="button"
                ta="left"
                size="sm"
                onClick={() => goToPlace(`${isImage(id) ? 'image' : 'statement'}-${id}`)}
              >
                {t('refused.sentence', { number: at + 1, section: sectionOf(id) })}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
      <Text size="sm">{t('refused.files', { files: files.join(', ') })}</Text>
    </>
  )
}
