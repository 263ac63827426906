import { type BoardContent, findItems } from '@tablee/board/content'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo, markFound } from './go-to-item.ts'
import { useLive, useMethod } from './live-context.ts'

interface SearchBoxProps {
  content: BoardContent
  onFocus(): void
}

/** Finds a word in the notes of the board and goes from one to the next; Ctrl+F and `/` open it. */
export function SearchBox({ content, onFocus }: SearchBoxProps): ReactNode {
  const { live, announce } = useLive()
  const method = useMethod()
  const { t } = useTranslation('outline')
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const find = (typed: string) =>
    method ? findItems(content, typed, { method, lang: live.lang }).map(({ id: itemId }) => itemId) : []
  const found = find(text)

  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f'
      const isSlash = event.key === '/' && !isField(event.target)
      if (!isFind && !isSlash) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [])

  const show = (next: number) => {
    const itemId = found[next]
    if (itemId === undefined) return
    setAt(next)
    markFound(itemId)
    announce(t('search.at', { at: next + 1, count: found.length }))
  }
  const count = text.trim() === '' ? '' : t('search.found', { count: found.length })
  return (
    <search className="light-search">
      <label htmlFor={id} className="board-hidden">
        {t('search.label')}
      </label>
      <input
        ref={field}
        id={id}
        type="search"
        className="light-input"
        placeholder={t('search.placeholder')}
        autoComplete="off"
        value={text}
        onFocus={onFocus}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setAt(0)
          const [first] = find(currentTarget.value)
          markFound(first)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setText('')
            markFound(undefined)
          }
          if (event.key !== 'Enter' || found.length === 0) return
          event.preventDefault()
          if (event.ctrlKey || event.metaKey) goTo(found[at])
          else show((at + (event.shiftKey ? found.length - 1 : 1)) % found.length)
        }}
      />
      <output className="light-search__count" htmlFor={id}>
        {count}
      </output>
      {found.length > 0 && (
        <button type="button" className="light-button" onClick={() => goTo(found[at])}>
          {t('search.go')}
        </button>
      )}
    </search>
  )
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
