import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Stack } from '#app/ui/page.tsx'
import type { ChoiceGroup } from '../rules.ts'

/** After the deadline: nothing new is chosen, but seats and places in queues can be given up. */
export function TableLeaving({ groups, address }: { groups: ChoiceGroup[]; address: string }) {
  const { t } = useTranslation('tablePlaces')
  const own = groups.flatMap(({ tables }) => tables).filter((table) => table.own && table.own.place !== 'offered')
  return (
    <Stack gap={20}>
      <Notice title={t('form.lateTitle')}>{t('form.lateText')}</Notice>
      {own.length === 0 && <p>{t('form.nothing')}</p>}
      {own.map(({ id, letter, title, own: mine }) => (
        <form key={id} method="post" action={address}>
          <Button name="leave" value={id} variant="outlined" phoneWide>
            {t(mine?.place === 'waiting' ? 'form.leaveQueue' : 'form.leave', { table: `${letter} ${title}` })}
          </Button>
        </form>
      ))}
    </Stack>
  )
}
