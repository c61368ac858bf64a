/**
 * Text as a calendar may carry it (RFC 5545 3.1, 3.3.11): cleaned, escaped, and folded by octets.
 */

// C0 controls and DEL, but not TAB and LF: RFC 5545 allows them nowhere, and a bare CR ends a line in many parsers.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** What a value may hold: CR, NEL and Unicode's line separators become LF, other controls go, lone surrogates are mended. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

/** A value of type TEXT. Expects clean text. */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')
}

/** A name as a parameter, to stand in quotes: it is one line, no quote can stand in it, and a caret is doubled (RFC 6868). */
export function parameterName(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim().replaceAll('"', "'").replaceAll('^', '^^')
}

const octetsOf = (point: number) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)

const joiner = '\u200d'
const clinging = /^(?:\p{M}|\u200d|\p{Emoji_Modifier})$/u

/**
 * Folds one content line: no line is over 75 octets, no character is cut, and what a reader sees as one sign (a letter
 * with its accent, a family) stays together where it fits. Linear in the length.
 */
export function foldLine(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  // The part of `current` after the last place where it may be cut.
  let sign = ''
  let signOctets = 0
  let before = ''
  for (const character of line) {
    const point = character.codePointAt(0) ?? 0
    const size = octetsOf(point)
    const clings = (point >= 0x300 && clinging.test(character)) || before === joiner || before === '\\'
    if (!clings) {
      current += sign
      sign = ''
      signOctets = 0
    }
    while (octets + size > 75) {
      if (current.trim() === '') {
        // One sign longer than a line: it is cut between its characters after all.
        current += sign
        sign = ''
        signOctets = 0
      }
      lines.push(current)
      current = ' '
      octets = 1 + signOctets
    }
    sign += character
    signOctets += size
    octets += size
    before = character
  }
  lines.push(current + sign)
  return lines.join('\r\n')
}
