import path from 'node:path'
import ts from 'typescript'

/** The areas in import order: each may use those before it. A new area is added here and to the tree in README.md. */
export const areas = [
  'audit',
  'mail',
  'links',
  'people',
  'directory',
  'audiences',
  'venues',
  'year-plan',
  'events',
  'agenda',
  'agenda-changes',
  'agenda-sheet',
  'agenda-forms',
  'agenda-history',
  'agenda-templates',
  'run',
  'seats',
  'letter-texts',
  'invitations',
  'draws',
  'questions',
  'guests',
  'table-places',
  'open-registration',
  'needs',
  'invitee-messages',
  'reminders',
  'change-letters',
  'participants',
  'attendance',
  'organising',
  'proposals',
  'topic-surveys',
  'polls',
  'boards',
  'outcomes',
  'documents',
  'grants',
  'budget',
  'offerings',
  'calendar',
  'own-data',
]

/** From -> to: who may import whom. `types` means: only as a type. Tests may import everything. */
const table: Record<string, Record<string, 'all' | 'types'>> = {
  lib: {},
  i18n: { lib: 'all' },
  ui: { lib: 'all', i18n: 'all' },
  live: { lib: 'all', i18n: 'all' },
  features: { lib: 'all', i18n: 'all', ui: 'all', live: 'all', features: 'all', database: 'types', columns: 'all' },
  pages: { lib: 'all', i18n: 'all', ui: 'all', live: 'all', features: 'all', context: 'types' },
  context: { lib: 'types', i18n: 'types', live: 'types', features: 'types', database: 'types' },
  server: { lib: 'all', i18n: 'all', live: 'all', features: 'all', context: 'types', database: 'all', columns: 'all' },
  database: { columns: 'all' },
  columns: {},
}

export const rules = [
  'table',
  'area order',
  'area door',
  'columns only in tables',
  'relative only inside an area',
  'extension',
  'server code in the browser',
  'area vocabulary',
  'one verb a file',
  'unknown area',
  'forbidden name',
  'tables stand in an area or in server/live',
  'one reader of the environment',
  'tests are imported by tests only',
  'length',
] as const
export type Rule = (typeof rules)[number]
export type Violation = { file: string; rule: Rule; what: string }

type Import = { specifier: string; target: string | null; typeOnly: boolean }

const longest = 300
const forbidden = new Set(['utils', 'helpers', 'services', 'types', 'constants', 'index'])
const areaFile = /^((tables|queries|letters|live)\.server|rules|forms|live|[a-z]+(-[a-z0-9]+)+\.server)\.ts$/
const areaTest = /^[a-z0-9-]+(\.server)?\.test\.tsx?$/
const areaComponent = /^components\/[a-z0-9-]+(\.test)?(\.tsx?|\.module\.css)$/
const areaDoor = /^((tables|queries|letters|live)\.server|rules|forms|live|[a-z]+(-[a-z0-9]+)+\.server)\.ts$/
const verbFile = /^[a-z]+(-[a-z0-9]+)+\.server\.ts$/
const ours = /^(#(app|db|server|tests)\/|\.{1,2}\/)/
const isTest = (file: string) => file.startsWith('tests/') || /\.test\.tsx?$/.test(file)

/** Every violation of the house rules in these files: path from the root -> text. */
export function violationsOf(files: Map<string, string>): Violation[] {
  return [...files].flatMap(([file, text]) =>
    [...nameRules(file, text), ...(/\.(tsx?|js)$/.test(file) ? importRules(file, text) : [])].map(([rule, what]) => ({
      file,
      rule,
      what,
    })),
  )
}

function* nameRules(file: string, text: string): Generator<[Rule, string]> {
  const name = path.posix.basename(file)
  if (/\.(tsx?|mjs|js|css)$/.test(file) && text.split('\n').length > longest + 1) {
    yield ['length', `longer than ${String(longest)} lines`]
  }
  if (file.startsWith('app/') && file.split('/').some((part) => forbidden.has(part.split('.')[0] ?? ''))) {
    yield ['forbidden name', 'says nothing of what it holds']
  }
  if (name.startsWith('tables.') && !/^(app\/features\/[^/]+\/tables\.server|server\/live\/tables)\.ts$/.test(file)) {
    yield ['tables stand in an area or in server/live', name]
  }
  if (
    /\bprocess\.env\b/.test(text) &&
    !isTest(file) &&
    /^(app|server|db)\/.*\.tsx?$/.test(file) &&
    file !== 'server/env.ts'
  ) {
    yield ['one reader of the environment', 'process.env is read in server/env.ts']
  }
  const area = areaOf(file)
  if (area === null) return
  if (!areas.includes(area)) yield ['unknown area', area]
  const inside = file.slice(`app/features/${area}/`.length)
  if (!areaFile.test(inside) && !areaTest.test(inside) && !areaComponent.test(inside)) yield ['area vocabulary', inside]
  if (verbFile.test(inside) && !isTest(file)) {
    const verb = inside.replace(/\.server\.ts$/, '').replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase())
    const exported = exportedValues(file, text)
    if (exported.length !== 1 || exported[0] !== verb)
      yield ['one verb a file', `exports ${exported.join(', ')}, not ${verb}`]
  }
}

