import { useId, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { QrCode } from '#app/lib/qr-code.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { LiveRegion } from '#app/ui/status.tsx'
import css from './subscribe.module.css'

type Props = {
  /** The feed, with https. */
  address: string
  /** The same for the calendar program of this device. */
  webcal: string
  /** The page itself, for a phone, and its code. */
  page: { address: string; code: QrCode }
}

const helps = ['outlook', 'google', 'apple', 'thunderbird'] as const

/** The ways to subscribe, the quickest first. Everything works before script; script adds the copy button. */
export function SubscribeWays({ address, webcal, page }: Props) {
  const { t } = useTranslation('calendar')
  return (
    <Stack gap={40}>
      <div className={css.open}>
        <ButtonLink to={webcal} icon="calendar" wide>
          {t('subscribe.open')}
        </ButtonLink>
      </div>
      <AddressToCopy address={address} />
      <Section title={t('subscribe.phone')}>
        <div className={css.phone}>
          <Code code={page.code} label={t('subscribe.qrLabel', { address: page.address })} />
          <p>{t('subscribe.qrText')}</p>
        </div>
      </Section>
      <Section title={t('subscribe.help')}>
        <Lines>
          {helps.map((program) => (
            <Line key={program}>
              <details className={css.help}>
                <summary>
                  <Icon name="down" />
                  {t(`subscribe.${program}Title`)}
                </summary>
                <ol>
                  {t(`subscribe.${program}`, { returnObjects: true }).map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              </details>
            </Line>
          ))}
        </Lines>
        <p className={`small mute ${css.pace ?? ''}`}>{t('subscribe.pace')}</p>
      </Section>
    </Stack>
  )
}

function AddressToCopy({ address }: { address: string }) {
  const { t } = useTranslation('calendar')
  const id = useId()
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null)
  // Only script can copy, and only on a safe connection: the button comes when it can do something.
  const canCopy = useSyncExternalStore(
    () => () => undefined,
    () => 'clipboard' in navigator,
    () => false,
  )
  const copy = () => {
    navigator.clipboard.writeText(address).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    )
  }
  return (
    <div>
      <div className={css.copy}>
        <TextField
          id={id}
          label={t('subscribe.address')}
          hint={t('subscribe.addressHint')}
          value={address}
          readOnly
          spellCheck={false}
        />
        {canCopy && (
          <Button type="button" variant="outlined" onClick={copy}>
            {t('subscribe.copy')}
          </Button>
        )}
      </div>
      <LiveRegion>{outcome && t(`subscribe.${outcome}`)}</LiveRegion>
    </div>
  )
}

function Code({ code, label }: { code: QrCode; label: string }) {
  return (
    <svg className={css.code} viewBox={`0 0 ${String(code.size)} ${String(code.size)}`} role="img" aria-label={label}>
      <path d={code.path} shapeRendering="crispEdges" />
    </svg>
  )
}
