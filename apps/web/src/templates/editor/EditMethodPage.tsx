import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ownTemplateQuery } from '../../api/own-templates.ts'
import { vocabulariesQuery } from '../../api/vocabularies.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { MethodEditor } from './MethodEditor.tsx'

/** `/methodes/:id`: one's own method, to be written. */
export function EditMethodPage(): ReactNode {
  const { t } = useTranslation('methods')
  // the names of the families, before the tab that shows them is opened
  useTranslation('templates')
  const { templateId } = useParams({ from: '/shell/methodes/$templateId' })
  const own = useQuery({
    ...ownTemplateQuery(templateId),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const programmeId = own.data?.programme.id
  const words = useQuery({ ...vocabulariesQuery(programmeId ?? ''), enabled: programmeId !== undefined })
  if (own.data && words.data) {
    return (
      <MethodEditor
        key={templateId}
        own={own.data}
        vocabularies={words.data.vocabularies}
        reload={async () => (await own.refetch()).data}
      />
    )
  }
  return (
    <Page title={t('edit.title')} trail={[{ label: t('list.title'), to: '/methodes' }]}>
      <Loaded query={own}>{() => <Loaded query={words}>{() => null}</Loaded>}</Loaded>
    </Page>
  )
}
