import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import type { CaseCheckView } from '@tablee/contract'
import { LINK_ANSWERS } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import { goToPlace } from '../go-to-place.ts'
import { textPlace } from '../text-place.ts'
import type { CheckPartProps } from './CheckBox.tsx'
import classes from './checks.module.css'
import { tagText } from './tag-text.ts'

type Link = CaseCheckView['links'][number]

/** What leads from this case to other organisations and cases, each with its answer. */
export function LinksPart({ draft, check, editable, isBusy, onChange }: CheckPartProps): ReactNode {
  const { t } = useTranslation('checks')
  if (check.links.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={3} fz={16}>
        {t('links.title')}
      </Title>
      {check.links.map((link) => (
        <fieldset
          key={link.key}
          className={classes['item']}
          aria-label={t('links.label', { name: link.name })}
        >
          <Text fw={600}>{link.name}</Text>
          <Reasons link={link} />
          {link.statementIds.map((id, at) => (
            <Anchor
              key={id}
              component="button"
              type="button"
              size="sm"
              onClick={() => goToPlace(textPlace(draft, id))}
            >
              {t('seeStatement', { number: at + 1 })}
            </Anchor>
          ))}
          <Group gap="xs" mt={6}>
            {LINK_ANSWERS.filter((answer) => answer === 'agreed' || !link.isNameKept).map((answer) => {
              const isChosen = link.answer === answer
              return (
                <Button
                  key={answer}
                  size="compact-md"
                  variant={isChosen ? 'filled' : 'default'}
                  aria-pressed={isChosen}
                  disabled={!editable || isBusy}
                  onClick={() => onChange({ link: { key: link.key, answer: isChosen ? null : answer } })}
                >
                  {t(`links.${answer}_${link.to}`)}
                </Button>
              )
            })}
          </Group>
        </fieldset>
      ))}
    </Stack>
  )
}

function Reasons({ link }: { link: Link }): ReactNode {
  const { t } = useTranslation('checks')
  const lang = useLang()
  return (
    <>
      {link.reasons.map((reason) => (
        <Text key={reason} size="sm">
          {t(`links.reasons.${reason}`)}
        </Text>
      ))}
      {link.shared.map((shared) => (
        <Text key={shared} size="sm" c="dimmed">
          {t('quoted', { text: tagText(shared, lang) })}
        </Text>
      ))}
      {link.isNameKept && <Text size="sm">{t('links.kept')}</Text>}
    </>
  )
}
