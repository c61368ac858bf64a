import path from 'node:path'
import ts from 'typescript'

/**
 * Files that change rows without an audit row of their own, and why. Everything else that changes rows is a verb, and
 * a verb leaves an audit row: its own, or that of a verb it calls.
 */
export const excepted: Record<string, string> = {
  'app/features/audit/record-change.server.ts': 'writes the audit row itself',
  'app/features/audit/redact-changes.server.ts': 'a part of the verb that erases, which leaves the row',
  'app/features/links/create-link.server.ts': 'a part of the verb that needs the link, which leaves the row',
  'app/features/mail/queue-letter.server.ts': 'a part of the verb whose fact the letter tells, which leaves the row',
  'app/features/mail/claim-letters.server.ts': 'begins a try to send, whose end is audited by settleLetter',
  'app/features/mail/hand-over-letter.server.ts': 'a step of that try',
  'app/features/people/open-sessions.server.ts': 'the seam to Lucia: signIn and signOut leave the rows',
  'app/features/agenda/live.server.ts': 'copies the live document, whose log names the person of each edit',
  'app/features/agenda-history/live.server.ts': 'tells that log in words: who changed what',
  'app/features/agenda-sheet/write-agenda-pdf.server.ts': 'writes a file, and no row',
  'app/features/agenda-sheet/write-agenda-docx.server.ts': 'writes a file, and no row',
  'server/live/log.ts': 'is that log',
}

export type AuditTrouble = { file: string; what: 'changes rows outside a verb' | 'no audit row' | 'another name' }

type Facts = { verb: string | null; changesRows: boolean; calls: Set<string>; recorded: string[] }

/** What is wrong in these files (path from the root -> text), the excepted ones left out. */
export function auditTroubles(
  files: Map<string, string>,
  exceptions: Record<string, string> = excepted,
): AuditTrouble[] {
  // Reading all files as syntax would take seconds; those without such a call cannot matter.
  const telling = [...files].filter(([file, text]) => verbOf(file) !== null || /\.(insert|update|delete)\(/.test(text))
  const facts = new Map(telling.map(([file, text]) => [file, factsOf(file, text)]))
  const verbs = new Map([...facts.values()].flatMap((fact) => (fact.verb === null ? [] : [[fact.verb, fact] as const])))
  const troubles: AuditTrouble[] = []
  for (const [file, fact] of facts) {
    if (file in exceptions) continue
    if (fact.changesRows && fact.verb === null) troubles.push({ file, what: 'changes rows outside a verb' })
    if (fact.verb === null) continue
    if (!leavesRow(fact, verbs, new Set())) troubles.push({ file, what: 'no audit row' })
    if (fact.recorded.some((name) => name !== fact.verb)) troubles.push({ file, what: 'another name' })
  }
  return troubles
}

/** A verb that changes rows itself must leave its own row; one that only calls verbs is told of by theirs. */
function leavesRow(fact: Facts, verbs: Map<string, Facts>, seen: Set<Facts>): boolean {
  if (fact.calls.has('recordChange')) return true
  if (fact.changesRows && !fact.calls.has('importRows')) return false
  seen.add(fact)
  return [...fact.calls].some((name) => {
    const called = verbs.get(name)
    return called !== undefined && !seen.has(called) && leavesRow(called, verbs, seen)
  })
}

function factsOf(file: string, text: string): Facts {
  const facts: Facts = { verb: verbOf(file), changesRows: false, calls: new Set(), recorded: [] }
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      if (ts.isIdentifier(node.expression)) facts.calls.add(node.expression.text)
      if (changesRows(node)) facts.changesRows = true
      if (ts.isIdentifier(node.expression) && node.expression.text === 'recordChange')
        facts.recorded.push(...namesIn(node))
    }
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return facts
}

/** `tx.insert(…)`, `tx.update(…)`, `tx.delete(table)`: a call on something that holds rows, with a table. */
function changesRows({ expression, arguments: given }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || given.length !== 1) return false
  if (!['insert', 'update', 'delete'].includes(expression.name.text)) return false
  // Maps, sets and hashes have `delete` and `update` too; ours hold no tables.
  return /^(tx|db|writer|db\.read)$/.test(expression.expression.getText())
}

/** The literal `verb` names of a call. */
function namesIn(call: ts.CallExpression): string[] {
  return call.arguments.flatMap((argument) =>
    ts.isObjectLiteralExpression(argument)
      ? argument.properties.flatMap((property) =>
          ts.isPropertyAssignment(property) &&
          property.name.getText() === 'verb' &&
          ts.isStringLiteral(property.initializer)
            ? [property.initializer.text]
            : [],
        )
      : [],
  )
}

/** `app/features/events/create-event.server.ts` -> `createEvent`; null for what is no verb. */
function verbOf(file: string): string | null {
  const [, name] = /^app\/features\/[^/]+\/([a-z]+(?:-[a-z]+)+)\.server\.ts$/.exec(file) ?? []
  if (name === undefined) return null
  return path.basename(name).replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}
