import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

type Tokens = { suomifiDesignTokens: { colors: Record<string, string> } }
const { suomifiDesignTokens } = createRequire(import.meta.url)('suomifi-design-tokens') as Tokens
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** `hsl(212, 63%, 45%)` and `hsl(212 63% 45%)` are the same colour. */
const plain = (colour: string) => colour.replaceAll(',', '').trim()

test('every colour that says it is of suomifi-design-tokens is that colour', () => {
  const named = [...css.matchAll(/--[\w-]+: (hsl\([^)]+\)); \/\* (\w+) \*\//g)].filter(([, , name]) => name !== 'own')
  expect(named.length).toBeGreaterThan(15)
  for (const [, colour = '', name = ''] of named) {
    expect({ [name]: plain(colour) }).toEqual({ [name]: plain(suomifiDesignTokens.colors[name] ?? 'missing') })
  }
})

test('dark by choice and dark by system are the same dark', () => {
  const block = (start: string) => {
    const from = css.indexOf(start) + start.length
    return css.slice(from, css.indexOf('}', from)).match(/[\w-]+: [^;]+;/g)
  }
  expect(block(":root[data-theme='dark'] {")).toEqual(block(":root:not([data-theme='light']) {"))
})
