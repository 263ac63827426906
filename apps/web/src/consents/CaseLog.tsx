import { Anchor, Modal, Stack, Text } from '@mantine/core'
import type { CaseDraftView, caseLogSchema } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import { caseLogQuery } from '../api/consents.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'

/** Which draft. */
export interface CaseLogProps {
  draft: CaseDraftView
}

/** The way to the log of decisions: who decided what and when, without a word of the text. */
export function CaseLog({ draft }: CaseLogProps): ReactNode {
  const { t } = useTranslation('consents')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setOpened(true)}>
        {t('log.open')}
      </Anchor>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('log.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        <LogLines caseId={draft.id} />
      </Modal>
    </>
  )
}

type LogLine = z.infer<typeof caseLogSchema>['lines'][number]

function LogLines({ caseId }: { caseId: string }): ReactNode {
  const { t } = useTranslation('consents')
  const lang = useLang()
  // the log grows with everything that is decided, here or elsewhere
  const log = useQuery({ ...caseLogQuery(caseId), staleTime: 0 })
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('log.hint')}
      </Text>
      <Loaded query={log}>
        {({ lines }) =>
          lines.length === 0 ? (
            <Text>{t('log.empty')}</Text>
          ) : (
            <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
              {lines.map((line) => (
                <li key={line.id}>
                  <Text>
                    <Act line={line} />
                  </Text>
                  <Text size="sm" c="dimmed">
                    {formatMoment(line.at, lang)} ·{' '}
                    {line.who ?? t(line.facts.reason === 'start' ? 'log.byItself' : 'log.link')}
                  </Text>
                </li>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  )
}

function Act({ line: { act, facts } }: { line: LogLine }): ReactNode {
  const { t } = useTranslation('consents')
  const { t: ofCases } = useTranslation('cases')
  if (act === 'stated') return t('log.act.stated', { what: facts.state ? t(`state.${facts.state}`) : '' })
  const what = facts.verdict ?? facts.action ?? 'changed'
  const kind = facts.kind === undefined ? '' : ` · ${ofCases(`kinds.${facts.kind}`)}`
  return `${t(`log.act.${act}`, { what: t(`log.what.${what}`) })}${kind}`
}
