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
      moveToPlace: { fields: () => ({ queue: 'to', to: '2' }), outcomes: only('liaison') },
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
  {
    ...ofEvent('.seats', '/seats'),
    get: only('liaison'),
    posts: {
      nothing: { outcomes: only('liaison') },
      save: { fields: () => ({ way: 'firstCome', official: '20' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('_.door', '/door'),
    get: only('liaison', 'coPlanner'),
    posts: {
      tap: {
        fields: ({ invitationId }) => ({ intent: 'tap', partyId: invitationId, people: '2' }),
        outcomes: only('liaison', 'coPlanner'),
      },
      walkIn: { fields: () => ({ intent: 'walkIn', name: 'Aino' }), outcomes: only('liaison', 'coPlanner') },
      close: { fields: () => ({ intent: 'close' }), outcomes: only('liaison', 'coPlanner') },
      nonsense: { fields: () => ({ intent: 'open' }), outcomes: only('liaison', 'coPlanner') },
    },
  },
  // Whoever else reads a code gets to the event, or to nothing where there is none to read.
  { ...ofEvent('_.door', '/door?party=abc123'), name: 'by the code of a confirmation', get: all('ok') },
  {
    ...ofEvent('_.door', ''),
    name: 'by a code, of a draft',
    path: ({ draftId }) => `/events/${draftId}/door?party=abc123`,
    get: { ...all(404), liaison: 'ok', coConvener: 'ok', coPlanner: 'ok' },
  },
  {
    ...ofEvent('_.door_.taps', '/door/taps'),
    // Two weeks before the event its names are not for those who help at the door.
    get: only('liaison'),
    posts: { none: { fields: () => ({ taps: '[]' }), outcomes: only('liaison') } },
  },
  { ...ofEvent('_.sign-in-list', '/sign-in-list'), get: only('liaison') },
  { ...ofEvent('.invitations_.share', '/invitations/share'), get: only('coOrganiser') },
  { ...ofEvent('_.answers[.]csv', '/answers.csv'), get: only('liaison') },
  { ...ofEvent('_.answers[.]xlsx', '/answers.xlsx'), get: only('liaison') },
  { ...ofEvent('_.participants.print', '/participants/print'), get: only('liaison') },
  { ...ofEvent('.invitations_.participants', '/invitations/participants'), get: only('liaison') },
  {
    ...ofEvent('.questions', '/questions'),
    get: only('liaison'),
    posts: {
      move: { fields: () => ({ intent: 'up', questionId: 'nonsense' }), outcomes: only('liaison') },
      delete: { fields: () => ({ intent: 'delete', questionId: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.questions_.$questionId', '/questions/new'),
    get: only('liaison'),
    posts: { empty: { outcomes: only('liaison') } },
  },
  {
    ...ofEvent('.invitations_.remind', '/invitations/remind'),
    get: only('liaison'),
    posts: { send: { outcomes: only('liaison') } },
  },
  {
    ...ofEvent('.invitations_.reminders', '/invitations/reminders'),
    get: only('liaison'),
    posts: {
      set: { fields: () => ({ kind: 'coming', on: 'on', days: '2', time: '9.00' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.reminders_.$kind', '/invitations/reminders/coming'),
    get: only('liaison'),
    posts: {
      write: { fields: () => ({ 'fi.subject': 'Pian', 'fi.body': 'Tervetuloa.' }), outcomes: only('liaison') },
      test: { fields: () => ({ intent: 'test', to: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.invitations_.changes', ''),
    path: ({ eventId }) => `/events/${eventId}/invitations/changes`,
    posts: {
      drop: {
        fields: () => ({ change: 'nonsense', decision: 'drop', back: 'invitations' }),
        outcomes: only('liaison'),
      },
    },
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
    ...ofEvent('.invitations_.tables', '/invitations/tables'),
    get: only('liaison'),
    posts: {
      close: { fields: () => ({ intent: 'close', itemId: 'avaus' }), outcomes: only('liaison') },
      queue: {
        fields: ({ invitationId }) => ({ queue: 'up', itemId: 'avaus', invitationId }),
        outcomes: only('liaison'),
      },
      move: {
        fields: ({ invitationId }) => ({ to: 'avaus', itemId: 'avaus', invitationId }),
        outcomes: only('liaison'),
      },
      nonsense: { fields: () => ({ intent: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  { ...ofEvent('_.invitations.tables.print', '/invitations/tables/print'), get: only('liaison') },
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

  {
    ...ofEvent('.registration', '/registration'),
    get: only('liaison'),
    posts: {
      open: { fields: () => ({ open: 'yes', mostPeople: '2' }), outcomes: only('liaison') },
      nonsense: { fields: () => ({ open: 'perhaps' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('_.register', '/register'),
    get: all('ok'),
    posts: { empty: { outcomes: all('ok') } },
  },
  { ...ofEvent('_.register', ''), name: 'draft', path: ({ draftId }) => `/events/${draftId}/register`, get: all(404) },
  { ...ofEvent('_.notice', '/notice'), get: all('ok') },
  { ...ofEvent('_.notice', ''), name: 'draft', path: ({ draftId }) => `/events/${draftId}/notice`, get: all(404) },
  { ...page('r.$code', '/r/nothing'), get: all(404) },
  { ...page('register.$token', '/register/nonsense'), get: all(404), posts: { press: { outcomes: all(404) } } },

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
  ...(['', '[.]json'] as const).flatMap((ending): Row[] => {
    const path = `data${ending.replace(/[[\]]/g, '')}`
    return [
      { ...page(`rsvp.$token_.data${ending}`, `/rsvp/nonsense/${path}`), name: 'a token of nobody', get: all(404) },
      {
        ...page(`rsvp.$token_.data${ending}`, ''),
        path: ({ answerToken }) => `/rsvp/${answerToken}/${path}`,
        get: all('ok'),
        ...(ending === '' ? { posts: { erase: { fields: () => ({ intent: 'erase' }), outcomes: all('ok') } } } : {}),
      },
    ]
  }),
  page('erased', '/erased'),
  {
    ...page('rsvp.$token_.message', '/rsvp/nonsense/message'),
    name: 'a token that is none of ours',
    get: all(404),
    posts: { empty: { outcomes: all(404) } },
  },
  {
    ...page('rsvp.$token_.message', ''),
    path: ({ answerToken }) => `/rsvp/${answerToken}/message`,
    get: all('ok'),
    posts: { empty: { outcomes: all('ok') } },
  },
  {
    ...page('rsvp.$token_.questions', '/rsvp/nonsense/questions'),
    name: 'a token that is none of ours',
    get: all(404),
    posts: { empty: { outcomes: all(404) } },
  },
  {
    ...page('rsvp.$token_.questions', ''),
    path: ({ answerToken }) => `/rsvp/${answerToken}/questions`,
    get: all('ok'),
    posts: { empty: { outcomes: all('ok') } },
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
  {
    ...page('rsvp.$token_.tables', '/rsvp/nonsense/tables'),
    name: 'a token that is none of ours',
    get: all(404),
    posts: { empty: { outcomes: all(404) } },
  },
  {
    ...page('rsvp.$token_.tables', ''),
    path: ({ answerToken }) => `/rsvp/${answerToken}/tables`,
    get: all('ok'),
    posts: { leave: { fields: () => ({ leave: 'avaus' }), outcomes: all('ok') } },
  },
]
