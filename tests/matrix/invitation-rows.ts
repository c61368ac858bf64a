import { all, notThere, only, page, ofEvent, type Row } from './row.ts'

/** Inviting and answering. */
export const invitationRows: Row[] = [
  {
    ...ofEvent('.invitations', '/invitations'),
    // A co-organiser is led to their share.
    get: only('liaison', 'coOrganiser'),
    posts: {
      withdraw: {
        fields: ({ invitationId }) => ({ intent: 'withdraw', invitationId }),
        outcomes: only('liaison'),
      },
      moveInQueue: { fields: () => ({ queue: 'up' }), outcomes: only('liaison') },
      offerSeat: { fields: () => ({ queue: 'offer' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.$invitationId', ''),
    path: ({ eventId, invitationId }) => `/events/${eventId}/invitations/${invitationId}`,
    get: only('liaison'),
    posts: { record: { fields: () => ({ answer: 'maybe' }), outcomes: only('liaison') } },
  },
  {
    ...ofEvent('.invitations_.$invitationId', ''),
    name: 'of another event',
    path: ({ draftId, invitationId }) => `/events/${draftId}/invitations/${invitationId}`,
    // A draft is not there for those who do not plan it.
    get: { ...notThere(only('liaison')), member: 404, otherLiaison: 404, coordinator: 404 },
    posts: { record: { fields: () => ({ answer: 'maybe' }), outcomes: notThere(only('liaison')) } },
  },
  { ...ofEvent('.invitations_.share', '/invitations/share'), get: only('coOrganiser') },
  { ...ofEvent('_.answers[.]csv', '/answers.csv'), get: only('liaison') },
  {
    ...ofEvent('.invitations_.remind', '/invitations/remind'),
    get: only('liaison'),
    posts: { send: { outcomes: only('liaison') } },
  },
  {
    ...ofEvent('.invitations_.needs', '/invitations/needs'),
    get: only('liaison'),
    posts: {
      // Names are for the convener and whom the convener named, not for everybody who may see the answers.
      look: { fields: () => ({ intent: 'look' }), outcomes: { ...only('liaison'), coConvener: 403 } },
      order: { fields: () => ({ intent: 'order', kind: 'vegan' }), outcomes: only('liaison') },
      nonsense: { fields: () => ({ intent: 'look-away' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.new', '/invitations/new'),
    get: only('liaison'),
    posts: {
      empty: { outcomes: only('liaison') },
      start: { fields: () => ({ intent: 'start', audienceId: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.new_.list', '/invitations/new/list'),
    get: only('liaison'),
    posts: {
      add: {
        fields: ({ associationId }) => ({ intent: 'single', add: `association:${associationId}` }),
        outcomes: only('liaison'),
      },
      save: { fields: () => ({ intent: 'save', name: '' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.new_.letter', '/invitations/new/letter'),
    get: only('liaison'),
    posts: { begin: { fields: () => ({ begin: 'sv' }), outcomes: only('liaison') } },
  },
  {
    ...ofEvent('.invitations_.new_.send', '/invitations/new/send'),
    get: only('liaison'),
    posts: {
      send: { fields: () => ({ intent: 'send', sending: 'nonsense' }), outcomes: only('liaison') },
      test: { fields: () => ({ intent: 'test', to: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.audiences', '/invitations/audiences'),
    get: only('liaison'),
    posts: {
      rename: { fields: () => ({ intent: 'rename', id: 'nonsense', name: 'Kylät' }), outcomes: only('liaison') },
      delete: { fields: () => ({ intent: 'delete', id: 'nonsense' }), outcomes: only('liaison') },
    },
  },

  {
    ...ofEvent('.invitations_.planned_.$sendingId', '/invitations/planned/nonsense'),
    get: only('liaison'),
    posts: { cancel: { fields: () => ({ intent: 'cancel' }), outcomes: only('liaison') } },
  },
  {
    ...ofEvent('.invitations_.$invitationId_.letter', ''),
    path: ({ eventId, invitationId }) => `/events/${eventId}/invitations/${invitationId}/letter`,
    get: only('liaison'),
    posts: { resend: { outcomes: only('liaison') } },
  },

  { ...page('rsvp-test.$token', '/rsvp-test/nonsense'), get: all(404) },
  {
    ...page('rsvp.$token', '/rsvp/nonsense'),
    name: 'a token that is none of ours',
    get: all(404),
    posts: { yes: { fields: () => ({ answer: 'yes' }), outcomes: all(404) } },
  },
  {
    ...page('rsvp.$token', ''),
    path: ({ answerToken }) => `/rsvp/${answerToken}`,
    get: all('ok'),
    posts: { yes: { fields: () => ({ answer: 'yes' }), outcomes: all('ok') } },
  },
  {
    ...page('rsvp.$token_.needs', '/rsvp/nonsense/needs'),
    name: 'a token that is none of ours',
    get: all(404),
    posts: { empty: { outcomes: all(404) } },
  },
  {
    ...page('rsvp.$token_.needs', ''),
    path: ({ answerToken }) => `/rsvp/${answerToken}/needs`,
    get: all('ok'),
    posts: { vegan: { fields: () => ({ kinds: 'vegan' }), outcomes: all('ok') } },
  },
]
