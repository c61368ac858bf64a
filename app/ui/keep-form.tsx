import { useActionData, useLoaderData, useNavigation, type ClientActionFunctionArgs } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'

/*
 * A form that outlives a lost connection: its route has `export { keepForm as clientAction }` and reads its answers by
 * `useAnswer`, and `UnsentNotice` stands above the button. Without script the browser keeps the form by itself.
 */

const unsent = { unsent: true }

/** Asks the server's action. When no answer comes, the page stays as it is instead of giving way to one of trouble. */
export async function keepForm({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    return await serverAction()
  } catch (error) {
    // This is what `fetch` throws when the network fails; the server's own troubles are others.
    if (!(error instanceof TypeError)) throw error
    // A response with such a status keeps Remix from asking the page's loaders, which would fail too.
    const headers = { 'Content-Type': 'application/json' }
    return new Response(JSON.stringify(unsent), { status: 503, headers })
  }
}

/**
 * The action's last answer. A try that got none changes nothing of it; nor does a link to a field of the same page,
 * where Remix forgets the answer: the page's data is the same then, as it is not when one moves on.
 */
export function useAnswer<Action>() {
  const answer = useActionData<Action>()
  const page: unknown = useLoaderData()
  const [kept, keep] = useState({ answer, page })
  if (isUnsent(answer) || (answer === undefined && page === kept.page)) return kept.answer
  if (answer !== kept.answer || page !== kept.page) keep({ answer, page })
  return answer
}

/** Says that the last try got no answer; what was typed is still there. */
export function UnsentNotice() {
  const { t } = useTranslation()
  const failed = isUnsent(useActionData())
  // Gone while it is tried again, so that the next time is told too.
  const trying = useNavigation().state !== 'idle'
  if (!failed || trying) return null
  return (
    <Notice tone="alert" role="alert" title={t('unsent.title')}>
      {t('unsent.text')}
    </Notice>
  )
}

function isUnsent(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'unsent' in answer
}
