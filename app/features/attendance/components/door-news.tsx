import { Link } from '@remix-run/react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import { Stack } from '#app/ui/page.tsx'
import { LiveRegion, SaveStatus } from '#app/ui/status.tsx'
import type { useDoor } from './use-door.ts'

type Props = Pick<ReturnType<typeof useDoor>, 'waiting' | 'connection' | 'dropped'> & {
  address: string
  /** The last tap in words. */
  said: string
}

const never = () => () => undefined

/** Is it safe, and what to do when it is not; the last tap is read out. Without script a press is answered by the page. */
export function DoorNews({ waiting, connection, dropped, address, said }: Props) {
  const { t } = useTranslation('attendance')
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!scripted) return null
  const away = connection !== 'there'
  return (
    <Stack gap={12}>
      {waiting === 0 && !away && <SaveStatus state="saved">{t('saved.saved')}</SaveStatus>}
      {waiting > 0 && !away && <SaveStatus state="saving">{t('saved.saving')}</SaveStatus>}
      <LiveRegion>
        {away && (
          <SaveStatus state="waiting">
            {waiting > 0 ? t('saved.waiting', { count: waiting }) : t('saved.away')}
          </SaveStatus>
        )}
      </LiveRegion>
      {connection === 'away' && <p className="small mute">{t('saved.goOn')}</p>}
      {connection === 'signedOut' && (
        <Notice
          tone="warn"
          title={t('signedOut.title')}
          role="alert"
          actions={<Link to={`/sign-in?next=${encodeURIComponent(address)}`}>{t('signedOut.signIn')}</Link>}
        >
          {t('signedOut.text')}
        </Notice>
      )}
      {connection === 'forbidden' && <Notice tone="warn" title={t('forbidden')} role="alert" />}
      {dropped && (
        <Notice tone="warn" title={t('dropped.title')} role="alert">
          {t('dropped.text')}
        </Notice>
      )}
      <LiveRegion hidden>{said}</LiveRegion>
    </Stack>
  )
}
