import { Alert, Anchor, Button, Group, Modal, NativeSelect, Stack, Textarea } from '@mantine/core'
import { LANGUAGES, type Lang } from '@tablee/board'
import { SYNTHESIS_BULLET_MAX, SYNTHESIS_BULLETS_MAX, type Syntheses } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { putSynthesis, synthesesQuery } from '../api/cases.ts'
import { vocabularyOptions } from '../templates/vocabulary-options.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { bulletsOf, synthesisOf, textOf } from './synthesis-text.ts'

/** Whether it is open. */
export interface SynthesesDialogProps {
  opened: boolean
  onClose(): void
}

/** What editors write of each stake across cases, a line a point, in each language. */
export function SynthesesDialog({ opened, onClose }: SynthesesDialogProps): ReactNode {
  const { t } = useTranslation('cases')
  const syntheses = useQuery({ ...synthesesQuery, enabled: opened })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('syntheses.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Loaded query={syntheses}>{(read) => <SynthesisForm syntheses={read.syntheses} />}</Loaded>
    </Modal>
  )
}

function SynthesisForm({ syntheses }: Syntheses): ReactNode {
  const { t } = useTranslation('cases')
  const ownLang = useLang()
  const stakes = vocabularyOptions('stake', ownLang)
  const [stake, setStake] = useState(stakes[0]?.value ?? '')
  const [lang, setLang] = useState<Lang>(ownLang)
  const [draft, setDraft] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const kept = textOf(syntheses, { stake, lang })
  const found = synthesisOf(syntheses, { stake, lang })?.found ?? []
  const hidden = syntheses.filter((one) => one.found.length > 0)
  const labelOf = (value: string) => stakes.find((option) => option.value === value)?.label ?? value
  const text = draft ?? kept
  const bullets = bulletsOf(text)
  const save = useCommand({
    run: () => putSynthesis(stake, { lang, bullets }),
    refresh: [synthesesQuery.queryKey],
    done: t('syntheses.saved'),
    onDone: () => {
      setDraft(null)
      field.current?.focus()
    },
    onProblem: () => undefined, // shown below
  })
  const isTooMuch =
    bullets.length > SYNTHESIS_BULLETS_MAX || bullets.some(({ length }) => length > SYNTHESIS_BULLET_MAX)
  const show = (change: () => void) => {
    change()
    setDraft(null)
    save.reset()
  }
  return (
    <Stack>
      {hidden.length > 0 && (
        <Alert color="orange" variant="light" title={t('syntheses.hidden')}>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {hidden.map((one) => (
              <li key={`${one.stake} ${one.lang}`}>
                {labelOf(one.stake)} · {t(`syntheses.languages.${one.lang}`)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <NativeSelect
        label={t('syntheses.stake')}
        data={stakes}
        value={stake}
        onChange={(event) => {
          const { value } = event.currentTarget
          show(() => setStake(value))
        }}
      />
      <NativeSelect
        label={t('syntheses.language')}
        data={LANGUAGES.map((value) => ({ value, label: t(`syntheses.languages.${value}`) }))}
        value={lang}
        onChange={(event) => {
          const chosen = LANGUAGES.find((one) => one === event.currentTarget.value)
          if (chosen) show(() => setLang(chosen))
        }}
      />
      <Textarea
        ref={field}
        label={t('syntheses.bullets')}
        description={t('syntheses.bulletsHint', { max: SYNTHESIS_BULLETS_MAX })}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        error={
          (isTooMuch && t('syntheses.tooMuch', { max: SYNTHESIS_BULLET_MAX })) ||
          (text === kept &&
            found.length > 0 &&
            t('syntheses.found', { kinds: found.map((kind) => t(`kinds.${kind}`)).join(', ') }))
        }
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      {save.error && <ErrorNotice error={save.error} />}
      <Group justify="space-between">
        <Anchor href={`/cas/vues/enjeux?enjeu=${stake}&lang=${lang}`} target="_blank" size="sm">
          {t('syntheses.read')}
        </Anchor>
        <Button loading={save.isPending} disabled={isTooMuch || text === kept} onClick={() => save.mutate()}>
          {t('save', { ns: 'common' })}
        </Button>
      </Group>
    </Stack>
  )
}
