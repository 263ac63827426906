import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { diffTemplates, shortVersion, type TemplateDraft } from '@tablee/templates'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnTemplate, versionQuery, versionsQuery } from '../../api/own-templates.ts'
import { formatMoment } from '../../ui/format-date.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { ChangeList } from './ChangeList.tsx'

/** A method and its draft. */
export interface VersionsPanelProps {
  own: OwnTemplate
  draft: TemplateDraft
}

/** What was published, newest first, and what each changed. */
export function VersionsPanel({ own, draft }: VersionsPanelProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const versions = useQuery({ ...versionsQuery(own.id), enabled: own.version !== null })
  const base = own.base
  return (
    <Stack>
      <Paper p={{ base: 'md', sm: 'lg' }}>
        <Stack gap="sm">
          <Title order={2} fz={18}>
            {base ? t('versions.sinceVersion', { version: shortVersion(base.version) }) : t('versions.first')}
          </Title>
          {base && <ChangeList changes={diffTemplates(base.content, draft)} />}
        </Stack>
      </Paper>
      {own.version !== null && (
        <Loaded query={versions}>
          {({ versions: all }) => (
            <Stack gap="sm">
              {all.map(({ version, publishedAt, publishedBy, note }, at) => (
                <Paper key={version} p="md">
                  <Stack gap={4}>
                    <Title order={3} fz={16}>
                      {t('version', { version: shortVersion(version) })}
                    </Title>
                    <Text size="sm" c="dimmed">
                      {[publishedAt && formatMoment(publishedAt, lang), publishedBy]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                    {note !== '' && <Text size="sm">{note}</Text>}
                    <VersionDiff id={own.id} version={version} before={all[at + 1]?.version ?? null} />
                  </Stack>
                </Paper>
              ))}
            </Stack>
          )}
        </Loaded>
      )}
      {own.version !== null && (
        <Button
          component="a"
          href={`/api/templates/${own.id}/package`}
          download
          variant="default"
          style={{ alignSelf: 'start' }}
        >
          {t('versions.export')}
        </Button>
      )}
    </Stack>
  )
}

function VersionDiff({
  id,
  version,
  before,
}: {
  id: string
  version: string
  before: string | null
}): ReactNode {
  const { t } = useTranslation('methods')
  const [open, setOpen] = useState(false)
  if (before === null) return null
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        onClick={() => setOpen(!open)}
        style={{ alignSelf: 'start' }}
        aria-expanded={open}
      >
        {open ? t('versions.hide') : t('versions.show', { version: shortVersion(before) })}
      </Button>
      {open && <Differences id={id} version={version} before={before} />}
    </>
  )
}

function Differences({ id, version, before }: { id: string; version: string; before: string }): ReactNode {
  const older = useQuery(versionQuery(id, before))
  const newer = useQuery(versionQuery(id, version))
  return (
    <Loaded query={older}>
      {(from) => <Loaded query={newer}>{(to) => <ChangeList changes={diffTemplates(from, to)} />}</Loaded>}
    </Loaded>
  )
}
