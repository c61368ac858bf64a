/**
 * Inside `db.write(async (tx) => …)` nothing is awaited but calls on `tx` or with `tx`: while a transaction waits for
 * something else (a letter, a file, another connection), every writer of the service waits with it, and a call on
 * `db` itself would wait for its own transaction for ever.
 * @type {import('eslint').Rule.RuleModule}
 */
export const onlyTxInWrite = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { foreign: 'Inside write, await only calls on or with `{{tx}}`: everybody who writes waits meanwhile.' },
  },
  create(context) {
    /** Of each `write` around the node, outermost first: the names of its transaction and of what was made on it. */
    const works = []
    const enter = (node) => {
      if (isWork(node)) works.push([node.params[0].name])
    }
    const leave = (node) => {
      if (isWork(node)) works.pop()
    }
    const check = (node, awaited) => {
      if (works.length > 0 && !standsOn(awaited, works.flat())) {
        context.report({ node, messageId: 'foreign', data: { tx: works.at(-1)[0] } })
      }
    }
    return {
      ArrowFunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      FunctionExpression: enter,
      'FunctionExpression:exit': leave,
      VariableDeclarator({ id, init }) {
        // `const sessions = openSessions(tx)`: what is made on the transaction works inside it.
        if (
          works.length > 0 &&
          id.type === 'Identifier' &&
          init?.type === 'CallExpression' &&
          standsOn(init, works.flat())
        ) {
          works.at(-1).push(id.name)
        }
      },
      AwaitExpression: (node) => check(node, node.argument),
      'ForOfStatement[await=true]': (node) => check(node, node.right),
    }
  },
}

/** A function given to a `write`, with its transaction as a plain parameter. */
function isWork(node) {
  const call = node.parent
  return (
    call.type === 'CallExpression' &&
    call.arguments[0] === node &&
    call.callee.type === 'MemberExpression' &&
    call.callee.property.type === 'Identifier' &&
    call.callee.property.name === 'write' &&
    node.params[0]?.type === 'Identifier'
  )
}

/** Does the expression begin at a transaction, or does a call in its chain take one? */
function standsOn(node, names) {
  const isTx = (argument) =>
    (argument.type === 'Identifier' && names.includes(argument.name)) ||
    (argument.type === 'ObjectExpression' &&
      argument.properties.some((property) => property.type === 'Property' && isTx(property.value)))
  switch (node.type) {
    case 'Identifier':
      return isTx(node)
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].every((branch) => isNothing(branch) || standsOn(branch, names))
    case 'LogicalExpression':
      return standsOn(node.right, names)
    case 'CallExpression':
      return node.arguments.some(isTx) || standsOn(node.callee, names)
    case 'MemberExpression':
      return standsOn(node.object, names)
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return standsOn(node.expression, names)
    default:
      return false
  }
}

function isNothing(node) {
  return node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined')
}
