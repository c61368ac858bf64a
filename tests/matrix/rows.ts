import { invitationRows } from './invitation-rows.ts'
import { all, conveners, notThere, only, page, ofEvent, signedIn, type Outcomes, type Row } from './row.ts'

/** Those who may see a draft agenda, and those who may edit it. */
const draftSeers = only('liaison', 'coOrganiser', 'coPlanner', 'reader', 'administrator')
const planners = only('liaison', 'coOrganiser', 'coPlanner')

/** Those who may read a draft; to others it does not exist. */
const draftReaders: Outcomes = {
  ...all(404),
  administrator: 'ok',
  liaison: 'ok',
  coConvener: 'ok',
  coOrganiser: 'ok',
  coPlanner: 'ok',
  reader: 'ok',
}

/** Those who may see what is proposed to a published event. */
const proposalReaders: Outcomes = only('administrator', 'liaison', 'coOrganiser', 'coPlanner', 'reader', 'member')

/** The authorisation matrix: who gets what at each door (SEC-2). A route without a row fails the test. */
export const rows: Row[] = [
  page('_index', '/'),
  page('calendar', '/calendar'),
  page('calendar_.subscribe', '/calendar/subscribe'),
  page('accessibility', '/accessibility'),
  page('privacy', '/privacy'),
  page('contact', '/contact'),
  page('sitemap[.]xml', '/sitemap.xml'),
  { ...page('$', '/no/such/page'), get: all(404) },
  {
    ...page('language', '/language'),
    get: all('ok'),
    posts: { 'a language': { fields: () => ({ language: 'sv', back: '/' }), outcomes: all('ok') } },
  },

  {
    ...page('sign-in', '/sign-in'),
    posts: { 'an address': { fields: () => ({ email: 'somebody@posti.example' }), outcomes: all('ok') } },
  },
  { ...page('sign-in_.$token', '/sign-in/nonsense'), get: all(404), posts: { press: { outcomes: all(404) } } },
  { ...page('sign-out', '/sign-out'), get: signedIn, posts: { press: { outcomes: all('ok') } }, endsSession: true },

  { ...page('events._index', '/events'), get: signedIn },
  {
    ...page('events.new', '/events/new'),
    get: { ...only(...conveners), coConvener: 403 },
    posts: { empty: { outcomes: { ...only(...conveners), coConvener: 403 } } },
  },

  { ...ofEvent('', ''), name: 'published', get: all('ok') },
  { ...ofEvent('', ''), name: 'draft', path: ({ draftId }) => `/events/${draftId}`, get: draftReaders },
  {
    ...ofEvent('._index', ''),
    name: 'published',
    get: all('ok'),
    posts: {
      publish: { fields: () => ({ intent: 'publish' }), outcomes: only('liaison') },
      nonsense: { fields: () => ({ intent: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  { ...ofEvent('._index', ''), name: 'draft', path: ({ draftId }) => `/events/${draftId}`, get: draftReaders },
  { ...ofEvent('._index', ''), name: 'unknown', path: () => '/events/00000000000000000000', get: all(404) },
  { ...ofEvent('.edit', '/edit'), get: only('liaison'), posts: { empty: { outcomes: only('liaison') } } },
  { ...ofEvent('.cancel', '/cancel'), get: only('liaison'), posts: { empty: { outcomes: only('liaison') } } },
  {
    ...ofEvent('.delete', '/delete'),
    path: ({ draftId }) => `/events/${draftId}/delete`,
    // To those who may not read a draft it does not exist.
    get: { ...only('liaison'), member: 404, otherLiaison: 404, coordinator: 404 },
    posts: { press: { outcomes: only('liaison') } },
  },
  { ...ofEvent('.planners', '/planners'), get: only('liaison'), posts: { empty: { outcomes: only('liaison') } } },
  {
    ...ofEvent('.organisers', '/organisers'),
    get: only('liaison'),
    posts: {
      coOrganiser: {
        fields: ({ organiserId }) => ({ intent: 'nameCoOrganiser', organiserId }),
        outcomes: only('liaison'),
      },
      coConvener: { fields: () => ({ intent: 'nameCoConvener' }), outcomes: only('liaison') },
      handOver: { fields: () => ({ intent: 'handOver', personId: 'nobody' }), outcomes: only('liaison') },
      removeCoOrganiser: {
        fields: ({ organiserId }) => ({ intent: 'removeCoOrganiser', organiserId }),
        outcomes: only('liaison'),
      },
      removeCoConvener: {
        fields: () => ({ intent: 'removeCoConvener', personId: 'nobody' }),
        outcomes: only('liaison'),
      },
      nonsense: { fields: () => ({ intent: 'nonsense' }), outcomes: only('liaison') },
    },
  },
  ...(['.print', '[.]pdf', '[.]docx'] as const).flatMap((kind): Row[] => {
    const ending = kind === '.print' ? '/print' : kind.replace(/[[\]]/g, '')
    const sheet = { route: `routes/events.$eventId_.agenda${kind}` }
    const path =
      (version: string): Row['path'] =>
      ({ eventId }) =>
        `/events/${eventId}/agenda${ending}${version}`
    return [
      { ...sheet, name: 'published', path: path(''), get: all('ok') },
      { ...sheet, name: 'draft of it', path: path('?version=draft'), get: draftSeers },
      { ...sheet, name: 'earlier version', path: path('?version=1'), get: draftSeers },
      { ...sheet, name: 'of a draft', path: ({ draftId }) => `/events/${draftId}/agenda${ending}`, get: all(404) },
    ]
  }),
  {
    ...ofEvent('.agenda', '/agenda'),
    get: draftSeers,
    posts: { publish: { fields: () => ({ intent: 'publish' }), outcomes: only('liaison') } },
  },
  { ...ofEvent('.proposals', '/proposals'), name: 'published', get: proposalReaders },
  {
    ...ofEvent('.proposals', '/proposals'),
    name: 'draft',
    path: ({ draftId }) => `/events/${draftId}/proposals`,
    get: { ...draftReaders, nobody: 'signIn' },
  },
  {
    ...ofEvent('.proposals_.new', '/proposals/new'),
    get: only('liaison', 'coPlanner', 'member'),
    posts: { empty: { outcomes: only('liaison', 'coPlanner', 'member') } },
  },
  {
    ...ofEvent('.proposals_.$proposalId', ''),
    path: ({ eventId, proposalId }) => `/events/${eventId}/proposals/${proposalId}`,
    get: proposalReaders,
    posts: {
      comment: { fields: () => ({ intent: 'comment' }), outcomes: only('liaison', 'coPlanner', 'member') },
      deleteComment: { fields: () => ({ intent: 'deleteComment' }), outcomes: proposalReaders },
      decline: { fields: () => ({ intent: 'decline' }), outcomes: only('liaison') },
      withdraw: { fields: () => ({ intent: 'withdraw' }), outcomes: only('liaison', 'coPlanner', 'member') },
      nonsense: { fields: () => ({ intent: 'nonsense' }), outcomes: proposalReaders },
    },
  },
  {
    ...ofEvent('.proposals_.$proposalId', ''),
    name: 'of another event',
    path: ({ draftId, proposalId }) => `/events/${draftId}/proposals/${proposalId}`,
    get: all(404),
    posts: {
      decline: { fields: () => ({ intent: 'decline' }), outcomes: notThere(only('liaison')) },
    },
  },
  {
    ...ofEvent('.proposals_.$proposalId_.press', ''),
    path: ({ eventId, proposalId }) => `/events/${eventId}/proposals/${proposalId}/press`,
    // Leads to the proposal, which asks for the right.
    get: all('ok'),
    posts: {
      support: {
        fields: ({ associationId }) => ({ intent: 'support', associationId }),
        outcomes: only('coPlanner', 'member'),
      },
      unsupport: {
        fields: ({ associationId }) => ({ intent: 'unsupport', associationId }),
        outcomes: only('coPlanner', 'member'),
      },
      take: { fields: () => ({ intent: 'take' }), outcomes: only('liaison') },
      nonsense: { fields: () => ({ intent: 'nonsense' }), outcomes: proposalReaders },
    },
  },
  {
    ...ofEvent('.proposals_.$proposalId_.press', ''),
    name: 'of another event',
    path: ({ draftId, proposalId }) => `/events/${draftId}/proposals/${proposalId}/press`,
    posts: {
      take: { fields: () => ({ intent: 'take' }), outcomes: notThere(only('liaison')) },
    },
  },
  {
    ...ofEvent('.proposals_.$proposalId_.edit', ''),
    path: ({ eventId, proposalId }) => `/events/${eventId}/proposals/${proposalId}/edit`,
    // Its proposer only.
    get: only('member'),
    posts: { empty: { outcomes: only('member') } },
  },
  {
    ...ofEvent('.survey', '/survey'),
    get: only('liaison'),
    posts: {
      empty: { outcomes: only('liaison') },
      remind: { fields: () => ({ intent: 'remind' }), outcomes: only('liaison') },
    },
  },
  {
    ...ofEvent('.survey_.send', '/survey/send'),
    get: only('liaison'),
    posts: { send: { fields: () => ({ intent: 'send' }), outcomes: only('liaison') } },
  },
  {
    ...page('topics.$token', '/topics/nonsense'),
    name: 'a token that is none of ours',
    get: all(404),
    posts: { propose: { fields: () => ({ intent: 'propose' }), outcomes: all(404) } },
  },
  {
    ...page('topics.$token', ''),
    path: ({ topicsToken }) => `/topics/${topicsToken}`,
    get: all('ok'),
    posts: { propose: { fields: () => ({ intent: 'propose' }), outcomes: all('ok') } },
  },
  { ...ofEvent('.agenda_.history._index', '/agenda/history'), get: draftSeers },
  { ...ofEvent('.agenda_.history.compare', '/agenda/history/compare'), get: draftSeers },
  {
    ...ofEvent('.agenda_.history.restore', '/agenda/history/restore?version=nothing'),
    get: notThere(planners),
    posts: { press: { outcomes: planners } },
  },
  {
    ...ofEvent('.agenda_.start', '/agenda/start'),
    get: planners,
    posts: { template: { fields: () => ({ template: 'evening' }), outcomes: planners } },
  },
  {
    ...ofEvent('.agenda_.items.new', '/agenda/items/new'),
    get: planners,
    posts: { empty: { fields: () => ({ itemId: 'kohta00001' }), outcomes: planners } },
  },
  {
    ...ofEvent('.agenda_.items.$itemId', '/agenda/items/kohta00001'),
    get: planners,
    posts: { empty: { outcomes: planners } },
  },
  {
    ...ofEvent('.agenda_.items.$itemId_.remove', '/agenda/items/kohta00001/remove'),
    get: planners,
    posts: { press: { outcomes: planners } },
  },
  {
    ...ofEvent('.run', '/run'),
    get: planners,
    posts: {
      start: { fields: () => ({ itemId: 'kohta00001', press: 'start' }), outcomes: planners },
    },
  },
  { ...ofEvent('_.now', '/now'), get: all('ok') },
  {
    ...ofEvent('.agenda_.lock', '/agenda/lock'),
    get: all('ok'),
    posts: { lock: { fields: () => ({ intent: 'lock' }), outcomes: only('liaison') } },
  },
  ...invitationRows,

  {
    ...page('admin', '/admin'),
    get: only('administrator'),
  },
  { ...page('admin._index', '/admin'), get: only('administrator') },
  {
    ...page('admin.organisers', '/admin/organisers'),
    get: only('administrator'),
    posts: {
      add: { fields: () => ({ intent: 'add' }), outcomes: only('administrator') },
      liaison: { fields: () => ({ intent: 'liaison' }), outcomes: only('administrator') },
      remove: {
        fields: ({ organiserId }) => ({ intent: 'remove', organiserId, personId: 'nobody' }),
        outcomes: only('administrator'),
      },
    },
  },
  { ...page('admin.outbox', '/admin/outbox'), get: only('administrator') },
  {
    ...page('admin.outbox_.$letterId', ''),
    path: ({ letterId }) => `/admin/outbox/${letterId}`,
    get: only('administrator'),
    posts: { resend: { outcomes: only('administrator') } },
  },
]
