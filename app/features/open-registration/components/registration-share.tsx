import { useTranslation } from 'react-i18next'
import type { QrCode } from '#app/lib/qr-code.ts'
import { languages } from '#app/lib/languages.ts'
import { Section, Stack } from '#app/ui/page.tsx'
import { typedAddress } from '../rules.ts'
import { Code } from './code.tsx'

/** The address for letters and websites, its code, and the notice for a wall. */
export function RegistrationShare({ address, code, notice }: { address: string; code: QrCode; notice: string }) {
  const { t } = useTranslation('openRegistration')
  const typed = typedAddress(address)
  return (
    <Section title={t('settings.share')}>
      <Stack gap={22}>
        <p style={{ overflowWrap: 'anywhere' }}>
          <a href={address}>{typed}</a>
        </p>
        <Stack gap={10}>
          <Code code={code} label={t('settings.qrLabel', { address: typed })} />
          <p className="small mute">{t('settings.qrText')}</p>
        </Stack>
        <div>
          <h3>{t('settings.notice')}</h3>
          <p className="small mute">{t('settings.noticeText')}</p>
          <ul>
            {languages.map((each) => (
              <li key={each}>
                <a href={`${notice}?lang=${each}`} hrefLang={each}>
                  {t(`settings.noticeIn.${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </Stack>
    </Section>
  )
}
