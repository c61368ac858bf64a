import { describe, expect, it } from 'vitest'
import { readEnv } from './env.ts'

const good = {
  BASE_URL: 'https://kutsu.laukaa.fi/',
  SECRET: 'J8mZ0pQ2vR5tY7uI9oL1kF3dS6aX4cN8bM2w',
  DATA_DIR: '/var/lib/kutsu',
}
const trouble = (variables: Record<string, string | undefined>) => {
  try {
    readEnv(variables)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('SEC-19: production does not start with missing or example settings', () => {
  it('starts with good ones', () => {
    expect(readEnv(good)).toMatchObject({ mode: 'production', baseUrl: 'https://kutsu.laukaa.fi', port: 3000 })
  })
  it.each(['BASE_URL', 'SECRET', 'DATA_DIR'] as const)('names %s when it is missing or empty', (name) => {
    expect(trouble({ ...good, [name]: undefined })).toContain(`${name} is missing`)
    expect(trouble({ ...good, [name]: '' })).toContain(`${name} is missing`)
  })
  it('names everything that is missing at once', () => {
    expect(trouble({}).split('\n')).toHaveLength(3)
  })
  it.each([
    'change-me-change-me-change-me-change-me',
    'x'.repeat(48),
    'this-is-an-example-secret-1234567890',
    'kutsu-dev-0123456789-abcdefghijklmnopq',
  ])('refuses the example secret %s', (SECRET) => {
    expect(trouble({ ...good, SECRET })).toContain('SECRET')
  })
  it('refuses a short secret, plain http and an example address', () => {
    expect(trouble({ ...good, SECRET: 'short' })).toContain('SECRET is too short')
    expect(trouble({ ...good, BASE_URL: 'http://kutsu.laukaa.fi' })).toContain('must start with https')
    expect(trouble({ ...good, BASE_URL: 'https://kutsu.example.org' })).toContain('example address')
    expect(trouble({ ...good, BASE_URL: 'https://kutsu.kunta.fi' })).toContain('example address')
    expect(trouble({ ...good, BASE_URL: 'kutsu.laukaa.fi' })).toContain('BASE_URL is not an address')
  })
  it('expects one proxy in front of an https address, and believes what it is told otherwise', () => {
    expect(readEnv(good).trustedProxies).toBe(1)
    expect(readEnv({ ...good, TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2)
    expect(readEnv({ ...good, BASE_URL: 'http://localhost:3000' }).trustedProxies).toBe(0)
  })
  it('asks for the sender when a mail server is set', () => {
    expect(trouble({ ...good, SMTP_URL: 'smtp://localhost' })).toContain('MAIL_FROM is missing')
  })
  it('takes only an IMAP address for a mailbox', () => {
    expect(trouble({ ...good, MAILBOX_URL: 'https://posti.laukaa.fi' })).toContain('MAILBOX_URL is not')
    expect(readEnv({ ...good, MAILBOX_URL: 'imaps://a:b@posti.laukaa.fi' }).mailboxUrl).toContain('imaps:')
  })
})
