import {
  type BoardAuthor,
  cellKey,
  type Lang,
  LINK_LABEL_MAX,
  LINK_META,
  type Term,
  type ZoneDefinition,
} from '@tablee/board'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Editor, type TLArrowShape, useEditor } from 'tldraw'
import { useMeaning } from '../meaning/use-meaning.ts'
import { refusalOf } from '../rules.ts'
import { useDraft } from './use-draft.ts'

/** Key of an arrow's meta: the term that says what kind of link it is. */
const LABEL_META = cellKey('label')

interface LinkFormProps {
  arrow: TLArrowShape
  zones: readonly ZoneDefinition[]
  author: BoardAuthor
}

/** What an arrow between two items says: which list of links it belongs to, and what flows along it. */
export function LinkForm({ arrow, zones, author }: LinkFormProps) {
  const editor = useEditor()
  const { method, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  if (!method) return null
  const chosen =
    zones.find(({ id }) => id === arrow.meta[LINK_META]) ?? (zones.length === 1 ? zones[0] : undefined)
  const terms = method.sets.find(({ id }) => id === chosen?.options.label)?.terms ?? []
  const isForeign = refusalOf(arrow, author) !== null
  const say = (zone: ZoneDefinition, said: Term | string) => setLink(editor, arrow, { zone, said, lang })
  return (
    <div className="board-fields">
      {isForeign && <p className="board-field__help">{t('panel.notYours')}</p>}
      {zones.length > 1 && (
        <fieldset className="board-choices" disabled={isForeign}>
          <legend>{t('panel.linkZone')}</legend>
          {zones.map((zone) => (
            <label key={zone.id}>
              <input
                type="radio"
                name="link-zone"
                checked={zone.id === chosen?.id}
                onChange={() => say(zone, '')}
              />
              {zone.label[lang]}
            </label>
          ))}
        </fieldset>
      )}
      {chosen && terms.length > 0 && (
        <fieldset className="board-choices" disabled={isForeign}>
          <legend>{t('panel.linkLabel')}</legend>
          {terms.map((term) => (
            <label key={term.id}>
              <input
                type="radio"
                name="link-label"
                checked={arrow.meta[LABEL_META] === term.id}
                onChange={() => say(chosen, term)}
              />
              {term.label[lang]}
            </label>
          ))}
        </fieldset>
      )}
      {chosen && terms.length === 0 && (
        <LinkWords key={arrow.id} arrow={arrow} isForeign={isForeign} write={(words) => say(chosen, words)} />
      )}
      {chosen && <p className="board-field__help">{t('panel.linkIn', { zone: chosen.label[lang] })}</p>}
    </div>
  )
}

interface LinkWordsProps {
  arrow: TLArrowShape
  isForeign: boolean
  write(words: string): void
}

/** What an arrow says in its writer's own words, where its zone offers no list. */
function LinkWords({ arrow, isForeign, write }: LinkWordsProps) {
  const { t } = useTranslation('canvas')
  const id = useId()
  const draft = useDraft(arrow.props.text, (text) => write(text.trim().slice(0, LINK_LABEL_MAX)))
  return (
    <div className="board-field">
      <label htmlFor={id}>{t('panel.linkLabel')}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        disabled={isForeign}
        maxLength={LINK_LABEL_MAX}
        placeholder={t('panel.linkWords')}
        value={draft.value}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onBlur={draft.commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) draft.commit()
        }}
      />
    </div>
  )
}

/** Gives an arrow to a zone, with a term of its list or own words. */
function setLink(
  editor: Editor,
  arrow: TLArrowShape,
  { zone, said, lang }: { zone: ZoneDefinition; said: Term | string; lang: Lang },
): void {
  const term = typeof said === 'string' ? null : said
  editor.markHistoryStoppingPoint('link')
  editor.run(() => {
    editor.updateShape<TLArrowShape>({
      id: arrow.id,
      type: 'arrow',
      props: { text: typeof said === 'string' ? said : said.label[lang] },
    })
    editor.store.update(arrow.id, (record) => {
      const { [LABEL_META]: _former, ...meta } = record.meta
      return {
        ...record,
        meta: { ...meta, [LINK_META]: zone.id, ...(term ? { [LABEL_META]: term.id } : {}) },
      }
    })
  })
}
