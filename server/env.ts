import path from 'node:path'
import { z } from 'zod'

/** What the process is told from outside. Read once, here and nowhere else. */
export interface Env {
  mode: 'production' | 'demo' | 'development'
  port: number
  host: string
  /** Public address, without a slash at the end. */
  baseUrl: string
  secret: string
  dataDir: string
  /** SMTP address (smtp://user:pass@host:port), or null: letters wait in the outbox. */
  smtpUrl: string | null
  mailFrom: string
  /** IMAP address of the mailbox that letters come back to (imaps://user:pass@host/Folder), or null: none is read. */
  mailboxUrl: string | null
  /** How many reverse proxies stand in front: that many addresses of X-Forwarded-For are believed. */
  trustedProxies: number
  logLevel: string
}

/** Values that stand in examples and must never reach production (SEC-19). */
function looksLikeExample(secret: string): boolean {
  return (
    /change.?me|example|your.?secret|replace.?me|password|kutsu-dev|0123456789/i.test(secret) ||
    new Set(secret).size < 12
  )
}

const required = (name: string, meaning: string) => z.string({ error: `${name} is missing: ${meaning}` }).trim()

const environment = z.object({
  KUTSU_MODE: z.enum(['production', 'demo', 'development']).default('production'),
  PORT: z.coerce.number({ error: 'PORT is not a number' }).int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  BASE_URL: required('BASE_URL', 'the public address of the service, for example https://kutsu.kunta.fi').refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    { error: 'BASE_URL is not an address that starts with https://' },
  ),
  SECRET: required('SECRET', 'at least 32 random characters; make them with: openssl rand -base64 48').min(32, {
    error: 'SECRET is too short: at least 32 random characters; make them with: openssl rand -base64 48',
  }),
  DATA_DIR: required('DATA_DIR', 'the folder for the database, kept and backed up').min(1, {
    error: 'DATA_DIR is empty',
  }),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  MAILBOX_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^imaps?:$/.test(new URL(value).protocol), {
      error: 'MAILBOX_URL is not an address that starts with imaps://',
    })
    .optional(),
  TRUSTED_PROXIES: z.coerce.number({ error: 'TRUSTED_PROXIES is not a number' }).int().min(0).max(8).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/** A setting that is missing or wrong; `message` is a sentence for the person who starts the service. */
export class SettingError extends Error {}

/** What the process was told from outside, for those who add something of their own before it is read. */
export const variables: Record<string, string | undefined> = process.env

/**
 * Parses the environment.
 * @throws SettingError naming each missing or wrong variable, one a line (SEC-19)
 */
export function readEnv(given: Record<string, string | undefined> = variables): Env {
  // An empty variable is a missing one: `SECRET= npm start` must not pass for a value.
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(filled)
  if (!parsed.success) throw new SettingError(parsed.error.issues.map((issue) => issue.message).join('\n'))
  const env = parsed.data
  const baseUrl = new URL(env.BASE_URL)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(baseUrl.hostname)
  const wrong: string[] = []
  if (env.KUTSU_MODE === 'production') {
    if (looksLikeExample(env.SECRET)) {
      wrong.push('SECRET looks like an example value: make a random one with: openssl rand -base64 48')
    }
    if (/(^|\.)example\.(org|com|net)$|\.example$|^kutsu\.kunta\.fi$/.test(baseUrl.hostname)) {
      wrong.push('BASE_URL is an example address: set the public address of your service')
    }
    if (baseUrl.protocol !== 'https:' && !loopback) wrong.push('BASE_URL must start with https://')
    if (env.SMTP_URL && !env.MAIL_FROM) wrong.push('MAIL_FROM is missing: the address that letters come from')
  }
  if (wrong.length > 0) throw new SettingError(wrong.join('\n'))
  return {
    mode: env.KUTSU_MODE,
    port: env.PORT,
    host: env.HOST,
    baseUrl: baseUrl.origin,
    secret: env.SECRET,
    dataDir: path.resolve(env.DATA_DIR),
    smtpUrl: env.SMTP_URL ?? null,
    mailboxUrl: env.MAILBOX_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `kutsu@${baseUrl.hostname}`,
    // We speak plain HTTP: behind an https address stands a proxy, and without it everybody would share its rate limits.
    trustedProxies: env.TRUSTED_PROXIES ?? (baseUrl.protocol === 'https:' ? 1 : 0),
    logLevel: env.LOG_LEVEL,
  }
}
