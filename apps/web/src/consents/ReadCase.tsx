import { Anchor, Paper, Text, Title } from '@mantine/core'
import type { ReadableCase } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsentKey } from '../api/consents.ts'
import { goToPlace } from '../cases/go-to-place.ts'
import { ConsentImage } from './ConsentImage.tsx'
import classes from './read-case.module.css'

/** A case, and by what somebody may see its pictures. */
export interface ReadCaseProps {
  text: ReadableCase
  question: ConsentKey
}

/** A case in full, as anybody would read it. */
export function ReadCase({ text, question }: ReadCaseProps): ReactNode {
  const { t } = useTranslation('consents')
  return (
    <Paper component="article" p={{ base: 'md', sm: 'xl' }} aria-label={t('page.text')}>
      <Text size="sm" c="dimmed">
        {t('page.textHint')}
      </Text>
      <Title order={2} fz={26} mt={4} lang={text.lang}>
        {text.publicName}
      </Title>
      {text.naming !== null && (
        <Text size="sm" c="dimmed">
          {text.naming}
        </Text>
      )}
      {text.facts.length > 0 && (
        <dl className={classes['facts']}>
          {text.facts.map(({ label, values }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{values.join(', ')}</dd>
            </div>
          ))}
        </dl>
      )}
      {text.blocks.map((block) => (
        <section key={block.id} className={classes['block']}>
          <h3>{block.title}</h3>
          {block.sections.map((section) => (
            <section key={section.id}>
              <h4>{section.title}</h4>
              <ul lang={text.lang}>
                {section.items.map((item) => (
                  <Item key={item.id} item={item} />
                ))}
              </ul>
            </section>
          ))}
        </section>
      ))}
      {text.images.length > 0 && (
        <section className={classes['block']}>
          <h3>{t('page.images')}</h3>
          <div lang={text.lang}>
            {text.images.map((image) => (
              <ConsentImage key={image.id} question={question} image={image} />
            ))}
          </div>
        </section>
      )}
      {text.counted.length > 0 && (
        <Text size="sm" mt="lg">
          {t('page.counted', { tags: text.counted.join(', ') })}
        </Text>
      )}
    </Paper>
  )
}

type ReadableItem = ReadableCase['blocks'][number]['sections'][number]['items'][number]

/** One sentence as its page says it; what belongs to another stands further in. */
function Item({ item }: { item: ReadableItem }): ReactNode {
  const { t, i18n } = useTranslation('consents')
  return (
    <li
      id={`s-${item.id}`}
      tabIndex={-1}
      style={item.depth > 0 ? { marginInlineStart: `${item.depth * 1.5}rem` } : undefined}
    >
      {item.before !== null && <strong lang={i18n.language}>{item.before} </strong>}
      {item.text}
      {item.marks.length > 0 && (
        <span className={classes['marks']} lang={i18n.language}>
          {' '}
          {item.marks.join(' · ')}
        </span>
      )}
      {item.otherViews.map((id) => (
        <Anchor
          key={id}
          component="button"
          type="button"
          size="sm"
          ms={6}
          lang={i18n.language}
          onClick={() => goToPlace(`s-${id}`)}
        >
          {t('page.otherView')}
        </Anchor>
      ))}
    </li>
  )
}