function* importRules(file: string, text: string): Generator<[Rule, string]> {
  const from = layerOf(file)
  for (const { specifier, target, typeOnly } of importsOf(file, text)) {
    if (target === null) continue
    if (!/\.(tsx?|mjs|js|json|css)(\?url)?$/.test(specifier)) yield ['extension', specifier]
    if (isTest(file)) continue
    if (isTest(target)) yield ['tests are imported by tests only', specifier]
    const to = layerOf(target)
    if (from === null || to === null) continue
    const allowed = from === to ? 'all' : table[from]?.[to]
    if (allowed === undefined || (allowed === 'types' && !typeOnly)) yield ['table', `${from} imports ${specifier}`]
    const browser = ['lib', 'i18n', 'ui', 'live', 'features'].includes(from) && !file.includes('.server.')
    if (browser && target.includes('.server.') && !typeOnly) yield ['server code in the browser', specifier]
    if (from === 'features' && to === 'columns' && !file.endsWith('/tables.server.ts'))
      yield ['columns only in tables', specifier]
    const [mine, theirs] = [areaOf(file), areaOf(target)]
    if (mine === null || mine === theirs) continue
    if (specifier.startsWith('.')) yield ['relative only inside an area', specifier]
    if (theirs === null) continue
    if (areas.indexOf(theirs) > areas.indexOf(mine)) yield ['area order', `${mine} comes before ${theirs}`]
    if (!areaDoor.test(target.slice(`app/features/${theirs}/`.length))) yield ['area door', specifier]
  }
}

function layerOf(file: string): string | null {
  if (file === 'app/context.ts') return 'context'
  if (file === 'db/columns.ts') return 'columns'
  if (file.startsWith('db/')) return 'database'
  if (file.startsWith('server/')) return 'server'
  const folder = /^app\/(lib|i18n|ui|live|features)\//.exec(file)?.[1]
  return folder ?? (file.startsWith('app/') ? 'pages' : null)
}

function areaOf(file: string): string | null {
  return /^app\/features\/([^/]+)\//.exec(file)?.[1] ?? null
}

/** All imports of a file: static, dynamic, re-exports and `import('…')` types. `target` is null for packages. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = []
  const add = (specifier: string, typeOnly: boolean) => {
    const clean = specifier.replace(/\?.*$/, '')
    const target = clean.startsWith('#') ? clean.slice(1) : path.posix.join(path.posix.dirname(file), clean)
    found.push({ specifier, target: ours.test(specifier) ? target : null, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause
      const named =
        clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : []
      const allTypes = !clause?.name && named.length > 0 && named.every((element) => element.isTypeOnly)
      add(node.moduleSpecifier.text, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes)
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [first] = node.arguments
      if (first && ts.isStringLiteral(first)) add(first.text, false)
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      add(node.argument.literal.text, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(sourceOf(file, text))
  return found
}

/** Names of everything exported that is not only a type. */
function exportedValues(file: string, text: string): string[] {
  return sourceOf(file, text).statements.flatMap((statement) => {
    const isExported = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
      : false
    // Overloads repeat the name; only the one with a body counts.
    if (ts.isFunctionDeclaration(statement) && isExported && statement.body) return [statement.name?.text ?? 'default']
    if (ts.isClassDeclaration(statement) && isExported) return [statement.name?.text ?? 'default']
    if (ts.isVariableStatement(statement) && isExported) {
      return statement.declarationList.declarations.map((declaration) => declaration.name.getText())
    }
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) return ['a re-export']
    return []
  })
}

function sourceOf(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind)
}
