import { type Found, findItems } from '@tablee/board'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useEditor } from 'tldraw'
import { goToShape, JUMP_MS } from '../go-to-shape.ts'
import { useMeaning } from '../meaning/use-meaning.ts'

/** Most places that are listed under the field; all are counted. */
const LISTED_MAX = 30

interface SearchBoxProps {
  close(): void
}

/** Looks for words on the board and goes to where they stand. */
export function SearchBox({ close }: SearchBoxProps) {
  const editor = useEditor()
  const { method, content, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const before = useRef(editor.getCamera())
  const shown = useRef<string | null>(null)
  const id = useId()
  const all = content && method ? findItems(content, typed, { method, lang }) : []
  const found = all.slice(0, LISTED_MAX)
  const surface = editor.getContainer().parentElement
  if (!surface) return null
  return createPortal(
    <search className="board-search" lang={lang}>
      <input
        type="search"
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: whoever opens the search is about to type
        autoFocus
        autoComplete="off"
        aria-label={t('search.label')}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        {...(found.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        placeholder={t('search.label')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="board-search__close" onClick={() => leave()}>
        <span aria-hidden>×</span>
        <span className="board-hidden">{t('search.close')}</span>
      </button>
      <p className="board-search__count" role="status">
        {typed.trim() === '' ? t('search.keys') : t('search.found', { count: all.length })}
        {all.length > found.length && ` ${t('search.first', { n: found.length })}`}
      </p>
      {found.length > 0 && (
        <div className="board-search__list" id={`${id}-list`} role="listbox" aria-label={t('search.results')}>
          {found.map((place, at) => (
            <div
              key={place.id}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              ref={(element) => {
                if (at === active) element?.scrollIntoView({ block: 'nearest' })
              }}
              onPointerDown={(event) => {
                event.preventDefault()
                setActive(at)
                goTo(place)
              }}
            >
              {place.text}
              <small>{place.zone || t('search.noZone')}</small>
            </div>
          ))}
        </div>
      )}
    </search>,
    surface,
  )

  function onKeyDown(event: KeyboardEvent) {
    const place = found[active]
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault()
        const step = event.key === 'ArrowDown' ? 1 : -1
        setActive((active + step + found.length) % Math.max(1, found.length))
        return
      }
      case 'Enter':
        event.preventDefault()
        if (!place) return
        // a second Enter stays there
        if (shown.current === place.id) leave()
        else goTo(place)
        return
      case 'Escape':
        event.preventDefault()
        event.stopPropagation()
        editor.setCamera(before.current, { animation: { duration: JUMP_MS } })
        leave()
        return
      default:
    }
  }

  /** Shows a place, with a ring around it; the search stays open for the next one. */
  function goTo({ id: shapeId }: Found) {
    if (goToShape(editor, shapeId, { animation: { duration: JUMP_MS } })) shown.current = shapeId
  }

  /** Back to the board. */
  function leave() {
    editor.setHintingShapes([])
    close()
    editor.focus()
  }
}
