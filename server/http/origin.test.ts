import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'
import { requestLanguage } from './language.ts'
import { mayChange } from './origin.ts'

const base = 'https://kutsu.laukaa.fi'
const request = (method: string, headers: Record<string, string>) =>
  ({ method, headers, socket: { remoteAddress: '10.0.0.9' } }) as unknown as IncomingMessage

describe('SEC-6: only our own pages may change anything', () => {
  it('lets reading through from anywhere', () => {
    expect(mayChange(request('GET', { origin: 'https://evil.test' }), base)).toBe(true)
    expect(mayChange(request('HEAD', {}), base)).toBe(true)
  })
  it('takes a form of our own', () => {
    expect(mayChange(request('POST', { origin: base, 'sec-fetch-site': 'same-origin' }), base)).toBe(true)
    expect(mayChange(request('POST', { origin: base }), base)).toBe(true)
  })
  it.each([
    ['a foreign origin', { origin: 'https://evil.test' }],
    ['no origin', {}],
    ['a null origin', { origin: 'null' }],
    ['another port', { origin: `${base}:444` }],
    [
      'our host in a forged header',
      { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' },
    ],
    ['a cross-site fetch that claims our origin', { origin: base, 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { origin: base, 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', (_what, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(mayChange(request(method, headers), base)).toBe(false)
  })
})

describe('SEC-12: the address of a client is not a matter of its own headers', () => {
  const forwarded = { 'x-forwarded-for': '1.2.3.4, 5.6.7.8' }
  it('believes no header without a proxy of our own', () => {
    expect(clientAddress(request('GET', forwarded), 0)).toBe('10.0.0.9')
  })
  it('believes only what our own proxies appended', () => {
    expect(clientAddress(request('GET', forwarded), 1)).toBe('5.6.7.8')
    expect(clientAddress(request('GET', forwarded), 2)).toBe('1.2.3.4')
    expect(clientAddress(request('GET', {}), 1)).toBe('10.0.0.9')
  })
})

describe('the language of a request', () => {
  const nothing = { query: null, cookie: undefined, person: undefined, accept: undefined }
  it('goes by the address, the cookie, the person, the browser, Finnish', () => {
    expect(requestLanguage({ query: 'sv', cookie: 'en', person: 'fi', accept: 'en' })).toBe('sv')
    expect(requestLanguage({ ...nothing, cookie: 'en', person: 'fi' })).toBe('en')
    expect(requestLanguage({ ...nothing, person: 'sv', accept: 'en' })).toBe('sv')
    expect(requestLanguage({ ...nothing, accept: 'de, sv-FI;q=0.9, en;q=0.8' })).toBe('sv')
    expect(requestLanguage({ ...nothing, query: 'xx', accept: 'de' })).toBe('fi')
  })
})
