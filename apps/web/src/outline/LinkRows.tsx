import {
  type BoardContent,
  type ContentLink,
  LINK_LABEL_MAX,
  type Method,
  type ZoneContent,
} from '@tablee/board/content'
import { addLink, mayMove, removeLink, setLinkLabel } from '@tablee/board/edit'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ItemOptions } from './CellField.tsx'
import { itemTitle, termsOf } from './column-words.ts'
import { useContent, useLive } from './live-context.ts'

interface LinkRowsProps {
  zone: ZoneContent
  method: Method
  canWrite: boolean
}

interface LinkPartProps extends LinkRowsProps {
  content: BoardContent
}

/** The arrows of a link zone as sentences, and a form for another. */
export function LinkRows({ zone, method, canWrite }: LinkRowsProps): ReactNode {
  const content = useContent()
  const { t } = useTranslation('outline')
  if (!content) return null
  const { max = Number.POSITIVE_INFINITY } = zone.zone.options
  const isFull = zone.links.length >= max
  return (
    <div className="light-links">
      {zone.links.length === 0 && <p className="light-hint">{t('link.none')}</p>}
      <ul>
        {zone.links.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            zone={zone}
            method={method}
            content={content}
            canWrite={canWrite}
          />
        ))}
      </ul>
      {canWrite && !isFull && <NewLink zone={zone} method={method} content={content} />}
      {canWrite && isFull && <p className="light-hint light-full">{t('link.full', { count: max })}</p>}
    </div>
  )
}

function LinkRow(props: LinkPartProps & { link: ContentLink }): ReactNode {
  const { link, zone, method, content, canWrite } = props
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const record = live.watched.records().get(link.id)
  const isMine = canWrite && record !== undefined && mayMove(live.writer, record)
  const terms = termsOf(method, zone.zone.options.label, live.lang)
  const from = itemTitle(content, link.from) ?? t('gone')
  const to = itemTitle(content, link.to) ?? t('gone')
  return (
    <li className="light-link">
      <span>{from}</span>
      {isMine && terms.length > 0 ? (
        <select
          className="light-input"
          aria-label={t('link.label', { from, to })}
          value={link.term ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const term = terms.find(({ id }) => id === value)
            setLinkLabel(live.writer, link.id, { term: term?.id ?? null, text: term?.label ?? '' })
          }}
        >
          <option value="">{link.term === null && link.label ? link.label : '→'}</option>
          {terms.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      ) : isMine ? (
        <LinkWords key={link.label} link={link} name={t('link.label', { from, to })} />
      ) : (
        <em>{link.label ? `→ ${link.label} →` : '→'}</em>
      )}
      <span>{to}</span>
      {isMine && (
        <button
          type="button"
          className="light-button light-button--danger"
          aria-label={t('link.remove', { from, to })}
          onClick={() => {
            live.undo.newStep()
            if (removeLink(live.writer, link.id)) announce(t('link.removed'))
          }}
        >
          {t('remove')}
        </button>
      )}
    </li>
  )
}

/** What an arrow says in its writer's own words, where its zone offers no list. */
function LinkWords({ link, name }: { link: ContentLink; name: string }): ReactNode {
  const { live } = useLive()
  const { t } = useTranslation('outline')
  const [typed, setTyped] = useState(link.label)
  return (
    <input
      className="light-input"
      type="text"
      autoComplete="off"
      aria-label={name}
      placeholder={t('link.words')}
      maxLength={LINK_LABEL_MAX}
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
      onBlur={() => {
        const text = typed.trim()
        if (text === link.label) return
        live.undo.newStep()
        setLinkLabel(live.writer, link.id, { term: null, text })
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur()
        if (key === 'Escape') setTyped(link.label)
      }}
    />
  )
}

function NewLink({ zone: { zone }, method, content }: Omit<LinkPartProps, 'canWrite'>): ReactNode {
  const { live, announce } = useLive()
  const { t } = useTranslation('outline')
  const [ends, setEnds] = useState({ from: '', to: '', term: '', words: '' })
  const terms = termsOf(method, zone.options.label, live.lang)
  const add = (event: FormEvent) => {
    event.preventDefault()
    // A zone with one word for its arrows leaves nothing to choose.
    const term = terms.length === 1 ? terms[0] : terms.find(({ id }) => id === ends.term)
    live.undo.newStep()
    const id = addLink(live.writer, {
      zoneId: zone.id,
      from: ends.from,
      to: ends.to,
      label: { term: term?.id ?? null, text: term?.label ?? ends.words.trim() },
    })
    if (id === null) return
    announce(t('link.added'))
    setEnds({ from: '', to: '', term: ends.term, words: '' })
  }
  const isReady = ends.from !== '' && ends.to !== '' && ends.from !== ends.to
  return (
    <form className="light-newlink" onSubmit={add}>
      <label>
        {t('link.from')}
        <select
          className="light-input"
          value={ends.from}
          onChange={({ currentTarget: { value } }) => setEnds({ ...ends, from: value })}
        >
          <option value="">{t('choosePlaceholder')}</option>
          <ItemOptions content={content} lang={live.lang} zoneId={zone.options.from} />
        </select>
      </label>
      {terms.length > 1 && (
        <label>
          {t('link.what')}
          <select
            className="light-input"
            value={ends.term}
            onChange={({ currentTarget: { value } }) => setEnds({ ...ends, term: value })}
          >
            <option value="">{t('choosePlaceholder')}</option>
            {terms.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {terms.length === 0 && (
        <label>
          {t('link.what')}
          <input
            className="light-input"
            type="text"
            autoComplete="off"
            placeholder={t('link.words')}
            maxLength={LINK_LABEL_MAX}
            value={ends.words}
            onChange={({ currentTarget: { value } }) => setEnds({ ...ends, words: value })}
          />
        </label>
      )}
      <label>
        {t('link.to')}
        <select
          className="light-input"
          value={ends.to}
          onChange={({ currentTarget: { value } }) => setEnds({ ...ends, to: value })}
        >
          <option value="">{t('choosePlaceholder')}</option>
          <ItemOptions content={content} without={ends.from} lang={live.lang} zoneId={zone.options.to} />
        </select>
      </label>
      <button type="submit" className="light-button light-button--main" disabled={!isReady}>
        {t('link.add')}
      </button>
    </form>
  )
}
