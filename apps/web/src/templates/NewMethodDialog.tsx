import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { Family } from '@tablee/board'
import { type OwnTemplateList, type TemplateSummary, TITLE_MAX } from '@tablee/contract'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createTemplate, ownTemplatesQuery } from '../api/own-templates.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { FAMILY_ORDER, isFamily } from './family.ts'

/** Where it may be kept, and what it is a copy of; null for one from nothing. */
export interface NewMethodDialogProps {
  programmes: OwnTemplateList['programmes']
  from: TemplateSummary | null
  onClose(): void
}

/** Names a new method and opens it in the editor. */
export function NewMethodDialog({ programmes, from, onClose }: NewMethodDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const navigate = useNavigate()
  const [title, setTitle] = useState(
    from ? t('new.copyOf', { title: from.title[lang] }).slice(0, TITLE_MAX) : '',
  )
  const [programmeId, setProgramme] = useState(programmes[0]?.id ?? '')
  const [family, setFamily] = useState<Family>(from && isFamily(from.family) ? from.family : 'needs')
  const create = useCommand({
    run: () =>
      createTemplate({
        programmeId,
        title: title.trim(),
        lang,
        family,
        from: from && { templateId: from.id, version: from.version },
      }),
    refresh: [ownTemplatesQuery.queryKey],
    onDone: ({ id }) => {
      void navigate({ to: '/methodes/$templateId', params: { templateId: id } }) // the router reports its own errors
    },
    onProblem: () => undefined, // shown below
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={from ? t('new.copyTitle') : t('new.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (title.trim() !== '') create.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={t('new.name')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={TITLE_MAX}
            required
            withAsterisk={false}
            data-autofocus
          />
          {!from && (
            <NativeSelect
              label={t('family')}
              value={family}
              onChange={(event) => {
                const chosen = event.currentTarget.value
                if (isFamily(chosen)) setFamily(chosen)
              }}
              data={FAMILY_ORDER.flatMap((name) =>
                isFamily(name) ? [{ value: name, label: t(`families.${name}`, { ns: 'templates' }) }] : [],
              )}
            />
          )}
          {programmes.length > 1 && (
            <NativeSelect
              label={t('new.programme')}
              value={programmeId}
              onChange={(event) => setProgramme(event.currentTarget.value)}
              data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          {create.error && <ErrorNotice error={create.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button
              type="submit"
              loading={create.isPending || create.isSuccess}
              disabled={title.trim() === ''}
            >
              {t('new.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
