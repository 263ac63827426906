import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useValue } from 'tldraw'

/** Says whom one follows, and how to stop: the button, Escape, or any move of one's own. */
export function FollowChip(): ReactNode {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  const name = useValue('followed person', () => {
    const { followingUserId } = editor.getInstanceState()
    if (!followingUserId) return null
    return editor.getCollaborators().find(({ userId }) => userId === followingUserId)?.userName ?? null
  }, [editor])
  const isFollowing = name !== null
  useEffect(() => {
    if (!isFollowing) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && editor.getEditingShapeId() === null) editor.stopFollowingUser()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [editor, isFollowing])
  if (!isFollowing) return null
  return (
    <div className="board-follow" role="status">
      <span>{t('people.following', { name })}</span>
      <button type="button" className="board-follow__stop" onClick={() => editor.stopFollowingUser()}>
        {t('people.stop')}
      </button>
    </div>
  )
}
