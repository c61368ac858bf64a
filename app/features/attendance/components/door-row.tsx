import { useTranslation } from 'react-i18next'
import { Icon } from '#app/ui/icon.tsx'
import { breakable } from '#app/ui/mail-link.tsx'
import { largestParty } from '#app/features/invitations/rules.ts'
import { attendanceIn, type Party } from '../rules.ts'
import css from './door.module.css'

type Props = {
  party: Party
  closed: boolean
  /** Marks are taken now. */
  open: boolean
  /** Where the forms go without script. */
  address: string
  tap: (people: number) => void
}

/** A party at the door: a press on its name says that all of it are here, or nobody; then one more, one less. */
export function DoorRow({ party, closed, open, address, tap }: Props) {
  const { t } = useTranslation('attendance')
  const { id, name, organisation, guests, expected, present } = party
  const here = present > 0
  const facts = (
    <>
      <span className={css.mark}>{here && <Icon name="check" size="1.5em" />}</span>
      <span className={css.who}>
        <span className={css.name}>{breakable(name)}</span>
        {organisation && <span className={css.more}>{organisation}</span>}
        {guests && <span className={css.more}>{guests}</span>}
        <span className={css.more}>{standing()}</span>
      </span>
    </>
  )
  return (
    <li id={id} className={here ? css.here : undefined}>
      {open ? (
        <form
          method="post"
          action={address}
          className={css.row}
          onSubmit={(event) => {
            event.preventDefault()
            const { submitter } = event.nativeEvent as SubmitEvent
            tap(Number((submitter as HTMLButtonElement).value))
          }}
        >
          <input type="hidden" name="intent" value="tap" />
          <input type="hidden" name="partyId" value={id} />
          <button className={css.party} name="people" value={here ? 0 : Math.max(expected, 1)} aria-pressed={here}>
            {facts}
          </button>
          {here && (
            <span className={css.steps}>
              {step('less', Math.max(present - 1, 1))}
              {step('more', Math.min(present + 1, largestParty))}
            </span>
          )}
        </form>
      ) : (
        <div className={css.row}>
          <div className={css.party}>{facts}</div>
        </div>
      )}
    </li>
  )

  /** At its end it says the same again, and keeps the focus. */
  function step(which: 'less' | 'more', to: number) {
    return (
      <button
        name="people"
        value={to}
        aria-label={t(`row.${which}`, { name })}
        aria-disabled={to === present || undefined}
      >
        <Icon name={which === 'less' ? 'minus' : 'plus'} />
      </button>
    )
  }

  function standing(): string | null {
    switch (attendanceIn(party, closed)) {
      case 'present':
        if (expected > 1 || (expected > 0 && present > expected)) return t('row.hereOf', { present, expected })
        return present > 1 ? t('row.hereMany', { count: present }) : t('row.here')
      case 'absent':
        return t('row.absent')
      case 'unknown':
        return expected > 0 ? t('row.expected', { count: expected }) : null
    }
  }
}
