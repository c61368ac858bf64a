import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Narrow, Stack } from '#app/ui/page.tsx'
import { Trouble, troubleOf } from '#app/ui/trouble.tsx'

/** An address that opens nothing, or nothing any more. */
function LinkTrouble({ kind }: { kind: 'unknown' | 'expired' }) {
  const { t } = useTranslation('invitations')
  return (
    <Narrow padded>
      <Stack gap={14}>
        <h1>{t(`linkTrouble.${kind}.title`)}</h1>
        <p className="lead">{t(`linkTrouble.${kind}.text`)}</p>
      </Stack>
    </Narrow>
  )
}

/** What a page behind a personal address shows when it cannot be shown. */
export function LinkBoundary() {
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 404) return <LinkTrouble kind="unknown" />
  if (status === 410) return <LinkTrouble kind="expired" />
  return <Trouble kind={troubleOf(status)} />
}
