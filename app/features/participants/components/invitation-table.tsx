import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { DataTable, type Column } from '#app/ui/data-table.tsx'
import type { InviteeMessage } from '#app/features/invitee-messages/queries.server.ts'
import type { ListedInvitation } from '../queries.server.ts'
import type { InvitationFilter } from '#app/features/invitations/rules.ts'

/** One part of the invited: a table from 768 px, labelled lines below. */
export function InvitationTable({
  rows,
  part,
  zone,
  language,
  address,
  inDraw,
  mayRecord,
  messages,
}: {
  rows: ListedInvitation[]
  part: InvitationFilter
  zone: string
  language: Language
  /** Of the page of invitations. */
  address: string
  /** Who waits does so for a draw. */
  inDraw: boolean
  /** Answers that came by telephone can still be written down. */
  mayRecord: boolean
  /** What the invited wrote to the convener, by invitation. */
  messages: Record<string, InviteeMessage[]>
}) {
  const { t } = useTranslation(['invitations', 'letterTexts', 'seats', 'inviteeMessages'])
  const moment = (at: number | null) =>
    at === null ? '' : t('rsvp.dayAndTime', { day: shortDay(at, zone, language), time: clock(at, zone, language) })

  const who: Column<ListedInvitation> = {
    header: t('list.who'),
    cell: (row) => (
      <>
        <b>{row.name}</b>
        <br />
        <span className="small mute">{t(`kinds.${row.recipientKind}`)}</span>
        {messages[row.id]?.map(({ id, text, sentAt }) => (
          <p key={id} className="small" style={{ fontWeight: 'normal', whiteSpace: 'pre-line' }}>
            <span className="mute">{t('inviteeMessages:list', { at: moment(sentAt) })}</span> {text}
          </p>
        ))}
      </>
    ),
  }
  const letter: Column<ListedInvitation> = {
    header: t('list.letter'),
    cell: (row) => {
      if (row.email === null) return t('list.letters.noAddress')
      if (row.letter === 'sent')
        return t('list.letters.sent', { day: row.sentAt === null ? '' : shortDay(row.sentAt, zone, language) })
      return t(`list.letters.${row.letter ?? 'waiting'}`)
    },
  }
  const answered: Column<ListedInvitation>[] = [
    {
      header: t('list.answer'),
      cell: (row) => (
        <Whole>{t(waits(row) ? (inDraw ? 'seats:inDraw' : 'list.waiting') : `list.said.${row.answer}`)}</Whole>
      ),
    },
    { header: t('list.people'), cell: (row) => (row.answer === 'yes' ? row.people : null) },
    {
      header: t('list.message'),
      cell: (row) => row.message && <span style={{ whiteSpace: 'pre-line' }}>{row.message}</span>,
    },
    {
      header: t('list.when'),
      cell: (row) => (
        <>
          <Whole>{moment(row.answeredAt)}</Whole>
          {row.recordedBy && (
            <>
              <br />
              <span className="small mute">{t('list.recordedBy', { name: row.recordedBy })}</span>
            </>
          )}
        </>
      ),
    },
  ]
  const withdraw: Column<ListedInvitation> = {
    header: t('list.action'),
    hideHeader: true,
    end: true,
    cell: (row) => (
      <>
        {mayRecord && (
          <>
            <Link to={`${address}/${row.id}`} aria-label={t('list.recordOf', { name: row.name })}>
              <Whole>{t('list.record')}</Whole>
            </Link>
            <br />
          </>
        )}
        <Link to={`${address}?part=${part}&withdraw=${row.id}`} aria-label={t('list.withdrawOf', { name: row.name })}>
          <Whole>{t('list.withdraw')}</Whole>
        </Link>
      </>
    ),
  }
  const state: Column<ListedInvitation> = {
    header: t('letterTexts:sentLetter.open'),
    hideHeader: true,
    cell: (row) =>
      row.letter && (
        <Link to={`${address}/${row.id}/letter`} aria-label={t('letterTexts:sentLetter.openOf', { name: row.name })}>
          {t('letterTexts:sentLetter.open')}
        </Link>
      ),
  }
  const columns: Record<InvitationFilter, Column<ListedInvitation>[]> = {
    none: [who, letter, withdraw],
    answered: [who, ...answered, withdraw],
    waiting: [who, ...answered, withdraw],
    notReached: [who, letter, state, withdraw],
    withdrawn: [who, { header: t('list.withdrawnAt'), cell: (row) => moment(row.withdrawnAt) }],
  }
  if (rows.length === 0) return <p>{t(`list.nobodyHere.${part}`)}</p>
  return <DataTable caption={t(`list.caption.${part}`)} columns={columns[part]} rows={rows} keyOf={(row) => row.id} />
}

const waits = ({ place }: ListedInvitation) => place === 'waiting' || place === 'offered'

/** Short words that stay on one line. */
function Whole({ children }: { children: ReactNode }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{children}</span>
}
